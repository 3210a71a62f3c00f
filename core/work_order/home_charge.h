#pragma once
// What a home is charged once a visit, whichever of its orders bears it: by a claim of home, day
// and line of the tariff. Pure.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/work_order_money_events.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// The order bears it by the line that is added. Errors: refused work_order.visit_charged where
// another order of the home does, and is not canceled.
Result<void> charge_home_once(const std::string& id, const schema::WorkOrder& order,
                              const schema::ChargeAdded& charge, Reads& reads, Events& events);

// The order was canceled and counts again: what another order of the home bears since then is
// withdrawn from this one.
void leave_to_the_other(const std::string& id, const schema::WorkOrder& order,
                        const std::string& reason, Reads& reads, Events& events);

}  // namespace kintsugi::core::work_order
