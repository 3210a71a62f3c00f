#include "core/place/place.h"

#include <array>

#include "core/place/whole_numbers.h"

namespace kintsugi::core::place {

namespace {

constexpr std::int64_t half_turn = 180 * micro;
// Of a great circle, Earth's radius 6,371,009 m. In decimetres, so that what is cut off stays small.
constexpr std::int64_t decimetres_per_degree = 1'111'951;

// The cosine of whole degrees, in millionths; between them a straight line (error under 0.00004).
constexpr std::array<std::int64_t, 91> cosine_of_degree{
    1000000, 999848, 999391, 998630, 997564, 996195, 994522, 992546, 990268, 987688, 984808, 981627,
    978148,  974370, 970296, 965926, 961262, 956305, 951057, 945519, 939693, 933580, 927184, 920505,
    913545,  906308, 898794, 891007, 882948, 874620, 866025, 857167, 848048, 838671, 829038, 819152,
    809017,  798636, 788011, 777146, 766044, 754710, 743145, 731354, 719340, 707107, 694658, 681998,
    669131,  656059, 642788, 629320, 615661, 601815, 587785, 573576, 559193, 544639, 529919, 515038,
    500000,  484810, 469472, 453990, 438371, 422618, 406737, 390731, 374607, 358368, 342020, 325568,
    309017,  292372, 275637, 258819, 241922, 224951, 207912, 190809, 173648, 156434, 139173, 121869,
    104528,  87156,  69756,  52336,  34899,  17452,  0,
};

std::int64_t magnitude(std::int64_t value) { return value < 0 ? -value : value; }

std::int64_t cosine(std::int64_t latitude) {
  const std::int64_t angle = magnitude(latitude);
  const auto degree = static_cast<std::size_t>(angle / micro);
  if (degree >= 90) return 0;
  const std::int64_t below = cosine_of_degree[degree];
  const std::int64_t above = cosine_of_degree[degree + 1];
  return below + (above - below) * (angle % micro) / micro;
}

}  // namespace

bool is_on_earth(std::int32_t latitude, std::int32_t longitude) {
  return magnitude(latitude) <= 90 * micro && magnitude(longitude) <= half_turn;
}

std::int64_t distance_m(const Location& a, const Location& b) {
  const std::int64_t north = magnitude(std::int64_t{a.latitude} - b.latitude);
  std::int64_t east = magnitude(std::int64_t{a.longitude} - b.longitude);
  if (east > half_turn) east = 2 * half_turn - east;
  const std::int64_t mean = (std::int64_t{a.latitude} + b.latitude) / 2;
  const std::int64_t north_dm = north * decimetres_per_degree / micro;  // <= 2e8
  const std::int64_t east_dm = east * decimetres_per_degree / micro * cosine(mean) / micro;
  return square_root(north_dm * north_dm + east_dm * east_dm) / 10;
}

}  // namespace kintsugi::core::place
