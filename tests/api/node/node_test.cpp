// A node on its threads, over a log in memory.

#include "api/node/node.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "events/log/memory/memory_log.h"
#include "projections/tables/memory_store.h"
#include "tests/support/given.h"
#include "tests/support/newer.h"
#include "schema/outlet.h"

namespace kintsugi::api {
namespace {

constexpr std::chrono::seconds soon{5};

struct NodeTest : testing::Test {
  ManualClock clock{tests::instant("2026-03-01T01:00:00Z")};
  std::unique_ptr<log::EventLog> log = log::make_memory_log();
  std::unique_ptr<projections::RowStore> store = projections::make_memory_store();
  std::unique_ptr<Node> node = *Node::open({}, *log, *store, clock);

  Result<Answer> send(const std::string& id, schema::Command command) {
    return node->execute(wish(id, std::move(command)));
  }
  static CommandRequest wish(const std::string& id, schema::Command command) {
    CommandRequest request;
    request.tenant = "main", request.id = id, request.commands = {std::move(command)};
    request.actor.kind = ActorKind::system;
    return request;
  }
  static schema::Command outlet(const std::string& name = "闵行") {
    schema::RegisterOutlet c;
    c.outlet = "SH-1", c.name = name, c.kind = schema::OutletKind::service_station;
    return c;
  }
  // One after the other: suspended, reinstated, suspended…
  static schema::Command toggle(std::uint64_t turn) {
    if (turn % 2 == 0) return schema::SuspendOutlet{.outlet = "SH-1", .reason = "停业"};
    return schema::ReinstateOutlet{.outlet = "SH-1"};
  }
};

// Gives up waiting, where a broken node would hang the tests.
template <class Work>
auto within(Work work) {
  auto done = std::async(std::launch::async, std::move(work));
  if (done.wait_for(soon) != std::future_status::ready) std::abort();
  return done.get();
}

TEST_F(NodeTest, WhatIsAskedOfAStoppedNodeIsRefused) {
  ASSERT_TRUE(send("c1", outlet()));
  ASSERT_TRUE(node->stream("main", "outlet/SH-1"));
  node->stop();
  EXPECT_FALSE(within([&] { return node->run([](Sequencer&) { FAIL(); }); }));
  const auto stream = within([&] { return node->stream("main", "outlet/SH-1"); });
  ASSERT_FALSE(stream);
  EXPECT_EQ(stream.error().code, "node.stopped");
  EXPECT_EQ(within([&] { return node->tenant_clock("main"); }), Instant{});
  EXPECT_EQ(within([&] { return node->counts().queued; }), 0u);
  const auto answer = within([&] { return send("c2", toggle(0)); });
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "node.stopped");
  node->stop();  // again: nothing
}

std::string code_of(const Result<Answer>& answer) { return answer ? "" : answer.error().code; }

// Another log by the same name, once somebody has made it anew: it begins at 0, and nothing comes
// of it to who reads on where the first one ended.
class MadeAnew final : public log::EventLog {
 public:
  explicit MadeAnew(log::EventLog& first) : first_(first) {}
  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    return (anew ? *second_ : first_).append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override { return first_.read(from); }
  Result<Position> end() override { return first_.end(); }
  Result<Bytes> at(Position position) override { return first_.at(position); }
  Result<Position> position_at(Instant time) override { return first_.position_at(time); }
  std::string describe() const override { return "made anew"; }

  std::atomic<bool> anew{false};

