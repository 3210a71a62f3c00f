// Sending a technician: the checks, the booking, his slot and the deadline for accepting, in one
// commit.

#include <algorithm>
#include <string>

#include "core/calendar/plan.h"
#include "core/service_policy/service_policy.h"
#include "core/work_order/crew.h"
#include "core/work_order/dispatch_checks.h"
#include "core/work_order/hand_over.h"
#include "core/work_order/rules.h"
#include "schema/assessment_refusals.h"
#include "schema/assessment_state.h"
#include "schema/subcontract_refusals.h"
#include "schema/technician_state.h"
#include "schema/work_order_appointment_refusals.h"
#include "schema/work_order_booking_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::BookingStatus;
using work_order::No;
using work_order::Status;
using work_order::StatusSet;

constexpr std::chrono::hours visit_max{24};

constexpr StatusSet dispatchable{Status::assigned,  Status::scheduled,   Status::accepted,
                                 Status::traveling, Status::in_progress, Status::on_hold};

// An order that an older system dispatched may lack the outlet that we would have assigned first.
StatusSet dispatchable_by(const Reads& reads) {
  return is_person(reads) ? dispatchable : dispatchable.with(Status::registered);
}

struct Times {
  std::int64_t starts_at = 0;
  std::int64_t ends_at = 0;
  std::int64_t accept_by = 0;
};

// Times that make sense: both or (not for persons) neither, in order, not over, the deadline ahead.
Result<Times> check_times(Times t, Reads& reads) {
  const std::int64_t now = to_ms(judged_at(reads));
  const bool none = t.starts_at == 0 && t.ends_at == 0;
  if (none && is_person(reads)) return refuse(No::bad_times, "name start and end");
  if (!none) {
    const bool ordered = t.starts_at > 0 && t.starts_at < t.ends_at;
    if (!ordered || t.ends_at - t.starts_at > std::chrono::milliseconds(visit_max).count()) {
      return refuse(No::bad_times, "start before end, and at most 24 hours");
    }
    if (is_beyond_plans(t.ends_at, reads))
      return refuse(No::bad_times, "more than a year ahead: which year is meant?");
    if (t.ends_at <= now && is_person(reads))
      return refuse(No::in_the_past, "the visit would be over");
  }
  if (t.accept_by != 0 && t.accept_by <= now)
    return refuse(No::in_the_past, "the deadline has passed");
  if (t.accept_by == 0 && is_person(reads)) {
    const auto& policy = service_policy::in_force(judged_at(reads), reads);
    t.accept_by = to_ms(judged_at(reads) + std::chrono::minutes(policy.accept_minutes));
  }
  return t;
}

void note_rules(Reads& reads, Events& events) {
  events.uses_rule("dispatch_checks", work_order::dispatch_checks_version);
  service_policy::note_use(service_policy::in_force(judged_at(reads), reads), events);
}

// Another outlet's technician is not ours to send.
template <class Command>
Result<void> check_scope_of_technician(const Command& command, Reads& reads) {
  const auto* technician = reads.find<schema::Technician>(command.technician);
  if (technician == nullptr) {
    return refuse(No::unknown_technician, "there is no technician " + command.technician);
  }
  return within_scope(command, technician->outlet, reads);
}

// The checks of whoever goes: of the lead; and of the members where the times are others.
Result<std::vector<schema::DispatchCheck>> check_people(const std::string& order_id,
                                                        const schema::WorkOrder& order,
                                                        const schema::Booking& booking,
                                                        const std::string& lead,
                                                        const Times& times, Reads& reads) {
  KINTSUGI_TRY(std::vector<schema::DispatchCheck> overridden,
               work_order::check_dispatch({order_id, order, booking.number, lead, times.starts_at,
                                           times.ends_at},
                                          reads));
  if (work_order::Visit{times.starts_at, times.ends_at} == work_order::visit_of(booking))
    return overridden;
  for (const schema::CrewMember* member : work_order::members_of(order, booking.number)) {
    KINTSUGI_TRY(const auto more,
                 work_order::check_dispatch({order_id, order, booking.number, member->technician,
                                             times.starts_at, times.ends_at, lead},
                                            reads));
    for (const schema::DispatchCheck one : more) {
      if (std::find(overridden.begin(), overridden.end(), one) == overridden.end())
        overridden.push_back(one);
    }
  }
  return overridden;
}

