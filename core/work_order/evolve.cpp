// The order's state, event by event. While it is neither completed nor canceled its status follows
// from its bookings (multi_booking.h).

#include <algorithm>
#include <string>

#include "core/work_order/bookings.h"
#include "core/work_order/holds.h"
#include "core/work_order/registration.h"
#include "schema/legacy_dispatch.h"
#include "schema/work_order_booking_dispatch.h"
#include "schema/work_order_life_dispatch.h"
#include "schema/work_order_money_dispatch.h"
#include "schema/work_order_paper_dispatch.h"
#include "schema/work_order_visit_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::Booking;
using schema::BookingStatus;
using schema::WorkOrder;
using work_order::end_booking;
using work_order::find_booking;
using work_order::follow_bookings;
using Status = schema::WorkOrderStatus;

constexpr std::size_t settled_requests_kept = 200;  // the schema's bound

std::uint16_t next_number(const auto& lines) {
  return static_cast<std::uint16_t>(lines.size() + 1);
}

void move(WorkOrder& state, std::uint16_t number, BookingStatus status) {
  if (Booking* booking = find_booking(state, number)) booking->status = status;
  follow_bookings(state);
}

// It was a mistake: the first dispatch of the order is the first of the others.
void withdraw_dispatch(WorkOrder& state, std::uint16_t number) {
  if (Booking* booking = find_booking(state, number)) booking->withdrawn = true;
  bool found = false;
  for (Booking& booking : state.bookings) {
    booking.first = !found && !booking.withdrawn;
    found = found || booking.first;
  }
}

// Whoever goes with the lead goes when he does.
void move_crew(WorkOrder& state, const auto& event) {
  for (schema::CrewMember& member : state.crew) {
    if (member.booking != event.booking) continue;
    member.starts_at = event.starts_at;
    member.ends_at = event.ends_at;
  }
}

}  // namespace

void evolve(WorkOrder& state, const schema::WorkOrderRegisteredView& event) {
  work_order::set_registration(state, event);
  state.status = Status::registered;
  state.round = 1;
  state.source = event.source;
  state.severity = event.severity;
  state.registered_at = event.registered_at;
  state.registered_by = event.registered_by;
}

void evolve(schema::MakerNumber& state, const schema::MakerNumberClaimedView& event) {
  state.order = event.order;
}

void evolve(WorkOrder& state, const schema::SeverityClassifiedView& event) {
  state.severity = event.severity;
}

void evolve(WorkOrder& state, const schema::OutletAssignedView& event) {
  state.outlet = event.outlet;
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::DispatchCheckOverriddenView& event) {
  state.overrides.push_back({.check = event.check,
                             .technician = std::string(event.technician),
                             .reason = std::string(event.reason),
                             .by = std::string(event.by),
                             .number = next_number(state.overrides)});
}

void evolve(WorkOrder& state, const schema::BookingScheduledView& event) {
  const bool first = std::all_of(state.bookings.begin(), state.bookings.end(),
                                 [](const Booking& booking) { return booking.withdrawn; });
  state.bookings.push_back({.number = event.booking,
                            .round = state.round,
                            .revision = 0,
                            .status = BookingStatus::scheduled,
                            .technician = std::string(event.technician),
                            .starts_at = event.starts_at,
                            .ends_at = event.ends_at,
                            .accept_by = event.accept_by,
                            .dispatched_at = event.dispatched_at,
                            .first = first});
  state.waits_for = schema::OrderWait::none;
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::BookingAcceptedView& event) {
  move(state, event.booking, BookingStatus::accepted);
}

void evolve(WorkOrder& state, const schema::BookingDeclinedView& event) {
  end_booking(state, event.booking, BookingStatus::declined, 0);
}

void evolve(WorkOrder& state, const schema::BookingRescheduledView& event) {
  if (Booking* booking = find_booking(state, event.booking)) {
    booking->revision = static_cast<std::uint16_t>(booking->revision + 1);
    booking->starts_at = event.starts_at;
    booking->ends_at = event.ends_at;
    booking->accept_by = event.accept_by;
    booking->asked_by = event.asked_by;
  }
  move_crew(state, event);
  move(state, event.booking, BookingStatus::scheduled);
}

void evolve(WorkOrder& state, const schema::BookingAskerCorrectedView& event) {
  if (Booking* booking = find_booking(state, event.booking)) booking->asked_by = event.asked_by;
}

