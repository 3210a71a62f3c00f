// Reports, now or as of any moment. What leaves as a file is recorded as an export.

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "api/http/reading/cursor.h"
#include "api/http/reading/readers.h"
#include "api/http/reading/report_request.h"
#include "api/http/routes/context.h"
#include "api/http/routes/export.h"
#include "api/http/routes/tables.h"
#include "api/http/server/problem.h"
#include "replay/reports/arranged.h"
#include "replay/reports/chart.h"
#include "replay/reports/declared.h"
#include "replay/reports/difference.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t rows_default = 500;  // of a page, where the request does not say

Json cell_json(const replay::Cell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
  return nullptr;
}

// A column's cell as the rows of a report have it.
Json shown_cell(replay::CellType type, const replay::Cell& cell) {
  const auto* number = std::get_if<std::int64_t>(&cell);
  if (number == nullptr) return cell_json(cell);
  const bool is_day = type == replay::CellType::instant || type == replay::CellType::date;
  if (is_day && *number == 0) return nullptr;  // not yet, or never
  if (type == replay::CellType::instant) return format_instant(instant_from_ms(*number));
  if (type == replay::CellType::date)
    return format_instant(Instant(std::chrono::days(*number))).substr(0, 10);
  if (type == replay::CellType::position) return std::to_string(*number);
  return *number;
}

// A page of rows as arrays of cells: what a table on a screen wants.
Result<std::string> report_body(const replay::ReportKind& report, const Reading& reading,
                                const replay::ReportRequest& what, std::string_view cursor_key) {
  std::string rows, ids;
  auto sink = [&](const replay::Row& row, std::string_view id) {
    ids += (ids.empty() ? "" : ",") + json_text(id);
    Json cells = Json::array();
    for (std::size_t i = 0; i < row.size(); ++i)
      cells.push_back(shown_cell(report.columns[i].type, row[i]));
    rows += (rows.empty() ? "" : ",") + cells.dump(-1, ' ', false, Json::error_handler_t::replace);
    return true;
  };
  KINTSUGI_TRY(const std::string next,
               report.run(*reading.view.rows_at, what, reading.scope, sink));
  const std::string cursor =
      next.empty()
          ? std::string("null")
          : json_text(encode_cursor({reading.view.last(), next, reading.as_of},
                                      reading.binding, cursor_key));
  return "{\"report\":" + json_text(report.id) + ",\"position\":\"" +
         std::to_string(reading.view.last().value) + "\",\"columns\":" + columns_json(report) +
         ",\"rows\":[" + rows + "]" + (report.declared ? ",\"ids\":[" + ids + "]" : std::string()) +
         ",\"next_cursor\":" + cursor + "}";
}

Result<Response> get_reports(const Call& call) {
  const auto may = [&](const replay::ReportKind& report) {
    return may_read(call.principal, readers_of(report));
  };
  return json_response(reports_json(may)).with("Cache-Control", "no-store");
}

Result<const replay::ReportKind*> report_of(const Call& call) {
  const auto* report = find_report_by_any_name(call.request.path_value("id"));
  if (report == nullptr) {
    return fail(ErrorKind::not_found, "report.not_found",
                "no report " + std::string(call.request.path_value("id")));
  }
  return report;
}

Result<replay::ReportRequest> asked(const Call& call, const replay::ReportKind& report,
                                    const Reading& reading) {
  replay::ReportRequest what;
  // Rows of another list are for whom that list is for.
  if (report.declared != nullptr && !report.declared->grouped) {
    for (const replay::ReportSource& other : report.declared->also) {
      const Readers readers = readers_of(*projections::lists::find(other.list)->info);
      KINTSUGI_TRY(what.scopes[std::string(other.list)],
                   asked_scope(call.request, call.principal, readers, reading.view));
    }
  }
  for (const auto& [name, value] : call.request.query) {
    const bool arranges = name == "columns" || name == "sort";
    if (arranges && !value.empty()) what.parameters.emplace_back(name, value);
    const bool common = arranges || name == "as_of" || name == "format" || name == "profile" ||
                        name == "min_position" || name == "wait" || name == "outlet" ||
                        name == "limit" || name == "cursor" || name == "row" || name == "column" ||
                        name == "against";
    if (!common && !value.empty()) KINTSUGI_TRY_OK(set_report_parameter(report, what, name, value));
  }
  return what;
}

// --- what a cell is made of
std::string_view word_of(replay::ReportColumn::Is is) {
  constexpr std::string_view words[] = {"field",  "name",     "looked_up", "counted",
                                        "summed", "computed", "earliest",  "latest",
                                        "gathered"};
  return words[static_cast<std::size_t>(is)];
}
std::string_view word_of(replay::ReportColumn::Formula formula) {
  constexpr std::string_view words[] = {"none", "total", "rate", "minutes", "mean", "average"};
  return words[static_cast<std::size_t>(formula)];
}

replay::CellType type_of(const replay::ReportKind& report, std::string_view column) {
  const auto found = std::find_if(report.columns.begin(), report.columns.end(),
                                  [&](const replay::Column& one) { return one.id == column; });
  return found == report.columns.end() ? replay::CellType::integer : found->type;
}

