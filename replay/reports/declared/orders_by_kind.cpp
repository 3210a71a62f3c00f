#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& orders_by_kind() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "orders_by_kind",
      .zh = "业务分类统计",
      .en = "Orders by kind of service",
      .about_zh = "登记时间在所选期间内的工单，按服务类型与来源；完工含已回访与已封帐。",
      .about_en =
          "Orders registered in the period, by kind of service and source; completed ones are "
          "those "
          "followed up or posted too.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("order.service_type"), field("order.source"),
                  counted("orders", "工单数", "Orders"),
                  counted("completed", "已完工", "Completed",
                          "status=completed,followed_up,posted"),
                  counted("canceled", "已取消", "Canceled", "status=canceled"),
                  computed("open", "未完工", "Open", total, {"+orders", "-completed", "-canceled"}),
                  computed("completion", "完工率", "Completion", rate, {"completed", "orders"})},
      .chart = {.kind = ReportChart::Kind::share, .along = "service_type", .figures = {"orders"}}};
  return report;
}

}  // namespace kintsugi::replay
