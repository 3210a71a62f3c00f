// What every log must do. Runs on each kind of log that the binary's log_kinds() names.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

#include "tests/events/log/appending.h"
#include "tests/events/log/log_places.h"

namespace kintsugi::log {

Instant test_recorded_at(ByteView bytes) {
  if (!bytes.starts_with("t=")) return {};
  return instant_from_ms(std::stoll(std::string(bytes.substr(2, bytes.find(';') - 2))));
}

namespace {

using ::testing::ElementsAre;
using std::chrono::milliseconds;

std::vector<LogKind> kinds_where(bool LogKind::*feature) {
  std::vector<LogKind> kinds;
  for (const LogKind& kind : log_kinds()) {
    if (feature == nullptr || kind.*feature) kinds.push_back(kind);
  }
  return kinds;
}
std::string name_of_kind(const ::testing::TestParamInfo<LogKind>& info) { return info.param.name; }

class LogContract : public ::testing::TestWithParam<LogKind> {
 protected:
  void SetUp() override { open(); }
  void open(const PlaceOptions& options = {}) {
    log_.reset();
    if (!place_) place_ = GetParam().make();
    auto opened = place_->open(options);
    ASSERT_TRUE(opened.has_value()) << opened.error().what;
    log_ = std::move(*opened);
  }
  Position end() {
    const auto found = log_->end();
    EXPECT_TRUE(found.has_value()) << (found ? "" : found.error().what);
    return found.value_or(Position{-1});
  }

  std::unique_ptr<Place> place_;
  std::unique_ptr<EventLog> log_;
};
class DurableLogContract : public LogContract {};
class SparseLogContract : public LogContract {};
class TellingLogContract : public LogContract {};
// Kafka does not tell.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(TellingLogContract);

INSTANTIATE_TEST_SUITE_P(Log, LogContract, ::testing::ValuesIn(kinds_where(nullptr)), name_of_kind);
INSTANTIATE_TEST_SUITE_P(Log, DurableLogContract,
                         ::testing::ValuesIn(kinds_where(&LogKind::durable)), name_of_kind);
INSTANTIATE_TEST_SUITE_P(Log, TellingLogContract,
                         ::testing::ValuesIn(kinds_where(&LogKind::tells)), name_of_kind);
INSTANTIATE_TEST_SUITE_P(Log, SparseLogContract,
                         ::testing::ValuesIn(kinds_where(&LogKind::sparse)), name_of_kind);

TEST_P(LogContract, IsEmptyAtFirst) {
  EXPECT_EQ(end(), Position{0});
  auto cursor = log_->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  const auto records = (*cursor)->next(10, milliseconds(0));
  ASSERT_TRUE(records.has_value()) << records.error().what;
  EXPECT_TRUE(records->empty());
  EXPECT_EQ(log_->position_at(instant_from_ms(5)), Position{0});
}

TEST_P(LogContract, AnswersEachRecordWithItsPosition) {
  const auto positions = append_stored(*log_, {"one", "two", "three"});
  ASSERT_EQ(positions.size(), 3U);
  EXPECT_LT(positions[0], positions[1]);
  EXPECT_LT(positions[1], positions[2]);
  EXPECT_EQ(end(), positions[2].next());
  EXPECT_EQ(log_->at(positions[0]), "one");
  EXPECT_EQ(log_->at(positions[1]), "two");
  EXPECT_EQ(log_->at(positions[2]), "three");
}

TEST_P(LogContract, ReadsWhatWasAppendedInOrder) {
  const auto records = numbered(1000);
  const auto positions = append_stored(*log_, records);
  const auto read = read_from(*log_, Position{0}, records.size());
  ASSERT_EQ(read.size(), records.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    EXPECT_EQ(read[i], (Copied{positions[i], records[i]}));
  }
}

TEST_P(LogContract, ReadsFromEveryPosition) {
  const auto records = numbered(40, "record ", 5000);
  const auto positions = append_stored(*log_, records);
  ASSERT_EQ(positions.size(), records.size());
  for (std::size_t i = 0; i < records.size(); i += 7) {
    const auto read = read_from(*log_, positions[i], 1);
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0], (Copied{positions[i], records[i]}));
  }
}

TEST_P(LogContract, KeepsTheOrderOfPipelinedAppends) {
  constexpr std::size_t batches = 50, batch_size = 20;
  std::vector<std::unique_ptr<Answers>> answers;
  std::vector<Bytes> all;
  for (std::size_t b = 0; b < batches; ++b) {
    const auto records = numbered(batch_size, "batch " + std::to_string(b) + " record ");
    all.insert(all.end(), records.begin(), records.end());
    answers.push_back(std::make_unique<Answers>(batch_size));
    ASSERT_TRUE(log_->append(outgoing(records), answers.back()->done()).has_value());
  }
  std::vector<Copied> expected;
  for (const auto& batch : answers) {
    for (const Appended& answer : batch->wait()) {
      ASSERT_EQ(answer.outcome, Appended::Outcome::stored) << answer.why;
      expected.push_back({answer.position, all[expected.size()]});
    }
  }
  EXPECT_EQ(read_from(*log_, Position{0}, all.size()), expected);
}

