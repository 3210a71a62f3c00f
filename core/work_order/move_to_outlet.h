#pragma once
// An open order becomes another outlet's, whatever is booked for it. Pure.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// Somebody is on his way to it or at work there, in this round.
bool is_visited(const schema::WorkOrder& order);

// Its bookings end, and it is to be dispatched there. Errors: refused outlet.plan_under_way,
// work_order.unknown_outlet, .outlet_suspended, .outlet_not_authorised.
Result<Events> move_to_outlet(const std::string& order_id, const std::string& outlet,
                              const std::string& reason, Reads& reads);

}  // namespace kintsugi::core::work_order
