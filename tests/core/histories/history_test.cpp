// A made-up history is the same each time, and what its people want is possible.

#include "core/histories/history.h"

#include <gtest/gtest.h>

#include <map>

#include "events/base/sha256.h"
#include "schema/asset_state.h"
#include "schema/work_order_state.h"

namespace kintsugi::histories {
namespace {

HistoryOptions small(std::uint64_t seed) {
  HistoryOptions options;
  options.timeline.seed = seed;
  options.timeline.size = {
      .outlets = 3, .technicians = 12, .parts = 8, .orders_a_day = 40, .regulars = 30};
  return options;
}

std::string octets_of(HistoryOptions options, int commits) {
  History history(std::move(options));
  std::string all;
  for (int i = 0; i < commits; ++i) all += history.next_bytes();
  return sha256_hex(all);
}

// How often which command came to what it was not meant to come to.
std::map<std::string, int> surprises_of(History& history, int commits) {
  std::map<std::string, int> out;
  for (int i = 0; i < commits; ++i) {
    const auto made = history.next();
    if (!made) break;
    if (made->as_meant()) continue;
    ++out[std::string(made->commit.commands.back().name()) + ": " +
          (made->commit.refusal ? made->commit.refusal->code
                                : "accepted, not " + std::string(made->refused))];
  }
  return out;
}

TEST(History, TheSameSeedGivesTheSameOctets) {
  EXPECT_EQ(octets_of(small(1), 3000), octets_of(small(1), 3000));
  EXPECT_NE(octets_of(small(1), 3000), octets_of(small(2), 3000));
}

using Surprises = std::map<std::string, int>;

TEST(History, NothingIsRefusedThatWasNotMeantToBe) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    History history(small(seed));
    EXPECT_EQ(surprises_of(history, 20'000), Surprises()) << seed;
  }
  History demo({});
  EXPECT_EQ(surprises_of(demo, 50'000), Surprises());
}

TEST(History, WithoutMishapsNothingIsRefused) {
  HistoryOptions options = small(3);
  options.timeline.mishaps = 0;
  History history(std::move(options));
  for (int i = 0; i < 10'000; ++i) {
    const auto made = history.next();
    ASSERT_FALSE(made->commit.refusal) << made->commit.refusal->code;
  }
}

TEST(History, TellsMostOrdersBrieflyWhereItIsAsked) {
  HistoryOptions options = small(4);
  options.imported = true;
  options.timeline.whole_lives = 20;
  options.timeline.size.orders_a_day = 2000;
  History history(std::move(options));
  EXPECT_EQ(surprises_of(history, 20'000), Surprises());
  EXPECT_GT(history.timeline().orders(), 6000);
  EXPECT_LT(history.past().streams(), 8000u) << "orders that are over are forgotten";
}

HistoryOptions lively() {
  HistoryOptions options = small(6);
  options.timeline.lively = true;
  options.timeline.mishaps = 30;
  return options;
}

TEST(History, OfALivelyCompanyRefusesNothingThatWasNotMeantToBe) {
  HistoryOptions options = lively();
  options.until = options.timeline.first_day + std::chrono::hours(24 * 60);
  History history(options);
  EXPECT_EQ(surprises_of(history, 1'000'000), Surprises());
  EXPECT_GT(history.timeline().orders(), 2'300);
  EXPECT_EQ(octets_of(lively(), 3000), octets_of(lively(), 3000));
}

TEST(History, EndsWhenItIsAskedTo) {
  HistoryOptions options = small(5);
  options.until = options.timeline.first_day + std::chrono::hours(24 * 3);
  History history(options);
  Instant last{};
  while (const auto made = history.next()) {
    EXPECT_GE(made->commit.recorded_at, last);
    last = made->commit.recorded_at;
  }
  EXPECT_LE(last, *options.until);
  EXPECT_FALSE(history.next());
  EXPECT_GT(history.past().commits(), 1000);
}

}  // namespace
}  // namespace kintsugi::histories
