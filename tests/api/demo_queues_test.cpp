// Whoever sits down in the demo finds his day waiting: something in each queue.

#include <gtest/gtest.h>

#include <chrono>
#include <set>
#include <thread>

#include "api/demo/demo.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

// Seen by its administrator: how much waits where.
Json queues_of(RunningEdge& running) {
  Person admin = running.person();
  const std::string link = *running.edge().administrator_link("demo", "admin");
  const Json body = {{"token", link.substr(link.find('#') + 1)},
                     {"password", RunningEdge::password}};
  EXPECT_EQ(admin.post("/v1/setup", body.dump()).status, 200);
  const Position end = *running.service().log().end();
  EXPECT_TRUE((*running.service().runner("demo"))->wait(end, std::chrono::minutes(2)));
  const std::string path = "/v1/queues?min_position=" + std::to_string(end.value - 1);
  // 503 while the read model is being built.
  const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(2);
  Reply reply = admin.get(path);
  while (reply.status != 200 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // asked again
    reply = admin.get(path);
  }
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply.status == 200 ? reply.json()["items"] : Json::array();
}

TEST(DemoQueues, SomethingWaitsInEach) {
  const std::set<std::string> empty = {
      "parts_to_take_back",  // what is left over comes back with the report
      "cash_to_pay_back",    // no payment is withdrawn once it was handed in
  };
  RunningEdge running([](const api::Service::Options& options) {
    ASSERT_TRUE(api::make_demo_company(options, {.orders = 9000}));
  });
  const Json queues = queues_of(running);
  ASSERT_GT(queues.size(), 30u);
  for (const Json& queue : queues) {
    RecordProperty(queue["queue"].get<std::string>(), queue["count"].dump());
    const std::string name = queue["queue"];
    if (empty.contains(name)) continue;
    EXPECT_GT(queue["count"].get<int>(), 0) << name;
  }
}

}  // namespace
}  // namespace kintsugi::tests
