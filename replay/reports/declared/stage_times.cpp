#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& stage_times() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "stage_times",
      .zh = "各环节时效表",
      .en = "Times of the stages",
      .about_zh =
          "各环节用时（分钟）按事件时间计算：登记到报完、报完到完工、登记到完工；未到的环节为空。",
      .about_en =
          "Minutes by the times of events: registered to reported done, reported to "
          "completed, registered to completed; empty where a stage was not reached.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"status", "status", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .columns = {field("id", "order"), field("order.outlet"),
                  name_of("order.outlet", "outlet_name"), field("order.technician"),
                  name_of("order.technician", "technician_name"), field("order.service_type"),
                  field("order.status"), field("registered_at"), field("order.reported_at"),
                  field("order.completed_at"), field("order.posted_at"),
                  computed("until_reported", "登记到报完（分）", "Until reported (min)", minutes,
                           {"registered_at", "reported_at"}),
                  computed("until_completed", "报完到完工（分）", "Reported to completed (min)",
                           minutes, {"reported_at", "completed_at"}),
                  computed("in_all", "登记到完工（分）", "In all (min)", minutes,
                           {"registered_at", "completed_at"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "service_type",
                .figures = {"until_reported", "until_completed"},
                .mean = true}};
  return report;
}

}  // namespace kintsugi::replay
