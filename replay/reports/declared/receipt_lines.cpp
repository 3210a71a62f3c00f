#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& receipt_lines() {
  static const Report report{
      .id = "receipt_lines",
      .zh = "入库明细表",
      .en = "Receipts, line by line",
      .about_zh =
          "业务时间在所选期间内的每一张入库单：供应商、单据号、数量、单位成本、金额；"
          "不选状态则不含已撤回的。",
      .about_en =
          "Each receipt of the period, by when it happened: supplier, document, quantity, cost; "
          "without those that were withdrawn, unless their status is asked for.",
      .readers = {"administrator", "auditor", "store_keeper", "accountant"},
      .list = "stock_receipts",
      .parameters = {{"outlet", "outlet", {}},
                     {"warehouse", "warehouse", {}},
                     {"part", "part", {}},
                     {"supplier", "supplier", {}},
                     {"status", "status", "received"},
                     {"from", "happened_at.from", {}},
                     {"until", "happened_at.until", {}}},
      .columns = {field("outlet"),
                  name_of("outlet", "outlet_name"),
                  field("warehouse"),
                  name_of("warehouse", "warehouse_name"),
                  field("part"),
                  name_of("part", "part_name"),
                  labelled(field("condition"), "备件状态", "Condition"),
                  field("number"),
                  field("happened_at"),
                  field("status"),
                  field("supplier"),
                  field("document"),
                  field("quantity"),
                  field("unit_cost"),
                  summed("cost", "cost"),
                  field("received_by"),
                  name_of("received_by", "received_by_name"),
                  field("changed_by"),
                  field("changed_at"),
                  field("reason")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "supplier", .figures = {"cost"}}};
  return report;
}

}  // namespace kintsugi::replay
