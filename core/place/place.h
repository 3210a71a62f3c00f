#pragma once
// Places on Earth and how far apart they are, in whole numbers: the same on every machine.

#include <cstdint>

namespace kintsugi::core::place {

// In WGS-84, as satellites tell it; core/place/datum.h converts what maps of China say.
struct Location {
  std::int32_t latitude = 0;   // 1e-6 degrees, -90e6 .. 90e6
  std::int32_t longitude = 0;  // 1e-6 degrees, -180e6 .. 180e6
};

bool is_on_earth(std::int32_t latitude, std::int32_t longitude);

// 0, 0 is nowhere: no position was measured, or none is known.
inline bool is_known(const Location& place) { return place.latitude != 0 || place.longitude != 0; }

// Metres on a map that is true along the mean latitude, on a sphere of the Earth's mean radius.
// Between 60° south and north it is less than 0.1 % + 2 m from the great circle under 100 km, and 1
// % under 1,000 km; the sphere itself is up to 0.5 % from the ellipsoid. Symmetric; 0 for the same
// place; at most 30,000,000.
std::int64_t distance_m(const Location& a, const Location& b);

}  // namespace kintsugi::core::place
