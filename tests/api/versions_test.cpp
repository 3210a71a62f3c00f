// Versions of things: ETag on what is read and written, If-Match, and what somebody has missed.

#include <gtest/gtest.h>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

const std::string classify_path = "/v1/work_orders/classify_severity";

struct VersionsTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    for (const char* outlet : {"OUT-A", "OUT-B"}) {
      ok(admin.send("/v1/outlets/register_outlet",
                    {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"}}));
      ok(admin.send("/v1/warehouses/register_warehouse",
                    {{"warehouse", std::string("WH-") + outlet[4]},
                     {"name", "库房"},
                     {"outlet", outlet},
                     {"kind", "parts"},
                     {"latitude", 30'200'000},
                     {"longitude", 120'100'000}}));
    }
    ok(admin.send("/v1/parts/register_part", {{"part", "KT-1"},
                                              {"name", "压缩机"},
                                              {"brand", "JinLu"},
                                              {"number", "JL1"},
                                              {"unit", "piece"}}));
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "dispatcher", "OUT-A");
    running->make_operator(admin, "2002", "dispatcher", "OUT-B");
    running->make_operator(admin, "3001", "store_keeper", "OUT-A");
    running->make_operator(admin, "3002", "store_keeper", "OUT-B");
  }
  static void TearDownTestSuite() { running.reset(); }

  static Reply ok(Reply reply) {
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply;
  }
  static Reply made(Person& person, const std::string& id, const std::string& outlet = "OUT-A") {
    return ok(person.send("/v1/work_orders/register_work_order", {{"order", id},
                                                                  {"service_type", "repair"},
                                                                  {"source", "own"},
                                                                  {"category", "aircon"},
                                                                  {"outlet", outlet},
                                                                  {"override_reason", "未注明"},
                                                                  {"phone", "13800000001"},
                                                                  {"address", "工业路1号"}}));
  }
  static Json severity(const std::string& id, const std::string& value) {
    return {{"order", id}, {"severity", value}};
  }
  static std::string etag_of(Person& person, const std::string& path, const Reply& after) {
    Reply reply = ok(person.get(path + "?wait=10s&min_position=" +
                                after.header("Kintsugi-Position")));
    return reply.header("ETag");
  }
};
std::unique_ptr<RunningEdge> VersionsTest::running;

TEST_F(VersionsTest, AWriteTellsTheVersionThatItMade) {
  Person person = running->signed_in("1001");
  Reply first = made(person, "WO-V1");
  EXPECT_EQ(first.header("ETag"), "\"1\"");
  Reply second = ok(person.send(classify_path, severity("WO-V1", "major")));
  EXPECT_EQ(second.header("ETag"), "\"2\"");
  EXPECT_EQ(second.json()["streams"][0]["stream"], "work_order/WO-V1");
  EXPECT_EQ(second.json()["streams"][0]["version"], "2");
  EXPECT_EQ(etag_of(person, "/v1/orders/WO-V1", second), "\"2\"");
  EXPECT_EQ(etag_of(person, "/v1/streams/work_order/WO-V1", second), "\"2\"");
}

// What moved often is not counted through; its card tells the same version, also a moment later and
// as of a moment before.
TEST_F(VersionsTest, ACardTellsTheVersionOfWhatMovedOften) {
  Person clerk = running->signed_in("1001");
  Reply last = made(clerk, "WO-OFTEN");
  std::string before;
  for (int i = 0; i < 80; ++i) {
    if (i == 70) before = last.header("Kintsugi-Position");
    Json next = severity("WO-OFTEN", i % 2 == 0 ? "major" : "minor");
    next["reason"] = "核实";
    last = ok(clerk.send(classify_path, next));
    if (i % 20 != 19) continue;
    EXPECT_EQ(etag_of(clerk, "/v1/work_orders/WO-OFTEN", last), last.header("ETag"));
  }
  const Reply then = ok(clerk.get("/v1/work_orders/WO-OFTEN?as_of=" + before));
  EXPECT_EQ(then.header("ETag"), "\"71\"");
}

TEST_F(VersionsTest, ARepeatTellsTheVersionThatItMadeThen) {
  Person person = running->signed_in("1001");
  made(person, "WO-V2");
  httplib::Headers key = {{"Idempotency-Key", "versions-repeat"}};
  Reply first = ok(person.send(classify_path, severity("WO-V2", "major"), key));
  ok(person.send(classify_path, severity("WO-V2", "critical")));
  Reply again = ok(person.send(classify_path, severity("WO-V2", "major"), key));
  EXPECT_EQ(again.header("Idempotent-Replayed"), "true");
  EXPECT_EQ(again.header("ETag"), "\"2\"");
  EXPECT_EQ(again.body, first.body);
}

