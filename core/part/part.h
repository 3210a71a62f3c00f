#pragma once
// What others ask of a part's file.

#include <cstdint>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/part_state.h"

namespace kintsugi::core::part {

inline constexpr std::int64_t quantity_max = 1'000'000'000'000;  // thousandths: a billion pieces

// refused "stock_item.bad_quantity" unless 0 < quantity <= quantity_max, "stock_item.not_whole"
// where the unit is only counted whole and the quantity is not.
Result<void> check_quantity(const schema::Part& part, std::int64_t quantity);

// The same for a count, which may be 0.
Result<void> check_count(const schema::Part& part, std::int64_t quantity);

// Adds PartFirstMoved where the part never moved before: its unit is fixed from now on.
void note_movement(const schema::Part& part, std::string_view id, Events& events);

}  // namespace kintsugi::core::part
