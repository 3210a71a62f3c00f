// 工单毛利: what an order brings in and what it costs.

#include "replay/reports/declared/margin.h"

namespace kintsugi::replay {

const Report& order_margin() {
  static const Report report = with_margins({
      .id = "order_margin",
      .zh = "工单毛利",
      .en = "Margin by order",
      .about_zh = "登记时间在所选期间内的每张工单：已同意的收费（用户和厂家付的）加已批准的封帐后更正，"
                  "减用件成本、工资和外委费用。厂家按收费计，厂家剔除的见厂家结算报表；网点自己承担的收费"
                  "不算收入。撤回的不算。",
      .about_en = "Each order registered in the period: agreed charges that customer and maker "
                  "pay, and approved corrections after posting, less what its parts cost, the "
                  "wages by it and third parties. The maker's part is what is charged: what he "
                  "refuses is in the settlement's report. What the outlet bears itself is no "
                  "income; what was withdrawn does not count.",
      .readers = {"administrator", "auditor", "accountant"},
      .menu = "money",
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"service_type", "service_type", {}},
                     {"status", "status", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .columns = {field("id", "order"), field("registered_at"), field("order.outlet"),
                  name_of("order.outlet", "outlet_name"), field("order.brand"),
                  field("order.category"), field("order.service_type"), field("order.status")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "brand",
                .figures = {"income", "cost", "margin"}}});
  return report;
}

}  // namespace kintsugi::replay
