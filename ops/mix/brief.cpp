#include "ops/mix/mix.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"

namespace kintsugi::ops {

// One in 64 waits for its technician, the others are done.
Bytes Mix::the_rest_at_once(Order& order) {
  const std::string stream = "work_order/" + order.id;
  order.stage = 21;
  schema::OutletAssigned assigned;
  assigned.outlet = order.outlet;
  schema::BookingScheduled booking;
  booking.booking = 1;
  booking.technician = order.technician;
  booking.starts_at = now() + 3'600'000;
  booking.ends_at = now() + 7'200'000;
  booking.accept_by = now() + 7'200'000;
  booking.dispatched_at = now();
  Events events{{stream, assigned}, {stream, booking}};
  if (pick(64) != 0) {
    schema::WorkOrderCompleted completed;
    completed.at = now();
    schema::WorkOrderPosted posted;
    posted.at = now();
    events.push_back({stream, completed});
    events.push_back({stream, posted});
  }
  schema::ScheduleBooking command;
  command.order = order.id;
  command.technician = order.technician;
  return stored(std::move(events), "30" + std::to_string(pick(24)), command,
                {"outlet/" + order.outlet});
}

}  // namespace kintsugi::ops
