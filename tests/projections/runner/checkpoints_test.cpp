#include "projections/runner/checkpoints.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "projections/tables/rocksdb_store.h"
#include "projections/tables/tables.h"
#include "tests/projections/support/folder.h"

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

// On disk: what stands after a crash, a thinning, and when tables are built anew.
class CheckpointsTest : public testing::Test {
 protected:
  // One of what is written up to `position`.
  Result<void> make(std::int64_t position) {
    KINTSUGI_TRY_OK(tables_.flush(Position{position}));
    return checkpoints_.make(kind_, *store_, instant_from_ms(position));
  }
  std::vector<std::int64_t> listed() const {
    std::vector<std::int64_t> out;
    for (const auto& mark : checkpoints_.list(kind_)) out.push_back(mark.position.value);
    return out;
  }
  // Everything below the folder of the kind, checkpoints or not.
  std::size_t on_disk() const {
    std::error_code error;
    const std::filesystem::directory_iterator all(folder_ / "checkpoints/counting-v1", error);
    return error ? 0 : static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  tests::Folder folder_;
  const ProjectionKind kind_{.name = "counting", .version = 1, .tables = {}};
  std::unique_ptr<DirectoryStore> store_ = *open_directory_store(folder_ / "rows", {});
  Tables tables_{*store_, {}};
  const Checkpoints checkpoints_{folder_ / "checkpoints",
                                 {.dense = 2, .days = 0, .gap = 1'000'000}};
};

TEST_F(CheckpointsTest, WhatACrashLeftHalfMadeIsMadeAnew) {
  const std::string half = folder_ / "checkpoints/counting-v1/making";
  std::filesystem::create_directories(half);
  std::ofstream(half + "/CURRENT") << "half";
  const auto made = make(7);
  ASSERT_TRUE(made) << made.error().what;
  EXPECT_EQ(listed(), (std::vector<std::int64_t>{7}));
  const auto mark = checkpoints_.list(kind_)[0];
  EXPECT_TRUE(open_directory_reader(checkpoints_.directory(kind_, mark), {}));
  EXPECT_EQ(on_disk(), 1u);
}

TEST_F(CheckpointsTest, WhatIsThinnedOutGoesFromTheDisk) {
  for (const std::int64_t position : {10, 20, 30, 40}) ASSERT_TRUE(make(position));
  EXPECT_EQ(listed(), (std::vector<std::int64_t>{30, 40}));
  EXPECT_EQ(on_disk(), 2u);
  ASSERT_TRUE(make(40));  // there is one
  EXPECT_EQ(on_disk(), 2u);
}

TEST_F(CheckpointsTest, RemovesOneOrAll) {
  for (const std::int64_t position : {10, 20}) ASSERT_TRUE(make(position));
  checkpoints_.remove(kind_, checkpoints_.list(kind_)[0]);
  EXPECT_EQ(listed(), (std::vector<std::int64_t>{20}));
  EXPECT_EQ(checkpoints_.find(kind_, Position{19}), std::nullopt);
  checkpoints_.clear(kind_);
  EXPECT_EQ(listed(), (std::vector<std::int64_t>{}));
  EXPECT_EQ(on_disk(), 0u);
  ASSERT_TRUE(make(30));
  EXPECT_EQ(listed(), (std::vector<std::int64_t>{30}));
}

}  // namespace
}  // namespace kintsugi::projections
