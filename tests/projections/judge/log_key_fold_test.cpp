// A log under a key, as the fold judges it: what is void, what stops, what is remembered. And the
// figures of what does not count.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/projections/judge/commits.h"

namespace kintsugi::projections {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::shared_ptr<const LogKeys> keys_of(const std::string& of) {
  std::string file;
  for (const char digit : of) file += std::string(64, digit) + "\n";
  return std::make_shared<const LogKeys>(*LogKeys::parse(file));
}
LogKeyId id(char digit) { return keys_of(std::string(1, digit))->newest(); }
Bytes sealed(char by, const Bytes& record) {
  return keys_of(std::string(1, by))->seal(id(by), record);
}

// One log, and readers of it with the keys of some digits; "" has none.
class Log {
 public:
  void add(Bytes record, Bytes seal = {}) {
    records_.emplace_back(std::move(record), std::move(seal));
  }
  void add_key(char names, char by) {
    const Bytes record = encode_key_record(id(names), {});
    add(record, sealed(by, record));
  }
  struct Read {
    std::vector<Verdict> verdicts;
    std::optional<Error> stopped;
  };
  Read read(RowStore& store, const std::string& of) const {
    StreamFold::Options options;
    if (!of.empty()) options.keys = keys_of(of);
    auto opened = StreamFold::open(store, options);
    Read out;
    if (!opened) return {{}, opened.error()};
    StreamFold& fold = **opened;
    while (fold.next().value < static_cast<std::int64_t>(records_.size())) {
      const auto& [bytes, seal] = records_[static_cast<std::size_t>(fold.next().value)];
      OpenedRecord record;
      record.open(fold.next(), bytes, seal, options.keys.get());
      const auto folded = fold.fold(record);
      if (!folded) {
        out.stopped = folded.error();
        break;
      }
      out.verdicts.push_back(folded->verdict);
    }
    EXPECT_TRUE(fold.flush().has_value());
    cannot_judge = fold.cannot_judge();
    voids = fold.voids();
    return out;
  }
  Read read(const std::string& of) const { return read(*make_memory_store(), of); }

  mutable std::optional<Error> cannot_judge;
  mutable VoidFigures voids;

