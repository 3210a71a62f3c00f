#include "core/money/money.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>
#include <limits>
#include <numeric>
#include <random>
#include <string>

namespace kintsugi::core::money {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

TEST(Rate, RoundsHalfUpPerLine) {
  EXPECT_EQ(times_rate(15000, 6000), 9000);  // T8: 60 % of 150.00
  EXPECT_EQ(times_rate(15000, 6500), 9750);
  EXPECT_EQ(times_rate(1, 5000), 1);
  EXPECT_EQ(times_rate(1, 4999), 0);
  EXPECT_EQ(times_rate(3, 5000), 2);
  EXPECT_EQ(times_rate(-1, 5000), -1) << "a reversal cancels its original";
  EXPECT_EQ(times_rate(0, 10000), 0);
}

TEST(Quantity, RoundsHalfUpPerLine) {
  EXPECT_EQ(times_quantity(9000, 3500), 31500);  // T5: 3.5 m of pipe at 90.00
  EXPECT_EQ(times_quantity(1, 500), 1);
  EXPECT_EQ(times_quantity(1, 499), 0);
}

TEST(ShareOf, RoundsHalfUpAndTheWholeCostsItAll) {
  EXPECT_EQ(share_of(1000, 1, 3), 333);
  EXPECT_EQ(share_of(1001, 1, 2), 501);
  EXPECT_EQ(share_of(1001, 2, 2), 1001);
  EXPECT_EQ(share_of(1001, -1, 2), -501);
  EXPECT_EQ(share_of(0, 1, 2), 0);
  EXPECT_EQ(share_of(largest, 2, 1).error().code, "money.overflow");
}

TEST(Money, OverflowIsAnError) {
  EXPECT_EQ(add(amount_max, 1).error().code, "money.overflow");
  EXPECT_EQ(add(largest, largest).error().code, "money.overflow");
  EXPECT_EQ(add(-amount_max, -1).error().code, "money.overflow");
  EXPECT_EQ(times_rate(largest, largest).error().code, "money.overflow");
  EXPECT_EQ(times_quantity(largest, 2000).error().code, "money.overflow");
  EXPECT_EQ(split(largest, {{"a", 1}}).error().code, "money.overflow");
  EXPECT_EQ(add(amount_max, 0), amount_max);
}

using Amounts = std::vector<std::int64_t>;

TEST(Split, TheWorkedFigures) {  // T9
  EXPECT_EQ(split(10001, {{"a", 5000}, {"b", 5000}}), (Amounts{5001, 5000}));
  EXPECT_EQ(split(10000, {{"a", 1}, {"b", 1}, {"c", 1}}), (Amounts{3334, 3333, 3333}));
}

TEST(Split, GivesTheRestByLargestFractionThenLowestId) {
  EXPECT_EQ(split(10001, {{"b", 1}, {"a", 1}}), (Amounts{5000, 5001}));
  EXPECT_EQ(split(100, {{"a", 3333}, {"b", 3333}, {"c", 3334}}), (Amounts{33, 33, 34}));
  EXPECT_EQ(split(2, {{"a", 1}, {"b", 1}, {"c", 1}}), (Amounts{1, 1, 0}));
  EXPECT_EQ(split(-10001, {{"a", 1}, {"b", 1}}), (Amounts{-5001, -5000}));
  EXPECT_EQ(split(7, {{"a", 0}, {"b", 5}}), (Amounts{0, 7}));
}

TEST(Split, RefusesNobodyNothingAndNegativeShares) {
  EXPECT_EQ(split(1, {}).error().code, "money.split");
  EXPECT_EQ(split(1, {{"a", 0}}).error().code, "money.split");
  EXPECT_EQ(split(1, {{"a", -1}, {"b", 2}}).error().code, "money.split");
}

TEST(Split, AddsUpWhateverTheShares) {
  const char* told = std::getenv("KINTSUGI_SEED");
  const std::uint64_t seed =
      told != nullptr ? std::strtoull(told, nullptr, 10) : std::random_device{}();
  std::cout << "KINTSUGI_SEED=" << seed << "\n";
  std::mt19937_64 random(seed);
  for (int round = 0; round < 2000; ++round) {
    const auto total = static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000;
    std::vector<std::string> ids;
    std::vector<Part> parts;
    const std::size_t size = 1 + random() % 6;
    for (std::size_t i = 0; i < size; ++i) ids.push_back("T-" + std::to_string(random() % 1000));
    for (const std::string& id : ids)
      parts.push_back({id, static_cast<std::int64_t>(random() % 10'000)});
    parts.front().weight += 1;
    const auto shares = split(total, parts);
    ASSERT_TRUE(shares.has_value());
    ASSERT_EQ(std::accumulate(shares->begin(), shares->end(), std::int64_t{0}), total);
    std::int64_t weights = 0;
    for (const Part& part : parts) weights += part.weight;
    for (std::size_t i = 0; i < size; ++i) {  // nobody is off by a whole fen
      const std::int64_t off = (*shares)[i] * weights - total * parts[i].weight;
      ASSERT_LT(std::abs(off), weights);
    }
  }
}

}  // namespace
}  // namespace kintsugi::core::money
