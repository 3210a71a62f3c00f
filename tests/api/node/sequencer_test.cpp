// The sequencer step by step, against a log that is a list in the test's hand.

#include "api/node/sequencer.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "api/node/record_headers.h"
#include "projections/judge/stream_keys.h"
#include "projections/tables/memory_store.h"
#include "schema/outlet.h"
#include "tests/support/given.h"

namespace kintsugi::api {
namespace {

const Instant start = tests::instant("2026-03-01T01:00:00Z");

schema::Command outlet(const std::string& id, const std::string& name = "闵行") {
  schema::RegisterOutlet c;
  c.outlet = id, c.name = name, c.kind = schema::OutletKind::service_station;
  return c;
}

struct Bench {
  explicit Bench(Sequencer::Options options = {}, std::shared_ptr<const LogKeys> keys = nullptr)
      : store(projections::make_memory_store()) {
    fold = *projections::StreamFold::open(*store, {.keys = std::move(keys)});
    sequencer = std::make_unique<Sequencer>(*fold, options);
  }
  // Sends; the answer, when it comes, is in answers[id].
  void send(const std::string& id, schema::Command command,
            std::optional<ExpectedVersion> expected = {}) {
    CommandRequest request;
    request.tenant = "main", request.id = id, request.commands = {std::move(command)};
    request.actor.kind = ActorKind::system;
    request.expected = std::move(expected);
    sequencer->submit(
        std::move(request), [this, id](const Result<Answer>& a) { answers.emplace_back(id, a); },
        now);
  }
  std::vector<Bytes> decide() {
    std::vector<Bytes> out;
    seals.clear();
    for (auto& each : sequencer->decide(now)) {
      out.push_back(each.record.bytes), sequences.push_back(each.sequence);
      seals.push_back(each.record.seal);
    }
    return out;
  }
  Verdict land(const Bytes& bytes, const Bytes& seal = {}) {
    const auto folded = sequencer->on_record(Position{next++}, bytes, now, seal);
    EXPECT_TRUE(folded.has_value());
    return folded->verdict;
  }
  void land_all() {
    for (const Bytes& bytes : decide()) land(bytes);
  }

  std::unique_ptr<projections::RowStore> store;
  std::unique_ptr<projections::StreamFold> fold;
  std::unique_ptr<Sequencer> sequencer;
  std::vector<std::pair<std::string, Result<Answer>>> answers;
  std::vector<std::uint64_t> sequences;
  std::vector<Bytes> seals;  // of what was decided last
  std::int64_t next = 0;
  Instant now = start;
};

TEST(Sequencer, AnswersWhenTheCommitHasComeBack) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  const auto records = bench.decide();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_TRUE(bench.answers.empty());
  EXPECT_EQ(bench.land(records[0]), Verdict::counts);
  ASSERT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.answers[0].second->position, Position{0});
  EXPECT_FALSE(bench.answers[0].second->refusal);
}

std::shared_ptr<const LogKeys> keys_of(char digit) {
  return std::make_shared<const LogKeys>(*LogKeys::parse(std::string(64, digit)));
}
// The record that puts a log under a key, and its seal.
std::pair<Bytes, Bytes> key_record(const LogKeys& keys) {
  const Bytes record = encode_key_record(keys.newest(), start);
  return {record, keys.seal(keys.newest(), record)};
}

TEST(Sequencer, SealsWhatItAppendsOnceTheLogIsUnderAKey) {
  const auto keys = keys_of('1');
  Bench bench({}, keys);
  bench.send("c1", outlet("SH-1"));
  const auto before = bench.decide();
  EXPECT_EQ(bench.seals.at(0), "") << "the log is under no key yet";
  const auto [record, seal] = key_record(*keys);
  EXPECT_EQ(bench.land(record, seal), Verdict::log_key);
  EXPECT_EQ(bench.land(before[0]), Verdict::void_unauthenticated) << "decided before, landed after";
  EXPECT_TRUE(bench.answers.empty());
  const auto again = bench.decide();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(keys->check(again[0], bench.seals[0]).state, SealState::good);
  EXPECT_EQ(bench.land(again[0], bench.seals[0]), Verdict::counts);
  ASSERT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.answers[0].second->position, Position{2});
}

TEST(Sequencer, ACopyOfItsOwnCommitWithoutTheSealIsNotItsCommit) {
  const auto keys = keys_of('1');
  Bench bench({}, keys);
  const auto [record, seal] = key_record(*keys);
  bench.land(record, seal);
  bench.send("c1", outlet("SH-1"));
  const auto mine = bench.decide();
  const Bytes mine_sealed = bench.seals.at(0);
  EXPECT_EQ(bench.land(mine[0]), Verdict::void_unauthenticated);
  EXPECT_EQ(bench.land(mine[0], keys_of('2')->seal(keys_of('2')->newest(), mine[0])),
            Verdict::void_unauthenticated);
  EXPECT_TRUE(bench.answers.empty());
  EXPECT_EQ(bench.land(mine[0], mine_sealed), Verdict::counts);
  ASSERT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.answers[0].second->position, Position{3});
}

