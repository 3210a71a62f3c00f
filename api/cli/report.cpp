// kintsugi report list | run NAME

#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "api/cli/client.h"
#include "api/cli/command_line.h"
#include "api/cli/moment.h"
#include "api/cli/output.h"
#include "api/cli/terminal.h"
#include "api/http/server/message.h"
#include "api/http/reading/report_request.h"
#include "projections/directory/directory.h"
#include "replay/reports/arranged.h"
#include "replay/reports/difference.h"
#include "replay/reports/write.h"

namespace kintsugi::api {

namespace {

struct ReportOptions {
  CommonOptions common;
  std::string name;
  std::string as_of;
  std::string against;  // empty: nothing to compare with
  std::string format;
  std::string output = "-";
  std::string language = "zh";
  std::vector<std::string> parameters;  // "period=2026-03"
};

ExitCode list_reports(const ReportOptions& options) {
  if (options.common.json) {
    const auto all = [](const replay::ReportKind&) { return true; };  // the directory's owner
    print_data(reports_json(all) + "\n");
    return ExitCode::ok;
  }
  for (const replay::ReportKind& report : replay::all_reports()) {
    std::string parameters;
    for (std::string_view name : report.parameters)
      parameters += (parameters.empty() ? "" : ", ") + std::string(name);
    std::string id(report.id);
    id.resize(std::max<std::size_t>(id.size(), 18), ' ');
    print_data(id + " " + std::string(report.zh) + "  " + std::string(report.en) + "  (" +
               parameters + ")\n");
  }
  return ExitCode::ok;
}

Result<void> run_through_node(const ReportOptions& options, const std::string& format) {
  KINTSUGI_TRY(Client client, Client::of(options.common));
  std::string path = "/v1/reports/" + url_encoded(options.name) +
                     (options.against.empty() ? "?format=" : "/difference?format=");
  // The same octets as from the directory: JSON of the report writer is not the screen's.
  path += format == "json" ? "json:file" : url_encoded(format);
  if (!options.as_of.empty() && options.as_of != "latest")
    path += "&as_of=" + url_encoded(options.as_of);
  if (!options.against.empty()) path += "&against=" + url_encoded(options.against);
  for (const std::string& parameter : options.parameters) {
    auto equals = parameter.find('=');
    if (equals == std::string::npos)
      return fail(ErrorKind::invalid, "cli.bad_parameter", "expected NAME=VALUE");
    path += "&" + url_encoded(parameter.substr(0, equals)) + "=" +
            url_encoded(parameter.substr(equals + 1));
  }
  const std::string language = options.language == "en" ? "en" : "zh-CN";
  KINTSUGI_TRY(auto output, Output::open(options.output));
  bool written = true;
  const auto done = client.download(path, {{"Accept-Language", language}},
                                    [&](std::string_view piece) {
                                      return written = output->write(piece);
                                    });
  if (!done && written) return tl::unexpected(done.error());
  return output->close();
}

Result<void> run_here(const ReportOptions& options, replay::ReportFormat format) {
  const auto* report = find_report_by_any_name(options.name);
  if (report == nullptr)
    return fail(ErrorKind::not_found, "report.not_found", "no report " + options.name);
  replay::ReportRequest request;
  for (const std::string& parameter : options.parameters) {
    auto equals = parameter.find('=');
    if (equals == std::string::npos)
      return fail(ErrorKind::invalid, "cli.bad_parameter", "expected NAME=VALUE");
    KINTSUGI_TRY_OK(set_report_parameter(*report, request, parameter.substr(0, equals),
                                         parameter.substr(equals + 1)));
  }
  replay::AsOf as_of = replay::AsOf::now();
  if (!options.as_of.empty()) {
    KINTSUGI_TRY(as_of, replay::parse_as_of(options.as_of));
  }
  SystemClock clock;
  KINTSUGI_TRY(const Opened opened, open_for_reading(options.common, clock));
  KINTSUGI_TRY(TenantView view, opened.service->view(opened.tenant, as_of));
  KINTSUGI_TRY(auto directory, view.rows("directory"));
  // With everything below it, as over HTTP.
  KINTSUGI_TRY(const auto scope,
               projections::subtree(*directory, std::exchange(request.outlet, {})));
  KINTSUGI_TRY(auto output, Output::open(options.output));
  auto language = options.language == "en" ? replay::Language::en : replay::Language::zh;
  KINTSUGI_TRY(replay::ReportKind arranged, replay::arranged(*report, request));
  TenantView before;
  if (!options.against.empty()) {
    KINTSUGI_TRY(const auto moment, replay::parse_as_of(options.against));
    KINTSUGI_TRY(before, opened.service->view(opened.tenant, moment));
    arranged = replay::compared(arranged, *before.rows_at);
  }
  KINTSUGI_TRY_OK(replay::write_report(
      arranged, *view.rows_at, request, scope, format, language,
      [&](std::string_view piece) { return output->write(piece); }));
  return output->close();
}

ExitCode run_report(const ReportOptions& options) {
  std::string name = !options.format.empty() ? options.format
                     : options.common.json   ? "json"
                                             : "table";
  auto format = replay::parse_report_format(name);
  if (!format) {
    print_note("kintsugi: --format is table, csv, csv:data, json or ndjson");
    return ExitCode::usage;
  }
  bool through = !options.common.server.empty() || is_held(options.common.data);
  if (lacks_source(options.common)) return ExitCode::usage;
  for (const std::string& moment : {options.as_of, options.against})
    if (const auto clear = check_moment(moment); !clear) return failed(clear.error());
  auto done = through ? run_through_node(options, name) : run_here(options, *format);
  return done ? ExitCode::ok : failed(done.error());
}

}  // namespace

void add_report(CommandLine& line) {
  auto* report = line.app.add_subcommand("report", "Reports, now or as of any moment");
  report->require_subcommand(1);
  auto options = std::make_shared<ReportOptions>();
  auto* list = report->add_subcommand("list", "The reports there are");
  add_data_options(*list, options->common, false);
  add_json_option(*list, options->common);
  list->callback([&line, options] { line.chosen = [options] { return list_reports(*options); }; });
  auto* run = report->add_subcommand("run", "Run a report");
  run->add_option("name", options->name, "Its id or name, e.g. 报修状态表")
      ->required()
      ->type_name("NAME");
  add_data_options(*run, options->common, false);
  add_server_options(*run, options->common);
  add_json_option(*run, options->common);
  run->add_option("--as-of", options->as_of, "A position, an RFC 3339 time, a date, or latest")
      ->type_name("POSITION|TIME");
  run->add_option("--against", options->against,
                  "Another moment: what came, went or changed since then")
      ->type_name("POSITION|TIME");
  run->add_option("--format", options->format, "table, csv (for Excel), csv:data, json, ndjson")
      ->type_name("FORMAT");
  run->add_option("-o,--output", options->output, "File; - is stdout")->type_name("FILE");
  run->add_option("--param", options->parameters, "e.g. --param period=2026-03")
      ->type_name("NAME=VALUE");
  run->add_option("--lang", options->language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
  run->callback([&line, options] { line.chosen = [options] { return run_report(*options); }; });
}

}  // namespace kintsugi::api
