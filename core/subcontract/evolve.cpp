#include <string>
#include <utility>

#include "core/work_order/bookings.h"
#include "schema/subcontract_dispatch.h"

namespace kintsugi::core {

using schema::OrderWait;
using schema::Subcontract;
using schema::SubcontractStatus;

// What earlier ones of the order have cost stays.
void evolve(Subcontract& state, const schema::SubcontractRequestedView& event) {
  Subcontract anew;
  anew.rounds = std::move(state.rounds);
  anew.correcting = std::move(state.correcting);
  state = std::move(anew);
  state.status = SubcontractStatus::requested;
  state.order = event.order;
  state.outlet = event.outlet;
  state.contractor = event.contractor;
  state.alarm = event.alarm;
  state.cost_expected = event.cost_expected;
  state.reason = event.reason;
  state.requested_by = event.requested_by;
  state.requested_at = event.requested_at;
}

void evolve(Subcontract& state, const schema::SubcontractApprovedView& event) {
  state.status = SubcontractStatus::approved;
  state.answer = event.answer;
  state.decided_by = event.decided_by;
  state.decided_at = event.decided_at;
}

void evolve(Subcontract& state, const schema::SubcontractRejectedView& event) {
  state.status = SubcontractStatus::rejected;
  state.answer = event.answer;
  state.decided_by = event.decided_by;
  state.decided_at = event.decided_at;
}

void evolve(Subcontract& state, const schema::SubcontractWithdrawnView& event) {
  state.status = SubcontractStatus::withdrawn;
  state.answer = event.reason;
}

void evolve(Subcontract& state, const schema::SubcontractReportedView& event) {
  state.status = SubcontractStatus::done;
  state.cost = event.cost;
  state.invoice = event.invoice;
  state.done_at = event.done_at;
  const std::uint32_t before = state.rounds.empty() ? 0 : state.rounds.back().number;
  state.rounds.push_back({.number = before + 1,
                          .contractor = state.contractor,
                          .requested_at = state.requested_at,
                          .done_at = state.done_at,
                          .cost_expected = state.cost_expected,
                          .cost = state.cost,
                          .invoice = state.invoice,
                          .reason = state.reason,
                          .requested_by = state.requested_by,
                          .decided_by = state.decided_by});
}

void evolve(Subcontract& state, const schema::SubcontractReportWithdrawnView&) {
  state.status = SubcontractStatus::approved;
  state.cost = 0;
  state.invoice.clear();
  state.done_at = 0;
  if (!state.rounds.empty()) state.rounds.pop_back();
}

void evolve(Subcontract& state, const schema::SubcontractCostCorrectedView& event) {
  const std::uint32_t latest = state.rounds.empty() ? 0 : state.rounds.back().number;
  const std::uint32_t number = event.number == 0 ? latest : event.number;
  for (schema::SubcontractRound& round : state.rounds) {
    if (round.number != number) continue;
    round.cost = event.cost;
    round.invoice = event.invoice;
    round.reason = event.reason;
  }
  if (number != latest || state.status != SubcontractStatus::done) return;
  state.cost = event.cost;
  state.invoice = event.invoice;
  state.reason = event.reason;
}

void evolve(Subcontract& state, const schema::SubcontractCostQuestionedView& event) {
  state.correcting = {.number = event.number,
                      .cost = event.cost,
                      .invoice = std::string(event.invoice),
                      .reason = std::string(event.reason),
                      .by = std::string(event.by)};
}

void evolve(Subcontract& state, const schema::SubcontractCostDecidedView&) {
  state.correcting = {};
}

void evolve(schema::WorkOrder& state, const schema::WorkOrderSubcontractedView&) {
  state.waits_for = OrderWait::subcontractor;
  state.paused_for = schema::PauseReason::none;
}

void evolve(schema::WorkOrder& state, const schema::WorkOrderTakenBackView&) {
  state.waits_for = OrderWait::none;
}

// A visit of nobody of ours: the order goes on as reported.
void evolve(schema::WorkOrder& state, const schema::SubcontractedWorkReportedView& event) {
  schema::Booking& booking = state.bookings.emplace_back();
  booking.number = event.booking;
  booking.round = state.round;
  booking.status = schema::BookingStatus::completed;
  booking.ended_at = event.at;
  state.reported_at = event.at;
  state.waits_for = OrderWait::none;
  work_order::follow_bookings(state);
}

void evolve(schema::WorkOrder& state, const schema::SubcontractedWorkWithdrawnView& event) {
  state.reported_at = 0;
  state.waits_for = OrderWait::subcontractor;
  work_order::end_booking(state, event.booking, schema::BookingStatus::canceled, 0);
}

}  // namespace kintsugi::core