TEST_P(LogContract, KeepsEveryOctet) {
  Bytes octets;
  for (int i = 0; i < 256; ++i) octets.push_back(static_cast<char>(i));
  const std::vector<Bytes> records{"", octets, std::string(1, '\0'), std::string(7, 'x')};
  append_stored(*log_, records);
  const auto read = read_from(*log_, Position{0}, records.size());
  ASSERT_EQ(read.size(), records.size());
  for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(read[i].bytes, records[i]);
}

// What stands beside a record: octets of any kind, of some records and not of others.
TEST_P(LogContract, KeepsASealBesideItsRecord) {
  std::vector<Outgoing> batch = outgoing(numbered(400, "record ", 300));
  std::vector<Copied> expected;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (i % 7 != 0 && i < 300) batch[i].seal = Bytes(i % seal_bytes_max + 1, static_cast<char>(i));
    expected.push_back({Position{}, batch[i].bytes, batch[i].seal});
  }
  Answers answers(batch.size());
  ASSERT_TRUE(log_->append(std::move(batch), answers.done()).has_value());
  const auto stored = answers.wait();
  for (std::size_t i = 0; i < stored.size(); ++i) expected[i].position = stored[i].position;
  EXPECT_EQ(read_from(*log_, Position{0}, expected.size()), expected);
  EXPECT_EQ(log_->at(expected[299].position), expected[299].bytes);
  const auto later = read_from(*log_, expected[298].position, 4);
  EXPECT_EQ(later, std::vector<Copied>(expected.begin() + 298, expected.begin() + 302));
  Answers never(1);
  std::vector<Outgoing> too_long = outgoing({"record"});
  too_long[0].seal = Bytes(seal_bytes_max + 1, 'x');
  const auto refused = log_->append(std::move(too_long), never.done());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, "log.record_too_big");
}

TEST_P(LogContract, TakesBigRecordsAndRefusesTooBigOnes) {
  const Bytes big(1U << 20, 'b');
  const Bytes biggest(record_bytes_max, 'm');
  const auto positions = append_stored(*log_, {"small", big, biggest, "after"});
  ASSERT_EQ(positions.size(), 4U);
  const auto read = read_from(*log_, positions[1], 3);
  ASSERT_EQ(read.size(), 3U);
  EXPECT_TRUE(read[0].bytes == big);
  EXPECT_TRUE(read[1].bytes == biggest);
  EXPECT_EQ(read[2].bytes, "after");

  Answers never(2);
  const auto refused =
      log_->append(outgoing({"fits", Bytes(record_bytes_max + 1, 'x')}), never.done());
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid);
  EXPECT_EQ(refused.error().code, "log.record_too_big");
  EXPECT_EQ(end(), positions.back().next());
}

TEST_P(LogContract, ACursorAtTheEndIsWokenByAnAppend) {
  append_stored(*log_, {"before"});
  auto cursor = log_->read(end());
  ASSERT_TRUE(cursor.has_value());
  std::promise<void> reading;
  auto read = std::async(std::launch::async, [&] {
    reading.set_value();
    return read_some(**cursor, 1);
  });
  reading.get_future().wait();
  const auto started = std::chrono::steady_clock::now();
  const auto positions = append_stored(*log_, {"news"});
  EXPECT_THAT(read.get(), ElementsAre(Copied{positions.at(0), "news"}));
  EXPECT_LT(std::chrono::steady_clock::now() - started, test_patience);
}

TEST_P(LogContract, ACursorFollowsManyAppends) {
  constexpr std::size_t count = 300;
  auto cursor = log_->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  std::vector<Copied> expected;
  auto read = std::async(std::launch::async, [&] { return read_some(**cursor, count); });
  for (std::size_t i = 0; i < count; i += 3) {
    const auto records = numbered(3, "follow " + std::to_string(i) + " ", 1000);
    const auto positions = append_stored(*log_, records);
    for (std::size_t j = 0; j < 3; ++j) expected.push_back({positions.at(j), records[j]});
  }
  EXPECT_EQ(read.get(), expected);
}

TEST_P(LogContract, ACursorBehindTheEndWaitsForItsPosition) {
  append_stored(*log_, {"one"});
  const Position later{end().value + 3};
  auto cursor = log_->read(later);
  ASSERT_TRUE(cursor.has_value());
  const auto none = (*cursor)->next(1, milliseconds(0));
  ASSERT_TRUE(none.has_value()) << none.error().what;
  EXPECT_TRUE(none->empty());
}

