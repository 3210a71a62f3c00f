#include "api/http/reading/report_request.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "api/http/reading/moment.h"
#include "replay/reports/cell_text.h"
#include "replay/reports/declared.h"
#include "schema/work_order_state.h"

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

Json columns_of(const replay::ReportKind& report) {
  Json columns = Json::array();
  for (const replay::Column& column : report.columns) {
    columns.push_back(
        {{"name", column.id},
         {"label", {{"zh", column.zh}, {"en", column.en}}},
         {"format", cell_format(column.type)},
         {"unit", replay::unit(column).empty() ? Json(nullptr) : Json(replay::unit(column))},
         {"enum", column.enum_name.empty() ? Json(nullptr) : Json(column.enum_name)}});
  }
  return columns;
}

// What a form asks for: the parameters with the fields that they are about.
Json fields_of(const replay::Report& report) {
  Json out = Json::array();
  const auto* list = projections::lists::find(report.list);
  for (const replay::ReportParameter& one : report.parameters) {
    const auto dot = one.condition.find('.');
    const auto path = list->field(one.condition.substr(0, dot));
    const auto* field = path ? path->field() : nullptr;
    if (field == nullptr) continue;
    out.push_back({{"name", one.name},
                   {"label", {{"zh", field->label_zh}, {"en", field->label_en}}},
                   {"type", field->type},
                   {"format", field->format.empty() ? Json(nullptr) : Json(field->format)},
                   {"enum", field->enum_name.empty() ? Json(nullptr) : Json(field->enum_name)},
                   {"ref", field->ref.empty() ? Json(nullptr) : Json(field->ref)},
                   {"default", one.preset.empty() ? Json(nullptr) : Json(one.preset)}});
  }
  return out;
}

// The picture that it declares; its figures come from the chart's own route.
Json chart_of(const replay::Report& report) {
  constexpr std::string_view kinds[] = {"none", "bar", "line", "share", "heat"};
  const replay::ReportChart& chart = report.chart;
  if (chart.kind == replay::ReportChart::Kind::none) return nullptr;
  Json figures = Json::array();
  for (std::string_view figure : chart.figures) figures.push_back(figure);
  return {{"kind", kinds[static_cast<std::size_t>(chart.kind)]},
          {"along", chart.along},
          {"across", chart.across.empty() ? Json(nullptr) : Json(chart.across)},
          {"figures", figures},
          {"mean", chart.mean}};
}

Json report_json(const replay::ReportKind& report) {
  Json parameters = Json::array();
  for (std::string_view name : report.parameters) parameters.push_back(name);
  Json out = {{"id", report.id},
              {"name", {{"zh", report.zh}, {"en", report.en}}},
              {"columns", columns_of(report)},
              {"parameters", parameters}};
  if (!report.about_zh.empty())
    out["about"] = {{"zh", report.about_zh}, {"en", report.about_en}};
  if (!report.menu.empty()) out["menu"] = report.menu;
  if (report.declared == nullptr) return out;
  out["list"] = report.declared->list;
  out["parameter_fields"] = fields_of(*report.declared);
  out["chart"] = chart_of(*report.declared);
  return out;
}

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
  if (name == "columns" || name == "sort") {
    request.parameters.emplace_back(name, value);  // checked when it is arranged
    return {};
  }
  if (name == "operator" && report.declared == nullptr) name = "operator_id";
  const auto& known = report.parameters;
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    return fail(ErrorKind::invalid, "request.unknown_parameter",
                "unknown parameter " + std::string(name) + "; the report " +
                    std::string(report.id) + " takes " + names_of(known));
  }
  if (report.declared != nullptr && name == "outlet") {
    request.outlet = value;  // with everything below it: whoever runs it narrows the scope
    return {};
  }
  if (report.declared != nullptr) {
    request.parameters.emplace_back(name, value);  // checked when the report is run
    return {};
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
    const std::map<std::string_view, std::string*> members = {
        {"outlet", &request.outlet},
        {"technician", &request.technician},
        {"warehouse", &request.warehouse},
        {"part", &request.part},
        {"operator_id", &request.operator_id}};
    const auto member = members.find(name);
    if (member != members.end())
      *member->second = value;
    else
      request.parameters.emplace_back(name, value);  // checked when the report is run
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

std::string reports_json(const std::function<bool(const replay::ReportKind&)>& may) {
  Json items = Json::array();
  for (const replay::ReportKind& report : replay::all_reports())
    if (may(report)) items.push_back(report_json(report));
  return Json{{"items", items}}.dump();
}

std::string columns_json(const replay::ReportKind& report) { return columns_of(report).dump(); }

}  // namespace kintsugi::api