// Nobody is sent in vain, nor beside a third party, nor to what is not taken.
Result<void> check_waits(const std::string& id, const schema::WorkOrder& order, Reads& reads) {
  if (!is_person(reads)) return {};
  const auto* assessed = reads.find<schema::Assessment>(id);
  if (assessed != nullptr && assessed->status == schema::AssessmentStatus::declined)
    return refuse(schema::AssessmentRefusal::declined, "assess it anew, or cancel it");
  if (order.waits_for == schema::OrderWait::appointment)
    return refuse(schema::AppointmentRefusal::needed, "agree it first");
  if (order.waits_for == schema::OrderWait::subcontractor)
    return refuse(schema::SubcontractRefusal::at_third_party, "withdraw it first");
  return {};
}

// The bookings that may be reassigned: before work began; what an older system handed over, at any
// time.
Result<const schema::Booking*> movable(const schema::WorkOrder& order, std::uint16_t number,
                                       Reads& reads) {
  if (is_person(reads)) {
    return work_order::booking_of(order, number,
                                  {BookingStatus::scheduled, BookingStatus::accepted},
                                  No::not_scheduled, reads);
  }
  return work_order::booking_of(
      order, number,
      {BookingStatus::scheduled, BookingStatus::accepted, BookingStatus::traveling,
       BookingStatus::in_progress, BookingStatus::on_break},
      No::not_scheduled, reads);
}

// Its times are agreed: who had asked for them was another.
Result<Events> correct_asker(const schema::RescheduleBooking& command,
                             const schema::Booking& booking) {
  if (booking.asked_by == schema::AskedBy::none || booking.asked_by == command.asked_by)
    return refuse(No::nothing_changed, "these are its times");
  Events events;
  events.on(command.order, schema::BookingAskerCorrected{.booking = booking.number,
                                                         .asked_by = command.asked_by,
                                                         .reason = command.reason});
  return events;
}

}  // namespace

Result<Events> decide(const schema::OverrideDispatchCheck& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_registered, reads));
  if (command.check == schema::DispatchCheck::none)
    return refuse(No::check_missing, "name a check");
  if (!work_order::is_overridable(command.check)) {
    return refuse(No::check_not_overridable,
                  std::string(schema::name_of(command.check)) + " is hard");
  }
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(check_scope_of_technician(command, reads));
  const std::string& by = reads.actor().operator_id;
  for (const schema::CheckOverride& known : order->overrides) {
    if (!known.withdrawn && known.check == command.check &&
        known.technician == command.technician && known.by == by) {
      return refuse(No::check_overridden, "you overrode it before");
    }
  }
  if (order->overrides.size() >= work_order::entries_max)
    return refuse(No::too_many, "1000 overrides");
  Events events;
  events.on(command.order, schema::DispatchCheckOverridden{.technician = command.technician,
                                                           .check = command.check,
                                                           .reason = command.reason,
                                                           .by = by});
  return events;
}

Result<Events> decide(const schema::ScheduleBooking& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, dispatchable_by(reads), No::not_assigned, reads));
  KINTSUGI_TRY_OK(check_scope_of_technician(command, reads));
  if (work_order::is_on_it(*order, command.technician))
    return refuse(No::same_technician, "he is on the order already");
  KINTSUGI_TRY_OK(check_waits(command.order, *order, reads));
  if (order->bookings.size() >= work_order::entries_max)
    return refuse(No::too_many, "1000 bookings");
  KINTSUGI_TRY(Times times,
               check_times({command.starts_at, command.ends_at, command.accept_by}, reads));
  const auto number = static_cast<std::uint16_t>(order->bookings.size() + 1);
  KINTSUGI_TRY(std::vector<schema::DispatchCheck> overridden,
               work_order::check_dispatch({command.order, *order, number, command.technician,
                                           times.starts_at, times.ends_at},
                                          reads));
  Events events;
  note_rules(reads, events);
  events.on(command.order, schema::BookingScheduled{.booking = number,
                                                    .technician = command.technician,
                                                    .starts_at = times.starts_at,
                                                    .ends_at = times.ends_at,
                                                    .accept_by = times.accept_by,
                                                    .dispatched_at = to_ms(reads.business_time()),
                                                    .overridden = std::move(overridden)});
  work_order::reserve_slot(command.order, *order, number, command.technician,
                           {times.starts_at, times.ends_at}, events);
  work_order::arm_acceptance(
      {command.order, number, times.accept_by, command.technician, order->outlet}, reads, events);
  return events;
}

