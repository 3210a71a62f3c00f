#include "core/place/datum.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <numbers>

#include "core/place/place.h"

namespace kintsugi::core::place {
namespace {

using schema::Datum;

void expect_near(const Location& found, const Location& wanted, std::int32_t by = 2) {
  EXPECT_NEAR(found.latitude, wanted.latitude, by);
  EXPECT_NEAR(found.longitude, wanted.longitude, by);
}

// Pairs that the libraries in use publish with their own tests and examples.
struct Pair {
  Datum datum;
  Location wgs84, drawn;
};
constexpr Pair pairs[] = {
    {Datum::gcj02, {31'177'428, 121'527'211}, {31'175'304, 121'531'542}},  // Shanghai
    {Datum::gcj02, {22'543'847, 113'912'316}, {22'540'796, 113'917'176}},  // Shenzhen
    {Datum::gcj02, {39'911'954, 116'377'817}, {39'913'345, 116'384'047}},  // Peking
    {Datum::gcj02, {39'915'000, 116'404'000}, {39'916'404, 116'410'244}},
    {Datum::gcj02, {39'739'200, -104'990'300}, {39'739'200, -104'990'300}},  // Denver: not moved
};

TEST(Datum, KnownPairsAgree) {
  for (const Pair& pair : pairs) {
    expect_near(from_wgs84(pair.wgs84, pair.datum), pair.drawn);
    expect_near(to_wgs84(pair.drawn, pair.datum), pair.wgs84);
  }
}

TEST(Datum, BaiduIsAStepFurther) {
  // 116.404, 39.915 of GCJ-02 is 116.410369, 39.921337 of BD-09.
  const Location gcj{39'915'000, 116'404'000};
  const Location wgs = to_wgs84(gcj, Datum::gcj02);
  expect_near(from_wgs84(wgs, Datum::bd09), {39'921'337, 116'410'369});
  expect_near(to_wgs84({39'921'337, 116'410'369}, Datum::bd09), wgs);
}

TEST(Datum, AtTheDoorIsAtTheDoor) {
  const Location door_on_the_map{30'271'771, 120'159'794};  // GCJ-02
  const Location by_satellite{30'274'100, 120'155'100};
  EXPECT_GT(distance_m(door_on_the_map, by_satellite), 500);
  EXPECT_LT(distance_m(to_wgs84(door_on_the_map, Datum::gcj02), by_satellite), 2);
}

TEST(Datum, WhatIsNotToldIsSatellites) {
  const Location place{30'000'000, 120'000'000};
  expect_near(to_wgs84(place, Datum::none), place, 0);
  expect_near(to_wgs84(place, Datum::wgs84), place, 0);
  for (const Datum datum : {Datum::gcj02, Datum::bd09}) expect_near(to_wgs84({}, datum), {}, 0);
}

// The formula in floating point, as it stands where the source says; only the test may use it.
Location by_formula(const Location& p) {
  const double pi = std::numbers::pi, ee = 0.00669342162296594323;
  const double lat = p.latitude / 1e6, lon = p.longitude / 1e6;
  const double x = lon - 105, y = lat - 35;
  const double both = 20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi);
  const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y +
                       0.2 * std::sqrt(std::abs(x)) +
                       (both + 20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi) +
                        160 * std::sin(y / 12 * pi) + 320 * std::sin(y / 30 * pi)) *
                           2 / 3;
  const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) +
                      (both + 20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi) +
                       150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) *
                          2 / 3;
  const double sin = std::sin(lat / 180 * pi);
  const double bend = 1 - ee * sin * sin;
  const double metres = 6378245.0 * pi / 180;
  return {static_cast<std::int32_t>(
              std::lround(1e6 * (lat + north / (metres * (1 - ee) / (bend * std::sqrt(bend)))))),
          static_cast<std::int32_t>(std::lround(
              1e6 * (lon + east / (metres / std::sqrt(bend) * std::cos(lat / 180 * pi)))))};
}

TEST(Datum, IsTheFormulaAllOverChinaAndComesBack) {
  for (std::int32_t latitude = 900'000; latitude < 55'000'000; latitude += 317'001) {
    for (std::int32_t longitude = 72'100'000; longitude < 137'000'000; longitude += 411'007) {
      const Location place{latitude, longitude};
      const Location drawn = from_wgs84(place, Datum::gcj02);
      expect_near(drawn, by_formula(place), 1);
      for (const Datum datum : {Datum::gcj02, Datum::bd09})
        expect_near(to_wgs84(from_wgs84(place, datum), datum), place);
      if (testing::Test::HasFailure()) FAIL() << latitude << ", " << longitude;
    }
  }
}

}  // namespace
}  // namespace kintsugi::core::place
