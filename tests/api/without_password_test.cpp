// The doors of a company made for trying out: one click, no password; recorded and braked as every
// sign-in, and nothing like it anywhere else.

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>

#include "api/demo/demo.h"
#include "schema/credentials.h"
#include "schema/description.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

std::unique_ptr<RunningEdge> running_demo() {
  auto running = std::make_unique<RunningEdge>(
      [](const api::Service::Options& options) {
        ASSERT_TRUE(api::make_demo_company(options, {.orders = api::demo_orders_min}));
      },
      [](api::Edge::Options& options) { options.guard.default_tenant = "demo"; });
  EXPECT_TRUE(running->secrets().open_without_password("demo"));
  EXPECT_TRUE(running->service().runner("demo").value()->wait_for_all(
      *running->service().log().end(), std::chrono::minutes(2)));
  return running;
}

struct WithoutPasswordTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;
  static void SetUpTestSuite() { running = running_demo(); }
  static void TearDownTestSuite() { running.reset(); }

  static Reply enter(Person& person, const std::string& number, httplib::Headers headers = {}) {
    return person.post("/v1/doors", Json{{"operator", number}}.dump(), std::move(headers));
  }
  static Json door(const std::string& number) {
    const Json all = running->person().get("/v1/doors").json();
    for (const Json& one : all["items"])
      if (one["operator"] == number) return one;
    return {};
  }
  static void is_unknown(const Reply& reply) {
    EXPECT_EQ(reply.status, 404) << reply.body;
    EXPECT_EQ(reply.code(), "request.unknown_path");
  }
};
std::unique_ptr<RunningEdge> WithoutPasswordTest::running;

bool on_bench(const std::string& queue, const std::string& duty) {
  for (const schema::EnumValue& one : schema::find_enum("queue")->values)
    if (one.name == queue) return std::ranges::count(one.benches, duty) > 0;
  return false;
}

TEST_F(WithoutPasswordTest, EachDutyHasADoorThatSaysWhatWaits) {
  std::map<std::string, int> of;
  const Json all = running->person().get("/v1/doors").json();
  for (const Json& one : all["items"]) {
    ++of[one["duty"]];
    EXPECT_EQ(one["opens"], one["duty"] != "administrator") << one;
    EXPECT_FALSE(one["name"].get<std::string>().empty()) << one;
  }
  EXPECT_EQ(of.size(), 9u);
  EXPECT_GE(of["accountant"], 2) << "four eyes";
  // As many as he finds inside.
  for (const char* number : {"2001", "3001", "T-01", "4001", "1001", "6001"}) {
    Person person = running->person();
    ASSERT_EQ(enter(person, number).status, 200) << number;
    std::map<std::string, int> inside;
    const Json queues = person.get("/v1/queues").json();
    for (const Json& queue : queues["items"])
      if (queue["count"] > 0) inside[queue["queue"]] = queue["count"];
    std::map<std::string, int> outside;
    const Json its_door = door(number);
    // What is his to empty stands on the bench of his duty; who has none watches all of them.
    const std::string duty = its_door["duty"];
    for (const Json& queue : its_door["waiting"]) {
      outside[queue["queue"]] = queue["count"];
      const std::string name = queue["queue"];
      EXPECT_EQ(queue["own"], duty == "auditor" || on_bench(name, duty)) << queue;
    }
    EXPECT_EQ(inside, outside) << number;
  }
}

