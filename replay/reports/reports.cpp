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
        {.id = "operation_log",
         .zh = "操作日志",
         .en = "Operation log",
         .columns = operation_log_columns,
         .parameters = operation_log_parameters,
         .run = run_operation_log,
         .readers = auditing,
         .about_zh = "所选期间内记录的每次操作，旧的在前：谁、何时、何处、对什么、结果如何；"
                     "被拒绝的也在其中，只查看的不在其中，系统和设备所做的没有操作员。",
         .about_en = "Each thing that was done in the period as it was recorded, oldest first: by "
                     "whom, when, from where, to what, with what outcome. What was refused is "
                     "among them, what was only read is not; what the system or a device did "
                     "has no operator."},
        {.id = "price_deviations",
         .zh = "收费与用件例外表",
         .en = "Charges and parts out of line",
         .columns = price_deviation_columns,
         .parameters = price_deviation_parameters,
         .run = run_price_deviations,
         .readers = charging,
         .about_zh = "登记时间在所选期间内的工单：手工向用户收取、超过或不在登记当日收费标准的费用，"
                     "用于其他品牌机器的备件，用件合计超过机器购价的；已拒绝或撤回的不算，"
                     "按收费标准收取的不在其中。",
         .about_en = "Of orders registered in the period: what customers are charged by hand "
                     "above, or outside, the tariffs in force on that day; parts of another "
                     "brand than the machine's; parts that together cost more than it did. Without "
                     "what was rejected or withdrawn, and what a tariff priced.",
         .menu = "money"},
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
