#pragma once
// Money is a count of fen. One rounding rule for all: half up at each line; what a split leaves
// over goes by largest fraction, then lowest id. Overflow is an error (invalid "money.overflow"),
// never a wrap. Negative amounts round as their positive twins do, so that a reversal cancels its
// original to the fen.

#include <cstdint>
#include <string_view>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::core::money {

inline constexpr std::int64_t rate_whole = 10000;                  // a rate of 100 %
inline constexpr std::int64_t quantity_whole = 1000;               // a quantity of one
inline constexpr std::int64_t amount_max = 1'000'000'000'000'000;  // 10 trillion yuan, either sign

Result<std::int64_t> add(std::int64_t a, std::int64_t b);

// amount x rate / 10000, half up. `rate` in 1/10000.
Result<std::int64_t> times_rate(std::int64_t amount, std::int64_t rate);

// price x quantity / 1000, half up. `quantity` in thousandths.
Result<std::int64_t> times_quantity(std::int64_t price, std::int64_t quantity);

// amount x part / whole, half up: what a part of a thing costs that costs `amount` as a whole. The
// whole thing costs it all. `part` and `whole` in one unit; `whole` > 0.
Result<std::int64_t> share_of(std::int64_t amount, std::int64_t part, std::int64_t whole);

struct Part {
  std::string_view id;      // decides between equal fractions: the lowest first
  std::int64_t weight = 0;  // >= 0; only the proportions count
};

// The share of each part, in the order given; they add up to `total` exactly. Errors: invalid
// "money.split" where there is no part, a weight is negative, or all are zero.
Result<std::vector<std::int64_t>> split(std::int64_t total, const std::vector<Part>& parts);

}  // namespace kintsugi::core::money