// Values as the rows of the report have them. Items of a list that he does not read stand there as
// what they add: their ids may name people.
Json explanation_json(const replay::ReportKind& report, std::string_view column,
                      const replay::Explanation& of, const Principal& principal) {
  const replay::CellType type = type_of(report, column);
  Json parts = Json::array();
  for (const replay::CellPart& part : of.parts) {
    const bool of_list = part.column.empty();
    Json one = {{"value", shown_cell(of_list ? type : type_of(report, part.column), part.value)},
                {"sign", part.sign}};
    if (!of_list) {
      one["column"] = part.column;
    } else {
      one["list"] = part.list;
      one["field"] = part.field;
      if (may_read(principal, readers_of(*projections::lists::find(part.list)->info))) {
        one["id"] = part.id;
        one["href"] = "/v1/" + part.list + "/" + url_encoded(part.id);
      }
    }
    parts.push_back(std::move(one));
  }
  Json out = {{"is", word_of(of.is)}, {"value", shown_cell(type, of.value)}, {"parts", parts}};
  if (of.formula != replay::ReportColumn::Formula::none) out["formula"] = word_of(of.formula);
  if (!of.rule.empty()) out["rule"] = {{"stream", of.rule}, {"version", of.rule_version}};
  return out;
}

Result<Response> explain_cell(const Call& call) {
  KINTSUGI_TRY(const auto* report, report_of(call));
  if (report->declared == nullptr)
    return fail(ErrorKind::not_found, "report.not_explained",
                "what this report's cells are made of is not declared");
  KINTSUGI_TRY(Reading reading, call.reading(readers_of(*report)));
  KINTSUGI_TRY(const auto what, asked(call, *report, reading));
  KINTSUGI_TRY(
      const auto explained,
      replay::explain(*report->declared, *reading.view.rows_at, what, reading.scope,
                      parameter_of(call.request, "row"), parameter_of(call.request, "column")));
  Json body = explanation_json(*report, parameter_of(call.request, "column"), explained,
                               call.principal);
  body["position"] = std::to_string(reading.view.last().value);
  return read_response(reading, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// --- its picture
Json marks_json(const replay::ReportKind& report, std::string_view column,
                const std::vector<replay::ChartMark>& marks) {
  const replay::CellType type = type_of(report, column);
  Json out = Json::array();
  for (const replay::ChartMark& mark : marks)
    out.push_back({{"value", shown_cell(type, mark.value)},
                   {"name", mark.name.empty() ? Json(nullptr) : Json(mark.name)}});
  return out;
}

Result<Response> get_chart(const Call& call) {
  KINTSUGI_TRY(const auto* report, report_of(call));
  const auto* declared = report->declared;
  if (declared == nullptr || declared->chart.kind == replay::ReportChart::Kind::none)
    return fail(ErrorKind::not_found, "report.no_chart", "this report declares no chart");
  KINTSUGI_TRY(Reading reading, call.reading(readers_of(*report)));
  KINTSUGI_TRY(const auto what, asked(call, *report, reading));
  KINTSUGI_TRY(const auto drawn, replay::chart_figures(*declared, *reading.view.rows_at, what,
                                                       reading.scope));
  Json values = Json::array();
  for (const auto& line : drawn.values) {
    Json cells = Json::array();
    for (const replay::Cell& cell : line) cells.push_back(cell_json(cell));
    values.push_back(std::move(cells));
  }
  const Json body = {{"report", report->id},
                     {"marks", marks_json(*report, declared->chart.along, drawn.marks)},
                     {"across", marks_json(*report, declared->chart.across, drawn.across)},
                     {"values", values},
                     {"rest", drawn.rest},
                     {"position", std::to_string(reading.view.last().value)}};
  return read_response(reading, body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

// --- what changed in it
Json cells_json(const replay::ReportKind& report, const std::optional<replay::Row>& row) {
  if (!row) return nullptr;
  Json cells = Json::array();
  for (std::size_t i = 0; i < row->size(); ++i)
    cells.push_back(shown_cell(report.columns[i].type, (*row)[i]));
  return cells;
}

Result<Response> get_difference(const Call& call) {
  KINTSUGI_TRY(const auto* whole, report_of(call));
  KINTSUGI_TRY(Reading reading, call.reading(readers_of(*whole)));
  KINTSUGI_TRY(const auto what, asked(call, *whole, reading));
  KINTSUGI_TRY(const replay::ReportKind report, replay::arranged(*whole, what));
  const std::string moment = parameter_of(call.request, "against");
  if (moment.empty())
    return invalid("request.bad_parameter", "against: the moment to compare with");
  KINTSUGI_TRY(const auto as_of, replay::parse_as_of(moment));
  KINTSUGI_TRY(const TenantView before, call.edge.service.view(call.principal.tenant, as_of));
  const std::string format = parameter_of(call.request, "format");
  if (!format.empty() && format != "json")
    return export_file(call, replay::compared(report, *before.rows_at), reading, what);
  KINTSUGI_TRY(const auto found, replay::difference(report, *before.rows_at, *reading.view.rows_at,
                                                    what, reading.scope));
  std::string rows;
  for (const replay::RowDifference& one : found.rows) {
    const Json row = {{"id", one.id},
                      {"before", cells_json(report, one.before)},
                      {"after", cells_json(report, one.after)}};
    rows += (rows.empty() ? "" : ",") + row.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  std::string body = "{\"report\":" + json_text(report.id) + ",\"against\":\"" +
                     std::to_string(before.last().value) + "\",\"position\":\"" +
                     std::to_string(reading.view.last().value) +
                     "\",\"columns\":" + columns_json(report) + ",\"rows\":[" + rows + "]";
  for (const auto& [name, count] :
       {std::pair("came", found.came), std::pair("went", found.went),
        std::pair("changed", found.changed), std::pair("same", found.same)})
    body.append(",\"").append(name).append("\":").append(std::to_string(count));
  return read_response(reading, body + "}");
}

Result<Response> get_report(const Call& call) {
  KINTSUGI_TRY(const auto* whole, report_of(call));
  KINTSUGI_TRY(Reading reading, call.reading(readers_of(*whole)));
  KINTSUGI_TRY(auto what, asked(call, *whole, reading));
  KINTSUGI_TRY(const replay::ReportKind report, replay::arranged(*whole, what));
  const std::string format = parameter_of(call.request, "format");
  if (!format.empty() && format != "json") return export_file(call, report, reading, what);
  if (!parameter_of(call.request, "profile").empty())
    return invalid("request.bad_parameter", "profile: of format=csv");
  what.page = reading.page;
  if (parameter_of(call.request, "limit").empty()) what.page.limit = rows_default;
  KINTSUGI_TRY(std::string body,
               report_body(report, reading, what, call.edge.secrets.cursor_key()));
  return read_response(reading, std::move(body));
}

// What one report or another takes.
std::vector<Parameter> parameters_of_all() {
  std::vector<Parameter> out = {
      {"columns", "names, separated by commas: these, in this order"},
      {"sort", "a column; '-' before it: the largest first"},
      format_parameter,
      profile_parameter,
      {"outlet", "it and what lies below it"},
      {"technician"},
      {"warehouse"},
      {"part"},
      {"operator"},
      {.name = "operator_id", .told = false},
      {.name = "status", .enum_name = "work_order_status"},
      {.name = "period", .text = "2026-03", .takes = Parameter::Takes::month},
      {.name = "from", .text = "a day: from its begin", .takes = Parameter::Takes::begin},
      {.name = "until", .text = "a day: with all of it", .takes = Parameter::Takes::end}};
  for (const replay::ReportKind& report : replay::all_reports()) {
    for (std::string_view name : report.parameters) {
      const auto known = std::find_if(out.begin(), out.end(),
                                      [&](const Parameter& one) { return one.name == name; });
      if (known == out.end()) out.push_back({name});
    }
  }
  return out;
}

}  // namespace

std::span<const Route> report_routes() {
  static const std::vector<Parameter> of_report = parameters_of_all();
  static const std::vector<Parameter> of_chart = [] {
    std::vector<Parameter> out = parameters_of_all();
    std::erase_if(out, [](const Parameter& one) {  // it is no file
      return one.name == format_parameter.name || one.name == profile_parameter.name;
    });
    return out;
  }();
  static const std::vector<Parameter> of_cell = [] {
    std::vector<Parameter> out = of_chart;
    out.push_back({.name = "row", .text = "its id, as `ids` has it", .required = true});
    out.push_back({.name = "column", .required = true});
    return out;
  }();
  static const std::vector<Parameter> of_difference = [] {
    std::vector<Parameter> out = parameters_of_all();
    out.push_back({.name = "against",
                   .text = "the moment to compare with",
                   .takes = Parameter::Takes::moment,
                   .required = true});
    return out;
  }();
  static constexpr Rights own{.signed_in = true};  // those that he may read
  static constexpr Rights its{.by_subject = true};
  static const Route table[] = {
      {.path = "/v1/reports",
       .summary = "The reports there are",
       .handler = get_reports,
       .kind = Route::Kind::other,
       .rights = own,
       .row = "report_list"},
      {.path = "/v1/reports/{id}",
       .summary = "A report: format json, csv, ndjson, xlsx, print or table",
       .handler = get_report,
       .rights = its,
       .parameters = of_report,
       .row = "report_page",
       .pages = true,
       .files = true},
      {.path = "/v1/reports/{id}/chart",
       .summary = "The picture that a report declares: its rows added up along a column",
       .handler = get_chart,
       .rights = its,
       .parameters = of_chart,
       .row = "report_chart"},
      {.path = "/v1/reports/{id}/difference",
       .summary = "What changed in it since another moment: rows that came, went or differ",
       .handler = get_difference,
       .rights = its,
       .parameters = of_difference,
       .row = "report_difference",
       .files = true},
      {.path = "/v1/reports/{id}/explain",
       .summary = "What a cell is made of: rows that are summed, looked up, or columns and how",
       .handler = explain_cell,
       .rights = its,
       .parameters = of_cell,
       .row = "report_explanation"},
  };
  return table;
}

}  // namespace kintsugi::api