 private:
  log::EventLog& first_;
  const std::unique_ptr<log::EventLog> second_ = log::make_memory_log();
};

TEST_F(NodeTest, ARecordThatLandsInAnotherLogStopsTheNode) {
  MadeAnew behind(*log);
  const auto its_store = projections::make_memory_store();
  const auto its = *Node::open({}, behind, *its_store, clock);
  ASSERT_TRUE(its->execute(wish("c1", outlet())));
  behind.anew = true;
  const auto answer = within([&] { return its->execute(wish("c2", toggle(0))); });
  ASSERT_FALSE(answer) << "it is not in the company's log";
  EXPECT_EQ(answer.error().code, "command.unknown");
  ASSERT_TRUE(its->failure());
  EXPECT_EQ(its->failure()->code, "log.other");
  EXPECT_NE(its->failure()->what.find("position 0"), std::string::npos) << its->failure()->what;
}

// Another node has a later engine.
TEST_F(NodeTest, ARecordOfANewerEngineStopsTheNodeAndWhatItAnsweredStays) {
  const auto first = send("c1", outlet());
  ASSERT_TRUE(first);
  const auto seen = node->stream("main", "outlet/SH-1");
  ASSERT_TRUE(seen);
  Commit commit;
  commit.id = "newer", commit.tenant = "main", commit.recorded_at = clock.now();
  commit.commands = {toggle(0)};
  commit.fingerprint = fingerprint_of(commit.commands);
  commit.expectations = {{"outlet/SH-1", seen->head}};
  commit.events = {{"outlet/SH-1", schema::OutletSuspended{.reason = "停业"}}};
  std::promise<Position> stored;
  std::vector<log::Outgoing> batch(1);
  batch[0].bytes = tests::with_unknown_event(encode_commit(commit)), batch[0].tenant = "main";
  ASSERT_TRUE(log->append(std::move(batch), [&](std::size_t, const log::Appended& appended) {
    stored.set_value(appended.position);
  }));
  const std::string at = std::to_string(stored.get_future().get().value);
  const auto answer = within([&] { return send("c2", toggle(0)); });
  ASSERT_FALSE(answer);
  EXPECT_TRUE(code_of(answer) == "command.unknown" || code_of(answer) == "node.stopped");
  ASSERT_TRUE(node->failure());
  EXPECT_EQ(node->failure()->code, "schema.newer");
  EXPECT_NE(node->failure()->what.find("position " + at), std::string::npos);
  node->stop();
  // It does not come up before the engine is the newer one; nothing goes meanwhile.
  const auto again = Node::open({}, *log, *store, clock);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, "schema.newer");
  EXPECT_TRUE(log->at(first->position));
}


void wait_for_clock(const Node& of, bool believed) {
  const auto until = std::chrono::steady_clock::now() + soon;
  while (of.clock_state().trouble.has_value() == believed &&
         std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));  // asked again
  ASSERT_EQ(!of.clock_state().trouble, believed);
}

TEST_F(NodeTest, AClockThatLeapsAheadRecordsNothing) {
  ASSERT_TRUE(send("c1", outlet()));
  const Instant before = node->tenant_clock("main");
  clock.leap(std::chrono::hours(365 * 24));
  wait_for_clock(*node, false);
  EXPECT_EQ(code_of(send("c2", toggle(0))), "clock.jumped");
  EXPECT_TRUE(send("c1", outlet())->replayed) << "what was answered is answered again";
  EXPECT_EQ(node->tenant_clock("main"), before);
  clock.leap(-std::chrono::hours(365 * 24));
  wait_for_clock(*node, true);
  EXPECT_EQ(code_of(send("c3", toggle(0))), "");
  EXPECT_LE(node->tenant_clock("main") - before, std::chrono::minutes(1));
}

TEST_F(NodeTest, ALogThatIsAheadOfTheClockTakesNothing) {
  ASSERT_TRUE(send("c1", outlet()));
  clock.leap(-std::chrono::minutes(4));  // nodes differ, clocks are set
  ASSERT_TRUE(send("c2", toggle(0)));
  clock.leap(-std::chrono::minutes(4));
  EXPECT_EQ(code_of(send("c3", toggle(1))), "clock.behind_log");
  EXPECT_EQ(node->recorded_ahead("main"), std::chrono::minutes(8));
  clock.set(clock.now() + std::chrono::minutes(4));
  EXPECT_EQ(code_of(send("c3", toggle(1))), "");
}