void evolve(WorkOrder& state, const schema::BookingReassignedView& event) {
  if (Booking* booking = find_booking(state, event.booking)) {
    booking->revision = static_cast<std::uint16_t>(booking->revision + 1);
    booking->technician = event.technician;
    booking->starts_at = event.starts_at;
    booking->ends_at = event.ends_at;
    booking->accept_by = event.accept_by;
    booking->dispatched_at = event.dispatched_at;
    work_order::forget_check_in(*booking);
    booking->started_at = 0;
  }
  state.paused_for = schema::PauseReason::none;
  if (event.dispatched_at != 0) work_order::end_hold(state, event.booking, event.dispatched_at);
  move_crew(state, event);
  move(state, event.booking, BookingStatus::scheduled);
}

void evolve(WorkOrder& state, const schema::TravelStartedView& event) {
  move(state, event.booking, BookingStatus::traveling);
}

void evolve(WorkOrder& state, const schema::TechnicianCheckedInView& event) {
  if (Booking* booking = find_booking(state, event.booking)) {
    booking->checked_in_at = event.at;
    booking->check_in_marks.assign(event.marks.begin(), event.marks.end());
    booking->latitude = event.latitude;
    booking->longitude = event.longitude;
    booking->place = event.place;
    booking->distance = event.distance;
    booking->speed = event.speed;
  }
  move(state, event.booking, BookingStatus::traveling);
}

void evolve(WorkOrder& state, const schema::WorkStartedView& event) {
  if (Booking* booking = find_booking(state, event.booking)) booking->started_at = event.at;
  move(state, event.booking, BookingStatus::in_progress);
}

void evolve(WorkOrder& state, const schema::WorkPausedView& event) {
  state.paused_for = event.why;
  work_order::begin_hold(state, event);
  move(state, event.booking, BookingStatus::on_break);
}

void evolve(WorkOrder& state, const schema::WorkResumedView& event) {
  state.paused_for = schema::PauseReason::none;
  work_order::end_hold(state, event.booking, event.at);
  move(state, event.booking, BookingStatus::in_progress);
}

void evolve(WorkOrder& state, const schema::ProgressRecordedView&) { ++state.progress_notes; }

void evolve(WorkOrder& state, const schema::FaultDiagnosedView& event) {
  state.fault_code = event.fault_code;
  state.fault = event.fault;
  state.fault_cause = event.cause;
}

void evolve(WorkOrder& state, const schema::PartUsedView& event) {
  state.parts.push_back({.part = std::string(event.part),
                         .quantity = event.quantity,
                         .technician = std::string(event.technician),
                         .serial = std::string(event.serial),
                         .payer = event.payer,
                         .cost = event.cost,
                         .number = next_number(state.parts)});
}

void evolve(WorkOrder& state, const schema::ChargeAddedView& event) {
  state.charges.push_back({.line = event.line,
                           .status = event.status,
                           .item = std::string(event.item),
                           .quantity = event.quantity,
                           .unit_price = event.unit_price,
                           .amount = event.amount,
                           .payer = event.payer,
                           .tariff = std::string(event.tariff),
                           .tariff_version = event.tariff_version,
                           .technician = std::string(event.technician),
                           .by = std::string(event.by),
                           .reason = std::string(event.reason),
                           .basis = event.basis,
                           .part_use = event.part_use,
                           .visit = event.visit,
                           .tariff_line = event.tariff_line,
                           .measure = event.measure,
                           .free_quantity = event.free_quantity,
                           .rate = event.rate,
                           .of_item = std::string(event.of_item),
                           .of_price = event.of_price,
                           .full_amount = event.full_amount});
}

void evolve(schema::VisitCharge& state, const schema::VisitChargedView& event) {
  state.order = event.order;
  state.line = event.line;
}

void evolve(WorkOrder& state, const schema::ChargeApprovedView& event) {
  for (schema::Charge& charge : state.charges) {
    if (charge.line == event.line) charge.status = schema::ChargeStatus::agreed;
  }
}

void evolve(WorkOrder& state, const schema::WorkReportedView& event) {
  if (Booking* booking = find_booking(state, event.booking)) booking->ended_at = event.at;
  if (!event.partly) state.reported_at = event.at;
  state.appointment_from = 0;
  state.appointment_until = 0;
  move(state, event.booking,
       event.partly ? BookingStatus::partly_completed : BookingStatus::completed);
}

void evolve(WorkOrder& state, const schema::InstallCardHandedBackView& event) {
  state.install_card = event.card;
  state.card_by = event.by;
}

void evolve(schema::Card& state, const schema::CardClaimedView& event) {
  state.order = event.order;
}

void evolve(WorkOrder& state, const schema::ServiceSlipReturnedView& event) {
  state.service_slip = event.slip;
  state.slip_by = event.by;
}

