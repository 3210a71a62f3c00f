#pragma once
// Arithmetic that positions need. Pure.

#include <cstdint>

namespace kintsugi::core::place {

inline constexpr std::int64_t micro = 1'000'000;

// The largest whole number whose square is not above `value`; 0 <= value < 2^62.
constexpr std::int64_t square_root(std::int64_t value) {
  std::int64_t root = 0;
  for (std::int64_t bit = std::int64_t{1} << 30; bit > 0; bit >>= 1) {
    if ((root + bit) * (root + bit) <= value) root += bit;
  }
  return root;
}

}  // namespace kintsugi::core::place
