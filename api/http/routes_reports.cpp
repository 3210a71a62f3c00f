// Reports, now or as of any moment. What leaves as a file is recorded as an export.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/cursor.h"
#include "api/http/edge.h"
#include "api/http/moment.h"
#include "api/http/report_request.h"
#include "api/http/spool.h"
#include "replay/reports/write.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

std::string_view cell_format(replay::CellType type) {
  switch (type) {
    case replay::CellType::text:
      return "text";
    case replay::CellType::integer:
      return "integer";
    case replay::CellType::money:
      return "money";
    case replay::CellType::quantity:
      return "quantity";
    case replay::CellType::rate:
      return "rate";
    case replay::CellType::instant:
      return "instant";
    case replay::CellType::date:
      return "date";
    case replay::CellType::position:
      return "position";
    case replay::CellType::enumeration:
      return "enum";
  }
  return "text";
}

Json report_json(const replay::ReportKind& report) {
  Json columns = Json::array();
  for (const replay::Column& column : report.columns) {
    columns.push_back(
        {{"name", column.id},
         {"label", {{"zh", column.zh}, {"en", column.en}}},
         {"format", cell_format(column.type)},
         {"enum", column.enum_name.empty() ? Json(nullptr) : Json(column.enum_name)}});
  }
  Json parameters = Json::array();
  for (std::string_view name : report.parameters) parameters.push_back(name);
  return {{"id", report.id},
          {"name", {{"zh", report.zh}, {"en", report.en}}},
          {"columns", columns},
          {"parameters", parameters}};
}

constexpr std::size_t rows_default = 500;  // of a page, where the request does not say

// A page of rows as arrays of cells: what a table on a screen wants.
Result<std::string> report_body(const replay::ReportKind& report, const Reading& reading,
                                const replay::ReportRequest& what, std::string_view cursor_key) {
  Json columns = report_json(report)["columns"];
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
         std::to_string(reading.view.last().value) + "\",\"columns\":" + columns.dump() +
         ",\"rows\":[" + rows + "],\"next_cursor\":" + cursor + "}";
}

}  // namespace

namespace {

tl::unexpected<Error> bad_parameter(std::string_view name, std::string_view expected) {
  return fail(ErrorKind::invalid, "request.bad_parameter",
              std::string(name) + ": " + std::string(expected));
}

std::string names_of(std::span<const std::string_view> parameters) {
  std::string names;
  for (std::string_view name : parameters) names.append(names.empty() ? "" : ", ").append(name);
  return names;
}

}  // namespace

Result<void> set_report_parameter(const replay::ReportKind& report, replay::ReportRequest& request,
                                  std::string_view name, std::string_view value) {
  if (name == "operator") name = "operator_id";
  const auto& known = report.parameters;
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    return fail(ErrorKind::invalid, "request.unknown_parameter",
                "unknown parameter " + std::string(name) + "; the report " +
                    std::string(report.id) + " takes " + names_of(known));
  }
  if (name == "from") {
    request.from = parse_begin(value);
    if (!request.from) return bad_parameter(name, "an RFC 3339 time or a date");
  } else if (name == "until") {
    request.until = parse_end(value);
    if (!request.until) return bad_parameter(name, "an RFC 3339 time or a date");
  } else if (name == "period") {
    if (!is_month(value)) return bad_parameter(name, "a month such as 2026-03");
    request.period = value;
  } else if (name == "status") {
    if (!schema::parse_enum<schema::WorkOrderStatus>(value))
      return bad_parameter(name, "there is no order status " + std::string(value));
    request.status = value;
  } else {
    std::string& text = name == "outlet"       ? request.outlet
                        : name == "technician" ? request.technician
                        : name == "warehouse"  ? request.warehouse
                        : name == "part"       ? request.part
                                               : request.operator_id;
    text = value;
  }
  return {};
}

const replay::ReportKind* find_report_by_any_name(std::string_view name) {
  if (const auto* report = replay::find_report(name)) return report;
  for (const replay::ReportKind& report : replay::all_reports()) {
    if (report.zh == name || report.en == name) return &report;
  }
  return nullptr;
}

