#pragma once
// The warranty of a unit that was given in the place of another.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/asset_state.h"

namespace kintsugi::core::warranty {

struct Exchanged {
  std::string asset;       // the new unit, registered in the same commit
  schema::Asset sheet;     // as it is registered
  std::string replaces;    // the asset that was taken back
  std::int32_t on = 0;     // the day of the exchange, days since 1970-01-01 in Shanghai
};

// Starts it on that day, or where the policy says so goes on from the old unit's start; at the old
// unit's contract and price. Reads both assets' warranties and policies. Errors: refused
// "warranty.unknown_asset".
Result<void> start_exchanged(const Exchanged& unit, Reads& reads, Events& events);

}  // namespace kintsugi::core::warranty
