#pragma once
// Several ranges of index rows walked as one: keys that differ in their heads and are ordered by
// their tails, as pages over the outlets of a scope are.

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "projections/tables/key.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// What follows a range's head; bounds on tails: from <= tail < to, empty = none.
struct TailRange {
  std::string from;
  std::string to;
};

// Calls `visit` with the tails of all ranges in ascending order, only those after `after` (where
// not empty), until it says false. `firsts`: the first tail of each range, where whoever found the
// ranges has met it; else empty.
Result<void> visit_merged(const RowReader& rows, std::span<const Key> heads,
                          std::span<const std::string> firsts, const TailRange& range,
                          std::string_view after,
                          const std::function<bool(std::string_view tail)>& visit);

}  // namespace kintsugi::projections
