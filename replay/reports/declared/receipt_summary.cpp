#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& receipt_summary() {
  static const Report report{
      .id = "receipt_summary",
      .zh = "入库汇总表",
      .en = "Receipts by supplier, part and month",
      .about_zh =
          "按供应商、备件和月份（业务时间）统计所选期间内的入库单：张数、数量、金额；不含已撤回的。",
      .about_en =
          "Receipts of the period by supplier, part and month, by when they happened: how many, "
          "quantity, cost; without those that were withdrawn.",
      .readers = {"administrator", "auditor", "store_keeper", "accountant"},
      .list = "stock_receipts",
      .where = {"status=received"},
      .parameters = {{"outlet", "outlet", {}},
                     {"warehouse", "warehouse", {}},
                     {"part", "part", {}},
                     {"supplier", "supplier", {}},
                     {"from", "happened_at.from", {}},
                     {"until", "happened_at.until", {}}},
      .grouped = true,
      .columns = {field("supplier"), field("part"), name_of("part", "part_name"),
                  month_of("happened_at", "month"), counted("receipts", "入库单数", "Receipts"),
                  without_total(summed("quantity", "quantity")), summed("cost", "cost")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "supplier", .figures = {"cost"}}};
  return report;
}

}  // namespace kintsugi::replay
