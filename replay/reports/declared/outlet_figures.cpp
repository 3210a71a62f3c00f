#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& outlet_figures() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "outlet_figures",
      .zh = "网点统计",
      .en = "Outlets in figures",
      .about_zh =
          "按网点统计登记时间在所选期间内的工单：登记、完工、取消、未完工，应收与已收；"
          "完工含已回访与已封帐。",
      .about_en =
          "Orders registered in the period, by outlet: registered, completed, canceled, open; due "
          "and paid. Completed ones are those followed up or posted too.",
      .readers = {"administrator", "auditor", "dispatcher", "accountant"},
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"service_type", "service_type", {}},
                     {"brand", "brand", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("order.outlet"), name_of("order.outlet", "outlet_name"),
                  counted("orders", "登记数", "Registered"),
                  counted("completed", "已完工", "Completed",
                          "status=completed,followed_up,posted"),
                  counted("canceled", "已取消", "Canceled", "status=canceled"),
                  computed("open", "未完工", "Open", total,
                           {"+orders", "-completed", "-canceled"}),
                  computed("completion", "完工率", "Completion", rate, {"completed", "orders"}),
                  summed("due", "due"), summed("paid", "paid"),
                  computed("outstanding", "未收", "Outstanding", total, {"+due", "-paid"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"completed", "open", "canceled"}}};
  return report;
}

}  // namespace kintsugi::replay
