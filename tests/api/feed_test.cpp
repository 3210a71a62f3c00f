// Live feeds: what they tell, how they resume, and that a hundred of them starve nobody.

#include <gtest/gtest.h>

#include <chrono>

#include "tests/api/open_feed.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

Json order(const std::string& id) {
  return {{"order", id},
          {"service_type", "repair"},
          {"source", "own"},
          {"category", "aircon"},
          {"phone", "13800000001"},
          {"address", "工业路1号"}};
}

struct FeedTest : testing::Test {
  RunningEdge running;
  Person admin = running.make_administrator();
  Person call_centre = [this] {
    running.make_operator(admin, "1001", "call_centre", "");
    return running.signed_in("1001");
  }();
};

TEST_F(FeedTest, TellsWhatChanges) {
  OpenFeed feed(running.port(), call_centre.cookie(), "/v1/stream?topics=position,queues,orders");
  ASSERT_TRUE(feed.says("event: position"));
  Reply made = call_centre.send("/v1/work_orders/register_work_order", order("WO-F1"));
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_TRUE(feed.says("\"WO-F1\"")) << feed.text();
  EXPECT_TRUE(feed.says("id: " + made.header("Kintsugi-Position"))) << feed.text();
  EXPECT_TRUE(feed.says("\"queue\":\"registered\",\"count\":1")) << feed.text();
  EXPECT_TRUE(feed.says(": heartbeat"));
}

TEST_F(FeedTest, ResumesAfterWhatWasSeen) {
  OpenFeed before(running.port(), call_centre.cookie(), "/v1/stream?topics=orders,position");
  ASSERT_TRUE(before.says("event: position"));
  Reply first = call_centre.send("/v1/work_orders/register_work_order", order("WO-R1"));
  Reply second = call_centre.send("/v1/work_orders/register_work_order", order("WO-R2"));
  ASSERT_TRUE(before.says("\"WO-R2\""));
  OpenFeed after(running.port(), call_centre.cookie(), "/v1/stream?topics=orders",
             first.header("Kintsugi-Position"));
  EXPECT_TRUE(after.says("\"WO-R2\"")) << after.text();
  EXPECT_EQ(after.text().find("\"WO-R1\""), std::string::npos);
  OpenFeed beyond(running.port(), call_centre.cookie(), "/v1/stream?topics=orders", "99999999");
  // So does a node that is behind another, at which it was heard: what comes is told from here on.
  ASSERT_TRUE(beyond.says("event: reset"));
  call_centre.send("/v1/work_orders/register_work_order", order("WO-R3"));
  EXPECT_TRUE(beyond.says("\"WO-R3\"")) << beyond.text();
}

// Tables are ahead of what the feeds have read of the log for a moment.
TEST_F(FeedTest, ForgetsNoOrderWhereTheTablesAreAhead) {
  OpenFeed feed(running.port(), call_centre.cookie(), "/v1/stream?topics=orders,position");
  ASSERT_TRUE(feed.says("event: position"));
  running.tell_feeds(false);
  const Reply made = call_centre.send("/v1/work_orders/register_work_order", order("WO-L1"));
  ASSERT_EQ(made.status, 200) << made.body;
  const std::string position = made.header("Kintsugi-Position");
  ASSERT_EQ(call_centre.get("/v1/queues?wait=10s&min_position=" + position).status, 200);
  const std::size_t so_far = feed.text().size();
  ASSERT_TRUE(feed.says(": heartbeat", so_far)) << feed.text();  // it looked at the tables
  running.tell_feeds(true);
  const Reply last = call_centre.send("/v1/work_orders/register_work_order", order("WO-L2"));
  ASSERT_EQ(last.status, 200) << last.body;
  EXPECT_TRUE(feed.says("\"WO-L2\"")) << feed.text();
  EXPECT_NE(feed.text().find("\"WO-L1\""), std::string::npos) << feed.text();
}

TEST_F(FeedTest, EndsWithTheSession) {
  Person leaving = running.signed_in("1001");
  OpenFeed feed(running.port(), leaving.cookie(), "/v1/stream");
  ASSERT_TRUE(feed.says("event: position"));
  leaving.remove("/v1/session");
  EXPECT_TRUE(feed.says("signed_out"));
  EXPECT_TRUE(feed.ends());
}

// All at once: each sees it with its next heartbeat.
void leave_all(std::vector<std::unique_ptr<OpenFeed>>& feeds) {
  for (auto& feed : feeds) feed->leave();
}

TEST_F(FeedTest, AHundredOpenFeedsStarveNoRequest) {
  std::vector<std::unique_ptr<OpenFeed>> feeds;
  for (int i = 0; i < 100; ++i) {
    feeds.push_back(std::make_unique<OpenFeed>(running.port(), call_centre.cookie(), "/v1/stream"));
  }
  for (auto& feed : feeds) ASSERT_TRUE(feed->says("event: position"));
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(call_centre.get("/livez").status, 200);
    EXPECT_EQ(call_centre.get("/v1/orders").status, 200);
    EXPECT_EQ(
        call_centre.send("/v1/work_orders/register_work_order", order("WO-H" + std::to_string(i)))
            .status,
        200);
  }
  EXPECT_NE(call_centre.get("/metrics").body.find("kintsugi_sse_clients 100"), std::string::npos)
      << "all are still open";
  for (auto& feed : feeds) EXPECT_TRUE(feed->says("\"WO-H19\"")) << feed->text();
  leave_all(feeds);
}

