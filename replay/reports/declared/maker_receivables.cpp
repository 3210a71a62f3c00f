// 厂家应收款表.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& maker_receivables() {
  static const Report report{
      .id = "maker_receivables",
      .zh = "厂家应收款表",
      .en = "What makers owe",
      .about_zh =
          "起始日期在所选期间内的厂家结算单，按网点、品牌和状态：单数、结算金额、厂家同意金额、"
          "已回款和尚欠。尚欠为同意金额减去已回款。",
      .about_en =
          "Settlements begun in the period, by outlet, brand and status: how many, what is "
          "claimed, accepted and paid, and what is left of what was accepted.",
      .readers = {"administrator", "auditor", "accountant"},
      .list = "maker_settlements",
      .parameters = {{"outlet", "outlet", {}},
                     {"brand", "brand", {}},
                     {"status", "status", {}},
                     {"from", "opened_on.from", {}},
                     {"until", "opened_on.until", {}}},
      .grouped = true,
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("brand"),
                  field("status"), counted("settlements", "结算单数", "Settlements"),
                  summed("total", "total"), summed("accepted", "accepted"),
                  summed("paid", "paid"),
                  computed("left", "尚欠", "Left", ReportColumn::Formula::total,
                           {"+accepted", "-paid"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "brand",
                .figures = {"total", "accepted", "paid"}}};
  return report;
}

}  // namespace kintsugi::replay
