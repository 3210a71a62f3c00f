#pragma once
// How long the lists in states may get: what the schema says by $maxLength, demanded here of every
// decision, so that no state grows without bound. Pure; any thread.

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"

namespace kintsugi::core {

// Error: refused "limit.too_many" where the events make a list longer than the schema lets it get.
// One that is too long already (the limit came later) may stay as it is, and shrink. Notes the
// streams of the events as read, in their order. Costs the lengths of the lists; only where one is
// nearly full are the events tried on a copy of the state.
Result<void> within_limits(const Events& events, Reads& reads);

}  // namespace kintsugi::core
