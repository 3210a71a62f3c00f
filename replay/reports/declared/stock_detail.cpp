#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& stock_detail() {
  static const Report report{
      .id = "stock_detail",
      .zh = "库存明细表",
      .en = "Stock, item by item",
      .about_zh = "每个库房每种备件每种状态一行；可用 = 在库 − 已预留。",
      .about_en =
          "A row for each warehouse, part and condition; available is on hand less reserved.",
      .readers = {"administrator", "auditor", "dispatcher", "store_keeper", "accountant"},
      .list = "stock_items",
      .parameters = {{"outlet", "outlet", {}},
                     {"warehouse", "warehouse", {}},
                     {"part", "part", {}}},
      .columns = {field("warehouse"),
                  labelled(name_of("warehouse", "warehouse_name"), "库房名称", "Warehouse name"),
                  field("outlet"),
                  labelled(name_of("outlet", "outlet_name"), "网点名称", "Outlet name"),
                  field("part"), labelled(name_of("part", "part_name"), "备件名称", "Part name"),
                  labelled(field("condition"), "备件状态", "Condition"), field("item.on_hand"),
                  field("item.reserved"), field("available"), field("changed_at")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "part",
                .named = "part_name",
                .figures = {"available", "reserved"}}};
  return report;
}

}  // namespace kintsugi::replay
