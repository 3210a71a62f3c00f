#include "api/http/session/attempts.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

using std::chrono::seconds;

const Instant start = instant_from_ms(1'772'000'000'000);

seconds enter(Attempts& attempts, const std::string& account, Instant at = start,
              const std::string& address = "10.0.0.1") {
  return attempts.enter(account, address, at);
}

TEST(Attempts, TheFirstTriesAreFree) {
  Attempts attempts({.free_tries = 3});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(enter(attempts, "main/1001"), seconds(0));
  EXPECT_EQ(enter(attempts, "main/1001"), seconds(1));
}

// Nobody has to wait until the others' checks are done: each is counted as it comes in.
TEST(Attempts, TriesAtOnceAreCountedAsThoseOneAfterTheOther) {
  Attempts attempts({.free_tries = 5});
  int through = 0;
  for (int i = 0; i < 60; ++i) through += enter(attempts, "main/1001") == seconds(0) ? 1 : 0;
  EXPECT_EQ(through, 5);
}

TEST(Attempts, FurtherTriesWaitTwiceAsLongEachTime) {
  Attempts attempts({.free_tries = 3, .longest_delay = seconds(10)});
  Instant at = start;
  for (int i = 0; i < 3; ++i) enter(attempts, "main/1001", at);
  for (const int wait : {1, 2, 4, 8, 10, 10}) {
    EXPECT_EQ(enter(attempts, "main/1001", at), seconds(wait));
    at += seconds(wait);
    EXPECT_EQ(enter(attempts, "main/1001", at), seconds(0));
  }
}

TEST(Attempts, AnAddressThatTriesManyNumbersWaitsToo) {
  Attempts attempts({.free_tries_of_address = 3});
  for (int i = 0; i < 3; ++i) enter(attempts, "main/" + std::to_string(i));
  EXPECT_EQ(enter(attempts, "main/7"), seconds(1));
  EXPECT_EQ(enter(attempts, "main/7", start, "10.0.0.2"), seconds(0));
}

TEST(Attempts, SuccessForgetsTheNumbersFailuresAndOneOfTheAddress) {
  Attempts attempts({.free_tries = 1, .free_tries_of_address = 3});
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(enter(attempts, "main/1001"), seconds(0));
    attempts.succeeded("main/1001", "10.0.0.1");
  }
}

TEST(Attempts, WhatCouldNotBeCheckedIsNoTry) {
  Attempts attempts({.free_tries = 1, .free_tries_of_address = 1});
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(enter(attempts, "main/1001"), seconds(0));
    attempts.undone("main/1001", "10.0.0.1");
  }
}

TEST(Attempts, AFloodBecomesOneRecordWithACount) {
  Attempts attempts({.flood_window = seconds(60)});
  attempts.failed({"main/1001", "10.0.0.1", {}});
  auto first = attempts.take_due(start);
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].count, 1);
  for (int i = 0; i < 500; ++i) attempts.failed({"main/1001", "10.0.0.9", {}});
  EXPECT_TRUE(attempts.take_due(start + seconds(59)).empty());
  auto second = attempts.take_due(start + seconds(60));
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].count, 500);
  EXPECT_EQ(second[0].last.address, "10.0.0.9");
  EXPECT_TRUE(attempts.take_due(start + seconds(500)).empty());
}

TEST(Attempts, AWrongOldPasswordIsASeriesOfItsSession) {
  Attempts attempts({});
  attempts.failed({"main/1001", "10.0.0.1", {}});
  attempts.failed({"main/1001", "10.0.0.1", "s1"});
  const auto due = attempts.take_due(start);
  ASSERT_EQ(due.size(), 2u);
  EXPECT_NE(due[0].last.session, due[1].last.session);
}

TEST(Attempts, MadeUpNumbersDoNotFillTheMemory) {
  Attempts attempts({.free_tries = 1, .free_tries_of_address = 1000, .max_entries = 100});
  for (int i = 0; i < 101; ++i) enter(attempts, "main/" + std::to_string(i));
  EXPECT_EQ(enter(attempts, "main/5", start, "10.0.0.2"), seconds(0));
}

}  // namespace
}  // namespace kintsugi::api
