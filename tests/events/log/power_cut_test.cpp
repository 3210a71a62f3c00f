// The embedded log when the power is cut: what it acknowledged is there, because it was synced.

#include <gtest/gtest.h>

#include "events/log/embedded/embedded_log.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/support/unsynced_disk.h"

namespace kintsugi::log {
namespace {

std::unique_ptr<EventLog> open_on(tests::UnsyncedDisk& disk, const std::string& dir) {
  auto log = open_embedded({.dir = dir, .env = disk.env()});
  EXPECT_TRUE(log.has_value()) << (log ? "" : log.error().what);
  return log ? std::move(*log) : nullptr;
}

// The positions that a log acknowledged before the power was cut in the midst of further appends.
std::vector<Position> acknowledged(tests::UnsyncedDisk& disk, const std::string& dir,
                                   std::size_t count) {
  const auto log = open_on(disk, dir);
  if (!log) return {};
  std::vector<Position> stored;
  for (const Bytes& record : numbered(count, "kept ", 300)) {
    for (const Position position : append_stored(*log, {record})) stored.push_back(position);
  }
  Answers cut_off(50);
  const auto taken = log->append(outgoing(numbered(50, "under way ", 5000)), cut_off.done());
  EXPECT_TRUE(taken.has_value());
  disk.cut_power();
  for (const Appended& answer : cut_off.wait()) {
    if (answer.outcome == Appended::Outcome::stored) stored.push_back(answer.position);
  }
  return stored;
}

TEST(PowerCut, WhatWasAcknowledgedIsThere) {
  const ScratchDir dir;
  tests::UnsyncedDisk disk;
  std::vector<Position> all;
  for (int cut = 0; cut < 5; ++cut) {
    for (const Position position : acknowledged(disk, dir.path(), 20)) all.push_back(position);
    disk.lose_unsynced();
    const auto log = open_on(disk, dir.path());
    ASSERT_NE(log, nullptr) << "cut " << cut;
    ASSERT_FALSE(all.empty());
    EXPECT_GT(log->end()->value, all.back().value) << "cut " << cut;
    for (const Position position : all) {
      ASSERT_TRUE(log->at(position).has_value()) << position.value << ", cut " << cut;
    }
  }
}

// The alarm itself: a log that does not sync is told from one that does.
TEST(PowerCut, ALogThatDidNotSyncIsFoundOut) {
  const ScratchDir dir;
  tests::UnsyncedDisk disk;
  ASSERT_FALSE(acknowledged(disk, dir.path(), 20).empty());
  disk.lose_unsynced();
  disk.lie_about_syncs();
  const auto stored = acknowledged(disk, dir.path(), 20);
  ASSERT_FALSE(stored.empty());
  disk.lose_unsynced();
  const auto log = open_embedded({.dir = dir.path(), .env = disk.env()});
  EXPECT_TRUE(!log || (*log)->end()->value <= stored.back().value) << "nothing was lost";
}

}  // namespace
}  // namespace kintsugi::log
