#include "replay/reports/reports.h"

#include <algorithm>

#include "replay/reports/declared.h"
#include "replay/reports/people_reports.h"
#include "replay/reports/price_deviations.h"

namespace kintsugi::replay {

std::string ReportRequest::named(std::string_view name, std::string_view preset) const {
  for (const auto& [given, text] : parameters)
    if (given == name) return text;
  return std::string(preset);
}

namespace {
// Of what everybody did.
constexpr std::string_view auditing[] = {"administrator", "auditor"};
// Of what customers pay.
constexpr std::string_view charging[] = {"administrator", "auditor", "call_centre", "dispatcher",
                                         "accountant"};
}  // namespace

std::span<const ReportKind> all_reports() {
  static const std::vector<ReportKind> all = [] {
    std::vector<ReportKind> made = {
        {"operation_log", "操作日志", "Operation log", operation_log_columns,
         operation_log_parameters, run_operation_log, nullptr, auditing},
        {"price_deviations", "收费与用件例外表", "Charges and parts out of line",
         price_deviation_columns, price_deviation_parameters, run_price_deviations, nullptr,
         charging},
    };
    for (const Report* one : declared_reports()) made.push_back(kind_of(*one));
    return made;
  }();
  return all;
}

std::size_t personal_columns(const ReportKind& report) {
  const auto count = std::count_if(report.columns.begin(), report.columns.end(),
                                   [](const Column& column) { return column.personal; });
  return static_cast<std::size_t>(count);
}

const ReportKind* find_report(std::string_view id) {
  for (const auto& report : all_reports())
    if (report.id == id || report.zh == id) return &report;
  return nullptr;
}

}  // namespace kintsugi::replay
