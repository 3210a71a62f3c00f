#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& stage_times() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "stage_times",
      .zh = "各环节时效表",
      .en = "Times of the stages",
      .about_zh =
          "受理、派工、处理、回单、回访各环节的时间和用时（分钟），按事件时间计算；未到的环节为空，"
          "工单重开后从新一轮算起。",
      .about_en =
          "When each stage was reached and its minutes, by the times of events: intake, dispatch, "
          "work, paper, follow-up; empty where a stage was not reached. A reopened order counts "
          "from its new round on.",
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
                  field("order.completed_at"), field("order.posted_at"), field("dispatched_at"),
                  field("accepted_at"), field("started_at"), field("paper_at"),
                  field("followed_up_at"),
                  computed("until_reported", "登记到报完（分）", "Until reported (min)", minutes,
                           {"registered_at", "reported_at"}),
                  computed("until_completed", "报完到完工（分）", "Reported to completed (min)",
                           minutes, {"reported_at", "completed_at"}),
                  computed("in_all", "登记到完工（分）", "In all (min)", minutes,
                           {"registered_at", "completed_at"}),
                  computed("until_dispatched", "登记到派工（分）", "Until dispatched (min)",
                           minutes, {"registered_at", "dispatched_at"}),
                  computed("until_started", "派工到开工（分）", "Dispatched to started (min)",
                           minutes, {"dispatched_at", "started_at"}),
                  computed("handling", "开工到报完（分）", "Started to reported (min)", minutes,
                           {"started_at", "reported_at"}),
                  computed("until_paper", "报完到回单（分）", "Reported to paper back (min)",
                           minutes, {"reported_at", "paper_at"}),
                  computed("until_followed_up", "完工到回访（分）",
                           "Completed to followed up (min)", minutes,
                           {"completed_at", "followed_up_at"})},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "service_type",
                .figures = {"until_reported", "until_completed"},
                .mean = true}};
  return report;
}

}  // namespace kintsugi::replay
