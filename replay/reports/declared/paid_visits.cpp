#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& paid_visits() {
  static const Report report{
      .id = "paid_visits",
      .zh = "上门收费统计",
      .en = "Paid visits",
      .about_zh =
          "按网点、技术员统计登记时间在所选期间内的工单上按次收取的上门费：次数、金额，"
          "其中用户付费的、待审批的；不含已撤回和被驳回的。",
      .about_en =
          "Fees by the visit of orders registered in the period, by outlet and technician: how "
          "many, their amount, of them paid by customers, waiting for approval; without those that "
          "were withdrawn or rejected.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "charges",
      .where = {"basis=visit", "status=pending,agreed"},
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"brand", "brand", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {
          field("outlet"), name_of("outlet", "outlet_name"), field("technician"),
          name_of("technician", "technician_name"), counted("visits", "上门收费次数", "Paid visits"),
          summed("amount", "amount"),
          counted("by_customers", "用户付费", "By customers", "payer=customer"),
          counted("pending", "待审批", "Waiting for approval", "status=pending")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"amount"}}};
  return report;
}

}  // namespace kintsugi::replay
