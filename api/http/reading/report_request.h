#pragma once
// Reports by the names that people use, with parameters as they write them. Pure.

#include <functional>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "replay/reports/reports.h"

namespace kintsugi::api {

// By id, Chinese or English name; null where there is none.
const replay::ReportKind* find_report_by_any_name(std::string_view name);
// Errors: invalid "request.unknown_parameter" (not one of the report's), "request.bad_parameter".
Result<void> set_report_parameter(const replay::ReportKind& report, replay::ReportRequest& request,
                                  std::string_view name, std::string_view value);
// {"items":[{"id","name","columns","parameters"}]}, of those that `may` be read.
std::string reports_json(const std::function<bool(const replay::ReportKind&)>& may);
// [{"name","label","format","unit","enum"}]
std::string columns_json(const replay::ReportKind& report);

}  // namespace kintsugi::api