// It would stop the others with its first commit, for as long as it is ahead.
TEST_F(NodeTest, ANodeThatJoinsOthersWithItsClockAheadTakesNothing) {
  ASSERT_TRUE(send("c1", outlet()));
  ManualClock ahead{clock.now() + std::chrono::minutes(20)};
  const auto others_store = projections::make_memory_store();
  const auto other = *Node::open({}, *log, *others_store, ahead);
  EXPECT_FALSE(other->clock_state().trouble);
  std::uint64_t turn = 0;
  const auto until = std::chrono::steady_clock::now() + soon;
  while (!other->clock_state().trouble && std::chrono::steady_clock::now() < until) {
    ASSERT_TRUE(send("t" + std::to_string(turn), toggle(turn)));
    ++turn;
    std::this_thread::sleep_for(std::chrono::milliseconds(150));  // it is idle between them
  }
  const auto answer = other->execute(wish("c2", toggle(turn)));
  EXPECT_EQ(code_of(answer), "clock.ahead_of_log");
  EXPECT_EQ(code_of(send("c3", toggle(turn))), "") << "the others go on";
  ahead.leap(-std::chrono::minutes(20));
  wait_for_clock(*other, true);
  EXPECT_EQ(code_of(other->execute(wish("c4", toggle(turn + 1)))), "");
}

// Alone, it hears of its own commits when the log took them.
TEST_F(NodeTest, ANodeWhoseClockIsAheadOfTheLogsTakesNoMore) {
  const auto with_clock = log::make_memory_log({.clock = [this] { return clock.now(); }});
  ManualClock ahead{clock.now() + std::chrono::minutes(20)};
  const auto its_store = projections::make_memory_store();
  const auto alone = *Node::open({}, *with_clock, *its_store, ahead);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // it is idle
  EXPECT_EQ(code_of(alone->execute(wish("c1", outlet()))), "");
  wait_for_clock(*alone, false);
  EXPECT_EQ(code_of(alone->execute(wish("c2", toggle(0)))), "clock.ahead_of_log");
  ahead.leap(-std::chrono::minutes(20));
  wait_for_clock(*alone, true);
}

TEST_F(NodeTest, AGapThatIsNoHolidayIsAskedForWhenItStarts) {
  ASSERT_TRUE(send("c1", outlet()));
  node.reset();
  const auto again = [&](bool confirmed) {
    Node::Options options;
    options.clock.confirmed = confirmed;
    node = *Node::open(options, *log, *store, clock);
    return code_of(send(confirmed ? "c3" : "c2", toggle(0)));
  };
  clock.leap(std::chrono::hours(365 * 24));
  EXPECT_EQ(again(false), "clock.unconfirmed");
  node.reset();
  EXPECT_EQ(again(true), "");
}

TEST_F(NodeTest, AHistoryIsNotAskedForAndTellsOfNoFuture) {
  CommandRequest past = wish("import:1", outlet());
  past.recorded_at = clock.now() - std::chrono::hours(400 * 24);
  ASSERT_TRUE(node->execute(past));
  node.reset();
  node = *Node::open({}, *log, *store, clock);
  CommandRequest future = wish("import:2", toggle(0));
  future.recorded_at = clock.now() + std::chrono::hours(400 * 24);
  ASSERT_TRUE(node->execute(future));
  EXPECT_EQ(node->tenant_clock("main"), clock.now());
  EXPECT_EQ(code_of(send("c1", toggle(1))), "");
}

// Whoever asks while it stops gets an answer or a refusal, but does not wait for ever.
TEST_F(NodeTest, NobodyWaitsForANodeThatStopsMeanwhile) {
  std::atomic<bool> refused = false;
  std::vector<std::future<void>> asking;
  for (int i = 0; i < 4; ++i) {
    asking.push_back(std::async(std::launch::async, [&] {
      while (node->run([](Sequencer&) {})) {
      }
      refused = true;
    }));
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(20));  // all are asking
  node->stop();
  for (auto& each : asking) {
    if (each.wait_for(soon) != std::future_status::ready) std::abort();
  }
  EXPECT_TRUE(refused);
}

