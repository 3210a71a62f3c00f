#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& workload() {
  static const Report report{
      .id = "workload",
      .zh = "工作量统计",
      .en = "Workload",
      .about_zh = "按网点和主修技术员统计登记时间在所选期间内的工单；完工含已回访与已封帐。",
      .about_en =
          "Orders registered in the period, by outlet and lead technician; completed ones "
          "are those followed up or posted too.",
      .readers = {"administrator", "auditor", "dispatcher", "accountant"},
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {
          field("order.outlet"), name_of("order.outlet", "outlet_name"), field("order.technician"),
          name_of("order.technician", "technician_name"), counted("orders", "工单数", "Orders"),
          counted("installs", "安装", "Installs", "service_type=install"),
          counted("repairs", "维修", "Repairs", "service_type=repair"),
          counted("completed", "已完工", "Completed", "status=completed,followed_up,posted"),
          counted("canceled", "已取消", "Canceled", "status=canceled"),
          computed("open", "未完工", "Open", ReportColumn::Formula::total,
                   {"+orders", "-completed", "-canceled"}),
          computed("completion", "完工率", "Completion", ReportColumn::Formula::rate,
                   {"completed", "orders"}),
          summed("due", "due"), summed("paid", "paid"),
          computed("outstanding", "未收", "Outstanding", ReportColumn::Formula::total,
                   {"+due", "-paid"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"completed", "open", "canceled"}}};
  return report;
}

}  // namespace kintsugi::replay