// He reads what they read on whose work he decides, in his outlet, and sends what decides.
TEST_F(WithoutPasswordTest, AManagerDecidesForHisOutlet) {
  Person manager = running->person();
  ASSERT_EQ(enter(manager, "6001").status, 200);
  const Json session = manager.get("/v1/session").json();
  EXPECT_EQ(session["outlets"], Json::array({"OUT-1"}));
  const auto may = [&](const char* command) {
    return std::ranges::count(session["commands"], Json(command)) == 1;
  };
  for (const char* decides : {"approve_part_request", "approve_leave", "approve_charge",
                              "approve_stock_adjustment", "approve_subcontract",
                              "approve_exchange", "decide_liability_appeal"})
    EXPECT_TRUE(may(decides)) << decides;
  for (const char* works : {"register_work_order", "schedule_booking", "issue_part",
                            "collect_payment", "grant_role"})
    EXPECT_FALSE(may(works)) << works;
  const Json orders = manager.get("/v1/orders?limit=100").json();
  ASSERT_FALSE(orders["items"].empty());
  for (const Json& one : orders["items"])
    EXPECT_NE(one.dump().find(R"("outlet":"OUT-1")"), std::string::npos) << one;
  EXPECT_EQ(manager.get("/v1/audit").status, 403);
  // One of his people asks for leave: he says yes, and another outlet's manager does not see it.
  ASSERT_EQ(door("T-01")["outlet"], "OUT-1");
  Person technician = running->person();
  ASSERT_EQ(enter(technician, "T-01").status, 200);
  const auto in_days = [](int days) {
    const auto now = std::chrono::system_clock::now() + std::chrono::hours(24 * days);
    return format_instant(std::chrono::floor<std::chrono::milliseconds>(now));
  };
  const Reply asked = technician.send("/v1/leaves/request_leave", {{"technician", "T-01"},
                                                                   {"kind", "annual"},
                                                                   {"starts_at", in_days(40)},
                                                                   {"ends_at", in_days(41)}});
  ASSERT_EQ(asked.status, 200) << asked.body;
  Json leave;
  const Json answer = asked.json();
  for (const Json& one : answer["streams"])
    if (const std::string stream = one["stream"]; stream.starts_with("leave/"))
      leave["leave"] = stream.substr(6);
  Person other = running->person();
  ASSERT_EQ(enter(other, "6002").status, 200);
  const int elsewhere = other.send("/v1/leaves/approve_leave", leave).status;
  EXPECT_TRUE(elsewhere == 403 || elsewhere == 404) << elsewhere;
  const Reply approved = manager.send("/v1/leaves/approve_leave", leave);
  EXPECT_EQ(approved.status, 200) << approved.body;
}

TEST_F(WithoutPasswordTest, AnAnalystSeesFiguresAndNoCustomer) {
  Person analyst = running->person();
  ASSERT_EQ(enter(analyst, "7001").status, 200);
  for (const char* open : {"/v1/stock_items?limit=1", "/v1/reports/stock_summary",
                           "/v1/reports/orders_by_kind", "/v1/saved_queries"})
    EXPECT_EQ(analyst.get(open).status, 200) << open << analyst.get(open).body;
  for (const char* closed : {"/v1/customers", "/v1/orders", "/v1/technicians", "/v1/audit",
                             "/v1/reports/operation_log", "/v1/queue_items"})
    EXPECT_EQ(analyst.get(closed).status, 403) << closed;
  EXPECT_TRUE(door("7001")["waiting"].empty());
  const Json reports = analyst.get("/v1/reports").json();
  for (const Json& report : reports["items"])
    EXPECT_EQ(report.dump().find("customer_phone"), std::string::npos) << report["id"];
  const Json saved = {{"name", "我的口径"}, {"about", "report"}, {"target", "stock_summary"}};
  EXPECT_EQ(analyst.send("/v1/saved_queries/save_query", saved).status, 200);
}

TEST_F(WithoutPasswordTest, ComingInIsRecordedAsASignIn) {
  Person person = running->person();
  const Reply entered = enter(person, "2002");
  ASSERT_EQ(entered.status, 200) << entered.body;
  EXPECT_EQ(entered.json()["operator"], "2002");
  EXPECT_NE(entered.header("Set-Cookie").find("HttpOnly"), std::string::npos);
  Person auditor = running->person();
  ASSERT_EQ(enter(auditor, "5001").status, 200);
  const std::string last = std::to_string(running->service().log().end()->value - 1);
  const Json steps =
      auditor.get("/v1/audit?operator=2002&limit=3&wait=10s&min_position=" + last).json()["items"];
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps[0]["command"], "sign_in");
}

