// An order that was canceled, completed, opened again or set out for by mistake is what it was.

#include <algorithm>

#include "core/work_order/bookings.h"
#include "schema/work_order_back_dispatch.h"

namespace kintsugi::core {

using schema::WorkOrder;
using work_order::follow_bookings;

namespace {

// What was agreed went with the order, or with the round that never was.
void free_appointment(WorkOrder& state) {
  state.appointment_from = 0;
  state.appointment_until = 0;
}

}  // namespace

void evolve(WorkOrder& state, const schema::WorkOrderReinstatedView& event) {
  state.status = schema::WorkOrderStatus::registered;
  state.canceled_for.clear();
  state.paused_for = schema::PauseReason::none;
  free_appointment(state);
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.contact = event.contact;
  state.service_type = event.service_type;
  state.severity = event.severity;
  state.brand = event.brand;
  state.category = event.category;
  state.area = event.area;
  for (schema::OrderHold& hold : state.warranty.holds)
    if (hold.held_until == 0) hold.held_until = std::max(event.at, hold.held_from);
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::ReopeningWithdrawnView& event) {
  const schema::ClosedRound closed = schema::to_value(event).closed;
  state.round = event.round;
  state.status = closed.status;
  state.reopenings = static_cast<std::uint16_t>(state.reopenings - 1);
  state.completed_at = closed.completed_at;
  state.reported_at = closed.reported_at;
  state.service_slip = closed.service_slip;
  state.credit = closed.credit;
  state.resolved_remotely = closed.resolved_remotely;
  state.follow_up = closed.follow_up;
  state.unsolved = closed.unsolved;
  state.review = closed.review;
  state.clearing = closed.clearing;
  state.promise = closed.promise;
  state.overrides = std::move(state.overrides_before);
  state.overrides_before.clear();
  state.before_reopening.clear();
  state.escalated_at = 0;
  state.waits_for = schema::OrderWait::none;
  free_appointment(state);
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::CompletionWithdrawnView& event) {
  const schema::OpenRound open = schema::to_value(event).open;
  state.status = schema::WorkOrderStatus::registered;  // its bookings say more
  state.completed_at = 0;
  state.counts_on = open.counts_on;
  state.first_completed_at = open.first_completed_at;
  state.escalated_at = open.escalated_at;
  state.review = open.review;
  state.clearing = open.clearing;
  state.resolved_remotely = false;
  state.follow_up = schema::FollowUpStatus::none;
  state.unsolved = false;
  state.before_completion.clear();
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::TravelWithdrawnView& event) {
  if (schema::Booking* booking = work_order::find_booking(state, event.booking))
    booking->status = schema::BookingStatus::accepted;
  follow_bookings(state);
}

}  // namespace kintsugi::core
