// What was told wrongly is taken back. Lines stay, withdrawn, at nothing: so every sum over them is
// right.

#include <string>

#include "core/work_order/bookings.h"
#include "core/work_order/holds.h"
#include "core/work_order/registration.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_visit_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::BookingStatus;
using schema::WorkOrder;
using work_order::find_booking;
using work_order::follow_bookings;

// The line of a number, where there is one.
template <class Line>
Line* numbered(std::vector<Line>& lines, std::uint16_t number) {
  return number >= 1 && number <= lines.size() ? &lines[number - 1u] : nullptr;
}

}  // namespace

void evolve(WorkOrder& state, const schema::RegistrationCorrectedView& event) {
  // Another address was not read back to anybody.
  if (state.address != event.address) state.address_confirmed_at = 0;
  work_order::set_registration(state, event);
  if (event.source != schema::OrderSource::none) state.source = event.source;
}

void evolve(schema::MakerNumber& state, const schema::MakerNumberFreedView&) {
  state.order.clear();
}

void evolve(WorkOrder& state, const schema::OverrideWithdrawnView& event) {
  if (auto* line = numbered(state.overrides, event.number)) line->withdrawn = true;
}

void evolve(WorkOrder& state, const schema::CheckInWithdrawnView& event) {
  if (schema::Booking* booking = find_booking(state, event.booking)) {
    work_order::forget_check_in(*booking);
    booking->started_at = 0;
    booking->status = BookingStatus::accepted;
  }
  state.paused_for = schema::PauseReason::none;
  work_order::drop_hold(state, event.booking);
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::WorkReportWithdrawnView& event) {
  if (schema::Booking* booking = find_booking(state, event.booking)) {
    booking->ended_at = 0;
    booking->status = BookingStatus::in_progress;
  }
  state.reported_at = event.reported_at;
  follow_bookings(state);
}

void evolve(WorkOrder& state, const schema::PauseCorrectedView& event) {
  work_order::correct_hold(state, event);
}

void evolve(WorkOrder& state, const schema::DiagnosisCorrectedView& event) {
  state.fault_code = event.fault_code;
  state.fault = event.fault;
  state.fault_cause = event.cause;
}

void evolve(WorkOrder& state, const schema::PartUseWithdrawnView& event) {
  if (auto* line = numbered(state.parts, event.number)) {
    line->withdrawn = true;
    line->quantity = 0;
    line->cost = 0;
  }
}

void evolve(schema::PartSerial& state, const schema::PartSerialFreedView&) { state.order.clear(); }

void evolve(WorkOrder& state, const schema::ChargeWithdrawnView& event) {
  for (schema::Charge& charge : state.charges) {
    if (charge.line != event.line) continue;
    charge.status = schema::ChargeStatus::withdrawn;
    charge.amount = 0;
  }
}

void evolve(WorkOrder& state, const schema::PaymentWithdrawnView& event) {
  if (auto* line = numbered(state.payments, event.number)) {
    line->withdrawn = true;
    line->amount = 0;
  }
}

void evolve(WorkOrder& state, const schema::PaymentCorrectedView& event) {
  if (auto* line = numbered(state.payments, event.number)) {
    line->amount = event.amount;
    line->method = event.method;
    line->receipt = event.receipt;
    line->technician = event.technician;
  }
}

void evolve(WorkOrder& state, const schema::CreditWithdrawnView&) { state.credit = false; }

void evolve(WorkOrder& state, const schema::InstallCardWithdrawnView&) {
  state.install_card.clear();
  state.card_by.clear();
}

void evolve(schema::Card& state, const schema::CardFreedView&) { state.order.clear(); }

void evolve(WorkOrder& state, const schema::ServiceSlipWithdrawnView& event) {
  if (state.service_slip == event.slip) {
    state.service_slip.clear();
    state.slip_by.clear();
  }
  for (schema::ClosedRound& closed : state.before_reopening)
    if (closed.service_slip == event.slip) closed.service_slip.clear();
}

void evolve(schema::Slip& state, const schema::SlipFreedView&) { state.order.clear(); }

void evolve(WorkOrder& state, const schema::WorkOrderCorrectedView& event) {
  state.corrections.push_back({.number = event.number,
                               .status = schema::CorrectionStatus::pending,
                               .item = std::string(event.item),
                               .amount = event.amount,
                               .payer = event.payer,
                               .reason = std::string(event.reason),
                               .by = std::string(event.by)});
}

void evolve(WorkOrder& state, const schema::CorrectionDecidedView& event) {
  if (auto* line = numbered(state.corrections, event.number)) {
    line->status = event.status;
    line->counts_on = event.counts_on;
    line->decided_by = event.decided_by;
  }
}

}  // namespace kintsugi::core
