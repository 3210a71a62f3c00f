#pragma once
// Regular care after what was done: pure.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::care_rule {

// Adds to `events` when the customer of the order `id`, which is completed now, is called next, by
// each rule that is in force for him and the machine. Nothing of what an import brings.
void plan_after(const std::string& id, const schema::WorkOrder& order, Reads& reads,
                Events& events);

// The order is not completed after all: who was to be called for the first time after it is called
// after what it is completed by then.
void stop_after(const std::string& id, const schema::WorkOrder& order, const std::string& reason,
                Reads& reads, Events& events);

}  // namespace kintsugi::core::care_rule
