// A node on its threads, over a log in memory.

#include "api/node/node.h"

#include <gtest/gtest.h>

#include <future>

#include "events/log/memory/memory_log.h"
#include "projections/tables/memory_store.h"
#include "tests/support/given.h"
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

}  // namespace
}  // namespace kintsugi::api
