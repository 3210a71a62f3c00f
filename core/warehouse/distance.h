#pragma once
// How far apart two places are, in whole numbers: the same on every machine, for ordering
// warehouses.

#include <cstdint>

namespace kintsugi::core::warehouse {

struct Location {
  std::int32_t latitude = 0;   // 1e-6 degrees, -90e6 .. 90e6
  std::int32_t longitude = 0;  // 1e-6 degrees, -180e6 .. 180e6
};

// Metres on a map that is true along the mean latitude: within 0.1 % under 100 km, 1 % under 1,000
// km away from the poles. Symmetric; 0 for the same place.
std::int64_t distance_m(const Location& a, const Location& b);

}  // namespace kintsugi::core::warehouse
