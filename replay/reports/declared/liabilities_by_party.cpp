#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& liabilities_by_party() {
  static const Report report{
      .id = "liabilities_by_party",
      .zh = "责任认定统计",
      .en = "Liabilities by party",
      .about_zh =
          "按责任方、网点和技术员统计认定时间在所选期间内的责任：件数、金额、申诉中的、改判的、撤销的；"
          "不含已撤回的。",
      .about_en =
          "Liabilities attributed in the period, by party, outlet and technician: how many, their "
          "amount, appealed, changed on appeal, lifted; without those that were withdrawn.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "liabilities",
      .where = {"status=attributed,appealed,upheld,changed,lifted"},
      .parameters = {{"party", "party", {}},
                     {"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"from", "attributed_at.from", {}},
                     {"until", "attributed_at.until", {}}},
      .grouped = true,
      .columns = {
          field("party"), field("outlet"), name_of("outlet", "outlet_name"), field("technician"),
          name_of("technician", "technician_name"), counted("liabilities", "责任", "Liabilities"),
          summed("amount", "amount", "status=attributed,appealed,upheld,changed"),
          counted("appealed", "申诉中", "Appealed", "status=appealed"),
          counted("changed", "已改判", "Changed", "status=changed"),
          counted("lifted", "已撤销责任", "Lifted", "status=lifted")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "party", .figures = {"amount"}}};
  return report;
}

}  // namespace kintsugi::replay
