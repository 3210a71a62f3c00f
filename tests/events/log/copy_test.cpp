#include "events/log/copy.h"

#include <gtest/gtest.h>

#include "events/log/embedded/embedded_log.h"
#include "events/log/memory/memory_log.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::log {
namespace {

std::unique_ptr<EventLog> open(const ScratchDir& dir) {
  auto log = open_embedded({.dir = dir.path()});
  EXPECT_TRUE(log.has_value()) << (log ? "" : log.error().what);
  return std::move(*log);
}

TEST(Copy, KeepsEveryPositionAndOctet) {
  const auto from = make_memory_log();
  const auto records = numbered(5000, "record ", 700);
  append_stored(*from, records);
  const ScratchDir dir;
  const auto to = open(dir);
  const auto summary = copy(*from, *to);
  ASSERT_TRUE(summary.has_value()) << summary.error().what;
  EXPECT_EQ(summary->already_there, 0);
  EXPECT_EQ(summary->copied, 5000);
  EXPECT_EQ(summary->bytes, 5000 * 700);
  EXPECT_EQ(summary->end, Position{5000});
  EXPECT_EQ(read_from(*to, Position{0}, 5000), read_from(*from, Position{0}, 5000));
}

TEST(Copy, GoesOnWhereItStoppedAndIsHarmlessWhenRepeated) {
  const auto from = make_memory_log();
  const auto to = make_memory_log();
  const auto records = numbered(300);
  append_stored(*from, records);
  append_stored(*to, {records.begin(), records.begin() + 120});
  const auto first = copy(*from, *to);
  ASSERT_TRUE(first.has_value()) << first.error().what;
  EXPECT_EQ(first->already_there, 120);
  EXPECT_EQ(first->copied, 180);
  const auto second = copy(*from, *to);
  ASSERT_TRUE(second.has_value()) << second.error().what;
  EXPECT_EQ(second->already_there, 300);
  EXPECT_EQ(second->copied, 0);
}

TEST(Copy, RefusesADestinationThatDiffers) {
  const auto from = make_memory_log();
  const auto to = make_memory_log();
  append_stored(*from, {"a", "b", "c", "d"});
  append_stored(*to, {"a", "b", "other"});
  const auto summary = copy(*from, *to);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, "log.copy_differs");
  EXPECT_NE(summary.error().what.find("position 2"), std::string::npos) << summary.error().what;
  EXPECT_EQ(to->end(), Position{3});
}

TEST(Copy, RefusesADestinationThatIsLonger) {
  const auto from = make_memory_log();
  const auto to = make_memory_log();
  append_stored(*from, {"a"});
  append_stored(*to, {"a", "b"});
  const auto summary = copy(*from, *to);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, "log.copy_longer");
}

TEST(Copy, SaysWhereTheSourceLeavesOutPositions) {
  const auto from = make_memory_log({.gap_every = 3});
  append_stored(*from, numbered(10));
  const auto to = make_memory_log();
  const auto summary = copy(*from, *to);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, "log.copy_gap");
  EXPECT_NE(summary.error().what.find("between 3 and 4"), std::string::npos)
      << summary.error().what;
}

TEST(Copy, DressesRecordsForTheDestination) {
  const auto from = make_memory_log();
  append_stored(*from, {"a", "b"});
  const auto to = make_memory_log();
  int dressed = 0;
  const auto summary = copy(*from, *to, [&](ByteView bytes) {
    ++dressed;
    return Outgoing{Bytes(bytes), "tenant", {}};
  });
  ASSERT_TRUE(summary.has_value()) << summary.error().what;
  EXPECT_EQ(dressed, 2);
}

std::vector<Outgoing> sealed(const std::vector<Bytes>& records) {
  std::vector<Outgoing> batch = outgoing(records);
  for (Outgoing& record : batch) record.seal = "seal of " + record.bytes;
  return batch;
}
void append_sealed(EventLog& log, const std::vector<Bytes>& records) {
  Answers answers(records.size());
  ASSERT_TRUE(log.append(sealed(records), answers.done()).has_value());
  answers.wait();
}

TEST(Copy, KeepsSealsBothWays) {
  const auto from = make_memory_log();
  append_sealed(*from, numbered(500));
  append_stored(*from, {"without"});
  const ScratchDir dir;
  const auto to = open(dir);
  ASSERT_TRUE(copy(*from, *to).has_value());
  EXPECT_EQ(read_from(*to, Position{0}, 501), read_from(*from, Position{0}, 501));
  const auto back = make_memory_log();
  ASSERT_TRUE(copy(*to, *back).has_value());
  EXPECT_EQ(read_from(*back, Position{0}, 501), read_from(*from, Position{0}, 501));
}

TEST(Copy, RefusesADestinationWithOtherSeals) {
  const auto from = make_memory_log();
  const auto to = make_memory_log();
  append_sealed(*from, {"a", "b"});
  append_stored(*to, {"a", "b"});
  const auto summary = copy(*from, *to);
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, "log.copy_differs");
}

TEST(Copy, LeavesOutWhatStandsAtAPositionOrBehind) {
  const auto from = make_memory_log();
  append_stored(*from, {"a", "b", "poison", "d"});
  const auto to = make_memory_log();
  const auto summary = copy(*from, *to, {}, {}, Position{2});
  ASSERT_TRUE(summary.has_value()) << summary.error().what;
  EXPECT_EQ(summary->copied, 2);
  EXPECT_EQ(to->end(), Position{2});
  const auto again = copy(*from, *to, {}, {}, Position{9});
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->end, Position{4}) << "no further than the log";
}

TEST(Info, SaysWhatALogHolds) {
  const auto log = make_memory_log();
  const auto at = [](ByteView bytes) {
    return bytes.size() == 1 ? Instant{} : instant_from_ms(1000 + static_cast<int>(bytes.size()));
  };
  append_stored(*log, {"x", "abc", "abcdef"});
  const auto found = info(*log, at);
  ASSERT_TRUE(found.has_value()) << found.error().what;
  EXPECT_EQ(found->first, Position{0});
  EXPECT_EQ(found->end, Position{3});
  EXPECT_EQ(found->records, 3);
  EXPECT_EQ(found->bytes, 10);
  EXPECT_EQ(found->first_recorded, instant_from_ms(1003));
  EXPECT_EQ(found->last_recorded, instant_from_ms(1006));
}

}  // namespace
}  // namespace kintsugi::log
