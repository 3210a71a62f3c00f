#include "projections/tables/key.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace kintsugi::projections {
namespace {

using namespace std::string_literals;

TEST(Key, SortsAsItsPartsDo) {
  const std::vector<std::string> texts = {"",     "\0"s,   "\0a"s, "\0\xff"s, "a",
                                          "a\0"s, "a\0b"s, "a\1"s, "ab",      "订单"};
  const std::vector<std::int64_t> numbers = {
      std::numeric_limits<std::int64_t>::min(), -5, -1, 0, 1, 255, 256,
      std::numeric_limits<std::int64_t>::max()};
  std::vector<std::string> keys;
  for (const auto& text : texts)
    for (const auto number : numbers) keys.emplace_back(Key(7).text(text).number(number).bytes());
  EXPECT_TRUE(std::is_sorted(keys.begin(), keys.end()));
  EXPECT_EQ(std::adjacent_find(keys.begin(), keys.end()), keys.end());
}

TEST(Key, GivesItsPartsBack) {
  const std::string longer(500, 'x');
  const Key key = Key(7).text("a\0b"s).descending(42).text(longer).number(-3);
  KeyParts parts(key.bytes());
  EXPECT_EQ(parts.text(), "a\0b"s);
  EXPECT_EQ(parts.descending(), 42);
  EXPECT_EQ(parts.text(), longer);
  EXPECT_EQ(parts.number(), -3);
}

TEST(Key, DescendingPutsTheLargestFirst) {
  EXPECT_LT(Key(1).descending(9).bytes(), Key(1).descending(8).bytes());
}

}  // namespace
}  // namespace kintsugi::projections