TEST(Sequencer, WhoCannotTellWhatCountsDecidesNothing) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));  // waits
  const auto [record, seal] = key_record(*keys_of('1'));
  EXPECT_EQ(bench.land(record, seal), Verdict::log_key);
  EXPECT_TRUE(bench.decide().empty());
  bench.send("c2", outlet("SH-2"));
  ASSERT_EQ(bench.answers.size(), 2u);
  for (const auto& [id, answer] : bench.answers) {
    ASSERT_FALSE(answer.has_value()) << id;
    EXPECT_EQ(answer.error().code, "log.key_missing");
    EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
  }
}

TEST(Sequencer, BuildsOnWhatIsInFlight) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  bench.send("c2", outlet("SH-1"));  // refused on top of c1, which has not come back
  const auto records = bench.decide();
  ASSERT_EQ(records.size(), 2u);
  bench.land(records[0]);
  EXPECT_EQ(bench.land(records[1]), Verdict::counts);
  ASSERT_EQ(bench.answers.size(), 2u);
  EXPECT_TRUE(bench.answers[1].second->refusal);
}

TEST(Sequencer, WhatWasBuiltOnAVoidCommitIsVoidAndDecidedAgain) {
  Bench mine, other;
  mine.send("c1", outlet("SH-1", "甲"));
  mine.send("c2", outlet("SH-1", "乙"));
  other.send("d", outlet("SH-1", "丙"));
  const auto records = mine.decide();
  const auto foreign = other.decide();
  EXPECT_EQ(mine.land(foreign[0]), Verdict::counts);
  EXPECT_EQ(mine.land(records[0]), Verdict::void_stale);
  EXPECT_EQ(mine.land(records[1]), Verdict::void_stale);
  EXPECT_TRUE(mine.answers.empty());
  mine.land_all();
  ASSERT_EQ(mine.answers.size(), 2u);
  for (const auto& [id, answer] : mine.answers) EXPECT_TRUE(answer->refusal) << id;
}

TEST(Sequencer, GivesOneAnswerForEverPerCommandId) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  bench.land_all();
  bench.send("c1", outlet("SH-1"));
  ASSERT_EQ(bench.answers.size(), 2u);
  EXPECT_TRUE(bench.answers[1].second->replayed);
  EXPECT_EQ(bench.answers[1].second->position, Position{0});
  bench.send("c1", outlet("SH-1", "another body"));
  EXPECT_EQ(bench.answers[2].second.error().code, "command.reused");
  EXPECT_TRUE(bench.decide().empty());
}

TEST(Sequencer, ARepeatedRecordIsVoid) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  const auto records = bench.decide();
  EXPECT_EQ(bench.land(records[0]), Verdict::counts);
  EXPECT_EQ(bench.land(records[0]), Verdict::void_repeated);
  EXPECT_EQ(bench.answers.size(), 1u);
}

TEST(Sequencer, AFullQueueIsUnavailable) {
  Sequencer::Options options;
  options.queued_max = 2;
  Bench bench(options);
  for (int i = 0; i < 3; ++i)
    bench.send("c" + std::to_string(i), outlet("SH-" + std::to_string(i)));
  ASSERT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.answers[0].second.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(bench.answers[0].second.error().code, "command.queue_full");
}

TEST(Sequencer, AnUnknownOutcomeIsSettledByTheLog) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  const auto lost = bench.decide();
  bench.now += std::chrono::seconds(6);  // nothing came back
  bench.sequencer->tick(bench.now);
  const auto again = bench.decide();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(bench.land(lost[0]), Verdict::counts);  // late, it lands first after all
  ASSERT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.answers[0].second->position, Position{0});
  EXPECT_EQ(bench.land(again[0]), Verdict::void_repeated);
  EXPECT_EQ(bench.answers.size(), 1u);
}

TEST(Sequencer, ARecordThatTheLogDidNotTakeIsDecidedAgain) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  bench.decide();
  bench.sequencer->on_append_failed(bench.sequences.back(), true, "disk full", bench.now);
  EXPECT_TRUE(bench.decide().empty());  // not at once
  bench.now += std::chrono::seconds(1);
  bench.land_all();
  EXPECT_EQ(bench.answers.size(), 1u);
}

