#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& repair_wages() {
  static const Report report{
      .id = "repair_wages",
      .zh = "维修人员工资",
      .en = "Wages of repairers",
      .about_zh = "维修工单的工资明细按月份、网点、技术员汇总；手工调整不计入。",
      .about_en =
          "Wage lines of repairs, summed by month, outlet and technician; adjustments by "
          "hand are not in it.",
      .readers = {"administrator", "auditor", "accountant"},
      .own = true,
      .list = "wage_lines",
      .where = {"service_type=repair"},
      .parameters = {{"period", "period", {}},
                     {"outlet", "outlet", {}},
                     {"technician", "technician", {}}},
      .grouped = true,
      .columns = {field("period"), field("outlet"), name_of("outlet", "outlet_name"),
                  field("technician"), name_of("technician", "technician_name"),
                  counted("orders", "工单数", "Orders"), summed("order_total", "order_total"),
                  summed("amount", "amount"),
                  computed("share", "提成比例", "Share", ReportColumn::Formula::rate,
                           {"amount", "order_total"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"amount"}}};
  return report;
}

}  // namespace kintsugi::replay
