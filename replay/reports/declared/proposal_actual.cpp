#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& proposal_actual() {
  static const Report report{
      .id = "proposal_actual",
      .zh = "派工方案与实际",
      .en = "Proposals against what happened",
      .about_zh = "派工方案的每一行，及由它形成的派工后来的样子：去的是谁、几点、什么状态。",
      .about_en =
          "Each line of a proposal, and what became of the booking that it turned into: who "
          "went, when, and how far it is.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "proposal_lines",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"status", "status", {}},
                     {"from", "starts_at.from", {}},
                     {"until", "starts_at.until", {}}},
      .columns = {field("proposal"), field("line"), field("outlet"), field("order"),
                  field("status"), field("technician"), name_of("technician", "technician_name"),
                  field("starts_at"), field("metres"), field("placed"),
                  labelled(looked_up("actual_technician", "placed", "bookings", "technician"),
                           "实际技术员", "Who went"),
                  labelled(looked_up("actual_starts_at", "placed", "bookings", "starts_at"),
                           "实际预约开始", "Booked from"),
                  looked_up("actual_started_at", "placed", "bookings", "started_at"),
                  labelled(looked_up("actual_status", "placed", "bookings", "status"),
                           "派工状态", "The booking's status"),
                  computed("late", "比方案晚（分）", "Later than proposed (min)",
                           ReportColumn::Formula::minutes, {"starts_at", "actual_started_at"})},
      .chart = {.kind = ReportChart::Kind::share, .along = "status"}};
  return report;
}

}  // namespace kintsugi::replay
