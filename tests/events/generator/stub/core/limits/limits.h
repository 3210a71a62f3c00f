#pragma once
// Stands in for core's own in the tests of the generator.

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"

namespace kintsugi::core {
inline Result<void> within_limits(const Events&, Reads&) { return {}; }
}  // namespace kintsugi::core