TEST_F(VersionsTest, WhoeverIsStaleIsToldWhatHeMissed) {
  Person person = running->signed_in("1001");
  Person dispatcher = running->signed_in("2001");
  Reply registered = made(person, "WO-V3");
  std::string etag = etag_of(person, "/v1/orders/WO-V3", registered);
  Reply missed = ok(dispatcher.send(classify_path, severity("WO-V3", "major")));
  httplib::Headers headers = {{"If-Match", etag}, {"Idempotency-Key", "stale-and-repeated"}};
  Reply stale = person.send(classify_path, severity("WO-V3", "critical"), headers);
  ASSERT_EQ(stale.status, 412) << stale.body;
  Json json = stale.json();
  EXPECT_EQ(json["code"], "command.version_conflict");
  EXPECT_EQ(json["stream"], "work_order/WO-V3");
  EXPECT_EQ(json["expected_version"], "1");
  EXPECT_EQ(json["actual_version"], "2");
  ASSERT_EQ(json["changes"].size(), 1u) << stale.body;
  const Json& change = json["changes"][0];
  EXPECT_EQ(change["version"], "2");
  EXPECT_EQ(change["operator"], "2001");
  EXPECT_EQ(change["operator_name"], "操作员2001");
  EXPECT_EQ(change["command"], "classify_severity");
  EXPECT_EQ(change["position"], missed.header("Kintsugi-Position"));
  EXPECT_FALSE(change["recorded_at"].get<std::string>().empty());
  EXPECT_EQ(change["events"][0]["severity"], "major") << change;
  EXPECT_EQ(json["more_changes"], false);
  // The same commits behind the link; whoever has read them sends the change again on top.
  Reply listed = ok(person.get(json["changes_url"]));
  ASSERT_EQ(listed.json()["items"].size(), 1u) << listed.body;
  EXPECT_EQ(listed.json()["items"][0]["position"], change["position"]);
  Reply rebased =
      person.send(classify_path, severity("WO-V3", "critical"), {{"If-Match", "\"2\""}});
  EXPECT_EQ(rebased.status, 200) << rebased.body;
  // The refusal is recorded: a repeat says the same, though the order has moved on.
  Reply again = person.send(classify_path, severity("WO-V3", "critical"), headers);
  EXPECT_EQ(again.status, 412);
  EXPECT_EQ(again.json()["changes"], json["changes"]);
  EXPECT_EQ(again.json()["actual_version"], "2");
}

TEST_F(VersionsTest, ALongListIsCutAndGoesOnBehindTheLink) {
  Person person = running->signed_in("1001");
  made(person, "WO-V4");
  for (int i = 0; i < 30; ++i)
    ok(person.send(classify_path, {{"order", "WO-V4"},
                              {"severity", i % 2 == 0 ? "major" : "minor"},
                              {"reason", "再次评估"}}));
  Reply stale = person.send(classify_path, severity("WO-V4", "critical"), {{"If-Match", "\"2\""}});
  ASSERT_EQ(stale.status, 412) << stale.body;
  Json json = stale.json();
  EXPECT_EQ(json["actual_version"], "31");
  ASSERT_EQ(json["changes"].size(), 20u);
  EXPECT_EQ(json["changes"][0]["version"], "3");
  EXPECT_EQ(json["more_changes"], true);
  std::string url = json["changes_url"];
  std::size_t seen = 0;
  for (std::string cursor; seen < 100;) {
    Reply page = ok(person.get(url + "&limit=12" + (cursor.empty() ? "" : "&cursor=" + cursor)));
    seen += page.json()["items"].size();
    if (page.json()["next_cursor"].is_null()) break;
    cursor = page.json()["next_cursor"];
  }
  EXPECT_EQ(seen, 29u);
}

TEST_F(VersionsTest, ForeignThingsTellNothing) {
  Person call_centre = running->signed_in("1001");
  Person foreign = running->signed_in("2002");
  made(call_centre, "WO-V5");
  Reply reply = foreign.send(classify_path, severity("WO-V5", "major"), {{"If-Match", "\"9\""}});
  EXPECT_EQ(reply.status, 404) << reply.body;
  EXPECT_EQ(reply.code(), "work_order.not_found");
  EXPECT_FALSE(reply.json().contains("actual_version"));
  EXPECT_FALSE(reply.json().contains("changes"));
  EXPECT_EQ(foreign.get("/v1/streams/work_order/WO-V5/commits").status, 404);
}

TEST_F(VersionsTest, StockHasVersionsToo) {
  Person keeper = running->signed_in("3001");
  Json receive = {{"warehouse", "WH-A"}, {"part", "KT-1"}, {"quantity", 5000}};
  Reply first = ok(keeper.send("/v1/stock_items/receive_stock", receive));
  EXPECT_EQ(first.header("ETag"), "\"1\"");
  EXPECT_EQ(etag_of(keeper, "/v1/streams/stock_item/WH-A:KT-1:good", first), "\"1\"");
  receive["quantity"] = 7000;
  ok(keeper.send("/v1/stock_items/receive_stock", receive, {{"If-Match", "\"1\""}}));
  receive["quantity"] = 1000;
  Reply stale = keeper.send("/v1/stock_items/receive_stock", receive, {{"If-Match", "\"1\""}});
  EXPECT_EQ(stale.status, 412) << stale.body;
  EXPECT_EQ(stale.json()["changes"][0]["events"][0]["quantity"], 7000) << stale.body;
  Person other = running->signed_in("3002");
  EXPECT_EQ(other.get("/v1/streams/stock_item/WH-A:KT-1:good").status, 404);
}

TEST_F(VersionsTest, AThingIsReadAsOfAnyMoment) {
  Person person = running->signed_in("1001");
  Reply first = made(person, "WO-V6");
  Reply second = ok(person.send(classify_path, severity("WO-V6", "major")));
  std::string now = etag_of(person, "/v1/streams/work_order/WO-V6", second);
  EXPECT_EQ(now, "\"2\"");
  Reply then = ok(person.get("/v1/streams/work_order/WO-V6?as_of=" +
                             first.header("Kintsugi-Position")));
  EXPECT_EQ(then.header("ETag"), "\"1\"");
  EXPECT_EQ(then.json()["state"]["status"], "assigned");
  EXPECT_NE(then.json()["state"]["severity"], "major");
  EXPECT_EQ(person.get("/v1/streams/work_order/WO-V6?as_of=0").status, 404);
}

}  // namespace
}  // namespace kintsugi::tests
