// The technician is there. Where the address is known he must be near it, and wherever he was last
// he must be able to have come from; what does not fit is accepted with a reason only, and marked.

#include <algorithm>
#include <string>

#include "core/place/datum.h"
#include "core/place/place.h"
#include "core/service_policy/service_policy.h"
#include "core/work_order/rules.h"
#include "schema/service_policy_state.h"
#include "schema/technician.h"
#include "schema/work_order_appointment_events.h"
#include "schema/work_order_visit_dispatch.h"

namespace kintsugi::core {
namespace {

using place::Location;
using schema::CheckInMark;
using work_order::BookingStatus;
using work_order::No;

constexpr std::int64_t hour_s = 3'600;

struct Findings {
  std::int64_t distance = 0;  // metres from the address
  std::int64_t speed = 0;     // km/h from the last check-in
  std::vector<CheckInMark> marks{};
};

// Metres a millisecond, times 3,600, are kilometres an hour. Times may be told late, so only their
// difference counts.
std::int64_t speed_between(std::int64_t distance, std::int64_t at, std::int64_t before) {
  const std::int64_t elapsed = std::max<std::int64_t>(at < before ? before - at : at - before, 1);
  return (distance * hour_s + elapsed - 1) / elapsed;  // rounded up: at the limit is not above it
}

// Two places within the radius of each other count as one: no position is more exact.
Findings compare(const schema::WorkOrder& order, const schema::Technician* technician,
                 const Location& here, std::int64_t at,
                 const schema::ServicePolicyVersion& policy) {
  Findings found;
  const Location address{order.latitude, order.longitude};
  if (!is_known(here)) {
    if (is_known(address)) found.marks.push_back(CheckInMark::not_measured);
    return found;
  }
  if (is_known(address)) {
    found.distance = place::distance_m(here, address);
    if (found.distance > policy.check_in_radius) found.marks.push_back(CheckInMark::outside);
  }
  if (technician == nullptr || technician->seen_at == 0) return found;
  const std::int64_t way = place::distance_m(here, {technician->latitude, technician->longitude});
  if (way <= policy.check_in_radius) return found;
  found.speed = speed_between(way, at, technician->seen_at);
  if (found.speed > policy.check_in_speed) found.marks.push_back(CheckInMark::too_fast);
  return found;
}

Result<void> check_marks(const Findings& found, const std::string& reason) {
  if (found.marks.empty() || !reason.empty()) return {};
  switch (found.marks.front()) {
    case CheckInMark::none:
      return {};
    case CheckInMark::not_measured:
      return refuse(No::check_in_not_measured, "the address is known, where he is is not");
    case CheckInMark::outside:
      return refuse(No::check_in_outside, std::to_string(found.distance) + " m from the address");
    case CheckInMark::too_fast:
      return refuse(No::check_in_too_fast, std::to_string(found.speed) + " km/h");
  }
  return {};
}

// He did: told again it changes nothing, told of another place it is another check-in.
Error checked_in(const schema::Booking& booking, const schema::CheckIn& command) {
  const Location here = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  const bool measured = is_known(here) && (here.latitude != booking.latitude ||
                                           here.longitude != booking.longitude);
  if (measured || (!command.place.empty() && command.place != booking.place))
    return refuse(No::checked_in_elsewhere, "withdraw_check_in").value();
  return refuse(No::nothing_changed, "he checked in before").value();
}

// Nobody of the round is there yet.
bool is_first(const schema::WorkOrder& order) {
  return std::none_of(
      order.bookings.begin(), order.bookings.end(), [&](const schema::Booking& booking) {
        return booking.round == order.round && !work_order::is_over(booking.status) &&
               booking.checked_in_at != 0;
      });
}

}  // namespace

Result<Events> decide(const schema::CheckIn& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_accepted, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking,
                                      {BookingStatus::accepted, BookingStatus::traveling},
                                      No::not_accepted, reads));
  if (!place::is_on_earth(command.latitude, command.longitude)) {
    return refuse(No::bad_position, "within 90 and 180 degrees, in millionths");
  }
  if (booking->checked_in_at != 0) return tl::unexpected(checked_in(*booking, command));
  KINTSUGI_TRY_OK(work_order::check_line(command.place, 400, "place"));
  KINTSUGI_TRY_OK(work_order::check_why(command.reason, "reason"));
  const Instant now = reads.business_time();
  const Location here = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  const auto* technician = reads.find<schema::Technician>(booking->technician);
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  Findings found = compare(*order, technician, here, to_ms(now), policy);
  if (!is_person(reads)) found.marks.clear();  // what was recorded elsewhere is not doubted here
  KINTSUGI_TRY_OK(check_marks(found, command.reason));
  Events events;
  service_policy::note_use(policy, events);
  events.on(command.order, schema::TechnicianCheckedIn{.booking = booking->number,
                                                       .technician = booking->technician,
                                                       .at = to_ms(now),
                                                       .device_at = command.device_at,
                                                       .latitude = here.latitude,
                                                       .longitude = here.longitude,
                                                       .place = command.place,
                                                       .distance = found.distance,
                                                       .speed = found.speed,
                                                       .marks = std::move(found.marks),
                                                       .reason = command.reason});
  if (order->appointment_from != 0 && is_first(*order)) {
    events.on(command.order,
              schema::AppointmentMet{.arrived_at = to_ms(now),
                                     .late = to_ms(now) > order->appointment_until});
  }
  if (technician != nullptr && is_known(here)) {
    events.on(booking->technician, schema::TechnicianSeen{.order = command.order,
                                                          .at = to_ms(now),
                                                          .latitude = here.latitude,
                                                          .longitude = here.longitude});
  }
  return events;
}

}  // namespace kintsugi::core
