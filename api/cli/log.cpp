// kintsugi log info | copy

#include <spdlog/fmt/fmt.h>

#include <nlohmann/json.hpp>

#include "api/cli/command_line.h"
#include "api/cli/terminal.h"
#include "api/node/record_headers.h"
#include "api/service/data_lock.h"
#include "events/commit/commit.h"
#include "events/log/copy.h"

namespace kintsugi::api {

namespace {

struct LogOptions {
  CommonOptions common;
  std::string named;  // the LOG of `info`
  std::string from;
  std::string to;
};

using Json = nlohmann::ordered_json;

// The data directory that an embedded log lies in: locked, so that no node appends meanwhile.
Result<std::unique_ptr<DataLock>> lock_of(const LogSpec& spec) {
  if (spec.kind == LogSpec::Kind::kafka || spec.directory.filename() != "log")
    return std::unique_ptr<DataLock>();
  return DataLock::take(spec.directory.parent_path());
}

Result<void> show_info(const LogOptions& options) {
  KINTSUGI_TRY(LogSpec spec,
               parse_log_spec(options.named.empty() ? options.common.log : options.named));
  if (spec.kind == LogSpec::Kind::embedded && spec.directory.empty()) {
    if (options.common.data.empty())
      return fail(ErrorKind::invalid, "cli.usage",
                  "which log? kintsugi log info embedded:DIR, or kafka:HOST:PORT/TOPIC");
    spec.directory = std::filesystem::path(options.common.data) / "log";
  }
  if (spec.kind == LogSpec::Kind::embedded && !std::filesystem::exists(spec.directory)) {
    return fail(ErrorKind::not_found, "log.none", "there is no log in " + spec.directory.string());
  }
  KINTSUGI_TRY(auto lock, lock_of(spec));
  KINTSUGI_TRY(auto log, open_log(spec, options.common.data, false));
  ProgressLine progress("read");
  KINTSUGI_TRY(auto info, log::info(*log, recorded_at_of, [&](std::int64_t done, std::int64_t of) {
                 progress.update(done, of);
               }));
  progress.clear();
  if (options.common.json) {
    Json json;
    json["log"] = log->describe();
    json["first"] = info.first ? Json(info.first->value) : Json(nullptr);
    json["end"] = info.end.value;
    json["records"] = info.records;
    json["bytes"] = info.bytes;
    json["first_recorded"] =
        info.first_recorded ? Json(format_instant(*info.first_recorded)) : Json(nullptr);
    json["last_recorded"] =
        info.last_recorded ? Json(format_instant(*info.last_recorded)) : Json(nullptr);
    print_data(json.dump() + "\n");
    return {};
  }
  print_data(fmt::format("log      {}\nrecords  {}\nbytes    {}\nend      {}\n", log->describe(),
                         with_thousands(info.records), with_thousands(info.bytes), info.end.value));
  if (info.first_recorded && info.last_recorded) {
    print_data(fmt::format("from     {}\nto       {}\n", format_instant(*info.first_recorded),
                           format_instant(*info.last_recorded)));
  }
  return {};
}

Result<void> copy_log(const LogOptions& options) {
  KINTSUGI_TRY(LogSpec from_spec, parse_log_spec(options.from));
  KINTSUGI_TRY(LogSpec to_spec, parse_log_spec(options.to));
  bool named = (from_spec.kind == LogSpec::Kind::kafka || !from_spec.directory.empty()) &&
               (to_spec.kind == LogSpec::Kind::kafka || !to_spec.directory.empty());
  if (!named)
    return fail(ErrorKind::invalid, "cli.bad_log", "--from and --to are embedded:DIR or kafka:…");
  if (from_spec == to_spec)
    return fail(ErrorKind::invalid, "cli.bad_log", "--from and --to are the same log");
  if (from_spec.kind == LogSpec::Kind::embedded && !std::filesystem::exists(from_spec.directory)) {
    return fail(ErrorKind::not_found, "log.none",
                "there is no log in " + from_spec.directory.string());
  }
  KINTSUGI_TRY(auto from_lock, lock_of(from_spec));
  KINTSUGI_TRY(auto to_lock, lock_of(to_spec));
  KINTSUGI_TRY(auto from, open_log(from_spec, {}, false));
  KINTSUGI_TRY(auto to, open_log(to_spec, {}, true));
  ProgressLine progress("copy");
  auto dress = [](ByteView bytes) {
    CommitView view;
    log::Outgoing out{Bytes(bytes), {}, {}};
    if (view.open(bytes)) out.tenant = view.tenant();
    return out;
  };
  KINTSUGI_TRY(auto summary, log::copy(*from, *to, dress, [&](std::int64_t done, std::int64_t of) {
                 progress.update(done, of);
               }));
  progress.clear();
  if (options.common.json) {
    Json json = {{"from", from->describe()},
                 {"to", to->describe()},
                 {"already_there", summary.already_there},
                 {"copied", summary.copied},
                 {"bytes", summary.bytes},
                 {"end", summary.end.value}};
    print_data(json.dump() + "\n");
  } else {
    print_data(fmt::format("copied {} records ({} were there), end {}\n",
                           with_thousands(summary.copied), with_thousands(summary.already_there),
                           summary.end.value));
  }
  return {};
}

}  // namespace

void add_log(CommandLine& line) {
  auto* verb = line.app.add_subcommand("log", "The log itself");
  verb->require_subcommand(1);
  auto options = std::make_shared<LogOptions>();
  auto* info = verb->add_subcommand("info", "What a log holds");
  info->add_option("which,--from", options->named, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->type_name("LOG");
  add_data_options(*info, options->common, false);
  add_json_option(*info, options->common);
  info->callback([&line, options] {
    line.chosen = [options] {
      auto done = show_info(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
  auto* copy = verb->add_subcommand("copy", "Copy a log, every position kept");
  copy->add_option("--from", options->from, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->required()
      ->type_name("LOG");
  copy->add_option("--to", options->to, "embedded:DIR or kafka:HOST:PORT/TOPIC")
      ->required()
      ->type_name("LOG");
  copy->add_option("--tenant", options->common.tenant, "Taken and not used: a log is copied whole")
      ->type_name("NAME");
  add_json_option(*copy, options->common);
  copy->callback([&line, options] {
    line.chosen = [options] {
      auto done = copy_log(*options);
      return done ? ExitCode::ok : failed(done.error());
    };
  });
}

}  // namespace kintsugi::api