TEST_F(FeedTest, FollowsTheDutiesOfItsReader) {
  for (const char* outlet : {"OUT-A", "OUT-B"}) {
    ASSERT_EQ(admin.send("/v1/outlets/register_outlet", {{"outlet", outlet},
                                                         {"name", outlet},
                                                         {"kind", "service_station"}})
                  .status,
              200);
  }
  running.make_operator(admin, "2001", "dispatcher", "OUT-A");
  Person dispatcher = running.signed_in("2001");
  const auto assigned = [&](const std::string& id, const std::string& outlet) {
    Json body = order(id);
    body["outlet"] = outlet;
    body["override_reason"] = "未注明品牌";
    ASSERT_EQ(call_centre.send("/v1/work_orders/register_work_order", body).status, 200);
  };
  OpenFeed feed(running.port(), dispatcher.cookie(), "/v1/stream?topics=orders,queues,position");
  ASSERT_TRUE(feed.says("event: position"));
  assigned("WO-B1", "OUT-B");
  assigned("WO-A1", "OUT-A");
  EXPECT_TRUE(feed.says("\"WO-A1\"")) << feed.text();
  EXPECT_EQ(feed.text().find("WO-B1"), std::string::npos) << feed.text();
  for (const char* command : {"grant_role", "revoke_role"}) {
    const bool grant = std::string(command) == "grant_role";
    Reply reply = admin.send(std::string("/v1/operators/") + command,
                             {{"number", "2001"},
                              {"role", "dispatcher"},
                              {"outlet", grant ? "OUT-B" : "OUT-A"}});
    ASSERT_EQ(reply.status, 200) << reply.body;
  }
  // Once it tells of the outlet that was given, it tells no more of the one that was taken.
  assigned("WO-B2", "OUT-B");
  EXPECT_TRUE(feed.says("\"WO-B2\"")) << feed.text();
  assigned("WO-A2", "OUT-A");
  assigned("WO-B3", "OUT-B");
  EXPECT_TRUE(feed.says("\"WO-B3\"")) << feed.text();
  EXPECT_EQ(feed.text().find("WO-A2"), std::string::npos) << feed.text();
}

TEST_F(FeedTest, EndsWithItsToken) {
  Json made = call_centre.post("/v1/tokens", R"({"name":"screen"})").json();
  OpenFeed feed(running.port(), "", "/v1/stream", "", "Bearer " + made["token"].get<std::string>());
  ASSERT_TRUE(feed.says("event: position"));
  ASSERT_EQ(call_centre.remove("/v1/tokens/" + made["id"].get<std::string>()).status, 204);
  EXPECT_TRUE(feed.says("signed_out"));
  EXPECT_TRUE(feed.ends());
}

// Of a session and of a token alike, though nothing else moves.
TEST_F(FeedTest, EndsWithItsOperator) {
  const Json made = call_centre.post("/v1/tokens", R"({"name":"screen"})").json();
  const std::string bearer = "Bearer " + made["token"].get<std::string>();
  OpenFeed seen(running.port(), call_centre.cookie(), "/v1/stream");
  OpenFeed by_token(running.port(), "", "/v1/stream", "", bearer);
  for (OpenFeed* feed : {&seen, &by_token}) ASSERT_TRUE(feed->says("event: position"));
  ASSERT_EQ(admin.send("/v1/operators/disable_operator", {{"number", "1001"}, {"reason", "x"}})
                .status,
            200);
  for (OpenFeed* feed : {&seen, &by_token}) {
    EXPECT_TRUE(feed->says("signed_out")) << feed->text();
    EXPECT_TRUE(feed->ends());
  }
}

// The token is open yet; what it was for, its owner may no more.
TEST_F(FeedTest, OfATokenTellsNothingOfADutyThatWasTaken) {
  const Json made = call_centre.post("/v1/tokens", R"({"name":"screen"})").json();
  OpenFeed feed(running.port(), "", "/v1/stream?topics=orders,position", "",
                "Bearer " + made["token"].get<std::string>());
  ASSERT_TRUE(feed.says("event: position"));
  ASSERT_EQ(call_centre.send("/v1/work_orders/register_work_order", order("WO-T1")).status, 200);
  ASSERT_TRUE(feed.says("WO-T1"));
  running.make_operator(admin, "1002", "call_centre", "");
  Person other = running.signed_in("1002");
  const Reply taken =
      admin.send("/v1/operators/revoke_role",
                 {{"number", "1001"}, {"role", "call_centre"}, {"outlet", ""}});
  ASSERT_EQ(taken.status, 200) << taken.body;
  OpenFeed seen(running.port(), other.cookie(), "/v1/stream?topics=orders,position");
  ASSERT_TRUE(seen.says("event: position"));
  for (const char* id : {"WO-T2", "WO-T3"}) {
    ASSERT_EQ(other.send("/v1/work_orders/register_work_order", order(id)).status, 200);
    EXPECT_TRUE(seen.says(id)) << seen.text();
  }
  EXPECT_EQ(feed.text().find("WO-T2"), std::string::npos) << feed.text();
}

TEST_F(FeedTest, HaveAHardCap) {
  std::vector<std::unique_ptr<OpenFeed>> feeds;
  for (int i = 0; i < 120; ++i) {
    feeds.push_back(std::make_unique<OpenFeed>(running.port(), call_centre.cookie(), "/v1/stream"));
  }
  for (auto& feed : feeds) ASSERT_EQ(feed->status(), 200);
  Reply refused = call_centre.get("/v1/stream");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "stream.too_many");
  EXPECT_FALSE(refused.header("Retry-After").empty());
  EXPECT_EQ(call_centre.get("/livez").status, 200);
  leave_all(feeds);
}

}  // namespace
}  // namespace kintsugi::tests
