#include "core/work_order/multi_booking.h"

#include <algorithm>

namespace kintsugi::core::work_order {
namespace {

using schema::BookingStatus;
using schema::WorkOrderStatus;

bool has(std::span<const BookingStatus> bookings, std::initializer_list<BookingStatus> any) {
  return std::any_of(bookings.begin(), bookings.end(), [&](BookingStatus status) {
    return std::find(any.begin(), any.end(), status) != any.end();
  });
}

WorkOrderStatus in_progress_status(std::span<const BookingStatus> bookings) {
  if (has(bookings, {BookingStatus::in_progress})) return WorkOrderStatus::in_progress;
  if (has(bookings, {BookingStatus::on_break})) return WorkOrderStatus::on_hold;
  if (has(bookings, {BookingStatus::traveling})) return WorkOrderStatus::traveling;
  return WorkOrderStatus::in_progress;  // one visit is done, another is still to come
}

}  // namespace

Group group_of(std::span<const BookingStatus> bookings) {
  const bool working = has(
      bookings, {BookingStatus::in_progress, BookingStatus::on_break, BookingStatus::traveling});
  const bool scheduled = has(bookings, {BookingStatus::scheduled, BookingStatus::accepted});
  const bool completed = has(bookings, {BookingStatus::completed});
  if (working || (scheduled && completed)) return Group::in_progress;
  if (scheduled) return Group::scheduled;
  if (completed) return Group::completed;
  return Group::unscheduled;
}

WorkOrderStatus status_by_bookings(const std::vector<schema::Booking>& bookings,
                                   std::uint16_t round, bool has_outlet) {
  std::vector<BookingStatus> current;
  for (const schema::Booking& booking : bookings) {
    if (booking.round == round) current.push_back(booking.status);
  }
  switch (group_of(current)) {
    case Group::unscheduled:
      return has_outlet ? WorkOrderStatus::assigned : WorkOrderStatus::registered;
    case Group::scheduled:
      return has(current, {BookingStatus::scheduled}) ? WorkOrderStatus::scheduled
                                                      : WorkOrderStatus::accepted;
    case Group::in_progress:
      return in_progress_status(current);
    case Group::completed:
      return WorkOrderStatus::work_reported;
  }
  return WorkOrderStatus::registered;
}

}  // namespace kintsugi::core::work_order
