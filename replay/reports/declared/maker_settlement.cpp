// 厂家结算报表.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& maker_settlement() {
  static const Report report{
      .id = "maker_settlement",
      .zh = "厂家结算报表",
      .en = "Settlement with a maker",
      .about_zh =
          "向厂家结算的每一行：封帐工单中应由厂家支付的收费，及封帐后批准的更正；厂家同意多少、"
          "剔除多少及原因。已撤出的行不列。",
      .about_en =
          "Each line that a maker is asked for: what he pays of posted orders, and of corrections "
          "approved since; what he accepts, what he struck and why. Without lines taken out.",
      .readers = {"administrator", "auditor", "accountant"},
      .list = "settlement_lines",
      .where = {"status=waiting,accepted,rejected"},
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"settlement", "settlement", {}},
                     {"from", "posted_on.from", {}},
                     {"until", "posted_on.until", {}}},
      .columns = {field("settlement"), field("line"), field("outlet"),
                  name_of("outlet", "outlet_name"), field("brand"), field("order"),
                  field("maker_number"), field("service_type"), field("correction"),
                  field("posted_on"), summed("amount", "amount"), field("status"),
                  summed("accepted", "accepted"), field("reason"), field("evidence")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "brand",
                .figures = {"amount", "accepted"}}};
  return report;
}

}  // namespace kintsugi::replay