TEST_F(NodeTest, AWatchedStreamIsSeenWithoutWaitingForDecisions) {
  ASSERT_TRUE(send("c1", outlet()));
  ASSERT_TRUE(node->watched("main", "outlet/SH-1"));
  std::promise<void> busy, go_on;
  auto at_work = std::async(std::launch::async, [&] {
    node->run([&](Sequencer&) {
      busy.set_value();
      go_on.get_future().wait();
    });
  });
  busy.get_future().wait();
  const auto seen = within([&] { return node->watched("main", "outlet/SH-1"); });
  go_on.set_value();
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->version, 1u);
  EXPECT_EQ(seen->position, Position{1});
  const auto stream = node->stream("main", "outlet/SH-1");
  EXPECT_EQ(*seen->state, *stream->state);
  EXPECT_EQ(seen->head, stream->head);
}

// In the very moment in which the answer is told, whoever looks sees what the command did.
TEST_F(NodeTest, AWatchedStreamIsAsNewAsTheAnswer) {
  ASSERT_TRUE(send("c1", outlet()));
  ASSERT_TRUE(node->watched("main", "outlet/SH-1"));
  for (std::uint64_t i = 0; i < 50; ++i) {
    std::promise<std::pair<Result<Answer>, Result<Node::StreamNow>>> told;
    node->submit(wish("n" + std::to_string(i), toggle(i)),
                 [&](const Result<Answer>& answer) {
                   told.set_value({answer, node->watched("main", "outlet/SH-1")});
                 });
    const auto [answer, seen] = told.get_future().get();
    ASSERT_TRUE(answer && !answer->refusal);
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->version, i + 2);
  }
}

TEST_F(NodeTest, WhatIsNotThereIsNotWatched) {
  const auto none = node->watched("main", "outlet/SH-1");
  ASSERT_TRUE(none);
  EXPECT_EQ(none->state, nullptr);
  EXPECT_EQ(none->version, 0u);
  ASSERT_TRUE(send("c1", outlet()));
  EXPECT_EQ(node->watched("main", "outlet/SH-1")->version, 1u);
  EXPECT_EQ(node->watched("other", "outlet/SH-1")->version, 0u);
}

// A log whose reader fails while it is told to.
class FailingLog final : public log::EventLog {
 public:
  explicit FailingLog(log::EventLog& log) : log_(log) {}
  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    return log_.append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override {
    KINTSUGI_TRY(auto cursor, log_.read(from));
    return std::make_unique<Reader>(*this, std::move(cursor));
  }
  Result<Position> end() override { return log_.end(); }
  Result<Bytes> at(Position position) override { return log_.at(position); }
  Result<Position> position_at(Instant time) override { return log_.position_at(time); }
  std::string describe() const override { return log_.describe(); }
  std::unique_ptr<log::Listening> listen(std::function<void()> grown) override {
    return tells ? log_.listen(std::move(grown)) : nullptr;
  }

  bool tells = false;
  std::atomic<bool> away = false, corrupt = false;
  std::atomic<int> failures = 0;

 private:
  class Reader final : public log::Cursor {
   public:
    Reader(FailingLog& log, std::unique_ptr<log::Cursor> cursor)
        : log_(log), cursor_(std::move(cursor)) {}
    Result<std::span<const log::Record>> next(std::size_t max,
                                              std::chrono::milliseconds wait) override {
      if (!log_.away && !log_.corrupt) return cursor_->next(max, wait);
      ++log_.failures;
      if (log_.corrupt) return fail(ErrorKind::corrupt, "log.corrupt", "a bit fell over");
      return fail(ErrorKind::unavailable, "log.unavailable", "it is away");
    }

   private:
    FailingLog& log_;
    std::unique_ptr<log::Cursor> cursor_;
  };
  log::EventLog& log_;
};

