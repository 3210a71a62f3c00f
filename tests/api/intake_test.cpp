// What a clerk asks while somebody is on the telephone, what a customer sees by his link, and a
// sales file.

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct IntakeTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static std::string last;

  static std::string sent(Person& person, const std::string& path, const Json& body) {
    const Reply reply = person.send(path, body);
    EXPECT_EQ(reply.status, 200) << reply.body;
    last = reply.header("Kintsugi-Position");
    return last;
  }

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>(nullptr, [](api::Edge::Options& options) {
      options.callers = {.at_once = 40, .each = std::chrono::hours(1)};
    });
    Person admin = running->make_administrator();
    for (const char* outlet : {"OUT-A", "OUT-B"})
      sent(admin, "/v1/outlets/register_outlet",
           {{"outlet", outlet},
            {"name", outlet},
            {"kind", "service_station"},
            {"brands", {"JinLu"}}});
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "1002", "call_centre", "OUT-B");
    running->make_operator(admin, "1003", "call_centre", "");
    running->make_operator(admin, "3001", "accountant", "");
    Person clerk = running->signed_in("1001");
    sent(clerk, "/v1/customers/register_customer",
         {{"customer", "C-1"},
          {"name", "王小明"},
          {"phone", "+86 138-0000-0001"},
          {"address", "工业路1号"},
          {"outlet", "OUT-A"}});
    sent(clerk, "/v1/assets/register_asset",
         {{"asset", "A-1"},
          {"category", "ac"},
          {"model", "KF-35"},
          {"brand", "JinLu"},
          {"serial", "SN-0001"},
          {"customer", "C-1"}});
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", "WO-1"}, {"service_type", "repair"}, {"asset", "A-1"}, {"outlet", "OUT-A"}});
    sent(clerk, "/v1/work_orders/register_work_order",
         {{"order", "WO-2"},
          {"service_type", "repair"},
          {"brand", "JinLu"},
          {"phone", "13800000001"},
          {"address", "无名路"}});
    sent(clerk, "/v1/interactions/log_interaction",
         {{"interaction", "IX-1"}, {"channel", "phone"}, {"phone", "13800000001"}});
  }
  static void TearDownTestSuite() { running.reset(); }

  static Reply callers(Person& person, const std::string& phone) {
    return person.get("/v1/callers?wait=10s&min_position=" + last + "&phone=" + phone);
  }
};
std::unique_ptr<RunningEdge> IntakeTest::running;
std::string IntakeTest::last;

TEST_F(IntakeTest, TheCallerIsKnownByBeginAndEndInAnyForm) {
  Person clerk = running->signed_in("1001");
  for (const char* typed :
       {"0001", "1380", "138000000", "138%200000%200001", "%2B86%20138-0000-0001",
        "%EF%BC%91%EF%BC%93%EF%BC%98%EF%BC%90%EF%BC%90", "tel:13800000001",
        "%E7%94%B5%E8%AF%9D%EF%BC%9A138-0000-0001", "%2B86%20(0)138%200000%200001"}) {
    SCOPED_TRACE(typed);
    const Reply reply = callers(clerk, typed);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const Json json = reply.json();
    ASSERT_EQ(json["callers"].size(), 1u) << reply.body;
    const Json& caller = json["callers"][0];
    EXPECT_EQ(caller["customer"]["id"], "C-1");
    ASSERT_EQ(caller["machines"].size(), 1u);
    EXPECT_EQ(caller["machines"][0]["serial"], "SN-0001");
    ASSERT_EQ(caller["open_orders"].size(), 1u);
    EXPECT_EQ(caller["open_orders"][0]["id"], "WO-1");
    EXPECT_TRUE(caller["last_repairs"].empty());
  }
  const Json json = callers(clerk, "13800000001").json();
  ASSERT_EQ(json["orders"].size(), 1u);  // of nobody who has a file
  EXPECT_EQ(json["orders"][0]["id"], "WO-2");
  ASSERT_EQ(json["contacts"].size(), 1u);
  EXPECT_EQ(json["contacts"][0]["id"], "IX-1");
}

