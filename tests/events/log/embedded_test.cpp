#include "events/log/embedded/embedded_log.h"

#include <gtest/gtest.h>

#include "events/log/embedded/page.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::log {
namespace {

TEST(Page, GivesBackItsRecords) {
  PageBuilder builder;
  const std::vector<Bytes> records{"", "a", "12345678", "123456789", ""};
  for (const Bytes& record : records) builder.add(record);
  EXPECT_EQ(builder.count(), 5U);
  const auto page = Page::parse(Position{70}, std::move(builder).finish(3, instant_from_ms(12)));
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_EQ(page->first(), Position{70});
  EXPECT_EQ(page->end(), Position{75});
  EXPECT_EQ(page->ordinal(), 3U);
  EXPECT_EQ(page->appended_at(), instant_from_ms(12));
  for (std::size_t i = 0; i < records.size(); ++i) {
    EXPECT_EQ(page->record(Position{70 + static_cast<std::int64_t>(i)}), records[i]);
  }
}

TEST(Page, RefusesEveryCutAndForeignValues) {
  PageBuilder builder;
  builder.add("some record");
  builder.add("another record");
  const Bytes value = std::move(builder).finish(0, {});
  for (std::size_t size = 0; size < value.size(); ++size) {
    const auto page = Page::parse(Position{0}, value.substr(0, size));
    ASSERT_FALSE(page.has_value()) << size;
    EXPECT_EQ(page.error().kind, ErrorKind::corrupt);
  }
  EXPECT_FALSE(Page::parse(Position{0}, Bytes(100, '\x7f')).has_value());
}

TEST(Page, IsStoredPackedWhereThatSavesAnEighth) {
  PageBuilder alike;
  for (int i = 0; i < 50; ++i)
    alike.add("a work order of the same company, number " + std::to_string(i));
  const Bytes plain = std::move(alike).finish(7, instant_from_ms(5));
  const Bytes stored = packed(plain);
  EXPECT_LT(stored.size(), plain.size() / 2);
  const auto page = Page::parse(Position{9}, stored);
  ASSERT_TRUE(page.has_value()) << page.error().what;
  EXPECT_EQ(page->end(), Position{59});
  EXPECT_EQ(page->bytes(), plain.size());
  EXPECT_EQ(page->record(Position{58}), "a work order of the same company, number 49");

  PageBuilder random;
  Bytes octets;
  for (std::uint32_t i = 1; i < 400; ++i) octets += static_cast<char>((i * 2654435761U) >> 24);
  random.add(octets);
  const Bytes unlike = std::move(random).finish(0, {});
  EXPECT_EQ(packed(unlike), unlike);
}

TEST(Page, RefusesEveryCutAndEveryChangedLengthOfAPackedValue) {
  PageBuilder builder;
  for (int i = 0; i < 20; ++i) builder.add("a record like all the others");
  const Bytes stored = packed(std::move(builder).finish(0, {}));
  for (std::size_t size = 0; size < stored.size(); ++size) {
    const auto page = Page::parse(Position{0}, stored.substr(0, size));
    ASSERT_FALSE(page.has_value()) << size;
    EXPECT_EQ(page.error().kind, ErrorKind::corrupt);
  }
  for (const std::size_t octet : {4, 5, 6, 7}) {
    Bytes changed = stored;
    changed[octet] = static_cast<char>(changed[octet] + 1);
    EXPECT_FALSE(Page::parse(Position{0}, changed).has_value()) << octet;
  }
}

TEST(Page, KeysSortAsPositions) {
  EXPECT_LT(page_key(Position{255}), page_key(Position{256}));
  EXPECT_EQ(position_of_key(page_key(Position{0x123456789abc})), Position{0x123456789abc});
}

TEST(EmbeddedLog, PositionsAreDenseAcrossRestarts) {
  const ScratchDir dir;
  std::int64_t expected = 0;
  for (int round = 0; round < 4; ++round) {
    auto log = open_embedded({.dir = dir.path()});
    ASSERT_TRUE(log.has_value()) << log.error().what;
    for (const Position position : append_stored(**log, numbered(200, "record ", 900))) {
      EXPECT_EQ(position, Position{expected++});
    }
  }
}

TEST(EmbeddedLog, ReadsOldRecordsFromDiskAndNewOnesFromMemoryAlike) {
  const ScratchDir dir;
  auto log = open_embedded({.dir = dir.path(), .tail_bytes_max = 100'000});
  ASSERT_TRUE(log.has_value()) << log.error().what;
  std::vector<Bytes> all;
  for (int round = 0; round < 30; ++round) {
    const auto records = numbered(100, "round " + std::to_string(round) + " ", 480);
    append_stored(**log, records);
    all.insert(all.end(), records.begin(), records.end());
  }
  for (const std::size_t from : {0UL, 1UL, 1499UL, 2850UL, 2999UL}) {
    const auto read =
        read_from(**log, Position{static_cast<std::int64_t>(from)}, all.size() - from);
    ASSERT_EQ(read.size(), all.size() - from);
    for (std::size_t i = 0; i < read.size(); ++i) ASSERT_EQ(read[i].bytes, all[from + i]);
  }
}

TEST(EmbeddedLog, SaysWhereThereIsNone) {
  const ScratchDir dir;
  const auto log = open_embedded({.dir = dir.path() + "/nothing", .create = false});
  ASSERT_FALSE(log.has_value());
  EXPECT_EQ(log.error().code, "log.none");
  EXPECT_FALSE(std::filesystem::exists(dir.path() + "/nothing"));
}

}  // namespace
}  // namespace kintsugi::log
