// A clock that nobody believes ends nothing.

#include "api/http/session/believed_time.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

using namespace std::chrono_literals;

const Instant noon = instant_from_ms(1'772'337'600'000);  // 2026-03-01T04:00:00Z

TEST(BelievedTime, FollowsAClockThatGoesRight) {
  BelievedTime time;
  EXPECT_EQ(time.at(noon, 10min, 0ms), noon);
  EXPECT_EQ(time.at(noon + 1h, 70min, 0ms), noon + 1h);
  EXPECT_EQ(time.at(noon + 1h + 3min, 71min, 0ms), noon + 1h + 3min) << "a correction";
}

TEST(BelievedTime, GoesOnWhereTheClockLeaps) {
  BelievedTime time;
  time.at(noon, 10min, 0ms);
  EXPECT_EQ(time.at(noon + 2h, 10min, 0ms), noon) << "the node has not looked yet";
  EXPECT_EQ(time.at(noon + 2h + 1s, 10min + 1s, 2h), noon + 1s);
  EXPECT_EQ(time.at(noon + 3h, 70min, 2h), noon + 1h);
  EXPECT_EQ(time.at(noon + 1h + 1min, 71min, 0ms), noon + 1h + 1min) << "set right again";
}

TEST(BelievedTime, TakesInTheEndWhatTheNodeBelieves) {
  BelievedTime time;
  time.at(noon, 10min, 0ms);
  time.at(noon - 2h, 10min, 0ms);
  EXPECT_EQ(time.at(noon - 2h + 2min, 12min, 0ms), noon - 2h + 2min) << "it was wrong before";
}

}  // namespace
}  // namespace kintsugi::api