 private:
  std::vector<std::pair<Bytes, Bytes>> records_;
};

Bytes registers(const std::string& command, const std::string& outlet, Head on) {
  return renaming(command, outlet, "x", on);
}

constexpr auto counts = Verdict::counts, no_seal = Verdict::void_unauthenticated,
               key_record = Verdict::log_key;

Bytes poison() {  // rule version 0
  Bytes record = registers("c-p", "P", {});
  record[34] = 1, record[35] = 0;
  return record;
}

TEST(LogKeyFold, AnOldLogGoesOnUnderAKey) {
  Log log;
  const Bytes before = registers("c-1", "A", {}), after = registers("c-2", "B", {}),
              forged = registers("c-3", "C", {});
  log.add(before);
  log.add_key('1', '1');
  log.add(after, sealed('1', after));
  log.add(forged);
  log.add(forged, sealed('2', forged));
  log.add(forged, sealed('1', after));
  EXPECT_THAT(log.read("1").verdicts,
              ElementsAre(counts, key_record, counts, no_seal, no_seal, no_seal));
  EXPECT_EQ(log.cannot_judge, std::nullopt);
  EXPECT_THAT(log.voids.of(no_seal).last, ElementsAre(Position{3}, Position{4}, Position{5}));
}

// Sent again, it is what a broker or a producer may do too.
TEST(LogKeyFold, ACopyOfAGenuineRecordIsARepeat) {
  Log log;
  const Bytes commit = registers("c-1", "A", {});
  log.add_key('1', '1');
  log.add(commit, sealed('1', commit));
  log.add(commit, sealed('1', commit));
  log.add(commit);
  EXPECT_THAT(log.read("1").verdicts,
              ElementsAre(key_record, counts, Verdict::void_repeated, no_seal));
}

TEST(LogKeyFold, WhatNobodyKnowsStopsOnlyWhoMustBelieveIt) {
  Log log;
  log.add_key('1', '1');
  log.add(poison());
  const auto read = log.read("1");
  EXPECT_THAT(read.verdicts, ElementsAre(key_record, no_seal));
  EXPECT_EQ(read.stopped, std::nullopt);
  Log genuine;
  genuine.add_key('1', '1');
  genuine.add(poison(), sealed('1', poison()));
  const auto newer = genuine.read("1");
  ASSERT_NE(newer.stopped, std::nullopt);
  EXPECT_EQ(newer.stopped->code, "schema.newer");
}

TEST(Fold, AnUnknownRuleVersionNamesItsPositionAndBothCauses) {
  Log log;
  log.add(registers("c-1", "A", {}));
  log.add(poison());
  const auto read = log.read("");
  ASSERT_NE(read.stopped, std::nullopt);
  EXPECT_EQ(read.stopped->code, "schema.newer");
  for (const char* words : {"position 1", "rule version 0", "newer engine", "forged",
                            "kintsugi log copy --until 1"})
    EXPECT_THAT(read.stopped->what, HasSubstr(words));
}

TEST(LogKeyFold, TheKeyAndTheFiguresAreKeptWithTheRows) {
  Log log;
  const auto store = make_memory_store();
  const Bytes first = registers("c-1", "A", {}), second = registers("c-2", "B", {});
  log.add_key('1', '1');
  log.add(first, sealed('1', first));
  log.add(first);
  log.read(*store, "1");
  log.add(second);
  log.add("no commit at all");
  log.add(second, sealed('1', second));
  EXPECT_THAT(log.read(*store, "1").verdicts, ElementsAre(no_seal, no_seal, counts));
  EXPECT_EQ(log.voids.of(no_seal).count, 3u);
  EXPECT_THAT(log.voids.of(no_seal).last, ElementsAre(Position{2}, Position{3}, Position{4}));
  EXPECT_EQ(log.read(*store, "").stopped->code, "log.key_missing") << "they were judged with it";
  EXPECT_EQ(log.read(*store, "9").stopped->code, "log.key_missing");
}

TEST(LogKeyFold, WithoutTheKeyNobodySeemsToJudge) {
  Log log;
  const auto store = make_memory_store();
  const Bytes commit = registers("c-1", "A", {});
  log.add_key('1', '1');
  log.add(commit);
  EXPECT_THAT(log.read(*store, "").verdicts, ElementsAre(key_record, counts));
  ASSERT_NE(log.cannot_judge, std::nullopt);
  EXPECT_EQ(log.cannot_judge->code, "log.key_missing");
  EXPECT_THAT(log.cannot_judge->what, HasSubstr("position 0"));
  // Its rows are of no use to who has the key.
  EXPECT_EQ(log.read(*store, "1").stopped->code, "streams.unjudged");
  EXPECT_THAT(log.read("1").verdicts, ElementsAre(key_record, no_seal));
}

TEST(LogKeyFold, ARotationIsFollowedOrStopsWhoCannot) {
  Log log;
  const Bytes late = registers("c-1", "A", {}), fresh = registers("c-1", "A", {});
  log.add_key('1', '1');
  log.add_key('2', '1');
  log.add(late, sealed('1', late));
  log.add(fresh, sealed('2', fresh));
  EXPECT_THAT(log.read("12").verdicts, ElementsAre(key_record, key_record, no_seal, counts));
  EXPECT_THAT(log.read("21").verdicts, ElementsAre(key_record, key_record, no_seal, counts));
  const auto stopped = log.read("1");
  ASSERT_NE(stopped.stopped, std::nullopt);
  EXPECT_EQ(stopped.stopped->code, "log.key_missing");
}

TEST(VoidFigures, AreReadBackAsTheyWere) {
  VoidFigures figures;
  figures.begin_at(Position{7});
  for (int i = 0; i < 50; ++i) figures.note(Verdict::void_stale, Position{i});
  figures.note(Verdict::void_repeated, Position{60});
  figures.note(Verdict::counts, Position{61});
  EXPECT_EQ(figures.of(Verdict::void_stale).count, 50u);
  EXPECT_EQ(figures.of(Verdict::void_stale).last.size(), VoidFigures::last_max);
  EXPECT_EQ(figures.of(Verdict::void_stale).last.back(), Position{49});
  VoidFigures back;
  ASSERT_TRUE(back.read(figures.row()));
  EXPECT_EQ(back, figures);
  EXPECT_FALSE(back.read(figures.row().substr(1)));
  EXPECT_FALSE(back.read(""));
}

}  // namespace
}  // namespace kintsugi::projections
