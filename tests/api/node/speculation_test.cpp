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

}  // namespace
}  // namespace kintsugi::api
