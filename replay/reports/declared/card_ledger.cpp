// 安装卡台账.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& card_ledger() {
  static const Report report{
      .id = "card_ledger",
      .zh = "安装卡台账",
      .en = "Card ledger",
      .about_zh = "每位技术员和网点的安装卡：领入＝转出＋已交回＋遗失＋作废＋未交；及最近一次核对。",
      .about_en =
          "The install cards of each technician and outlet: received = passed on + back + lost + "
          "void + outstanding; and the last count.",
      .readers = {"administrator", "auditor", "dispatcher", "store_keeper", "accountant"},
      .list = "card_accounts",
      .parameters = {{"outlet", "outlet", {}}, {"technician", "technician", {}}},
      .columns = {field("id", "account"), field("outlet"), name_of("outlet", "outlet_name"),
                  field("technician"), name_of("technician", "technician_name"),
                  field("received"), field("passed_on"), field("back"), field("lost"),
                  field("voided"), field("outstanding"), field("counted_at"), field("counted"),
                  field("difference"), field("counted_by")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "technician",
                .named = "technician_name",
                .figures = {"back", "outstanding", "lost"}}};
  return report;
}

}  // namespace kintsugi::replay