TEST_F(IntakeTest, CallersAreScopedAndNotListedByFewDigits) {
  Person other = running->signed_in("1002");
  const Json json = callers(other, "13800000001").json();
  EXPECT_TRUE(json["callers"].empty());
  EXPECT_TRUE(json["orders"].empty());
  EXPECT_EQ(callers(other, "138").code(), "request.bad_parameter");
  EXPECT_EQ(callers(other, "SN-0001").code(), "request.bad_parameter");
  Person accountant = running->signed_in("3001");
  EXPECT_EQ(callers(accountant, "13800000001").status, 403);
}

TEST_F(IntakeTest, WhoAsksForAllIsBraked) {
  Person clerk = running->signed_in("1003");
  Reply reply;
  for (int i = 0; i < 41; ++i) reply = callers(clerk, "13800000001");
  EXPECT_EQ(reply.status, 429);
  EXPECT_NE(reply.header("Retry-After"), "");
  Person colleague = running->signed_in("1002");
  EXPECT_EQ(callers(colleague, "13800000001").status, 200);
}

std::string secret_in(const Reply& made) {
  const std::string url = made.json().value("url", "");
  return url.substr(url.find('#') + 1);
}

TEST_F(IntakeTest, TheCustomerFollowsHisOwnOrderAndNothingElse) {
  Person clerk = running->signed_in("1001");
  const Reply made = clerk.post("/v1/follow/links", R"({"order":"WO-1"})");
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string secret = secret_in(made);
  Person customer = running->person();
  const auto follow = [&](const std::string& token) {
    return customer.post("/v1/follow", Json{{"token", token}}.dump());
  };
  Reply seen = follow(secret);
  for (int i = 0; i < 100 && seen.status == 404; ++i) {  // till it is folded
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // asked again
    seen = follow(secret);
  }
  ASSERT_EQ(seen.status, 200) << seen.body;
  EXPECT_EQ(seen.json()["order"], "WO-1");
  EXPECT_EQ(seen.json()["milestones"][0]["name"], "registered");
  EXPECT_EQ(seen.json()["brand"], "JinLu");
  EXPECT_EQ(seen.json()["brand_name"], "JinLu") << "nobody registered it";
  for (const char* hidden : {"138", "工业路", "王小明", "C-1", "OUT-A", "1001"})
    EXPECT_EQ(seen.body.find(hidden), std::string::npos) << hidden;
  // Another order's, a changed one, an ended one.
  std::string changed = secret;
  changed.back() = changed.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(follow(changed).code(), "follow.unknown_link");
  EXPECT_EQ(follow("").status, 400);
  EXPECT_EQ(customer.get("/v1/work_orders/WO-1").status, 401);
  const Reply again = clerk.post("/v1/follow/links", R"({"order":"WO-1"})");
  const std::string second = secret_in(again);
  const auto while_it_says = [&](int status) {  // what is folded a moment later
    for (int i = 0; i < 500 && follow(second).status == status; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));  // asked again
  };
  while_it_says(404);
  EXPECT_EQ(follow(secret).code(), "follow.unknown_link");
  EXPECT_EQ(follow(second).status, 200);
  sent(clerk, "/v1/follow_links/end_follow_link", {{"order", "WO-1"}});
  while_it_says(200);
  EXPECT_EQ(follow(second).code(), "follow.unknown_link");
  Person stranger = running->signed_in("1002");
  EXPECT_EQ(stranger.post("/v1/follow/links", R"({"order":"WO-1"})").status, 403);
}

