// Visits that came to nothing: nobody was there, or it could not be done. With evidence, in a
// stream of its own; the order is dispatched again, or waits for an appointment or a decision.

#include <string>

#include "core/text/text.h"
#include "core/work_order/bookings.h"
#include "core/work_order/crew.h"
#include "core/work_order/holds.h"
#include "core/work_order/rules.h"
#include "schema/work_order_appointment_dispatch.h"
#include "schema/work_order_appointment_refusals.h"
#include "schema/work_order_appointment_state.h"

namespace kintsugi::core {
namespace {

using schema::FailedVisit;
using schema::FailedVisitRefusal;
using schema::FailedVisitStatus;
using work_order::BookingStatus;
using work_order::No;
using work_order::Status;

std::string failed_visit_id(const std::string& order, std::uint16_t booking) {
  return order + ":" + std::to_string(booking);
}

// What was seen: said in words, and a photo that is one.
template <class Command>
Result<void> check_evidence(const Command& command) {
  if (command.note.empty()) return refuse(FailedVisitRefusal::note_missing, "say what happened");
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  if (!command.photo_hash.empty() && !is_sha256(command.photo_hash))
    return refuse(FailedVisitRefusal::bad_photo, "64 hexadecimal digits in lower case");
  return {};
}

// By which of its visits an order waits: the last one of the round that failed.
bool waits_by(const schema::WorkOrder& order, std::uint16_t booking) {
  std::uint16_t last = 0;
  for (const schema::Booking& one : order.bookings) {
    const bool failed =
        one.status == BookingStatus::no_show || one.status == BookingStatus::abnormal;
    if (one.round == order.round && failed) last = one.number;
  }
  return last == booking;
}

template <class Command>
schema::VisitFailed failed(FailedVisitStatus status, const Command& command,
                           const schema::WorkOrder& order, const schema::Booking& booking,
                           const Reads& reads) {
  return {.status = status,
          .order = command.order,
          .booking = booking.number,
          .technician = booking.technician,
          .outlet = order.outlet,
          .at = to_ms(reads.business_time()),
          .note = command.note,
          .customer = order.customer,
          .photo_hash = command.photo_hash,
          .photo_bytes = command.photo_bytes,
          .by = reads.actor().operator_id};
}

}  // namespace

Result<Events> decide(const schema::RecordNoShow& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::traveling, Status::in_progress},
                                    No::not_accepted, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::traveling},
                                      No::not_accepted, reads));
  if (booking->checked_in_at == 0 && is_person(reads))
    return refuse(FailedVisitRefusal::not_at_the_door, "he has not checked in");
  const std::int64_t appointed =
      order->appointment_from != 0 ? order->appointment_from : booking->starts_at;
  if (is_person(reads) && to_ms(reads.business_time()) < appointed)
    return refuse(FailedVisitRefusal::too_early, format_instant(instant_from_ms(appointed)));
  KINTSUGI_TRY_OK(check_evidence(command));
  Events events;
  const std::int64_t at = to_ms(reads.business_time());
  events.on(command.order, schema::NoShowRecorded{.booking = booking->number,
                                                  .technician = booking->technician,
                                                  .note = command.note,
                                                  .at = at});
  work_order::release_slots(command.order, *order, *booking, events);
  const std::string id = failed_visit_id(command.order, booking->number);
  events.on(id, failed(FailedVisitStatus::no_show, command, *order, *booking, reads));
  if (order->appointment_from != 0) events.on(command.order, schema::AppointmentMissed{.at = at});
  return events;
}

Result<Events> decide(const schema::MarkAbnormal& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_accepted, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::accepted, BookingStatus::traveling,
                                       BookingStatus::in_progress, BookingStatus::on_break},
                                      No::not_accepted, reads));
  if (command.kind == schema::AbnormalKind::none)
    return refuse(FailedVisitRefusal::kind_missing, "name it");
  KINTSUGI_TRY_OK(check_evidence(command));
  Events events;
  events.on(command.order, schema::VisitMarkedAbnormal{.booking = booking->number,
                                                       .technician = booking->technician,
                                                       .kind = command.kind,
                                                       .revisit = command.revisit,
                                                       .note = command.note,
                                                       .at = to_ms(reads.business_time())});
  work_order::release_slots(command.order, *order, *booking, events);
  schema::VisitFailed visit = failed(FailedVisitStatus::abnormal, command, *order, *booking, reads);
  visit.kind = command.kind;
  visit.revisit = command.revisit;
  events.on(failed_visit_id(command.order, booking->number), std::move(visit));
  return events;
}

