#include "core/trial/visit.h"

#include <algorithm>

#include "core/calendar/calendar.h"

namespace kintsugi::core::trial {
namespace {

const schema::Booking* booking_in(const schema::WorkOrder& order, std::uint16_t number) {
  const auto found = std::find_if(order.bookings.begin(), order.bookings.end(),
                                  [&](const auto& one) { return one.number == number; });
  return found == order.bookings.end() ? nullptr : &*found;
}

// The one that a command means which names none.
std::uint16_t number_meant(const schema::WorkOrder& order, std::uint16_t number) {
  if (number != 0) return number;
  for (const schema::Booking& one : order.bookings) {
    const bool movable = one.round == order.round &&
                         (one.status == schema::BookingStatus::scheduled ||
                          one.status == schema::BookingStatus::accepted);
    if (!movable) continue;
    if (number != 0) return 0;
    number = one.number;
  }
  return number;
}

// Of a command that moves a booking: whose it is and when, where the command leaves that out.
std::optional<Visit> moved(Visit visit, const Attempt& attempt) {
  Reads reads = attempt.reads();
  const auto* order = reads.find<schema::WorkOrder>(visit.order);
  if (order == nullptr) return {};
  visit.booking = number_meant(*order, visit.booking);
  const schema::Booking* booking = booking_in(*order, visit.booking);
  if (booking == nullptr) return {};
  if (visit.technician.empty()) visit.technician = booking->technician;
  if (visit.starts_at == 0 && visit.ends_at == 0) {
    visit.starts_at = booking->starts_at;
    visit.ends_at = booking->ends_at;
  }
  return visit;
}

}  // namespace

Visit Visit::at(std::int64_t start) const {
  Visit other = *this;
  other.starts_at = start;
  other.ends_at = start + length();
  return other;
}

Visit Visit::by(std::string other) const {
  Visit visit = *this;
  visit.technician = std::move(other);
  return visit;
}

std::optional<Visit> visit_of(const schema::Command& command, const Attempt& attempt) {
  std::optional<Visit> visit;
  if (const auto* c = command.get_if<schema::ScheduleBooking>()) {
    visit = Visit{.order = c->order,
                  .technician = c->technician,
                  .starts_at = c->starts_at,
                  .ends_at = c->ends_at,
                  .accept_by = c->accept_by,
                  .reason = {}};
  } else if (const auto* r = command.get_if<schema::ReassignBooking>()) {
    visit = moved({.order = r->order,
                   .booking = r->booking,
                   .technician = r->technician,
                   .starts_at = r->starts_at,
                   .ends_at = r->ends_at,
                   .accept_by = r->accept_by,
                   .reason = r->reason},
                  attempt);
  } else if (const auto* m = command.get_if<schema::RescheduleBooking>()) {
    visit = moved({.order = m->order,
                   .booking = m->booking,
                   .technician = {},
                   .starts_at = m->starts_at,
                   .ends_at = m->ends_at,
                   .accept_by = m->accept_by,
                   .reason = m->reason,
                   .asked_by = m->asked_by},
                  attempt);
  }
  if (!visit || visit->starts_at <= 0 || visit->length() <= 0) return {};
  if (visit->accept_by <= to_ms(attempt.now)) visit->accept_by = 0;
  return visit;
}

schema::Command command_of(const Visit& visit, const schema::WorkOrder& order) {
  if (visit.booking == 0) {
    return schema::ScheduleBooking{.order = visit.order,
                                   .technician = visit.technician,
                                   .starts_at = visit.starts_at,
                                   .ends_at = visit.ends_at,
                                   .accept_by = visit.accept_by};
  }
  const schema::Booking* booking = booking_in(order, visit.booking);
  if (booking != nullptr && booking->technician == visit.technician) {
    const bool told = visit.asked_by != schema::AskedBy::none;
    return schema::RescheduleBooking{.order = visit.order,
                                     .booking = visit.booking,
                                     .starts_at = visit.starts_at,
                                     .ends_at = visit.ends_at,
                                     .accept_by = visit.accept_by,
                                     .asked_by = told ? visit.asked_by : schema::AskedBy::outlet,
                                     .reason = visit.reason};
  }
  return schema::ReassignBooking{.order = visit.order,
                                 .booking = visit.booking,
                                 .technician = visit.technician,
                                 .starts_at = visit.starts_at,
                                 .ends_at = visit.ends_at,
                                 .accept_by = visit.accept_by,
                                 .reason = visit.reason};
}

Result<std::vector<work_order::CheckSaid>> look_at(const Visit& visit,
                                                   const schema::WorkOrder& order, Reads& reads) {
  const auto next = static_cast<std::uint16_t>(order.bookings.size() + 1);
  return work_order::look_at_dispatch(
      {visit.order, order, visit.booking == 0 ? next : visit.booking, visit.technician,
       visit.starts_at, visit.ends_at},
      reads);
}

std::vector<std::int64_t> starts_on(std::int32_t day, std::int64_t length, Instant now) {
  const std::int64_t midnight = to_ms(start_of(day));
  const auto ms = [](auto duration) { return std::chrono::milliseconds(duration).count(); };
  std::vector<std::int64_t> starts;
  for (std::int64_t start = midnight + ms(opens); start + length <= midnight + ms(closes);
       start += ms(step)) {
    if (start >= to_ms(now)) starts.push_back(start);
  }
  return starts;
}

}  // namespace kintsugi::core::trial