TEST_P(LogContract, CursorsAreIndependent) {
  const auto records = numbered(100, "record ", 2000);
  append_stored(*log_, records);
  auto slow = log_->read(Position{0});
  auto fast = log_->read(Position{0});
  ASSERT_TRUE(slow && fast);
  EXPECT_EQ(read_some(**slow, 1).at(0).bytes, records[0]);
  EXPECT_EQ(read_some(**fast, 100).size(), 100U);
  EXPECT_EQ(read_some(**slow, 1).at(0).bytes, records[1]);
}

// A log may keep what was read for whoever comes next.
TEST_P(LogContract, WhatWasReadIsReadAlikeAgain) {
  const auto records = numbered(80);
  auto positions = append_stored(*log_, {records.begin(), records.begin() + 50});
  const auto first = read_from(*log_, Position{0}, 50);
  ASSERT_EQ(first.size(), 50U);
  for (const Position position : append_stored(*log_, {records.begin() + 50, records.end()}))
    positions.push_back(position);
  const auto again = read_from(*log_, Position{0}, records.size());
  ASSERT_EQ(again.size(), records.size());
  for (std::size_t i = 0; i < again.size(); ++i) {
    EXPECT_EQ(again[i], (Copied{positions[i], records[i]}));
    EXPECT_EQ(log_->at(positions[i]), records[i]);
  }
  const auto from_the_middle = read_from(*log_, positions[45], 10);
  EXPECT_EQ(from_the_middle, std::vector(again.begin() + 45, again.begin() + 55));
}

TEST_P(LogContract, GivesNoMoreThanAsked) {
  append_stored(*log_, numbered(100));
  auto cursor = log_->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  const auto records = (*cursor)->next(7, test_patience);
  ASSERT_TRUE(records.has_value());
  EXPECT_GE(records->size(), 1U);
  EXPECT_LE(records->size(), 7U);
}

TEST_P(LogContract, AtFindsOnlyWhatIsThere) {
  const auto positions = append_stored(*log_, {"one"});
  for (const Position absent : {Position{-1}, positions.at(0).next(), Position{1'000'000}}) {
    const auto found = log_->at(absent);
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().kind, ErrorKind::not_found) << found.error().what;
  }
}

TEST_P(LogContract, FindsAPositionByRecordedTime) {
  std::vector<Bytes> records;
  for (int i = 0; i < 500; ++i) records.push_back("t=" + std::to_string(1000 + 10 * i) + ";");
  const auto positions = append_stored(*log_, records);
  ASSERT_EQ(positions.size(), records.size());
  EXPECT_EQ(log_->position_at(instant_from_ms(0)), positions[0]);
  EXPECT_EQ(log_->position_at(instant_from_ms(1000)), positions[0]);
  EXPECT_EQ(log_->position_at(instant_from_ms(1001)), positions[1]);
  EXPECT_EQ(log_->position_at(instant_from_ms(3500)), positions[250]);
  EXPECT_EQ(log_->position_at(instant_from_ms(5990)), positions[499]);
  EXPECT_EQ(log_->position_at(instant_from_ms(5991)), end());
}

TEST_P(LogContract, FindsTheFirstOfRacingTimesAndPassesOverStrays) {
  // Two writers raced, one clock was ahead, and strangers wrote what is no commit.
  const auto positions = append_stored(
      *log_, {"stray", "t=1000;", "t=1030;", "t=1010;", "stray", "t=1020;", "t=1040;", "stray"});
  ASSERT_EQ(positions.size(), 8U);
  EXPECT_EQ(log_->position_at(instant_from_ms(1)), positions[1]);
  EXPECT_EQ(log_->position_at(instant_from_ms(1005)), positions[2]);
  EXPECT_EQ(log_->position_at(instant_from_ms(1015)), positions[2]);
  EXPECT_EQ(log_->position_at(instant_from_ms(1031)), positions[6]);
  EXPECT_EQ(log_->position_at(instant_from_ms(1041)), end());
}

TEST_P(LogContract, AFullQueueTakesNothingOfTheBatch) {
  open({.queue_records_max = 10});
  const Position before = end();
  Answers never(11);
  const auto taken = log_->append(outgoing(numbered(11)), never.done());
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(taken.error().code, "log.queue_full");
  EXPECT_EQ(end(), before);
  EXPECT_EQ(append_stored(*log_, numbered(10)).size(), 10U);  // it goes on
}

TEST_P(LogContract, AnEmptyBatchIsTaken) {
  const auto taken = log_->append({}, [](std::size_t, const Appended&) { FAIL(); });
  EXPECT_TRUE(taken.has_value());
}