Result<Events> decide(const schema::RescheduleBooking& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, dispatchable, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::scheduled, BookingStatus::accepted},
                                      No::not_scheduled, reads));
  if (command.asked_by == schema::AskedBy::none)
    return refuse(No::asked_by_missing, "customer, technician or outlet");
  KINTSUGI_TRY_OK(work_order::check_why(command.reason, "reason"));
  KINTSUGI_TRY(Times times,
               check_times({command.starts_at, command.ends_at, command.accept_by}, reads));
  // A deadline that is not named changes nothing by itself.
  const bool same_deadline = command.accept_by == 0 || times.accept_by == booking->accept_by;
  if (same_deadline && times.starts_at == booking->starts_at && times.ends_at == booking->ends_at)
    return correct_asker(command, *booking);
  KINTSUGI_TRY(std::vector<schema::DispatchCheck> overridden,
               check_people(command.order, *order, *booking, booking->technician, times, reads));
  Events events;
  note_rules(reads, events);
  events.on(command.order, schema::BookingRescheduled{.booking = booking->number,
                                                      .starts_at = times.starts_at,
                                                      .ends_at = times.ends_at,
                                                      .accept_by = times.accept_by,
                                                      .asked_by = command.asked_by,
                                                      .reason = command.reason,
                                                      .overridden = std::move(overridden)});
  work_order::move_slots(command.order, *order, *booking, booking->technician,
                         {times.starts_at, times.ends_at}, events);
  work_order::disarm_acceptance(command.order, booking->number, reads, events);
  work_order::arm_acceptance(
      {command.order, booking->number, times.accept_by, booking->technician, order->outlet}, reads,
      events);
  return events;
}

Result<Events> decide(const schema::ReassignBooking& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, dispatchable, No::not_scheduled, reads));
  KINTSUGI_TRY(const schema::Booking* booking, movable(*order, command.booking, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(check_scope_of_technician(command, reads));
  return work_order::hand_over(command, *order, *booking, reads);
}

Result<Events> work_order::hand_over(const schema::ReassignBooking& command,
                                     const schema::WorkOrder& order,
                                     const schema::Booking& booking, Reads& reads) {
  if (is_on_it(order, command.technician))
    return refuse(No::same_technician, "he is on the order already");
  const bool same_times = command.starts_at == 0 && command.ends_at == 0;
  KINTSUGI_TRY(Times times,
               check_times({same_times ? booking.starts_at : command.starts_at,
                            same_times ? booking.ends_at : command.ends_at, command.accept_by},
                           reads));
  KINTSUGI_TRY(std::vector<schema::DispatchCheck> overridden,
               check_people(command.order, order, booking, command.technician, times, reads));
  Events events;
  note_rules(reads, events);
  events.on(command.order, schema::BookingReassigned{.booking = booking.number,
                                                     .technician = command.technician,
                                                     .before = booking.technician,
                                                     .starts_at = times.starts_at,
                                                     .ends_at = times.ends_at,
                                                     .accept_by = times.accept_by,
                                                     .dispatched_at = to_ms(reads.business_time()),
                                                     .reason = command.reason,
                                                     .overridden = std::move(overridden)});
  move_slots(command.order, order, booking, command.technician, {times.starts_at, times.ends_at},
             events);
  disarm_acceptance(command.order, booking.number, reads, events);
  arm_acceptance(
      {command.order, booking.number, times.accept_by, command.technician, order.outlet}, reads,
      events);
  return events;
}

}  // namespace kintsugi::core
