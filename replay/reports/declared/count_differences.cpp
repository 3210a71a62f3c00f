#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& count_differences() {
  static const Report report{
      .id = "count_differences",
      .zh = "盘点差异表",
      .en = "Differences of counts",
      .about_zh =
          "等待审批的盘点：实盘数量与盘点时刻的帐面数量之差；其后是已批准的盘点（每个库存最近 "
          "100 次），按目前所知的差异和金额，实盘、帐面不再保留；已撤回的另列撤回前的差异。",
      .about_en =
          "Counts that wait for approval: what was counted less what the books said at that "
          "moment. After them those that were approved, the latest 100 of a shelf, with the "
          "difference and its value as far as is known by now; what was counted is kept no "
          "longer. One that was withdrawn has none, and says what it was before.",
      .readers = {"administrator", "auditor", "store_keeper", "accountant"},
      .list = "counts",
      .parameters = {{"outlet", "outlet", {}},
                     {"warehouse", "warehouse", {}},
                     {"part", "part", {}},
                     {"from", "counted_at.from", {}},
                     {"until", "counted_at.until", {}}},
      .also = {{.list = "approved_counts", .as = {{"book", "="}}}},
      .columns = {field("outlet"), name_of("outlet", "outlet_name"), field("warehouse"),
                  name_of("warehouse", "warehouse_name"), field("part"),
                  name_of("part", "part_name"), field("condition"), field("number"),
                  field("counted_at"), field("counted"), field("book"),
                  labelled(of_list(field("difference", "approved"), "approved_counts"),
                           "已批准差异", "Approved difference"),
                  computed("difference", "差异", "Difference", ReportColumn::Formula::total,
                           {"+counted", "-book", "+approved"}),
                  of_list(field("cost"), "approved_counts"),
                  of_list(field("restated"), "approved_counts"),
                  of_list(field("withdrawn"), "approved_counts"),
                  of_list(field("was_difference"), "approved_counts"),
                  of_list(field("was_cost"), "approved_counts"),
                  field("counter"), name_of("counter", "counter_name"), field("reason")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "warehouse", .named = "warehouse_name"}};
  return report;
}

}  // namespace kintsugi::replay
