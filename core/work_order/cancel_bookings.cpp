#include "core/work_order/cancel_bookings.h"

#include "core/work_order/crew.h"
#include "core/work_order/rules.h"
#include "schema/work_order_booking_events.h"

namespace kintsugi::core::work_order {

void cancel_booking(const std::string& order_id, const schema::WorkOrder& order,
                    const schema::Booking& booking, Reads& reads, Events& events, bool withdrawn) {
  events.on(order_id, schema::BookingCanceled{.booking = booking.number,
                                              .technician = booking.technician,
                                              .withdrawn = withdrawn,
                                              .at = to_ms(reads.business_time())});
  release_slots(order_id, order, booking, events);
  disarm_acceptance(order_id, booking.number, reads, events);
}

void cancel_bookings(const std::string& order_id, const schema::WorkOrder& order, Reads& reads,
                     Events& events) {
  for (const schema::Booking& booking : order.bookings) {
    if (booking.round == order.round && !is_over(booking.status))
      cancel_booking(order_id, order, booking, reads, events);
  }
}

}  // namespace kintsugi::core::work_order
