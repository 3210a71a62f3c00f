#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& wage_assessment() {
  static const Report report{
      .id = "wage_assessment",
      .zh = "工资考核表",
      .en = "Wages, line by line",
      .about_zh = "每个技术员每张工单的工资与手工调整，注明所用规则版本；合计即当月工资。",
      .about_en =
          "What each technician earned by each order, and adjustments, with the version of "
          "the rule; they add up to the month's wage.",
      .readers = {"administrator", "auditor", "accountant"},
      .own = true,
      .list = "wage_lines",
      .parameters = {{"period", "period", {}},
                     {"outlet", "outlet", {}},
                     {"technician", "technician", {}}},
      .columns = {field("period"), field("outlet"), name_of("outlet", "outlet_name"),
                  field("technician"), name_of("technician", "technician_name"), field("order"),
                  field("day"), field("work_date"), field("service_type"), field("brand"),
                  field("category"), field("model"), field("rule"), field("rule_version"),
                  field("order_total"), field("weight"), summed("amount", "amount"),
                  field("adjustment"), field("reason")},
      .chart = {.kind = ReportChart::Kind::line, .along = "day", .figures = {"amount"}}};
  return report;
}

}  // namespace kintsugi::replay