TEST_F(WithoutPasswordTest, AnotherDutyEndsTheFormerSession) {
  Person person = running->person();
  ASSERT_EQ(enter(person, "2003").status, 200);
  const std::string former = person.cookie();
  ASSERT_EQ(enter(person, "3002").status, 200);
  EXPECT_EQ(person.get("/v1/session").json()["operator"], "3002");
  EXPECT_EQ(running->person().get("/v1/session", {{"Cookie", former}}).status, 401);
}

TEST_F(WithoutPasswordTest, AdministratorsAndStrangersHaveNone) {
  for (const char* number : {"admin", "nobody", "T-999"}) {
    Person person = running->person();
    const Reply refused = enter(person, number);
    EXPECT_EQ(refused.status, 403) << number;
    EXPECT_EQ(refused.code(), "session.no_door");
    EXPECT_EQ(refused.header("Set-Cookie"), "");
  }
}

// Whom a proxy hands on, whatever it calls the host, and whoever is sent by another page.
TEST_F(WithoutPasswordTest, FromElsewhereThereIsNothing) {
  for (const httplib::Headers& headers :
       std::vector<httplib::Headers>{{{"X-Forwarded-For", "203.0.113.7"}},
                                     {{"X-Forwarded-For", "127.0.0.1"}},
                                     {{"Forwarded", "for=203.0.113.7"}},
                                     {{"X-Real-IP", "203.0.113.7"}},
                                     {{"Via", "1.1 edge"}}}) {
    Person person = running->person();
    is_unknown(person.get("/v1/doors", headers));
    is_unknown(enter(person, "2001", headers));
    EXPECT_FALSE(person.get("/version", headers).json().contains("doors"));
  }
  Person person = running->person();
  const Reply foreign = enter(person, "2001", {{"Origin", "https://evil.example"}});
  EXPECT_EQ(foreign.code(), "session.foreign_origin");
  EXPECT_EQ(person.get("/version").json()["doors"], true);
}

TEST_F(WithoutPasswordTest, BadBodiesAreRefused) {
  Person person = running->person();
  for (const auto& [body, code] : std::map<std::string, std::string>{
           {"{}", "request.missing_field"},
           {R"({"operator":1})", "request.wrong_type"},
           {R"({"operator":"2001","tenant":"main"})", "request.unknown_field"},
           {"[]", "request.bad_json"}})
    EXPECT_EQ(person.post("/v1/doors", body).code(), code) << body;
  EXPECT_EQ(person.get("/v1/doors?outlet=OUT-1").code(), "request.unknown_parameter");
}

// A company of its own, of an administrator, a dispatcher 2001 and a store keeper 3001 who have no
// password; noted as made for trying out or not.
struct SmallCompany {
  RunningEdge running;
  Person admin;
  explicit SmallCompany(bool noted, const RunningEdge::Change& change = nullptr)
      : running(nullptr, change), admin(running.make_administrator()) {
    for (const auto& [number, role] :
         std::map<std::string, std::string>{{"2001", "dispatcher"}, {"3001", "store_keeper"}}) {
      const Json made = {{"number", number}, {"name", "某人"}};
      EXPECT_EQ(admin.send("/v1/operators/register_operator", made).status, 200);
      const Json grant = {{"number", number}, {"role", role}};
      EXPECT_EQ(admin.send("/v1/operators/grant_role", grant).status, 200);
    }
    if (noted) {
      EXPECT_TRUE(running.secrets().open_without_password("main"));
    }
  }
};

// A token would open from elsewhere, and for years.
TEST(WithoutPassword, MakesNoTokens) {
  SmallCompany company(true);
  Person person = company.running.person();
  ASSERT_EQ(person.post("/v1/doors", R"({"operator":"2001"})").status, 200);
  const Reply refused = person.post("/v1/tokens", R"({"name":"x","expires_in_days":3660})");
  EXPECT_EQ(refused.status, 403) << refused.body;
  EXPECT_EQ(refused.code(), "session.without_password");
  EXPECT_EQ(person.get("/v1/tokens").json()["items"].size(), 0u);
}

