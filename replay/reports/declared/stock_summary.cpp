// 库存汇总表.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& stock_summary() {
  static const auto total = ReportColumn::Formula::total;
  static const Report report{
      .id = "stock_summary",
      .zh = "库存汇总表",
      .en = "Stock, by part",
      .about_zh = "每种备件每种状态一行：所有库房的在库与已预留之和，加技术员手中的数量。",
      .about_en =
          "A row for each part and condition: what all warehouses have on hand and reserved, "
          "and what technicians carry.",
      .readers = {"administrator", "auditor", "dispatcher", "store_keeper", "accountant"},
      .list = "stock_items",
      .parameters = {{"outlet", "outlet", {}}, {"part", "part", {}}},
      .grouped = true,
      .also = {{"custodies", {"quantity.from=1"}}},
      .columns = {
          field("part"), labelled(name_of("part", "part_name"), "备件名称", "Part name"),
          labelled(field("condition"), "备件状态", "Condition"),
          without_total(counted("warehouses", "库房数", "Warehouses")),
          labelled(without_total(summed("on_hand", "item.on_hand")), "在库", "On hand"),
          labelled(without_total(summed("reserved", "item.reserved")), "已预留", "Reserved"),
          computed("available", "可用", "Available", total, {"+on_hand", "-reserved"}),
          labelled(without_total(of_list(summed("in_custody", "quantity"), "custodies")),
                   "技术员持有", "With technicians"),
          computed("total", "合计", "Total", total, {"+on_hand", "+in_custody"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "part",
                .named = "part_name",
                .figures = {"on_hand", "in_custody"}}};
  return report;
}

}  // namespace kintsugi::replay
