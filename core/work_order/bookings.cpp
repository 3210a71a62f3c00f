#include "core/work_order/bookings.h"

#include <algorithm>

#include "core/work_order/multi_booking.h"

namespace kintsugi::core::work_order {

using schema::Booking;
using schema::BookingStatus;
using schema::WorkOrder;
using Status = schema::WorkOrderStatus;

Booking* find_booking(WorkOrder& order, std::uint16_t number) {
  const auto found = std::find_if(order.bookings.begin(), order.bookings.end(),
                                  [&](const Booking& booking) { return booking.number == number; });
  return found == order.bookings.end() ? nullptr : &*found;
}

void forget_check_in(Booking& booking) {
  booking.checked_in_at = 0;
  booking.check_in_marks.clear();
  booking.latitude = booking.longitude = 0;
  booking.place.clear();
  booking.distance = booking.speed = 0;
}

void end_booking(WorkOrder& order, std::uint16_t number, BookingStatus status, std::int64_t at) {
  if (Booking* booking = find_booking(order, number)) {
    booking->status = status;
    if (at != 0) booking->ended_at = at;
  }
  std::erase_if(order.crew, [&](const auto& member) { return member.booking == number; });
  follow_bookings(order);
}

void follow_bookings(WorkOrder& order) {
  order.technician.clear();
  for (const Booking& booking : order.bookings) {
    const bool went =
        booking.status != BookingStatus::declined && booking.status != BookingStatus::canceled &&
        booking.status != BookingStatus::no_show && booking.status != BookingStatus::abnormal;
    if (booking.round == order.round && went) order.technician = booking.technician;
  }
  const bool closed = order.status == Status::completed || order.status == Status::followed_up ||
                      order.status == Status::posted || order.status == Status::canceled ||
                      order.status == Status::none;
  if (closed) return;
  order.status = status_by_bookings(order.bookings, order.round, !order.outlet.empty());
}

}  // namespace kintsugi::core::work_order