Result<Events> decide(const schema::WithdrawFailedVisit& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_registered, reads));
  const std::string id = failed_visit_id(command.order, command.booking);
  const auto* visit = reads.find<FailedVisit>(id);
  if (visit == nullptr || visit->status == FailedVisitStatus::withdrawn)
    return refuse(FailedVisitRefusal::not_failed, id);
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const bool no_show = visit->status == FailedVisitStatus::no_show;
  const auto waits =
      waits_by(*order, command.booking) ? schema::OrderWait::none : order->waits_for;
  Events events;
  events.on(command.order, schema::FailedVisitCleared{.booking = command.booking,
                                                      .reason = command.reason,
                                                      .by = reads.actor().operator_id,
                                                      .waits_for = waits});
  events.on(id, schema::FailedVisitWithdrawn{.no_show = no_show, .reason = command.reason});
  if (!no_show) return events;
  const auto* appointment = reads.find<schema::Appointment>(command.order);
  if (appointment == nullptr) return events;
  const bool missed = appointment->status == schema::AppointmentStatus::missed;
  if (missed || appointment->no_shows > 0)
    events.on(command.order, schema::AppointmentMissWithdrawn{.agreed_anew = !missed});
  return events;
}

Result<Events> decide(const schema::ExtendAcceptance& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::scheduled},
                                      No::not_scheduled, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (command.accept_by == booking->accept_by)
    return refuse(No::nothing_changed, "that is its deadline");
  if (command.accept_by <= to_ms(judged_at(reads)))
    return refuse(No::in_the_past, "the deadline has passed");
  Events events;
  events.on(command.order, schema::AcceptanceExtended{.booking = booking->number,
                                                      .accept_by = command.accept_by,
                                                      .reason = command.reason});
  work_order::disarm_acceptance(command.order, booking->number, reads, events);
  work_order::arm_acceptance(
      {command.order, booking->number, command.accept_by, booking->technician, order->outlet},
      reads, events);
  return events;
}

// --- states

void evolve(schema::WorkOrder& state, const schema::NoShowRecordedView& event) {
  state.waits_for = schema::OrderWait::appointment;
  state.appointment_from = 0;
  state.appointment_until = 0;
  work_order::end_booking(state, event.booking, BookingStatus::no_show, event.at);
}

void evolve(schema::WorkOrder& state, const schema::VisitMarkedAbnormalView& event) {
  if (!event.revisit) state.waits_for = schema::OrderWait::decision;
  state.paused_for = schema::PauseReason::none;
  state.appointment_from = 0;
  state.appointment_until = 0;
  work_order::end_hold(state, event.booking, event.at);
  work_order::end_booking(state, event.booking, BookingStatus::abnormal, event.at);
}

void evolve(schema::WorkOrder& state, const schema::FailedVisitClearedView& event) {
  const bool waits = state.waits_for == schema::OrderWait::appointment ||
                     state.waits_for == schema::OrderWait::decision;
  if (waits) state.waits_for = event.waits_for;
  work_order::end_booking(state, event.booking, BookingStatus::canceled, 0);
}

void evolve(schema::WorkOrder& state, const schema::AcceptanceExtendedView& event) {
  if (schema::Booking* booking = work_order::find_booking(state, event.booking))
    booking->accept_by = event.accept_by;
}

void evolve(FailedVisit& state, const schema::VisitFailedView& event) {
  state.status = event.status;
  state.order = event.order;
  state.booking = event.booking;
  state.technician = event.technician;
  state.outlet = event.outlet;
  state.at = event.at;
  state.kind = event.kind;
  state.revisit = event.revisit;
  state.note = event.note;
  state.customer = event.customer;
  state.photo_hash = event.photo_hash;
  state.photo_bytes = event.photo_bytes;
  state.by = event.by;
}

void evolve(FailedVisit& state, const schema::FailedVisitWithdrawnView& event) {
  state.status = FailedVisitStatus::withdrawn;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
