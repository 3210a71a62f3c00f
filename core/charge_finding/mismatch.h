#pragma once
// What a customer says of money against what was recorded, on the telephone or by his link.

#include <cstdint>

#include "schema/follow_up.h"

namespace kintsugi::core::charge_finding {

// Amounts in fen; `said` 0: no amount was told.
bool contradicts(schema::ChargedAnswer answer, std::int64_t said, std::int64_t recorded);

}  // namespace kintsugi::core::charge_finding
