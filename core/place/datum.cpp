// The offset of China's map datum was never published by who made it. These are the formulas that
// have been known since 2010 and that everybody uses, as they stand, with their constants, at
// https://en.wikipedia.org/wiki/Restrictions_on_geographic_data_in_China (sections "GCJ-02" and
// "BD-09"); they are right to about a metre.

#include "core/place/datum.h"

#include <array>

#include "core/place/whole_numbers.h"

namespace kintsugi::core::place {
namespace {

using schema::Datum;

constexpr std::int64_t whole = 1'000'000'000;  // sines, and what follows from them

// The ellipsoid of Krasovsky 1940, as the formula has it: the first eccentricity squared, and
// metres of a degree (along the equator; along a meridian at the equator), in millimetres.
constexpr std::int64_t eccentricity = 6'693'422;  // in 1e-9
constexpr std::int64_t equator_mm = 111'321'376;
constexpr std::int64_t meridian_mm = 110'576'255;

constexpr std::int64_t pi = 3'141'592'654;  // in 1e-9

// sin(π · number / of), in 1e-9.
std::int64_t sine(std::int64_t number, std::int64_t of) {
  std::int64_t turn = number % (2 * of);
  if (turn < 0) turn += 2 * of;
  const bool negative = turn > of;
  if (negative) turn -= of;
  if (2 * turn > of) turn = of - turn;
  const std::int64_t angle = pi * turn / of;          // 0 .. π/2
  const std::int64_t square = angle * angle / whole;  // < 2.5e9
  std::int64_t series = whole;                        // Taylor's, from the smallest term
  for (std::int64_t n = 15; n >= 3; n -= 2)
    series = whole - square * series / whole / (n * (n - 1));
  const std::int64_t value = angle * series / whole;
  return negative ? -value : value;
}
std::int64_t cosine(std::int64_t number, std::int64_t of) { return sine(2 * number + of, 2 * of); }

struct Wave {
  std::int64_t metres;
  std::int64_t times;  // sin(π · degrees · times / over)
  std::int64_t over;
};
using Waves = std::array<Wave, 6>;

// Two thirds of the sum, in micrometres. Four waves along `b`, two along longitude.
std::int64_t sum_of(const Waves& waves, std::int64_t longitude, std::int64_t other) {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < waves.size(); ++i) {
    const std::int64_t at = i < 2 ? longitude : other;
    sum += waves[i].metres * sine(at * waves[i].times, waves[i].over * micro);
  }
  return sum * 2 / 3 / (whole / micro);
}

constexpr Waves northern{
    {{20, 6, 1}, {20, 2, 1}, {20, 1, 1}, {40, 1, 3}, {160, 1, 12}, {320, 1, 30}}};
constexpr Waves eastern{
    {{20, 6, 1}, {20, 2, 1}, {20, 1, 1}, {40, 1, 3}, {150, 1, 12}, {300, 1, 30}}};

std::int64_t root_of_degrees(std::int64_t x) {  // in 1e-6
  return square_root((x < 0 ? -x : x) * micro);
}

bool is_shifted(const Location& p) {
  return p.longitude >= 72'004'000 && p.longitude <= 137'834'700 && p.latitude >= 829'300 &&
         p.latitude <= 55'827'100;
}

// To the nearest whole number; `by` > 0.
std::int64_t divided(std::int64_t value, std::int64_t by) {
  return (value + (value < 0 ? -by : by) / 2) / by;
}

Location moved(const Location& p, std::int64_t north, std::int64_t east) {
  return {static_cast<std::int32_t>(p.latitude + north),
          static_cast<std::int32_t>(p.longitude + east)};
}

// From WGS-84.
Location to_gcj02(const Location& p) {
  if (!is_shifted(p)) return p;
  const std::int64_t x = p.longitude - 105 * micro;
  const std::int64_t y = p.latitude - 35 * micro;
  const std::int64_t north = -100 * micro + 2 * x + 3 * y + y * y / (5 * micro) +
                             x * y / (10 * micro) + root_of_degrees(x) / 5 +
                             sum_of(northern, x, y);  // micrometres, as is east
  const std::int64_t east = 300 * micro + x + 2 * y + x * x / (10 * micro) + x * y / (10 * micro) +
                            root_of_degrees(x) / 10 + sum_of(eastern, x, x);
  const std::int64_t sin = sine(p.latitude, 180 * micro);
  const std::int64_t cos = cosine(p.latitude, 180 * micro);
  const std::int64_t bend = whole - sin * sin / whole * eccentricity / whole;
  const std::int64_t root = square_root(bend * whole);
  return moved(p, divided(north * bend / whole * root / whole * 1000, meridian_mm),
               divided(east * root / whole * 1000, equator_mm * cos / whole));
}

Location to_bd09(const Location& gcj) {
  const std::int64_t x = gcj.longitude, y = gcj.latitude;
  const std::int64_t far = square_root(x * x + y * y);
  // z = far + 0.00002 sin(y · 3000°), turned by 0.000003 cos(x · 3000°); the turn is so small that
  // its sine is itself and its cosine 1.
  const std::int64_t longer = 20 * sine(y * 50, 3 * micro);  // in 1e-9 · 1e-6 degrees
  const std::int64_t turn = 3 * cosine(x * 50, 3 * micro);   // in 1e-15
  const std::int64_t along_x = longer / 1000 * x / far, along_y = longer / 1000 * y / far;  // 1e-12
  const std::int64_t east = along_x - y * (turn / 1000) / micro;
  const std::int64_t north = along_y + x * (turn / 1000) / micro;
  return moved(gcj, 6'000 + divided(north, micro), 6'500 + divided(east, micro));
}

Location forward(const Location& p, Datum datum) {
  const Location gcj = to_gcj02(p);
  return datum == Datum::bd09 ? to_bd09(gcj) : gcj;
}

}  // namespace

Location from_wgs84(const Location& place, Datum datum) {
  if (!is_known(place) || datum == Datum::none || datum == Datum::wgs84) return place;
  return forward(place, datum);
}

// The place that the map draws there: each step removes all but a hundredth of what is left.
Location to_wgs84(const Location& place, Datum datum) {
  if (!is_known(place) || datum == Datum::none || datum == Datum::wgs84) return place;
  Location found = place;
  for (int step = 0; step < 5; ++step) {
    const Location drawn = forward(found, datum);
    found = moved(found, place.latitude - drawn.latitude, place.longitude - drawn.longitude);
  }
  return found;
}

}  // namespace kintsugi::core::place
