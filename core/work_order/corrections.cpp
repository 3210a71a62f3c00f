// Taken back: an override, a check-in, a report of work done, a diagnosis, the use of a part.

#include <algorithm>
#include <string>

#include "core/part_request/of_order.h"
#include "core/technician/old_parts.h"
#include "core/work_order/crew.h"
#include "core/work_order/part_use.h"
#include "core/work_order/rules.h"
#include "schema/asset_events.h"
#include "schema/technician.h"
#include "schema/work_order_appointment_events.h"
#include "schema/work_order_appointment_state.h"
#include "schema/work_order_correction_dispatch.h"
#include "schema/work_order_visit_events.h"

namespace kintsugi::core {
namespace {

using work_order::BookingStatus;
using work_order::No;
using work_order::Status;
using work_order::StatusSet;

constexpr StatusSet after_check_in{Status::traveling, Status::in_progress, Status::on_hold};
// Of several bookings one may be reported while work on the others goes on; what is reported partly
// waits to be dispatched again.
constexpr StatusSet reported = work_order::open_statuses.with(Status::work_reported);
constexpr StatusSet diagnosed{Status::in_progress, Status::on_hold, Status::work_reported,
                              Status::completed, Status::followed_up};

// By whom of the round the appointment was met.
bool met_by(const schema::Appointment& appointment, const schema::Booking& booking) {
  return appointment.status == schema::AppointmentStatus::met && booking.checked_in_at != 0 &&
         appointment.arrived_at == booking.checked_in_at;
}

// Who came first has not come: another who is there has, or nobody yet.
void withdraw_arrival(const schema::WithdrawCheckIn& command, const schema::WorkOrder& order,
                      const schema::Booking& withdrawn, Reads& reads, Events& events) {
  if (order.appointment_from == 0) return;
  const auto* appointment = reads.find<schema::Appointment>(command.order);
  if (appointment == nullptr || !met_by(*appointment, withdrawn)) return;
  std::int64_t first = 0;
  for (const schema::Booking& booking : order.bookings) {
    const bool there = booking.round == order.round && booking.number != withdrawn.number &&
                       !work_order::is_over(booking.status) && booking.checked_in_at != 0;
    if (there && (first == 0 || booking.checked_in_at < first)) first = booking.checked_in_at;
  }
  if (first == 0) {
    events.on(command.order, schema::AppointmentArrivalWithdrawn{.reason = command.reason});
  } else {
    events.on(command.order,
              schema::AppointmentMet{.arrived_at = first, .late = first > order.appointment_until});
  }
}

// When the others of the round were reported done, the last of them; 0: none is.
std::int64_t last_report(const schema::WorkOrder& order, const schema::Booking& withdrawn) {
  std::int64_t last = 0;
  for (const schema::Booking& booking : order.bookings) {
    const bool done = booking.round == order.round && booking.number != withdrawn.number &&
                      booking.status == BookingStatus::completed;
    if (done) last = std::max(last, booking.ended_at);
  }
  return last;
}

// The report ended it for the order; he is still there, by the same appointment.
void hold_appointment_again(const schema::WithdrawWorkReport& command,
                            const schema::WorkOrder& order, Reads& reads, Events& events) {
  const auto* appointment = reads.find<schema::Appointment>(command.order);
  if (appointment == nullptr || order.appointment_from != 0) return;
  const bool met = std::any_of(
      order.bookings.begin(), order.bookings.end(), [&](const schema::Booking& booking) {
        return booking.round == order.round && met_by(*appointment, booking);
      });
  if (!met) return;
  events.on(command.order, schema::AppointmentSet{.appointment_from = appointment->starts_at,
                                                  .appointment_until = appointment->ends_at,
                                                  .asked_by = appointment->asked_by,
                                                  .reason = command.reason});
}

}  // namespace

Result<Events> decide(const schema::WithdrawOverride& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_registered, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (command.number < 1 || command.number > order->overrides.size())
    return refuse(No::no_such_override, "there is no override " + std::to_string(command.number));
  if (order->overrides[command.number - 1u].withdrawn)
    return refuse(No::withdrawn, "override " + std::to_string(command.number) + " is withdrawn");
  Events events;
  events.on(command.order, schema::OverrideWithdrawn{.number = command.number,
                                                     .reason = command.reason,
                                                     .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawCheckIn& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, after_check_in, No::not_checked_in, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(
                   *order, command.booking,
                   {BookingStatus::traveling, BookingStatus::in_progress, BookingStatus::on_break},
                   No::not_checked_in, reads));
  if (booking->checked_in_at == 0) return refuse(No::not_checked_in, "there is none to withdraw");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::CheckInWithdrawn{.booking = booking->number,
                                                    .technician = booking->technician,
                                                    .reason = command.reason,
                                                    .by = reads.actor().operator_id});
  // The next check-in is measured against where he was before.
  const auto* technician = reads.find<schema::Technician>(booking->technician);
  if (technician != nullptr && technician->seen_at == booking->checked_in_at)
    events.on(booking->technician, schema::SightingWithdrawn{.order = command.order});
  withdraw_arrival(command, *order, *booking, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawWorkReport& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, reported, No::not_reported, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::completed, BookingStatus::partly_completed},
                                      No::not_reported, reads));
  if (booking->technician.empty())
    return refuse(No::not_reported, "a third party did it: correct its cost");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  const std::int64_t reported_at = last_report(*order, *booking);
  events.on(command.order, schema::WorkReportWithdrawn{.booking = booking->number,
                                                       .technician = booking->technician,
                                                       .reason = command.reason,
                                                       .by = reads.actor().operator_id,
                                                       .reported_at = reported_at});
  KINTSUGI_TRY_OK(
      work_order::hold_slots_again(command.order, *order, *booking, reads, events));
  hold_appointment_again(command, *order, reads, events);
  return events;
}

