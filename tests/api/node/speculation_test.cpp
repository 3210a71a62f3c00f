#include "api/node/speculation.h"

#include <gtest/gtest.h>

#include "tests/support/given.h"

namespace kintsugi::api {
namespace {

const Instant start = tests::instant("2026-03-01T01:00:00Z");
constexpr std::chrono::milliseconds contended_for{200};

Hash128 stream(std::uint64_t number) { return Hash128{number, ~number}; }

TEST(Speculation, AStreamIsContendedForAWhile) {
  Speculation speculation;
  speculation.contend(stream(1), start, start + contended_for);
  EXPECT_TRUE(
      speculation.contended(stream(1), start + contended_for - std::chrono::milliseconds(1)));
  EXPECT_FALSE(speculation.contended(stream(1), start + contended_for));
  EXPECT_FALSE(speculation.contended(stream(2), start));
}

// A node that loses races on ever new streams asks for most of them never again.
TEST(Speculation, WhatIsNoMoreContendedIsForgotten) {
  Speculation speculation;
  Instant now = start;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    now += std::chrono::milliseconds(1);
    speculation.contend(stream(i), now, now + contended_for);
    ASSERT_LE(speculation.contended_kept(), 2u * 201u) << i;  // 200 are contended at a time
  }
  EXPECT_TRUE(speculation.contended(stream(99'999), now));
  EXPECT_TRUE(speculation.contended(stream(99'801), now));
}

Speculation::Version version(std::uint64_t sequence) {
  return {sequence, {}, sequence, std::make_shared<schema::State>()};
}

constexpr std::string_view name = "work_order/WO-1";

TEST(Speculation, WhatCameBackIsTheFolds) {
  Speculation speculation;
  const auto first = version(1);
  const std::weak_ptr<schema::State> state = first.state;
  speculation.push(stream(1), name, first);
  speculation.push(stream(1), name, version(2));
  speculation.settle(stream(1), 0);  // of another stream's commit
  ASSERT_NE(speculation.newest(stream(1), name), nullptr);
  speculation.settle(stream(1), 1);
  EXPECT_EQ(state.use_count(), 1);  // here
  EXPECT_EQ(speculation.newest(stream(1), name)->sequence, 2u);
  speculation.settle(stream(1), 2);
  EXPECT_EQ(speculation.newest(stream(1), name), nullptr);
  EXPECT_TRUE(speculation.empty());
}

TEST(Speculation, WhatIsBuiltOnAVoidCommitGoes) {
  Speculation speculation;
  for (std::uint64_t i = 1; i <= 4; ++i) speculation.push(stream(1), name, version(i));
  speculation.settle(stream(1), 1);
  speculation.discard_from(stream(1), 3);
  EXPECT_EQ(speculation.newest(stream(1), name)->sequence, 2u);
  speculation.discard_from(stream(1), 2);  // 1 is the fold's
  EXPECT_EQ(speculation.newest(stream(1), name), nullptr);
  EXPECT_TRUE(speculation.empty());
}

// Commits of a busy stream come back behind those that are decided meanwhile: it is never at rest.
TEST(Speculation, AStreamThatIsNeverAtRestKeepsFewVersions) {
  constexpr std::uint64_t behind = 10, commits = 10'000;
  Speculation speculation;
  for (std::uint64_t i = 1; i <= commits; ++i) {
    speculation.push(stream(1), name, version(i));
    if (i > behind) speculation.settle(stream(1), i - behind);
    ASSERT_LE(speculation.versions_kept(stream(1)), 256 + behind) << i;
  }
  speculation.discard_from(stream(1), commits - behind + 2);
  EXPECT_EQ(speculation.newest(stream(1), name)->sequence, commits - behind + 1);
  speculation.discard_from(stream(1), commits - behind + 1);
  EXPECT_TRUE(speculation.empty());
}

}  // namespace
}  // namespace kintsugi::api
