// A node on a real broker, whose clock it is compared with.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "api/node/node.h"
#include "events/commit/commit.h"
#include "projections/tables/memory_store.h"
#include "schema/outlet.h"
#include "tests/events/log/kafka_place.h"

namespace kintsugi::api {
namespace {

std::string code_of_outlet(Node& node, const std::string& id) {
  schema::RegisterOutlet outlet;
  outlet.outlet = id, outlet.name = "闵行", outlet.kind = schema::OutletKind::service_station;
  CommandRequest request;
  request.tenant = "main", request.id = id, request.commands = {outlet};
  request.actor.kind = ActorKind::system;
  const auto answer = node.execute(std::move(request));
  return answer ? "" : answer.error().code;
}

TEST(NodeOnKafka, AClockAheadOfTheBrokersTakesNoMore) {
  ASSERT_NE(log::test_servers(), "") << "KINTSUGI_KAFKA names no broker";
  log::KafkaOptions options;
  options.place = log::fresh_topic();
  options.recorded_at = recorded_at_of;
  const auto kafka = log::open_kafka(options);
  ASSERT_TRUE(kafka) << kafka.error().what;
  ManualClock ahead{SystemClock().now() + std::chrono::minutes(20)};
  const auto store = projections::make_memory_store();
  const auto opened = Node::open({}, **kafka, *store, ahead);
  ASSERT_TRUE(opened) << opened.error().what;
  Node& node = **opened;
  std::this_thread::sleep_for(std::chrono::milliseconds(500));  // it is idle
  EXPECT_EQ(code_of_outlet(node, "A"), "") << "it has heard nothing yet";
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!node.clock_state().trouble && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));  // asked again
  EXPECT_EQ(code_of_outlet(node, "B"), "clock.ahead_of_log");
  // One that is right is not held up for being so.
  ManualClock right{SystemClock().now()};
  options.place = log::fresh_topic();
  const auto another = log::open_kafka(options);
  ASSERT_TRUE(another) << another.error().what;
  const auto its_store = projections::make_memory_store();
  const auto other = Node::open({}, **another, *its_store, right);
  ASSERT_TRUE(other) << other.error().what;
  for (const std::string id : {"A", "B", "C"}) {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));  // idle: what comes is news
    EXPECT_EQ(code_of_outlet(**other, id), "");
  }
  EXPECT_FALSE((*other)->clock_state().trouble);
}

}  // namespace
}  // namespace kintsugi::api
