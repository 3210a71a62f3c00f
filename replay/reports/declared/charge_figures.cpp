#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& charge_figures() {
  static const Report report{
      .id = "charge_figures",
      .zh = "费用情况统计",
      .en = "Charges in figures",
      .about_zh =
          "按网点、品牌、收费依据和付费方统计登记时间在所选期间内的工单上的收费：行数、金额，"
          "其中不按价目表手工登记的、待审批的；不含已撤回和被驳回的。",
      .about_en =
          "Charges of orders registered in the period, by outlet, brand, basis and payer: lines, "
          "amount, of them those by hand, without a tariff, and those that wait for approval. "
          "Without what was withdrawn or rejected.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "charges",
      .where = {"status=pending,agreed"},
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"basis", "basis", {}},
                     {"payer", "payer", {}},
                     {"service_type", "service_type", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("brand"),
                  field("basis"), field("payer"), counted("lines", "收费行数", "Lines"),
                  summed("amount", "amount"),
                  counted("by_hand", "手工收费行数", "Lines by hand", "tariff="),
                  labelled(summed("amount_by_hand", "amount", "tariff="), "手工收费金额",
                           "Amount by hand"),
                  counted("pending", "待审批", "Waiting for approval", "status=pending")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"amount", "amount_by_hand"}}};
  return report;
}

}  // namespace kintsugi::replay
