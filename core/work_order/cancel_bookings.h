#pragma once
// Bookings that end without a visit. Pure.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// Ends one booking: its slots are free, its deadline is nobody's. `withdrawn`: it is as if it had
// not been.
void cancel_booking(const std::string& order_id, const schema::WorkOrder& order,
                    const schema::Booking& booking, Reads& reads, Events& events,
                    bool withdrawn = false);

// All of the order's round that are not over.
void cancel_bookings(const std::string& order_id, const schema::WorkOrder& order, Reads& reads,
                     Events& events);

}  // namespace kintsugi::core::work_order
