#include "api/http/session/attempts.h"

#include <gtest/gtest.h>

namespace kintsugi::api {
namespace {

using std::chrono::seconds;

const Instant start = instant_from_ms(1'772'000'000'000);

TEST(Attempts, TheFirstTriesAreFree) {
  Attempts attempts({.free_tries = 3});
  for (int i = 0; i < 2; ++i) attempts.failed("main/1001", "10.0.0.1", true, start);
  EXPECT_EQ(attempts.delay("main/1001", "10.0.0.2", start), seconds(0));
}

TEST(Attempts, FurtherTriesWaitTwiceAsLongEachTime) {
  Attempts attempts({.free_tries = 3, .longest_delay = seconds(10)});
  for (int i = 0; i < 3; ++i) attempts.failed("main/1001", "10.0.0.1", true, start);
  EXPECT_EQ(attempts.delay("main/1001", "10.0.0.2", start), seconds(1));
  attempts.failed("main/1001", "10.0.0.1", true, start);
  EXPECT_EQ(attempts.delay("main/1001", "10.0.0.2", start), seconds(2));
  for (int i = 0; i < 40; ++i) attempts.failed("main/1001", "10.0.0.1", true, start);
  EXPECT_EQ(attempts.delay("main/1001", "10.0.0.2", start), seconds(10));
  EXPECT_EQ(attempts.delay("main/1001", "10.0.0.2", start + seconds(10)), seconds(0));
}

TEST(Attempts, AnAddressThatTriesManyNumbersWaitsToo) {
  Attempts attempts({.free_tries_of_address = 3});
  for (int i = 0; i < 3; ++i)
    attempts.failed("main/" + std::to_string(i), "10.0.0.1", false, start);
  EXPECT_EQ(attempts.delay("main/7", "10.0.0.1", start), seconds(1));
  EXPECT_EQ(attempts.delay("main/7", "10.0.0.2", start), seconds(0));
}

TEST(Attempts, SuccessForgetsTheNumbersFailures) {
  Attempts attempts({.free_tries = 1});
  attempts.failed("main/1001", "10.0.0.1", true, start);
  attempts.succeeded("main/1001");
  EXPECT_EQ(attempts.delay("main/1001", "10.0.0.2", start), seconds(0));
}

TEST(Attempts, AFloodBecomesOneRecordWithACount) {
  Attempts attempts({.flood_window = seconds(60)});
  attempts.failed("main/1001", "10.0.0.1", true, start);
  auto first = attempts.take_due(start);
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].count, 1);
  for (int i = 0; i < 500; ++i)
    attempts.failed("main/1001", "10.0.0.9", true, start + seconds(i / 10));
  EXPECT_TRUE(attempts.take_due(start + seconds(59)).empty());
  auto second = attempts.take_due(start + seconds(60));
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].count, 500);
  EXPECT_EQ(second[0].address, "10.0.0.9");
  EXPECT_TRUE(attempts.take_due(start + seconds(500)).empty());
}

TEST(Attempts, StrangersAreNotRecorded) {
  Attempts attempts({});
  attempts.failed("main/nobody", "10.0.0.1", false, start);
  EXPECT_TRUE(attempts.take_due(start).empty());
}

TEST(Attempts, MadeUpNumbersDoNotFillTheMemory) {
  Attempts attempts({.free_tries = 1, .max_entries = 100});
  for (int i = 0; i < 101; ++i) {
    attempts.failed("main/" + std::to_string(i), "10.0.0.1", false, start);
  }
  EXPECT_EQ(attempts.delay("main/5", "10.0.0.2", start), seconds(0));
}

}  // namespace
}  // namespace kintsugi::api