Result<Events> decide(const schema::CorrectDiagnosis& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, diagnosed, No::not_in_progress, reads));
  if (order->fault_code.empty()) return refuse(No::diagnosis_missing, "none is recorded yet");
  if (command.fault_code.empty()) return refuse(No::bad_text, "name the fault code");
  KINTSUGI_TRY_OK(work_order::check_line(command.fault_code, 64, "fault_code"));
  KINTSUGI_TRY_OK(work_order::check_fault_code(command, reads));
  KINTSUGI_TRY_OK(work_order::check_line(command.fault, 64, "fault"));
  KINTSUGI_TRY_OK(work_order::check_line(command.cause, 400, "cause"));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const std::string& fault = command.fault.empty() ? order->fault : command.fault;
  const std::string& cause = command.cause.empty() ? order->fault_cause : command.cause;
  const bool same = order->fault_code == command.fault_code && order->fault_cause == cause &&
                    order->fault == fault;
  if (same) return refuse(No::nothing_changed, "that is the diagnosis");
  Events events;
  events.on(command.order, schema::DiagnosisCorrected{.fault_code = command.fault_code,
                                                      .fault = fault,
                                                      .cause = cause,
                                                      .reason = command.reason,
                                                      .by = reads.actor().operator_id});
  const bool remembered = !order->asset.empty() && order->completed_at != 0 &&
                          order->service_type == schema::ServiceType::repair;
  if (remembered) {
    reads.find<schema::Asset>(order->asset);
    events.on(order->asset, schema::AssetRepaired{.order = command.order,
                                                  .technician = order->technician,
                                                  .fault = fault,
                                                  .at = order->completed_at,
                                                  .fault_code = command.fault_code});
  }
  return events;
}

Result<Events> decide(const schema::WithdrawPartUse& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting.with(Status::posted),
                           No::not_registered, reads));
  KINTSUGI_TRY(const schema::UsedPart* fitted, work_order::use_of(*order, command.number, reads));
  const schema::UsedPart& used = *fitted;
  KINTSUGI_TRY_OK(work_order::check_uncharged(*order, command.number));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, work_order::withdrawn(command.number, used, command.reason, reads));
  work_order::free_serial(command.order, used, reads, events);
  KINTSUGI_TRY_OK(part_request::withdraw_use({.technician = used.technician,
                                              .part = used.part,
                                              .quantity = used.quantity,
                                              .order = command.order,
                                              .request = {}},
                                             used.cost, reads, events));
  if (used.payer == schema::Payer::manufacturer)
    old_parts::settle({used.technician, command.order, used.part, used.quantity}, reads, events);
  return events;
}

}  // namespace kintsugi::core