void evolve(schema::PartSerial& state, const schema::PartSerialFittedView& event) {
  state.order = event.order;
}

void evolve(schema::Slip& state, const schema::SlipClaimedView& event) {
  state.order = event.order;
}

void evolve(WorkOrder& state, const schema::PaymentCollectedView& event) {
  state.payments.push_back({.amount = event.amount,
                            .method = event.method,
                            .receipt = std::string(event.receipt),
                            .technician = std::string(event.technician),
                            .number = next_number(state.payments),
                            .by = std::string(event.by)});
}

void evolve(WorkOrder& state, const schema::PaymentRefundedView& event) {
  state.payments.push_back({.amount = -event.amount,
                            .method = event.method,
                            .receipt = std::string(event.receipt),
                            .technician = std::string(event.technician),
                            .number = next_number(state.payments),
                            .by = std::string(event.by)});
}

void evolve(WorkOrder& state, const schema::CreditApprovedView&) { state.credit = true; }

void evolve(WorkOrder& state, const schema::BookingCanceledView& event) {
  end_booking(state, event.booking, BookingStatus::canceled, 0);
  if (event.at != 0) work_order::end_hold(state, event.booking, event.at);
  if (event.withdrawn) withdraw_dispatch(state, event.booking);
}

void evolve(WorkOrder& state, const schema::WorkOrderCompletedView& event) {
  state.before_completion = {{.counts_on = state.counts_on,
                              .first_completed_at = state.first_completed_at,
                              .escalated_at = state.escalated_at,
                              .review = state.review,
                              .clearing = state.clearing}};
  state.status = Status::completed;
  state.escalated_at = 0;
  state.completed_at = event.at;
  state.counts_on = event.counts_on;
  if (state.first_completed_at == 0) state.first_completed_at = event.at;
  state.follow_up =
      event.follow_up_due_at == 0 ? schema::FollowUpStatus::none : schema::FollowUpStatus::due;
}

void evolve(WorkOrder& state, const schema::WorkOrderFollowedUpView& event) {
  state.status = Status::followed_up;
  state.follow_up = event.result;
  state.unsolved = event.unsolved;
}

void evolve(WorkOrder& state, const schema::UnsolvedAcceptedView& event) {
  state.unsolved_reason = event.unsolved_reason;
}

void evolve(WorkOrder& state, const schema::WorkOrderPostedView& event) {
  state.status = Status::posted;
  state.posted_at = event.at;
}

void evolve(WorkOrder& state, const schema::WorkOrderCanceledView& event) {
  state.status = Status::canceled;
  state.escalated_at = 0;
  state.canceled_for = event.reason;
  state.waits_for = schema::OrderWait::none;
}

// A new round: its bookings, slip and report are its own. Completion facts and charges stay, and so
// does the install card: an appliance is installed once.
void evolve(WorkOrder& state, const schema::WorkOrderReopenedView& event) {
  state.before_reopening = {{.status = state.status,
                             .completed_at = state.completed_at,
                             .reported_at = state.reported_at,
                             .service_slip = state.service_slip,
                             .credit = state.credit,
                             .resolved_remotely = state.resolved_remotely,
                             .follow_up = state.follow_up,
                             .review = state.review,
                             .clearing = state.clearing,
                             .promise = state.promise,
                             .unsolved = state.unsolved,
                             .outlet = state.outlet}};
  state.round = event.round;
  state.status = Status::assigned;
  state.reopenings = static_cast<std::uint16_t>(state.reopenings + 1);
  state.completed_at = 0;
  state.reported_at = 0;
  state.service_slip.clear();
  state.overrides_before = std::move(state.overrides);
  state.overrides.clear();
  state.credit = false;
  state.waits_for = schema::OrderWait::none;
  state.resolved_remotely = false;
  state.follow_up = schema::FollowUpStatus::none;
  state.unsolved = false;
  state.review = schema::ReviewStatus::none;
  state.clearing = schema::ClearingStatus::none;
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::PartRequestLinkedView& event) {
  std::erase(state.settled_requests, std::string(event.request));
  state.part_requests.emplace_back(event.request);
}

void evolve(WorkOrder& state, const schema::PartRequestSettledView& event) {
  auto& settled = state.settled_requests;
  std::erase(state.part_requests, std::string(event.request));
  std::erase(settled, std::string(event.request));
  if (settled.size() >= settled_requests_kept) settled.erase(settled.begin());
  settled.emplace_back(event.request);
}

void evolve(WorkOrder&, const schema::LegacyFactRecordedView&) {}

}  // namespace kintsugi::core
