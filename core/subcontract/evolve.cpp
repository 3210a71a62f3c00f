#include <string>

#include "core/work_order/bookings.h"
#include "schema/subcontract_dispatch.h"

namespace kintsugi::core {

using schema::OrderWait;
using schema::Subcontract;
using schema::SubcontractStatus;

// What an earlier one of the order came to is history.
void evolve(Subcontract& state, const schema::SubcontractRequestedView& event) {
  state = Subcontract{};
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
}

void evolve(Subcontract& state, const schema::SubcontractReportWithdrawnView&) {
  state.status = SubcontractStatus::approved;
  state.cost = 0;
  state.invoice.clear();
  state.done_at = 0;
}

void evolve(Subcontract& state, const schema::SubcontractCostCorrectedView& event) {
  state.cost = event.cost;
  state.invoice = event.invoice;
  state.reason = event.reason;
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
