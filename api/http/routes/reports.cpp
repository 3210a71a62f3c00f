// Reports, now or as of any moment. What leaves as a file is recorded as an export.

#include <nlohmann/json.hpp>

#include "api/http/reading/cursor.h"
#include "api/http/reading/report_request.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "api/http/server/spool.h"
#include "replay/reports/write.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t rows_default = 500;  // of a page, where the request does not say

// A page of rows as arrays of cells: what a table on a screen wants.
Result<std::string> report_body(const replay::ReportKind& report, const Reading& reading,
                                const replay::ReportRequest& what, std::string_view cursor_key) {
  std::string rows;
  auto sink = [&](const replay::Row& row) {
    Json cells = Json::array();
    for (std::size_t i = 0; i < row.size(); ++i) {
      replay::CellType type = report.columns[i].type;
      if (const auto* text = std::get_if<std::string>(&row[i])) {
        cells.push_back(*text);
      } else if (const auto* number = std::get_if<std::int64_t>(&row[i])) {
        if (type == replay::CellType::instant) {
          cells.push_back(format_instant(instant_from_ms(*number)));
        } else if (type == replay::CellType::date) {
          cells.push_back(format_instant(Instant(std::chrono::days(*number))).substr(0, 10));
        } else if (type == replay::CellType::position) {
          cells.push_back(std::to_string(*number));
        } else {
          cells.push_back(*number);
        }
      } else {
        cells.push_back(nullptr);
      }
    }
    rows += (rows.empty() ? "" : ",") + cells.dump(-1, ' ', false, Json::error_handler_t::replace);
    return true;
  };
  KINTSUGI_TRY(const std::string next,
               report.run(*reading.view.rows_at, what, reading.scope, sink));
  const std::string cursor =
      next.empty()
          ? std::string("null")
          : json_text(encode_cursor({reading.view.last(), next}, reading.binding, cursor_key));
  return "{\"report\":" + json_text(report.id) + ",\"position\":\"" +
         std::to_string(reading.view.last().value) + "\",\"columns\":" + columns_json(report) +
         ",\"rows\":[" + rows + "],\"next_cursor\":" + cursor + "}";
}

Result<Response> get_reports(const Call& call) {
  KINTSUGI_TRY_OK(only_parameters(call.request, call.route.parameters));
  return json_response(reports_json()).with("Cache-Control", "no-cache");
}

// A file that leaves: its name in the record of exports, and how it is written.
struct Layout {
  std::string name;  // "csv:excel"
  replay::ReportFormat how;
};

Result<Response> export_report(const Call& call, const replay::ReportKind& report,
                               const Reading& reading, const replay::ReportRequest& what,
                               const Layout& layout) {
  // Written down whole first: its rows are counted, and the tables are let go, before it is sent.
  const auto spool = std::make_shared<Spool>(call.edge.service.directory(),
                                             call.edge.options.export_held_max);
  const auto language =
      call.request.language == Language::zh ? replay::Language::zh : replay::Language::en;
  Result<void> spooled;
  KINTSUGI_TRY_OK(replay::write_report(report, *reading.view.rows_at, what, reading.scope,
                                       layout.how, language, [&](std::string_view piece) {
                                         spooled = spool->write(piece);
                                         return spooled.has_value();
                                       }));
  KINTSUGI_TRY_OK(spooled);
  if (!call.principal.local) {  // what leaves is written down before it leaves
    schema::RecordExport record;
    record.report = std::string(report.id);
    record.as_of = parameter_of(call.request, "as_of");
    record.layout = layout.name.substr(0, layout.name.find(':'));
    record.rows = static_cast<std::int64_t>(spool->lines());
    KINTSUGI_TRY(Answer recorded,
                 call.edge.commands.record(call.request, call.principal, std::move(record)));
    if (recorded.refusal) return tl::unexpected(*recorded.refusal);
  }
  Response response = read_response(reading, spool->held() ? spool->take() : std::string());
  if (!spool->held()) {
    response.source = {spool->size(), [spool](std::size_t at, std::size_t at_most) {
                         auto piece = spool->read(at, at_most);
                         return piece ? std::optional(*std::move(piece)) : std::nullopt;
                       }};
  }
  response.content_type = std::string(replay::media_type(layout.how));
  return response.with("Content-Disposition",
                       "attachment; filename=\"" +
                           replay::file_name(report, *reading.view.rows_at, layout.how) + "\"");
}

Result<Response> get_report(const Call& call) {
  const auto* report = find_report_by_any_name(call.request.path_value("id"));
  if (report == nullptr) {
    return fail(ErrorKind::not_found, "report.not_found",
                "no report " + std::string(call.request.path_value("id")));
  }
  // The operation log shows what everybody did: for those who may read the audit log.
  if (report->id == "operation_log" && !call.principal.has_role("auditor") &&
      !call.principal.has_role("administrator")) {
    return fail(ErrorKind::forbidden, "authority.not_allowed",
                "auditors and administrators read the operation log");
  }
  KINTSUGI_TRY(Reading reading, call.reading());
  replay::ReportRequest what;
  for (const auto& [name, value] : call.request.query) {
    bool common = name == "as_of" || name == "format" || name == "profile" ||
                  name == "min_position" || name == "wait" || name == "outlet" ||
                  name == "limit" || name == "cursor";
    if (!common && !value.empty())
      KINTSUGI_TRY_OK(set_report_parameter(*report, what, name, value));
  }
  std::string format = parameter_of(call.request, "format");
  std::string profile = parameter_of(call.request, "profile");
  if (!profile.empty() && format != "csv")
    return invalid("request.bad_parameter", "profile: of format=csv");
  if (format.empty() || format == "json") {
    what.page = reading.page;
    if (parameter_of(call.request, "limit").empty()) what.page.limit = rows_default;
    KINTSUGI_TRY(std::string body,
                 report_body(*report, reading, what, call.edge.secrets.cursor_key()));
    return read_response(reading, std::move(body));
  }
  if (format == "csv" && !profile.empty()) format += ":" + profile;
  // "json:file": JSON as the report writer has it, for the command line; "json" is what screens
  // read.
  auto layout = replay::parse_report_format(format == "json:file" ? "json" : format);
  if (!layout)
    return invalid("request.bad_parameter",
                   "format: json, csv, ndjson or table; profile, of csv: excel or data");
  return export_report(call, *report, reading, what, {format, *layout});
}

}  // namespace

std::span<const Route> report_routes() {
  static constexpr Parameter of_report[] = {
      {"format"},    {"profile"},  {"outlet"}, {"technician"},
      {"warehouse"}, {"part"},     {"operator"},
      {.name = "operator_id", .told = false},
      {"status"},    {"period"},   {"from"},   {"until"}};
  static constexpr Route table[] = {
      {.path = "/v1/reports",
       .summary = "The reports there are",
       .handler = get_reports,
       .kind = Route::Kind::other},
      {.path = "/v1/reports/{id}",
       .summary = "A report: format json, csv, ndjson or table",
       .handler = get_report,
       .parameters = of_report},
  };
  return table;
}

}  // namespace kintsugi::api