TEST(WithoutPassword, EndsWithAPasswordAndWithTheDutyOfAnAdministrator) {
  SmallCompany company(true);
  RunningEdge* running = &company.running;
  Person& admin = company.admin;
  const auto enter = [&](Person& person, const char* number) {
    return person.post("/v1/doors", Json{{"operator", number}}.dump());
  };
  const auto set_password = [&](Person& person, const std::string& url) {
    const Json body = {{"token", url.substr(url.find('#') + 1)},
                       {"password", RunningEdge::password}};
    return person.post("/v1/setup", body.dump()).status;
  };
  Person dispatcher = running->person(), keeper = running->person();
  ASSERT_EQ(enter(dispatcher, "2001").status, 200);
  ASSERT_EQ(enter(keeper, "3001").status, 200);
  // A duty that may let others in, given while he is inside: he is outside.
  ASSERT_EQ(admin.send("/v1/operators/grant_role", {{"number", "2001"}, {"role", "administrator"}})
                .status,
            200);
  EXPECT_EQ(dispatcher.get("/v1/session").code(), "session.expired");
  EXPECT_EQ(enter(dispatcher, "2001").code(), "session.no_door");
  // Whoever has a password uses it.
  const Reply invited = admin.post("/v1/invitations", R"({"operator":"3001"})");
  Person own = running->person();
  ASSERT_EQ(set_password(own, invited.json()["url"]), 200);
  EXPECT_EQ(keeper.get("/v1/session").status, 401);
  EXPECT_EQ(enter(keeper, "3001").code(), "session.no_door");
  EXPECT_TRUE(running->person().sign_in("3001", RunningEdge::password));
}

TEST(WithoutPassword, IsBraked) {
  SmallCompany company(true);
  Person person = company.running.person();
  int entered = 0;
  Reply last;
  for (int i = 0; i < 60 && last.status != 429; ++i) {
    last = person.post("/v1/doors", R"({"operator":"2001"})");
    entered += last.status == 200 ? 1 : 0;
  }
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(last.code(), "session.too_many_attempts");
  EXPECT_NE(last.header("Retry-After"), "");
  EXPECT_GE(entered, 20) << "whoever looks at every duty is not";
}

// The same people, in a company that nobody noted as made for trying out; one that is noted, on a
// node whose own company is another; and one where not the loopback alone can ask.
TEST(WithoutPassword, IsNowhereElse) {
  const auto closed = [](RunningEdge& running) {
    Person person = running.person();
    const Reply entered = person.post("/v1/doors", R"({"operator":"2001"})");
    EXPECT_EQ(entered.status, 404) << entered.body;
    EXPECT_EQ(entered.header("Set-Cookie"), "");
    EXPECT_EQ(person.get("/v1/doors").code(), "request.unknown_path");
    EXPECT_FALSE(person.get("/version").json().contains("doors"));
    EXPECT_FALSE(running.edge().has_doors());
  };
  SmallCompany real(false);
  closed(real.running);
  SmallCompany other(true, [](auto& options) { options.guard.default_tenant = "own"; });
  closed(other.running);
  SmallCompany reachable(true, [](auto& options) { options.server.host = "0.0.0.0"; });
  closed(reachable.running);
}

// An earlier version let who came in by a door make one, which opened from elsewhere.
TEST_F(WithoutPasswordTest, ATokenThatWasMadeBehindADoorOpensNothing) {
  const std::string secret = *running->secrets().make_token({"old", "demo", "2001", {}});
  api::CommandRequest made;
  made.tenant = "demo";
  made.id = "made-behind-a-door";
  made.actor.operator_id = "2001";
  made.commands.push_back(schema::MakeToken{
      .operator_ = "2001",
      .token = "old",
      .name = "script",
      .expires_at = to_ms(api::SystemClock().now() + std::chrono::hours(24))});
  std::promise<bool> told;
  running->service().node().submit(std::move(made), [&](const Result<api::Answer>& answer) {
    told.set_value(answer && !answer->refusal);
  });
  ASSERT_TRUE(told.get_future().get());
  Person elsewhere = running->person();
  const Reply opened = elsewhere.get("/v1/session", {{"Authorization", "Bearer " + secret}});
  EXPECT_EQ(opened.status, 401) << opened.body;
  EXPECT_NE(opened.body.find("no password"), std::string::npos) << opened.body;
}

}  // namespace
}  // namespace kintsugi::tests
