#pragma once
// What the folds of an order do with its bookings. Pure; one thread at a time.

#include <cstdint>

#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// The booking of that number; nullptr where there is none.
schema::Booking* find_booking(schema::WorkOrder& order, std::uint16_t number);
// He is not there any more, or it was told wrongly: neither when nor where.
void forget_check_in(schema::Booking& booking);

// The booking ends without having been of use: whoever was to go with its lead is free. `at` 0:
// when it ended is not told.
void end_booking(schema::WorkOrder& order, std::uint16_t number, schema::BookingStatus status,
                 std::int64_t at);

// The lead technician and the status, from the bookings of the round. Of a closed order the status
// stays.
void follow_bookings(schema::WorkOrder& order);

}  // namespace kintsugi::core::work_order
