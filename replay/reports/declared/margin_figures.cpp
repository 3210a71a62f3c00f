// 服务损益表: the same by outlet, brand and kind of service.

#include "replay/reports/declared/margin.h"

namespace kintsugi::replay {

const Report& margin_figures() {
  static const Report report = with_margins({
      .id = "margin_figures",
      .zh = "服务损益表",
      .en = "Margin in figures",
      .about_zh = "按网点、品牌和服务类型合计登记时间在所选期间内的工单的收入、成本和毛利，口径同工单毛利。",
      .about_en = "Income, cost and margin of orders registered in the period, by outlet, brand "
                  "and kind of service; what they are is said by the margin by order.",
      .readers = {"administrator", "auditor", "accountant"},
      .menu = "money",
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"service_type", "service_type", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("order.outlet"), name_of("order.outlet", "outlet_name"),
                  field("order.brand"), field("order.service_type"),
                  counted("orders", "工单数", "Orders")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"income", "cost", "margin"}}});
  return report;
}

}  // namespace kintsugi::replay
