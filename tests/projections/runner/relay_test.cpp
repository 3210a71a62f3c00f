// Who gets which batch next.

#include "projections/runner/relay.h"

#include <gtest/gtest.h>

#include <thread>

namespace kintsugi::projections {
namespace {

using Relayed = Relay<int>;

Relayed::Turn taken(Relayed& relay) {
  const auto turn = relay.take();
  EXPECT_TRUE(turn && *turn);
  return turn && *turn ? **turn : Relayed::Turn{};
}

TEST(Relay, TheFurthestBehindIsNext) {
  Relayed relay(2, 4);
  relay.give(10);
  relay.give(11);
  const auto first = taken(relay), second = taken(relay);
  EXPECT_EQ(first.batch, 10);
  EXPECT_EQ(second.batch, 10);
  EXPECT_NE(first.taker, second.taker);
  // One is slow: the other goes ahead alone, and the slow one catches up before it.
  relay.give_back(second.taker);
  const auto ahead = taken(relay);
  EXPECT_EQ(ahead.taker, second.taker);
  EXPECT_EQ(ahead.batch, 11);
  relay.give(12);
  relay.give_back(ahead.taker);
  relay.give_back(first.taker);
  const auto behind = taken(relay);
  EXPECT_EQ(behind.taker, first.taker);
  EXPECT_EQ(behind.batch, 11);
}

TEST(Relay, ABufferIsFreeOnceAllHaveGivenItBack) {
  Relayed relay(2, 1);
  ASSERT_TRUE(relay.wait_for_room());
  relay.give(1);
  std::jthread reader([&] {
    EXPECT_TRUE(relay.wait_for_room());
    relay.give(2);
    relay.end({});
  });
  const auto one = taken(relay), other = taken(relay);
  relay.give_back(one.taker);
  relay.give_back(other.taker);
  EXPECT_EQ(taken(relay).batch, 2);
  EXPECT_EQ(taken(relay).batch, 2);
}

TEST(Relay, EachHasItsEndOnceAfterAllItsBatches) {
  Relayed relay(2, 4);
  relay.give(1);
  relay.end({});
  std::vector<int> ends(2, 0);
  for (int turns = 0; turns < 4; ++turns) {
    const auto turn = taken(relay);
    if (!turn.batch) ++ends[turn.taker];
    relay.give_back(turn.taker);
  }
  EXPECT_EQ(ends, (std::vector<int>{1, 1}));
  const auto none = relay.take();
  ASSERT_TRUE(none.has_value());
  EXPECT_FALSE(*none);
}

TEST(Relay, TheFirstFailureStopsAll) {
  Relayed relay(1, 1);
  relay.give(1);
  relay.fail({ErrorKind::unavailable, "test.first", "", {}});
  relay.fail({ErrorKind::unavailable, "test.second", "", {}});
  const auto turn = relay.take();
  ASSERT_FALSE(turn.has_value());
  EXPECT_EQ(turn.error().code, "test.first");
  EXPECT_FALSE(relay.wait_for_room());
}

TEST(Relay, WhatTheReaderFailedOfIsTold) {
  Relayed relay(1, 1);
  relay.end(fail(ErrorKind::corrupt, "test.read", ""));
  const auto turn = relay.take();
  ASSERT_FALSE(turn.has_value());
  EXPECT_EQ(turn.error().code, "test.read");
}

}  // namespace
}  // namespace kintsugi::projections
