#include "projections/tables/postings.h"

#include <gtest/gtest.h>

#include "projections/tables/memory_store.h"

namespace kintsugi::projections {
namespace {

std::vector<std::int64_t> positions(const RowReader& rows, std::int64_t from, std::int64_t to,
                                    bool descending) {
  std::vector<std::int64_t> out;
  EXPECT_TRUE(
      visit_postings(rows, 2, 77, Position{from}, Position{to}, descending, [&](Position p) {
        out.push_back(p.value);
        return true;
      }));
  return out;
}

TEST(Postings, GiveTheSameRowsHoweverTheyWereGrouped) {
  std::string digest;
  for (const int group : {1, 7, 128, 129, 1000}) {
    const auto store = make_memory_store();
    Tables tables(*store);
    Postings postings(tables, 2);
    for (int i = 0; i < 1000; ++i) {
      postings.add(77, Position{i * 3});
      postings.add(77, Position{i * 3});  // told twice
      if (i % 5 == 0) postings.add(78, Position{i * 3});
      if ((i + 1) % group == 0) {
        ASSERT_TRUE(tables.flush(Position{i * 3 + 1}));
      }
    }
    ASSERT_TRUE(tables.flush(Position{3000}));
    const auto now = digest_of(**store->snapshot(), "\2")->hex;
    if (digest.empty()) digest = now;
    EXPECT_EQ(now, digest);
  }
}

TEST(Postings, AreVisitedInBothDirectionsWithinBounds) {
  const auto store = make_memory_store();
  Tables tables(*store);
  Postings postings(tables, 2);
  for (int i = 0; i < 1000; ++i) postings.add(77, Position{i});
  ASSERT_TRUE(tables.flush(Position{1000}));
  const auto rows = *store->snapshot();
  for (const auto& [from, to] : std::vector<std::pair<int, int>>{{0, 1000},
                                                                 {0, 1},
                                                                 {5, 5},
                                                                 {100, 300},
                                                                 {127, 129},
                                                                 {128, 129},
                                                                 {990, 5000},
                                                                 {2000, 3000}}) {
    std::vector<std::int64_t> expected;
    for (int i = from; i < std::min(to, 1000); ++i) expected.push_back(i);
    EXPECT_EQ(positions(*rows, from, to, false), expected) << from << " " << to;
    std::reverse(expected.begin(), expected.end());
    EXPECT_EQ(positions(*rows, from, to, true), expected) << from << " " << to;
  }
}

}  // namespace
}  // namespace kintsugi::projections
