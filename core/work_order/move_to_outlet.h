#pragma once
// Which outlet may have an order; one that becomes another's, whatever is booked for it. Pure.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// Somebody is on his way to it or at work there, in this round.
bool is_visited(const schema::WorkOrder& order);

// The outlet may serve the order: active, authorised for its brand, and (or with a reason) its
// territory. Errors: refused work_order.unknown_outlet, .outlet_suspended, .outlet_not_authorised,
// .outside_territory.
Result<void> check_outlet(const std::string& id, const std::string& brand, const std::string& area,
                          const std::string& override_reason, Reads& reads);

// Whether an outlet is authorised for a brand that nobody names, nobody can tell: a person says why
// the order goes there. Errors: refused work_order.brand_missing.
Result<void> check_brand_named(const std::string& brand, const std::string& outlet,
                               const std::string& why, const Reads& reads);

// Its bookings end, and it is to be dispatched there. Errors: refused outlet.plan_under_way,
// work_order.unknown_outlet, .outlet_suspended, .outlet_not_authorised.
Result<Events> move_to_outlet(const std::string& order_id, const std::string& outlet,
                              const std::string& reason, Reads& reads);

}  // namespace kintsugi::core::work_order
