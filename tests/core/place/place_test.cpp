#include "core/place/place.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <iostream>
#include <numbers>
#include <random>

namespace kintsugi::core::place {
namespace {

TEST(Distance, IsNearTheGreatCircle) {
  const Location shanghai{31'230'400, 121'473'700};
  const Location suzhou{31'298'900, 120'585'300};
  EXPECT_NEAR(static_cast<double>(distance_m(shanghai, suzhou)), 84'750, 200);
  const Location beijing{39'904'200, 116'407'400};
  EXPECT_NEAR(static_cast<double>(distance_m(shanghai, beijing)), 1'067'000, 5'000);
}

// The great circle on the same sphere; only the test may use floating point.
double great_circle(const Location& a, const Location& b) {
  const double radian = std::numbers::pi / 180e6;
  const double north = std::sin((a.latitude - b.latitude) * radian / 2);
  const double east = std::sin((a.longitude - b.longitude) * radian / 2);
  const double h =
      north * north + std::cos(a.latitude * radian) * std::cos(b.latitude * radian) * east * east;
  return 2 * 6'371'009 * std::asin(std::sqrt(h));
}

TEST(Distance, IsWithinItsErrorUnderAHundredKilometres) {
  const char* told = std::getenv("KINTSUGI_SEED");
  const std::uint64_t seed =
      told != nullptr ? std::strtoull(told, nullptr, 10) : std::random_device{}();
  std::cout << "KINTSUGI_SEED=" << seed << "\n";
  std::mt19937_64 random(seed);
  const auto within = [&](std::int32_t bound) {
    return static_cast<std::int32_t>(random() % (2u * static_cast<std::uint32_t>(bound))) - bound;
  };
  int compared = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Location a{within(60'000'000), within(179'000'000)};
    const std::int32_t reach =
        i % 2 == 0 ? 5'000 : 600'000;  // half of them within a check-in's radius
    const Location b{a.latitude + within(reach), a.longitude + within(reach)};
    const double exact = great_circle(a, b);
    if (exact > 100'000 || b.latitude > 60'000'000 || b.latitude < -60'000'000) continue;
    ++compared;
    ASSERT_NEAR(static_cast<double>(distance_m(a, b)), exact, exact / 1000 + 2);
  }
  EXPECT_GT(compared, 10'000);
}

TEST(Distance, IsSymmetricAndNothingToItself) {
  const Location a{31'000'000, 121'000'000};
  const Location b{-31'000'001, -59'000'000};
  EXPECT_EQ(distance_m(a, a), 0);
  EXPECT_EQ(distance_m(a, b), distance_m(b, a));
}

TEST(Distance, CrossesTheDateLineTheShortWay) {
  EXPECT_EQ(distance_m({0, 179'999'000}, {0, -179'999'000}), 222);
  EXPECT_EQ(distance_m({90'000'000, 0}, {90'000'000, 180'000'000}), 0);
}

TEST(Place, IsOnEarth) {
  EXPECT_TRUE(is_on_earth(90'000'000, -180'000'000));
  EXPECT_FALSE(is_on_earth(90'000'001, 0));
  EXPECT_FALSE(is_on_earth(0, -180'000'001));
  EXPECT_FALSE(is_on_earth(INT32_MIN, INT32_MAX));
}

}  // namespace
}  // namespace kintsugi::core::place
