// When somebody comes, agreed by both sides; what an appointment is changed to, and at whose wish.
// The stream appointment/<order> has how often; the order what dispatch asks for.

#include <string>

#include "core/calendar/plan.h"
#include "core/work_order/rules.h"
#include "schema/identity_state.h"
#include "schema/work_order_appointment_dispatch.h"
#include "schema/work_order_appointment_refusals.h"
#include "schema/work_order_appointment_state.h"

namespace kintsugi::core {
namespace {

using schema::Appointment;
using schema::AppointmentRefusal;
using schema::AppointmentStatus;
using schema::AskedBy;
using work_order::No;

constexpr std::int64_t appointment_ms_max = 12 * 60 * 60'000;

// Whoever speaks with the customer: the call centre, a dispatcher, the technician of the order.
Result<void> may_arrange(const schema::WorkOrder& order, Reads& reads) {
  const bool his = !order.technician.empty() && technician_of_actor(reads) == order.technician;
  if (!is_person(reads) || his) return {};
  if (holds_role_over(schema::Role::dispatcher, order.outlet, reads)) return {};
  if (holds_role_over(schema::Role::call_centre, order.outlet, reads)) return {};
  return refuse(No::not_your_booking, "another technician's order");
}

// The times make sense, and lie in the window that the customer named.
template <class Command>
Result<void> check_times(const Command& command, const schema::WorkOrder& order,
                         const Reads& reads) {
  if (command.asked_by == AskedBy::none)
    return refuse(AppointmentRefusal::asked_by_missing, "customer, technician or outlet");
  const std::int64_t length = command.ends_at - command.starts_at;
  if (command.starts_at <= 0 || length <= 0 || length > appointment_ms_max)
    return refuse(AppointmentRefusal::bad_times, "start before end");
  if (is_beyond_plans(command.ends_at, reads))
    return refuse(AppointmentRefusal::bad_times, "more than a year ahead: which year is meant?");
  if (is_person(reads) && command.ends_at <= to_ms(reads.now()))
    return refuse(AppointmentRefusal::in_the_past, "it would be over");
  const bool early = order.window_from != 0 && command.starts_at < order.window_from;
  const bool late = order.window_until != 0 && command.ends_at > order.window_until;
  if (early || late)
    return refuse(AppointmentRefusal::outside_window, early ? "before it" : "after it");
  return {};
}

// Nobody was there, and nobody is sent since.
schema::OrderWait wait_without(const schema::WorkOrder& order) {
  if (order.waits_for != schema::OrderWait::none || order.bookings.empty()) return order.waits_for;
  const schema::Booking& last = order.bookings.back();
  const bool missed =
      last.round == order.round && last.status == schema::BookingStatus::no_show;
  return missed ? schema::OrderWait::appointment : schema::OrderWait::none;
}

template <class Command>
schema::AppointmentSet set_by(const Command& command) {
  return {.appointment_from = command.starts_at,
          .appointment_until = command.ends_at,
          .asked_by = command.asked_by};
}

}  // namespace

Result<Events> decide(const schema::AgreeAppointment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_registered, reads));
  KINTSUGI_TRY_OK(may_arrange(*order, reads));
  if (order->appointment_from != 0)
    return refuse(AppointmentRefusal::agreed,
                  format_instant(instant_from_ms(order->appointment_from)));
  KINTSUGI_TRY_OK(check_times(command, *order, reads));
  Events events;
  events.on(command.order, set_by(command));
  events.on(command.order, schema::AppointmentAgreed{.order = command.order,
                                                     .outlet = order->outlet,
                                                     .customer = order->customer,
                                                     .starts_at = command.starts_at,
                                                     .ends_at = command.ends_at,
                                                     .asked_by = command.asked_by,
                                                     .agreed_by = reads.actor().operator_id,
                                                     .agreed_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::ChangeAppointment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_registered, reads));
  KINTSUGI_TRY_OK(may_arrange(*order, reads));
  if (order->appointment_from == 0) return refuse(AppointmentRefusal::not_agreed, command.order);
  KINTSUGI_TRY_OK(check_times(command, *order, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const auto* before = reads.find<Appointment>(command.order);
  const bool same_wish = before == nullptr || before->asked_by == command.asked_by;
  if (same_wish && order->appointment_from == command.starts_at &&
      order->appointment_until == command.ends_at)
    return refuse(AppointmentRefusal::nothing_changed, command.order);
  schema::AppointmentSet set = set_by(command);
  set.reason = command.reason;
  Events events;
  events.on(command.order, std::move(set));
  events.on(command.order, schema::AppointmentChanged{.starts_at = command.starts_at,
                                                      .ends_at = command.ends_at,
                                                      .asked_by = command.asked_by,
                                                      .reason = command.reason,
                                                      .agreed_by = reads.actor().operator_id,
                                                      .agreed_at = to_ms(reads.business_time())});
  return events;
}

// What it was agreed after is as it was: where nobody was there, another is agreed first.
Result<Events> decide(const schema::WithdrawAppointment& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_registered, reads));
  KINTSUGI_TRY_OK(may_arrange(*order, reads));
  const auto* appointment = reads.find<Appointment>(command.order);
  const bool met = appointment != nullptr && appointment->status == AppointmentStatus::met;
  if (order->appointment_from == 0 || met)
    return refuse(AppointmentRefusal::not_agreed, met ? "he has come" : command.order);
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::AppointmentWithdrawn{.waits_for = wait_without(*order),
                                                        .reason = command.reason,
                                                        .by = reads.actor().operator_id});
  events.on(command.order, schema::AppointmentFreed{.reason = command.reason});
  return events;
}

