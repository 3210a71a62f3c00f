#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& outlet_times() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "outlet_times",
      .zh = "时效排名",
      .en = "Outlets by their times",
      .about_zh =
          "按网点统计登记时间在所选期间内的工单从登记到首次派工、到完工的平均分钟数，"
          "完工平均最短的排在最前，没有完工的排在最后；未指派网点的（如远程解决的）单列一行；"
          "不含重开过的工单。",
      .about_en =
          "Mean minutes from the registration to the first booking and to completion, of orders "
          "registered in the period, by outlet: the quickest to complete first, those that have "
          "completed none last; those of no outlet, mended at a distance, have a row of their own. "
          "Without orders that were reopened.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"reopenings.until=1"},
      .parameters = {{"outlet", "outlet", {}},
                     {"service_type", "service_type", {}},
                     {"brand", "brand", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .order = "mean_completed",
      .columns =
          {field("order.outlet"), name_of("order.outlet", "outlet_name"),
           counted("orders", "工单数", "Orders"),
           counted("dispatched", "已派工", "Dispatched", "dispatched_at.from=1970-01-01T00:00:01Z"),
           minutes_in_all("minutes_dispatched", "登记到派工合计（分）", "Until dispatched, all (min)",
                          "registered_at", "dispatched_at"),
           computed("mean_dispatched", "登记到派工平均（分）", "Until dispatched, mean (min)", average,
                    {"minutes_dispatched", "dispatched"}),
           counted("completed", "已完工", "Completed",
                   "order.completed_at.from=1970-01-01T00:00:01Z"),
           minutes_in_all("minutes_completed", "登记到完工合计（分）", "Until completed, all (min)",
                          "registered_at", "order.completed_at"),
           computed("mean_completed", "登记到完工平均（分）", "Until completed, mean (min)", average,
                    {"minutes_completed", "completed"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"mean_dispatched", "mean_completed"},
                .mean = true}};
  return report;
}

}  // namespace kintsugi::replay