TEST_P(LogContract, TwoWritersShareOneOrder) {
  const auto second = place_->open_second();
  EventLog& other = second ? *second : *log_;
  constexpr std::size_t rounds = 40;
  const auto write = [](EventLog& log, const std::string& name) {
    std::vector<Copied> mine;
    for (std::size_t i = 0; i < rounds; ++i) {
      const auto records = numbered(5, name + std::to_string(i) + "/");
      const auto positions = append_stored(log, records);
      for (std::size_t j = 0; j < positions.size(); ++j) mine.push_back({positions[j], records[j]});
    }
    return mine;
  };
  auto a = std::async(std::launch::async, [&] { return write(*log_, "a"); });
  auto b = std::async(std::launch::async, [&] { return write(other, "b"); });
  auto expected = a.get();
  const auto others = b.get();
  expected.insert(expected.end(), others.begin(), others.end());
  std::sort(expected.begin(), expected.end(),
            [](const Copied& x, const Copied& y) { return x.position < y.position; });
  EXPECT_EQ(read_from(*log_, Position{0}, expected.size()), expected);
  EXPECT_EQ(read_from(other, Position{0}, expected.size()), expected);
}

TEST_P(LogContract, AnswersAllBeforeItEnds) {
  Answers answers(1000);
  ASSERT_TRUE(log_->append(outgoing(numbered(1000)), answers.done()).has_value());
  log_.reset();
  for (const Appended& answer : answers.wait()) {
    EXPECT_EQ(answer.outcome, Appended::Outcome::stored) << answer.why;
  }
}

TEST_P(DurableLogContract, ASealIsThereWhenOpenedAgain) {
  std::vector<Outgoing> batch = outgoing({"one", "two", "three"});
  batch[1].seal = Bytes("\0seal\xff", 6);
  Answers answers(batch.size());
  ASSERT_TRUE(log_->append(std::move(batch), answers.done()).has_value());
  answers.wait();
  open();
  const auto read = read_from(*log_, Position{0}, 3);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[0].seal, "");
  EXPECT_EQ(read[1].seal, Bytes("\0seal\xff", 6));
  EXPECT_EQ(read[2].bytes, "three");
}

TEST_P(DurableLogContract, HasEverythingWhenOpenedAgain) {
  std::vector<Copied> expected;
  for (int round = 0; round < 3; ++round) {
    const auto records = numbered(50, "round " + std::to_string(round) + " ", 3000);
    const auto positions = append_stored(*log_, records);
    for (std::size_t i = 0; i < positions.size(); ++i)
      expected.push_back({positions[i], records[i]});
    open();
    EXPECT_EQ(end(), positions.back().next());
    EXPECT_EQ(read_from(*log_, Position{0}, expected.size()), expected);
  }
}

// A log tells as its kind says; of one that does not, nobody waits for a word.
TEST_P(LogContract, ListeningIsForThoseThatTell) {
  EXPECT_EQ(log_->listen([] {}) != nullptr, GetParam().tells);
}

TEST_P(TellingLogContract, WhoeverListensIsToldOfEachGrowth) {
  std::atomic<int> told = 0;
  std::atomic<std::int64_t> seen = 0;
  auto cursor = log_->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  const auto other = log_->listen([] {});
  auto listening = log_->listen([&] {
    ++told;
    const auto records = (*cursor)->next(10, milliseconds(0));
    seen = records && !records->empty() ? records->back().position.value : -1;
  });
  const Position first = append_stored(*log_, {"one", "two"}).at(1);
  EXPECT_EQ(told, 1) << "before anybody was answered";
  EXPECT_EQ(seen, first.value) << "a cursor has it, without a wait";
  const Position second = append_stored(*log_, {"three"}).at(0);
  EXPECT_EQ(told, 2);
  EXPECT_EQ(seen, second.value);
  listening.reset();
  append_stored(*log_, {"four"});
  EXPECT_EQ(told, 2) << "he does not listen any more";
}

TEST_P(SparseLogContract, LeftOutPositionsDisturbNobody) {
  std::vector<Copied> expected;
  for (int i = 0; i < 20; ++i) {
    const std::string record = "t=" + std::to_string(1000 + i) + ";";
    expected.push_back({append_stored(*log_, {record}).at(0), record});
    place_->leave_gap();
  }
  EXPECT_GE(expected.back().position.value, 30);
  EXPECT_EQ(read_from(*log_, Position{0}, expected.size()), expected);
  EXPECT_EQ(read_from(*log_, Position{0}, expected.size()), expected) << "the second time";
  const Position gap = expected[4].position.next();
  ASSERT_LT(gap, expected[5].position);
  EXPECT_EQ(read_from(*log_, gap, 1), std::vector{expected[5]});
  ASSERT_FALSE(log_->at(gap).has_value());
  EXPECT_EQ(log_->at(gap).error().kind, ErrorKind::not_found);
  EXPECT_EQ(log_->position_at(instant_from_ms(1007)), expected[7].position);
}

}  // namespace
}  // namespace kintsugi::log
