#pragma once
// When a deadline falls whose clock stands still in between. Pure. Times in ms since 1970.

#include <cstdint>
#include <optional>
#include <span>

#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::service_deadline {

// In any order; they may overlap. `until` 0: the clock still stands.
using Pauses = std::span<const schema::OrderHold>;

// `limit` ms after `start` that are in no pause; none while the clock stands still. A pause that
// begins when the time is up changes nothing.
std::optional<std::int64_t> due(std::int64_t start, std::int64_t limit, Pauses pauses);

// The end of the n-th working day (1 <= n <= 60) after the day of `start`. Working days that begin
// in a pause are not counted. Reads the work calendars.
std::optional<std::int64_t> due_in_working_days(std::int64_t start, std::int32_t n, Pauses pauses,
                                                Reads& reads);

}  // namespace kintsugi::core::service_deadline