struct FollowerTest : NodeTest {
  explicit FollowerTest(bool tells = false) {
    node = nullptr;
    failing.tells = tells;
    node = *Node::open({}, failing, *store, clock);
  }
  ~FollowerTest() override { node = nullptr; }
  // Whether it comes to that soon.
  template <class Condition>
  static bool comes_to(Condition condition) {
    const auto until = std::chrono::steady_clock::now() + soon;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > until) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));  // looked at again
    }
    return true;
  }
  bool meets_failure() {
    return comes_to([&] { return failing.failures > 0; });
  }
  // What was sent is in the log, and not seen there.
  bool is_in_flight() {
    return comes_to([&] { return node->counts().in_flight > 0; });
  }
  FailingLog failing{*log};
};

// Asked now and then, not all the time; and followed again when it is back.
TEST_F(FollowerTest, ALogThatIsAwayIsWaitedFor) {
  ASSERT_TRUE(send("c1", outlet()));
  failing.away = true;
  ASSERT_TRUE(meets_failure());
  const auto since = std::chrono::steady_clock::now();
  const int before = failing.failures;
  std::this_thread::sleep_for(std::chrono::milliseconds(300));  // so long it may ask a few times
  const auto most = 1 + (std::chrono::steady_clock::now() - since) / std::chrono::milliseconds(80);
  EXPECT_LE(failing.failures - before, most);
  EXPECT_FALSE(node->failure());
  auto answer = std::async(std::launch::async, [&] { return send("c2", toggle(0)); });
  EXPECT_TRUE(is_in_flight());
  failing.away = false;
  EXPECT_TRUE(within([&] { return answer.get(); }));
}

// What was read wrong once is not read on: whoever waits is told, and the process can end.
TEST_F(FollowerTest, ALogThatIsDamagedStopsTheNode) {
  ASSERT_TRUE(send("c1", outlet()));
  failing.away = true;
  ASSERT_TRUE(meets_failure());
  auto waiting = std::async(std::launch::async, [&] { return send("c2", toggle(0)); });
  EXPECT_TRUE(is_in_flight());
  failing.corrupt = true;
  const auto told = within([&] { return waiting.get(); });
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, "command.unknown");
  ASSERT_TRUE(node->failure());
  EXPECT_EQ(node->failure()->code, "log.corrupt");
  const auto refused = within([&] { return send("c3", toggle(0)); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "node.stopped");
}

// The same of a log that tells of its growth, and is read where that is heard.
struct ListenerTest : FollowerTest {
  ListenerTest() : FollowerTest(true) {}
};

TEST_F(ListenerTest, ALogThatIsAwayIsAskedAgain) {
  ASSERT_TRUE(send("c1", outlet()));
  EXPECT_EQ(failing.failures, 0);
  failing.away = true;
  auto answer = std::async(std::launch::async, [&] { return send("c2", toggle(0)); });
  EXPECT_TRUE(comes_to([&] { return failing.failures > 1; }));
  EXPECT_TRUE(is_in_flight());
  EXPECT_FALSE(node->failure());
  failing.away = false;
  EXPECT_TRUE(within([&] { return answer.get(); }));
  EXPECT_TRUE(send("c3", toggle(1)));
}

TEST_F(ListenerTest, ALogThatIsDamagedStopsTheNode) {
  ASSERT_TRUE(send("c1", outlet()));
  failing.corrupt = true;
  const auto told = within([&] { return send("c2", toggle(0)); });
  ASSERT_FALSE(told);
  EXPECT_EQ(told.error().code, "command.unknown");
  ASSERT_TRUE(node->failure());
  EXPECT_EQ(node->failure()->code, "log.corrupt");
}

// More came at once than is read at once: all of it is folded, though nothing more is told.
TEST_F(ListenerTest, WhatCameTogetherIsFoldedToTheEnd) {
  ASSERT_TRUE(send("c1", outlet()));
  const Bytes record = *log->at(Position{0});
  std::vector<log::Outgoing> batch(3000, log::Outgoing{record, "main", {}});  // void, each of them
  ASSERT_TRUE(log->append(std::move(batch), [](std::size_t, const log::Appended&) {}));
  EXPECT_TRUE(node->wait_folded(Position{3001}, soon));
}

}  // namespace
}  // namespace kintsugi::api