TEST(Sequencer, ALogThatTakesNothingIsNamed) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  for (int tries = 0; tries < 100 && bench.answers.empty(); ++tries) {
    if (!bench.decide().empty())
      bench.sequencer->on_append_failed(bench.sequences.back(), true, "too large", bench.now);
    bench.now += std::chrono::seconds(1);
  }
  ASSERT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.answers[0].second.error().code, "log.refused");
  EXPECT_NE(bench.answers[0].second.error().what.find("too large"), std::string::npos);
  EXPECT_TRUE(bench.sequencer->idle());
  bench.send("c1", outlet("SH-1"));  // the same again, once the log takes it
  bench.land_all();
  ASSERT_EQ(bench.answers.size(), 2u);
  EXPECT_TRUE(bench.answers[1].second.has_value());
}

TEST(Sequencer, AStaleVersionIsARecordedRefusal) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  bench.land_all();
  schema::SuspendOutlet suspend;
  suspend.outlet = "SH-1", suspend.reason = "整改";
  bench.send("c2", suspend, ExpectedVersion{"outlet/SH-1", 7});
  bench.land_all();
  ASSERT_EQ(bench.answers.size(), 2u);
  ASSERT_TRUE(bench.answers[1].second->refusal);
  EXPECT_EQ(bench.answers[1].second->refusal->code, "command.version_conflict");
  EXPECT_EQ(bench.fold->counts().refused, 1u);
  bench.send("c3", suspend, ExpectedVersion{"outlet/SH-1", 1});
  bench.land_all();
  ASSERT_EQ(bench.answers.size(), 3u);
  EXPECT_FALSE(bench.answers[2].second->refusal) << "it is at that version";
}

TEST(Sequencer, TenantsDoNotSeeEachOther) {
  Bench bench;
  bench.send("c1", outlet("SH-1"));
  bench.land_all();
  CommandRequest request;
  request.tenant = "other", request.id = "c1", request.commands = {outlet("SH-1")};
  request.actor.kind = ActorKind::system;
  bool accepted = false;
  bench.sequencer->submit(
      request, [&](const Result<Answer>& a) { accepted = a && !a->refusal && !a->replayed; },
      bench.now);
  bench.land_all();
  EXPECT_TRUE(accepted);
}

TEST(Sequencer, AStrayRecordStopsNobody) {
  Bench bench;
  EXPECT_EQ(bench.land("somebody else's bytes"), Verdict::void_malformed);
  bench.send("c1", outlet("SH-1"));
  bench.land_all();
  EXPECT_EQ(bench.answers.size(), 1u);
  EXPECT_EQ(bench.fold->counts().malformed, 1u);
}

TEST(StreamFold, ContinuesWhereItsRowsStand) {
  Bench bench;
  for (int i = 0; i < 50; ++i)
    bench.send("c" + std::to_string(i), outlet("SH-" + std::to_string(i)));
  bench.land_all();
  ASSERT_TRUE(bench.fold->flush().has_value());
  auto again = *projections::StreamFold::open(*bench.store, {});
  EXPECT_EQ(again->next(), bench.fold->next());
  EXPECT_EQ((*again->stream("main", "outlet/SH-7"))->head,
            (*bench.fold->stream("main", "outlet/SH-7"))->head);
  const auto key = [](const char* id) {
    return projections::key_of_name(projections::full_name("main", id));
  };
  EXPECT_TRUE((*again->command(key("c7"))).has_value());
  EXPECT_FALSE((*again->command(key("c77"))).has_value());
  EXPECT_TRUE(*again->verdicts().counts(Position{7}));
  EXPECT_EQ(again->clock("main"), bench.fold->clock("main"));
}

TEST(RecordHeaders, AreThereWhereTheyAreAskedFor) {
  Asked asked;
  asked.tenant = "main", asked.id = "c-1", asked.commands = {outlet("O-1")};
  CommitOutcome outcome;
  outcome.recorded_at = start;
  const log::Outgoing bare = outgoing(asked, outcome, "octets", false);
  EXPECT_EQ(bare.bytes, "octets");
  EXPECT_EQ(bare.tenant, "main");
  EXPECT_TRUE(bare.headers.empty());
  const log::Outgoing told = outgoing(asked, outcome, "octets", true);
  const auto has = [&](const char* name, const char* value) {
    const auto same = [&](const auto& one) { return one.first == name && one.second == value; };
    return std::any_of(told.headers.begin(), told.headers.end(), same);
  };
  EXPECT_TRUE(has("ce_id", "c-1"));
  EXPECT_TRUE(has("ce_type", "kintsugi.outlet.register_outlet.v1"));
  EXPECT_TRUE(has("ce_subject", "command/c-1"));
}

}  // namespace
}  // namespace kintsugi::api
