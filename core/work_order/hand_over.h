#pragma once
// A booking becomes another technician's. Pure.

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_booking_commands.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// What ReassignBooking decides once the booking may be moved and who asks may do it: the checks,
// slots and the deadline. Errors: as check_dispatch, work_order.same_technician, .in_the_past.
Result<Events> hand_over(const schema::ReassignBooking& command, const schema::WorkOrder& order,
                         const schema::Booking& booking, Reads& reads);

}  // namespace kintsugi::core::work_order