// --- states

void evolve(schema::WorkOrder& state, const schema::AppointmentWithdrawnView& event) {
  state.appointment_from = 0;
  state.appointment_until = 0;
  state.waits_for = event.waits_for;
}

void evolve(schema::WorkOrder& state, const schema::AppointmentSetView& event) {
  state.appointment_from = event.appointment_from;
  state.appointment_until = event.appointment_until;
  if (state.waits_for == schema::OrderWait::appointment) state.waits_for = schema::OrderWait::none;
}

void evolve(Appointment& state, const schema::AppointmentAgreedView& event) {
  state.status = AppointmentStatus::agreed;
  state.order = event.order;
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.starts_at = event.starts_at;
  state.ends_at = event.ends_at;
  state.asked_by = event.asked_by;
  state.agreed_by = event.agreed_by;
  state.agreed_at = event.agreed_at;
  state.arrived_at = 0;
  state.late = false;
  state.reason.clear();
}

// Of the same times it says only by whom the last change was asked, if there was one.
void evolve(Appointment& state, const schema::AppointmentChangedView& event) {
  const auto changes_of = [&](AskedBy side) -> std::uint16_t& {
    return side == AskedBy::customer ? state.changes_by_customer : state.changes_by_us;
  };
  const bool same_times = state.starts_at == event.starts_at && state.ends_at == event.ends_at;
  const bool told_again = same_times && state.asked_by != event.asked_by;
  const bool counted = !state.reason.empty() && changes_of(state.asked_by) > 0;
  if (told_again && counted) --changes_of(state.asked_by);
  if (!told_again || counted) ++changes_of(event.asked_by);
  state.status = AppointmentStatus::agreed;
  state.starts_at = event.starts_at;
  state.ends_at = event.ends_at;
  state.asked_by = event.asked_by;
  state.reason = event.reason;
  state.agreed_by = event.agreed_by;
  state.agreed_at = event.agreed_at;
}

void evolve(Appointment& state, const schema::AppointmentMetView& event) {
  state.status = AppointmentStatus::met;
  state.arrived_at = event.arrived_at;
  state.late = event.late;
}

void evolve(Appointment& state, const schema::AppointmentArrivalWithdrawnView&) {
  state.status = AppointmentStatus::agreed;
  state.arrived_at = 0;
  state.late = false;
}

void evolve(Appointment& state, const schema::AppointmentMissedView&) {
  state.status = AppointmentStatus::missed;
  state.no_shows = static_cast<std::uint16_t>(state.no_shows + 1);
}

void evolve(Appointment& state, const schema::AppointmentMissWithdrawnView& event) {
  if (!event.agreed_anew) state.status = AppointmentStatus::canceled;
  if (state.no_shows > 0) state.no_shows = static_cast<std::uint16_t>(state.no_shows - 1);
}

void evolve(Appointment& state, const schema::AppointmentFreedView& event) {
  state.status = AppointmentStatus::canceled;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
