#include "core/warehouse/distance.h"

#include <gtest/gtest.h>

namespace kintsugi::core::warehouse {
namespace {

TEST(Distance, IsNearTheGreatCircle) {
  const Location shanghai{31'230'400, 121'473'700};
  const Location suzhou{31'298'900, 120'585'300};
  EXPECT_NEAR(static_cast<double>(distance_m(shanghai, suzhou)), 84'750, 200);
  const Location beijing{39'904'200, 116'407'400};
  EXPECT_NEAR(static_cast<double>(distance_m(shanghai, beijing)), 1'067'000, 5'000);
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

}  // namespace
}  // namespace kintsugi::core::warehouse
