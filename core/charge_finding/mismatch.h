#pragma once
// What a customer says of money against what was recorded, on the telephone or by his link.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/follow_up.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::charge_finding {

// Amounts in fen; `said` 0: no amount was told.
bool contradicts(schema::ChargedAnswer answer, std::int64_t said, std::int64_t recorded);

// Another person looks into what does not fit: a finding of the order is opened, unless one is
// open. What fits after all closes it.
void note_mismatch(const std::string& order_id, const schema::WorkOrder& order, bool mismatch,
                   std::int64_t said, std::int64_t recorded, Reads& reads, Events& events);

}  // namespace kintsugi::core::charge_finding