// By his link he says what he thinks, once the work is reported, and registers his machine.
TEST_F(IntakeTest, TheCustomerSpeaksByHisLink) {
  Person clerk = running->signed_in("1001");
  const std::string secret = secret_in(clerk.post("/v1/follow/links", R"({"order":"WO-1"})"));
  Person customer = running->person();
  const auto say = [&](const char* what, Json body) {
    body["token"] = secret;
    return customer.post(std::string("/v1/follow") + what, body.dump());
  };
  for (int i = 0; i < 100 && say("", {}).status == 404; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // asked again
  EXPECT_TRUE(say("", {}).json()["rating"].is_null()) << "no visit has ended";
  EXPECT_TRUE(say("", {}).json()["charge"].is_null());
  EXPECT_EQ(say("/rating", {{"stars", "5"}}).code(), "work_order.not_reported");
  EXPECT_EQ(say("/rating", {{"stars", "many"}}).code(), "request.wrong_type");
  EXPECT_EQ(say("/charge", {{"answer", "charged"}}).code(), "work_order.not_reported");
  EXPECT_EQ(say("/charge", {{"answer", "perhaps"}}).status, 400);
  EXPECT_EQ(say("/rating", {{"stars", "5"}, {"order", "WO-2"}}).code(), "request.unknown_field");
  const Json machine = {
      {"brand", "JinLu"}, {"model", "KF-35"}, {"serial", "ZZ-778899"}, {"sold_on", "2026-01-02"}};
  Json unknown = machine;
  unknown["model"] = "nobody knows it";
  EXPECT_EQ(say("/machine", unknown).code(), "asset.unknown_model");
  Json wrong = machine;
  wrong["token"] = "x";
  EXPECT_EQ(customer.post("/v1/follow/machine", wrong.dump()).code(), "follow.unknown_link");
  ASSERT_EQ(say("/machine", machine).status, 200);
  Json seen = say("", {}).json();
  ASSERT_EQ(seen["machines"].size(), 1u) << seen.dump();
  EXPECT_EQ(seen["machines"][0]["status"], "registered");
  EXPECT_EQ(seen["machines"][0]["unproven"], true);
  EXPECT_EQ(say("/machine", machine).code(), "buyer_registration.already_his");
}

TEST_F(IntakeTest, AnothersSerialWaitsForTheCallCentre) {
  Person clerk = running->signed_in("1001");
  sent(clerk, "/v1/customers/register_customer",
       {{"customer", "C-9"}, {"name", "李四"}, {"phone", "13800000009"}});
  sent(clerk, "/v1/assets/register_asset",
       {{"asset", "A-9"},
        {"category", "ac"},
        {"model", "KF-35"},
        {"brand", "JinLu"},
        {"serial", "SN-0009"},
        {"customer", "C-9"}});
  const std::string secret = secret_in(clerk.post("/v1/follow/links", R"({"order":"WO-1"})"));
  Person customer = running->person();
  const auto say = [&](const char* what, Json body) {
    body["token"] = secret;
    return customer.post(std::string("/v1/follow") + what, body.dump());
  };
  for (int i = 0; i < 100 && say("", {}).status == 404; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // asked again
  const Reply asked = say("/machine", {{"brand", "JinLu"},
                                       {"model", "KF-35"},
                                       {"serial", "sn-0009"},
                                       {"sold_on", "2026-01-02"}});
  ASSERT_EQ(asked.status, 200) << asked.body;
  for (const char* hidden : {"C-9", "李四", "A-9"})
    EXPECT_EQ(say("", {}).body.find(hidden), std::string::npos) << hidden;
  const Json queue = clerk.get("/v1/queues/registrations_to_decide").json();
  ASSERT_EQ(queue["items"].size(), 1u) << queue.dump();
  const std::string id = queue["items"][0]["subject"].get<std::string>().substr(19);
  Person other = running->signed_in("1002");  // of another outlet
  EXPECT_TRUE(other.get("/v1/queues/registrations_to_decide").json()["items"].empty());
  EXPECT_EQ(other
                .send("/v1/buyer_registrations/accept_registration",
                      {{"registration", id}, {"reason", "看过发票"}})
                .status,
            404);
  sent(clerk, "/v1/buyer_registrations/accept_registration",
       {{"registration", id}, {"reason", "看过发票"}});
  const Json machine =
      clerk.get("/v1/assets/A-9?wait=10s&min_position=" + last).json()["item"];
  EXPECT_EQ(machine["customer"], "C-1");
}

TEST_F(IntakeTest, ASalesFileMakesOrdersOnceAndListsWhatIsWrong) {
  Person clerk = running->signed_in("1001");
  const std::string file =
      "订单号,姓名,电话,地址,品牌,型号,销售日期,送货日期,安装日期\r\n"
      "L-1,李,13900000001,东路1号,JinLu,KF-35,2026/1/2,2026/1/5,2026/1/6\r\n"
      "L-2,张,13900000002,东路2号,JinLu,KF-35,2026/1/2,2026/1/5,2026/1/4\r\n"
      "L-3,赵,没有,东路3号,JinLu,KF-35,2026/1/2,,\r\n"
      "L-4,孙,13900000004,东路4号,JinLu,KF-35,昨天,,\r\n";
  const auto bring = [&](const std::string& query) {
    return clerk.post("/v1/sales/file" + query, file, {}, "text/csv");
  };
  const Reply checked = bring("?check=true");
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_EQ(checked.json()["refused"], 3);
  EXPECT_EQ(checked.json()["imported"], 0);
  EXPECT_EQ(checked.json()["problems"][0]["problem"]["code"], "sale.install_before_delivery");
  const Json column = checked.json()["columns"][1];
  EXPECT_EQ(column["name"], "姓名");
  EXPECT_EQ(column["field"], "contact");
  EXPECT_EQ(column["first"], (Json{"李", "张", "赵", "孙"}));
  const Reply without = bring("?check=true&phone=-&address=%E5%A7%93%E5%90%8D");  // 姓名
  EXPECT_EQ(without.json()["refused"], 4) << "none has a telephone";
  EXPECT_EQ(without.json()["columns"][2]["field"], nullptr);
  const Reply first = bring("?of_outlet=OUT-A");
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.json()["imported"], 1);
  ASSERT_EQ(first.json()["refused"], 3) << first.body;
  EXPECT_EQ(first.json()["problems"][0]["sale"], "L-2");
  EXPECT_EQ(first.json()["problems"][0]["row"], 2);
  EXPECT_EQ(first.json()["problems"][0]["problem"]["code"], "sale.install_before_delivery");
  const Json letters = first.json()["problems"][1]["problem"];
  EXPECT_EQ(letters["code"], "request.bad_text");
  EXPECT_EQ(letters["title"], "A text has a character that its field does not take");
  EXPECT_EQ(letters["detail"], "a phone number is of digits, + - ( ) * # and blanks");
  EXPECT_EQ(first.json()["problems"][2]["problem"]["pointer"], "/sold_on");
  const Reply again = bring("?of_outlet=OUT-A");
  EXPECT_EQ(again.json()["imported"], 0);
  EXPECT_EQ(again.json()["known"], 1) << again.body;
  // One number for two machines: the second must not pass for the first.
  const auto line = [](const char* number, const char* model, const char* serial) {
    return std::string(number) + ",李,13900000001,东路1号,JinLu," + model + "," + serial +
           ",2026/1/2\r\n";
  };
  const std::string twice = "订单号,姓名,电话,地址,品牌,型号,机号,销售日期\r\n" +
                            line("L-7", "KF-35", "") + line("L-7", "XQ-10", "") +
                            line("L-7", "kf-35", "") + line("L-1", "XQ-10", "");
  const Reply lines = clerk.post("/v1/sales/file?of_outlet=OUT-A", twice, {}, "text/csv");
  EXPECT_EQ(lines.json()["imported"], 1) << lines.body;
  EXPECT_EQ(lines.json()["known"], 1) << lines.body;
  ASSERT_EQ(lines.json()["refused"], 2) << lines.body;
  EXPECT_EQ(lines.json()["problems"][0]["row"], 2);
  EXPECT_EQ(lines.json()["problems"][0]["problem"]["code"], "sale.exists");
  EXPECT_EQ(lines.json()["problems"][0]["problem"]["detail"],
            "row 1 has this number, and is of another model: number each machine");
  EXPECT_EQ(lines.json()["problems"][1]["row"], 4);
  // A row that was refused does not stand for the one that mends it.
  const std::string mended = "订单号,姓名,电话,地址,品牌,型号,机号,销售日期\r\n"
                             "L-8,李,13900000001,东路1号,JinLu,KF-35,,昨天\r\n" +
                             line("L-9", "KF-35", "?") + line("L-9", "XQ-10", "") +
                             line("L-8", "KF-35", "");
  const Reply both = clerk.post("/v1/sales/file?of_outlet=OUT-A", mended, {}, "text/csv");
  EXPECT_EQ(both.json()["imported"], 2) << both.body;
  EXPECT_EQ(both.json()["refused"], 2) << both.body;
  EXPECT_EQ(bring("?phone=没有这列").status, 400);
  EXPECT_EQ(clerk.post("/v1/sales/file", file).code(), "request.wrong_media_type");
}

}  // namespace
}  // namespace kintsugi::tests
