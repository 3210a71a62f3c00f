#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& orders_by_severity() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "orders_by_severity",
      .zh = "工单按严重程度统计",
      .en = "Orders by severity",
      .about_zh =
          "按网点、服务类型、严重程度统计登记时间在所选期间内的工单，及其中已完工、已取消和未完工的。",
      .about_en =
          "Orders registered in the period, by outlet, service type and severity, and how many of "
          "them are completed, canceled, open.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"service_type", "service_type", {}},
                     {"severity", "severity", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {
          field("order.outlet"), name_of("order.outlet", "outlet_name"),
          field("order.service_type"), field("order.severity"),
          counted("orders", "工单", "Orders"),
          counted("completed", "已完工", "Completed", "status=completed,followed_up,posted"),
          counted("canceled", "已取消", "Canceled", "status=canceled"),
          computed("open", "未完工", "Open", total, {"+orders", "-completed", "-canceled"}),
          computed("completion", "完工率", "Completion", rate, {"completed", "orders"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "severity",
                .figures = {"completed", "open"}}};
  return report;
}

}  // namespace kintsugi::replay
