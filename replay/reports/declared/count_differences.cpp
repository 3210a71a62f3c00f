#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& count_differences() {
  static const Report report{
      .id = "count_differences",
      .zh = "盘点差异表",
      .en = "Differences of counts",
      .about_zh = "等待审批的盘点：实盘数量与盘点时刻的帐面数量之差。",
      .about_en =
          "Counts that wait for approval: what was counted less what the books said at that "
          "moment.",
      .readers = {"administrator", "auditor", "store_keeper", "accountant"},
      .list = "counts",
      .parameters = {{"outlet", "outlet", {}},
                     {"warehouse", "warehouse", {}},
                     {"part", "part", {}}},
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("warehouse"),
                  name_of("warehouse", "warehouse_name"), field("part"),
                  name_of("part", "part_name"), field("condition"), field("number"),
                  field("counted_at"), field("counted"), field("book"),
                  computed("difference", "差异", "Difference", ReportColumn::Formula::total,
                           {"+counted", "-book"}),
                  field("counter"), name_of("counter", "counter_name"), field("reason")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "warehouse", .named = "warehouse_name"}};
  return report;
}

}  // namespace kintsugi::replay