std::string reports_json() {
  Json items = Json::array();
  for (const replay::ReportKind& report : replay::all_reports())
    items.push_back(report_json(report));
  return Json{{"items", items}}.dump();
}

Response Edge::get_reports(const Request& request, const Principal&) {
  if (auto known = only_parameters(request, {}); !known) return problem(request, known.error());
  return json_response(reports_json()).with("Cache-Control", "no-cache");
}

Response Edge::get_report(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    const auto* report = find_report_by_any_name(request.path_value("id"));
    if (report == nullptr) {
      return fail(ErrorKind::not_found, "report.not_found",
                  "no report " + std::string(request.path_value("id")));
    }
    // The operation log shows what everybody did: for those who may read the audit log.
    if (report->id == "operation_log" && !principal.has_role("auditor") &&
        !principal.has_role("administrator")) {
      return fail(ErrorKind::forbidden, "authority.not_allowed",
                  "auditors and administrators read the operation log");
    }
    KINTSUGI_TRY(Reading reading,
                 this->reading(request, principal,
                               {"format", "profile", "technician", "warehouse", "part", "operator",
                                "operator_id", "status", "period", "from", "until"}));
    replay::ReportRequest what;
    for (const auto& [name, value] : request.query) {
      bool common = name == "as_of" || name == "format" || name == "profile" ||
                    name == "min_position" || name == "wait" || name == "outlet" ||
                    name == "limit" || name == "cursor";
      if (!common && !value.empty())
        KINTSUGI_CHECK_OK(set_report_parameter(*report, what, name, value));
    }
    std::string format = parameter_of(request, "format");
    std::string profile = parameter_of(request, "profile");
    if (!profile.empty() && format != "csv") return bad_parameter("profile", "of format=csv");
    if (format.empty() || format == "json") {
      what.page = reading.page;
      if (parameter_of(request, "limit").empty()) what.page.limit = rows_default;
      KINTSUGI_TRY(std::string body, report_body(*report, reading, what, secrets_.cursor_key()));
      return read_response(reading, std::move(body));
    }
    if (format == "csv" && !profile.empty()) format += ":" + profile;
    // "json:file": JSON as the report writer has it, for the command line; "json" is what screens
    // read.
    auto layout = replay::parse_report_format(format == "json:file" ? "json" : format);
    if (!layout)
      return bad_parameter("format", "json, csv, ndjson or table; profile, of csv: excel or data");
    // Written down whole first: its rows are counted, and the tables are let go, before it is sent.
    const auto spool = std::make_shared<Spool>(service_.directory(), options_.export_held_max);
    auto language = request.language == Language::zh ? replay::Language::zh : replay::Language::en;
    Result<void> spooled;
    KINTSUGI_CHECK_OK(replay::write_report(*report, *reading.view.rows_at, what, reading.scope,
                                           *layout, language, [&](std::string_view piece) {
                                             spooled = spool->write(piece);
                                             return spooled.has_value();
                                           }));
    KINTSUGI_CHECK_OK(spooled);
    if (!principal.local) {  // what leaves is written down before it leaves
      schema::RecordExport record;
      record.report = std::string(report->id);
      record.as_of = parameter_of(request, "as_of");
      record.layout = format.substr(0, format.find(':'));
      record.rows = static_cast<std::int64_t>(spool->lines());
      KINTSUGI_TRY(Answer recorded, commands_.record(request, principal, std::move(record)));
      if (recorded.refusal) return tl::unexpected(*recorded.refusal);
    }
    Response response = read_response(reading, spool->held() ? spool->take() : std::string());
    if (!spool->held()) {
      response.source = {spool->size(), [spool](std::size_t at, std::size_t at_most) {
                           auto piece = spool->read(at, at_most);
                           return piece ? std::optional(*std::move(piece)) : std::nullopt;
                         }};
    }
    response.content_type = std::string(replay::media_type(*layout));
    return response.with("Content-Disposition",
                         "attachment; filename=\"" +
                             replay::file_name(*report, *reading.view.rows_at, *layout) + "\"");
  }();
  return answer ? *answer : problem(request, answer.error());
}

}  // namespace kintsugi::api
