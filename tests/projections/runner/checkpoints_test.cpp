#include "projections/runner/checkpoints.h"

#include <gtest/gtest.h>

namespace kintsugi::projections {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

// One mark every `step` positions, `per_day` a day.
std::vector<CheckpointMark> marks(int count, int per_day, std::int64_t step) {
  std::vector<CheckpointMark> out;
  for (int i = 0; i < count; ++i)
    out.push_back({Position{(i + 1) * step}, instant_from_ms(i * day_ms / per_day)});
  return out;
}

std::vector<CheckpointMark> kept(std::vector<CheckpointMark> all, const Thinning& how) {
  for (const auto& drop : to_drop(all, how)) std::erase(all, drop);
  return all;
}

TEST(Thinning, KeepsTheNewestAndTheDayEndsOfAQuarterAndMonthEnds) {
  const Thinning how{.dense = 8, .days = 92, .gap = 1'000'000'000};
  const auto all = marks(400 * 4, 4, 10);
  const auto left = kept(all, how);
  EXPECT_LT(left.size(), 8u + 93u + 15u);
  EXPECT_GT(left.size(), 8u + 90u + 8u);
  EXPECT_EQ(left.back(), all.back());
  std::vector<CheckpointMark> newest(all.end() - 8, all.end());
  EXPECT_TRUE(std::equal(newest.rbegin(), newest.rend(), left.rbegin()));
}

TEST(Thinning, NeverLeavesAWiderGapThanAFoldMayTake) {
  const Thinning how{.dense = 4, .days = 0, .gap = 100};
  const auto left = kept(marks(1000, 1000, 10), how);
  std::int64_t before = 0;
  for (const auto& mark : left) {
    EXPECT_LE(mark.position.value - before, 100);
    before = mark.position.value;
  }
}

TEST(Thinning, DoneTwiceDropsNothingMore) {
  const Thinning how{.dense = 8, .days = 92, .gap = 500};
  const auto once = kept(marks(3000, 6, 10), how);
  EXPECT_EQ(kept(once, how), once);
}

TEST(BusinessDay, EndsAtMidnightInShanghai) {
  const Instant before = instant_from_ms(1'772'294'399'999);  // 2026-02-28T15:59:59.999Z
  const Instant after = instant_from_ms(1'772'294'400'000);
  EXPECT_EQ(business_day(before) + 1, business_day(after));
  EXPECT_NE(business_month(before), business_month(after));
}

}  // namespace
}  // namespace kintsugi::projections
