#include "api/http/session/attempts.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

using std::chrono::seconds;

const Instant start = instant_from_ms(1'772'000'000'000);

int let_in(Attempts& attempts, const std::string& account, const std::string& address, int tries,
           Instant now) {
  int passed = 0;
  for (int i = 0; i < tries; ++i) passed += attempts.enter(account, address, now).count() == 0;
  return passed;
}

TEST(Attempts, ManyAtOnceAreCountedBeforeTheyAreChecked) {
  Attempts attempts({});
  EXPECT_EQ(let_in(attempts, "main/1001", "10.0.0.1", 60, start), 5);
}

TEST(Attempts, FurtherTriesWaitTwiceAsLongEachTime) {
  Attempts attempts({.free_tries = 3, .longest_delay = seconds(10)});
  EXPECT_EQ(let_in(attempts, "main/1001", "10.0.0.1", 3, start), 3);
  Instant now = start;
  for (const int expected : {1, 2, 4, 8, 10, 10}) {
    const auto wait = attempts.enter("main/1001", "10.0.0.1", now);
    EXPECT_EQ(wait, seconds(expected));
    now += wait;
    EXPECT_EQ(attempts.enter("main/1001", "10.0.0.1", now), seconds(0));
  }
  EXPECT_EQ(attempts.enter("main/1001", "10.0.0.2", now), seconds(0)) << "from elsewhere";
}

TEST(Attempts, AnAddressThatTriesManyNumbersWaitsToo) {
  Attempts attempts({.free_tries_of_address = 3});
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(attempts.enter("main/" + std::to_string(i), "10.0.0.1", start), seconds(0));
  EXPECT_EQ(attempts.enter("main/7", "10.0.0.1", start), seconds(1));
  EXPECT_EQ(attempts.enter("main/7", "10.0.0.2", start), seconds(0));
}

TEST(Attempts, AnAddressOfManyBrakesNobody) {
  Attempts attempts({});
  for (int i = 0; i < 300; ++i)
    EXPECT_EQ(attempts.enter("main/" + std::to_string(i), "", start), seconds(0));
  EXPECT_EQ(let_in(attempts, "main/1001", "", 60, start), 5) << "the number itself is braked";
}

TEST(Attempts, SuccessForgetsTheNumbersFailures) {
  Attempts attempts({.free_tries = 2});
  EXPECT_EQ(let_in(attempts, "main/1001", "10.0.0.1", 1, start), 1);
  attempts.succeeded("main/1001", "10.0.0.1", start);
  EXPECT_EQ(let_in(attempts, "main/1001", "10.0.0.1", 9, start), 2);
}

TEST(Attempts, WhoSignedInFromThereIsNotBrakedByItsNeighbours) {
  Attempts attempts({});
  attempts.enter("main/1001", "10.0.0.1", start);
  attempts.succeeded("main/1001", "10.0.0.1", start);
  for (int i = 0; i < 100; ++i)
    attempts.enter("main/x" + std::to_string(i), "10.0.0.1", start + seconds(1));
  EXPECT_GT(attempts.enter("main/2002", "10.0.0.1", start + seconds(1)), seconds(0));
  EXPECT_EQ(attempts.enter("main/1001", "10.0.0.1", start + seconds(1)), seconds(0));
}

TEST(Attempts, SuccessesKeepAnAddressOfManyPeopleOpen) {
  Attempts attempts({});
  for (int i = 0; i < 500; ++i) {  // as many typos as right ones, all in one second
    const std::string account = "main/" + std::to_string(i);
    EXPECT_EQ(attempts.enter(account, "10.0.0.1", start), seconds(0)) << i;
    EXPECT_EQ(attempts.enter(account, "10.0.0.1", start), seconds(0)) << i;
    attempts.succeeded(account, "10.0.0.1", start);
  }
}

TEST(Attempts, TimeTakesFailuresBackOneByOne) {
  Attempts attempts({});
  // A failure each two minutes for a day: nobody waits, though no hour passes without one.
  for (int i = 0; i < 720; ++i)
    EXPECT_EQ(attempts.enter("main/1001", "10.0.0.1", start + seconds(120 * i)), seconds(0)) << i;
  // And an address blocked for as long as may be is free again after that.
  for (int i = 0; i < 200; ++i) attempts.enter("main/x" + std::to_string(i), "10.0.0.9", start);
  const auto wait = attempts.enter("main/7", "10.0.0.9", start);
  EXPECT_LE(wait, seconds(60));
  EXPECT_EQ(attempts.enter("main/7", "10.0.0.9", start + wait), seconds(0));
}

TEST(Attempts, WhatCouldNotBeCheckedIsNoTry) {
  Attempts attempts({.free_tries = 1, .free_tries_of_address = 1});
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(attempts.enter("main/1001", "10.0.0.1", start), seconds(0));
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
  Attempts attempts({.free_tries = 1, .max_entries = 100});
  for (int i = 0; i < 101; ++i) attempts.enter("main/" + std::to_string(i), "", start);
  EXPECT_EQ(attempts.enter("main/5", "", start), seconds(0));
}

}  // namespace
}  // namespace kintsugi::api
