// The technician's visit: accepted or declined, under way, at work, paused, resumed.

#include <string>

#include "core/work_order/exchange_due.h"
#include "core/work_order/holds.h"
#include "core/work_order/crew.h"
#include "core/work_order/lacks.h"
#include "core/work_order/rules.h"
#include "schema/work_order_booking_dispatch.h"
#include "schema/work_order_visit_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::BookingStatus;
using work_order::No;
using work_order::Status;

}  // namespace

Result<Events> decide(const schema::AcceptBooking& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::scheduled},
                                      No::not_scheduled, reads));
  // When he tells it counts: a time that he claims would beat every deadline.
  const std::int64_t now = to_ms(reads.business_time());
  if (work_order::is_overdue(*booking, judged_at(reads))) {
    return refuse(No::acceptance_overdue,
                  "it was " + format_instant(instant_from_ms(booking->accept_by)));
  }
  Events events;
  events.on(command.order,
            schema::BookingAccepted{
                .booking = booking->number, .technician = booking->technician, .at = now});
  work_order::disarm_acceptance(command.order, booking->number, reads, events);
  return events;
}

Result<Events> decide(const schema::DeclineBooking& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::scheduled},
                                      No::not_scheduled, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::BookingDeclined{.booking = booking->number,
                                                   .technician = booking->technician,
                                                   .reason = command.reason,
                                                   .at = to_ms(reads.business_time())});
  work_order::release_slots(command.order, *order, *booking, events);
  work_order::disarm_acceptance(command.order, booking->number, reads, events);
  return events;
}

Result<Events> decide(const schema::StartTravel& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_accepted, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::accepted},
                                      No::not_accepted, reads));
  Events events;
  events.on(command.order,
            schema::TravelStarted{.booking = booking->number, .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::StartWork& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_accepted, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::accepted, BookingStatus::traveling},
                                      No::not_accepted, reads));
  if (booking->checked_in_at == 0 && is_person(reads))
    return refuse(No::not_checked_in, "check in first");
  Events events;
  events.on(command.order,
            schema::WorkStarted{.booking = booking->number, .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::PauseWork& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::open_statuses, No::not_in_progress, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::in_progress},
                                      No::not_in_progress, reads));
  if (command.why == schema::PauseReason::none) return refuse(No::why_missing, "name the reason");
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  Events events;
  events.on(command.order, schema::WorkPaused{.booking = booking->number,
                                              .why = command.why,
                                              .note = command.note,
                                              .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::ResumeWork& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_on_hold, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::on_break},
                                      No::not_on_hold, reads));
  Events events;
  events.on(command.order,
            schema::WorkResumed{.booking = booking->number, .at = to_ms(reads.business_time())});
  return events;
}

// What it waited for: it may be long over.
Result<Events> decide(const schema::CorrectPause& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::before_posting, No::not_registered, reads));
  if (command.why == schema::PauseReason::none) return refuse(No::why_missing, "name the reason");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  const schema::OrderHold* hold = work_order::find_hold(*order, command.held_from);
  if (hold == nullptr) return refuse(No::not_on_hold, "it was not paused then");
  if (hold->pause == command.why) return refuse(No::nothing_changed, "that is the reason");
  const schema::PauseCorrected corrected{.booking = hold->visit,
                                         .held_from = hold->held_from,
                                         .why = command.why,
                                         .reason = command.reason,
                                         .by = reads.actor().operator_id};
  Events events;
  events.on(command.order, corrected);
  schema::WorkOrder as_it_will_be = *order;
  work_order::correct_hold(as_it_will_be, corrected);
  work_order::tell_exchange_due(command.order, as_it_will_be, reads, events);
  return events;
}

}  // namespace kintsugi::core
