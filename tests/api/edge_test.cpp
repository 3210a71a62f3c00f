// The edge as clients meet it: sessions, commands, scope. Bad input: bad_input_test.cpp.

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

struct EdgeTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    for (const char* outlet : {"OUT-A", "OUT-B"}) {
      Reply reply = admin.send("/v1/outlets/register_outlet", {{"outlet", outlet},
                                                               {"name", outlet},
                                                               {"kind", "service_station"},
                                                               {"brands", {"JinLu"}}});
      ASSERT_EQ(reply.status, 200) << reply.body;
    }
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "dispatcher", "OUT-A");
    running->make_operator(admin, "2002", "dispatcher", "OUT-B");
    running->make_operator(admin, "5001", "auditor", "");
  }
  static void TearDownTestSuite() { running.reset(); }

  static Json order(const std::string& id, const std::string& outlet) {
    return {{"order", id},
            {"service_type", "repair"},
            {"source", "own"},
            {"brand", "JinLu"},
            {"outlet", outlet},
            {"phone", "13800000001"},
            {"address", "工业路1号"},
            {"symptom", "不制冷"}};
  }
  static std::string today() {  // in Shanghai
    return format_instant(api::SystemClock().now() + std::chrono::hours(8)).substr(0, 10);
  }
  static void wait_for(Person& person, const Reply& reply) {
    std::string position = reply.header("Kintsugi-Position");
    ASSERT_EQ(person.get("/v1/queues?wait=10s&min_position=" + position).status, 200);
  }
};
std::unique_ptr<RunningEdge> EdgeTest::running;

TEST_F(EdgeTest, TheServicePolicyInForceIsToldAsOfAnyMoment) {
  Person admin = running->signed_in("admin");
  Person dispatcher = running->signed_in("2001");
  const Json before = dispatcher.get("/v1/service_policy?wait=10s&min_position=0").json();
  EXPECT_EQ(before["version"], "0") << before;
  EXPECT_EQ(before["service_policy"]["accept_minutes"], 120);
  const Json terms = {{"effective_from", today()}, {"accept_minutes", 90}};
  const std::string publish = "/v1/service_policies/publish_service_policy";
  EXPECT_EQ(dispatcher.send(publish, terms).status, 403);
  const Reply published = admin.send(publish, terms);
  ASSERT_EQ(published.status, 200) << published.body;
  wait_for(dispatcher, published);
  const Json now = dispatcher.get("/v1/service_policy").json();
  EXPECT_EQ(now["version"], "1") << now;
  EXPECT_EQ(now["service_policy"]["accept_minutes"], 90);
  EXPECT_EQ(now["service_policy"]["effective_from"], today());
  EXPECT_EQ(now["service_policy"]["follow_up_hours"], 24) << "what was not named stays";
  const std::string then = before["position"];
  EXPECT_EQ(dispatcher.get("/v1/service_policy?as_of=" + then).json(), before);
}

TEST_F(EdgeTest, NobodyGetsNothing) {
  Person nobody = running->person();
  for (const char* path :
       {"/v1/session", "/v1/queues", "/v1/orders", "/v1/orders/WO-1", "/v1/orders/WO-1/timeline",
        "/v1/inventory", "/v1/custody", "/v1/wages", "/v1/audit", "/v1/reports", "/v1/projections",
        "/v1/log/density", "/v1/log/position", "/v1/stream", "/v1/tokens",
        "/v1/streams/outlet/OUT-A", "/v1/lookup/outlet", "/v1/service_policy"}) {
    Reply reply = nobody.get(path);
    EXPECT_EQ(reply.status, 401) << path;
    EXPECT_EQ(reply.code(), "session.missing") << path;
  }
  Reply command = nobody.send("/v1/work_orders/register_work_order", order("WO-N", "OUT-A"));
  EXPECT_EQ(command.status, 401);
}

TEST_F(EdgeTest, RequestsOfNobodyAreNeverAppended) {
  Person auditor = running->signed_in("5001");
  auto end = [&] { return running->service().log().end()->value; };
  auto before = end();
  Person nobody = running->person();
  for (int i = 0; i < 20; ++i) {
    nobody.send("/v1/work_orders/register_work_order", order("WO-N", "OUT-A"));
    nobody.post("/v1/commands", "{}\n", {}, "application/x-ndjson");
    nobody.post("/v1/session", "{\"operator\":");
  }
  EXPECT_EQ(end(), before);
  Reply metrics = nobody.get("/metrics");
  EXPECT_NE(metrics.body.find("kintsugi_requests_not_recorded_total"), std::string::npos);
}

TEST_F(EdgeTest, ProblemsAreInTheReadersLanguage) {
  Person nobody = running->person();
  Reply zh = nobody.get("/v1/orders", {{"Accept-Language", "zh-CN,en;q=0.5"}});
  Reply en = nobody.get("/v1/orders", {{"Accept-Language", "en"}});
  EXPECT_EQ(zh.json()["title"], "请先登录");
  EXPECT_EQ(zh.header("Content-Language"), "zh-CN");
  EXPECT_EQ(en.json()["title"], "Sign in first");
  EXPECT_EQ(en.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(zh.json()["code"], en.json()["code"]);
}

TEST_F(EdgeTest, WrongPasswordAndUnknownOperatorLookAlike) {
  Person nobody = running->person();
  Json wrong = {{"operator", "5001"}, {"password", "not the password"}};
  Json unknown = {{"operator", "nobody-has-it"}, {"password", "not the password"}};
  Reply a = nobody.post("/v1/session", wrong.dump());
  Reply b = nobody.post("/v1/session", unknown.dump());
  EXPECT_EQ(a.status, 401);
  EXPECT_EQ(b.status, 401);
  EXPECT_EQ(a.json()["title"], b.json()["title"]);
  EXPECT_EQ(a.code(), "session.wrong_credentials");
  EXPECT_EQ(b.code(), a.code());
}

TEST_F(EdgeTest, GuessingMustWait) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "7777", "auditor", "");
  Person guesser = running->person();
  int refused = 0;
  for (int i = 0; i < 8; ++i) {
    Reply reply = guesser.post("/v1/session",
                               Json{{"operator", "7777"}, {"password", "guess number x"}}.dump());
    if (reply.status == 429) {
      ++refused;
      EXPECT_FALSE(reply.header("Retry-After").empty());
    }
  }
  EXPECT_GT(refused, 0);
}

TEST_F(EdgeTest, TheSessionIsACookieThatScriptsCannotRead) {
  Person person = running->person();
  Reply reply = person.post("/v1/session",
                            Json{{"operator", "1001"}, {"password", RunningEdge::password}}.dump());
  ASSERT_EQ(reply.status, 200) << reply.body;
  std::string cookie = reply.header("Set-Cookie");
  for (const char* part : {"HttpOnly", "SameSite=Lax", "Path=/"})
    EXPECT_NE(cookie.find(part), std::string::npos);
  Json session = person.get("/v1/session").json();
  EXPECT_EQ(session["operator"], "1001");
  EXPECT_EQ(session["tenant"], "main");
  EXPECT_TRUE(session["all_outlets"]);
  EXPECT_EQ(person.remove("/v1/session").status, 204);
  EXPECT_EQ(person.get("/v1/session").status, 401);
}

TEST_F(EdgeTest, ForeignSitesCannotUseTheCookie) {
  Person person = running->signed_in("1001");
  for (const auto& headers : {httplib::Headers{{"Origin", "http://evil.example"}},
                              httplib::Headers{{"Sec-Fetch-Site", "cross-site"}}}) {
    Reply reply =
        person.send("/v1/work_orders/register_work_order", order("WO-X", "OUT-A"), headers);
    EXPECT_EQ(reply.status, 403);
    EXPECT_EQ(reply.code(), "session.foreign_origin");
  }
  std::string own = "http://127.0.0.1:" + std::to_string(running->port());
  EXPECT_EQ(
      person
          .send("/v1/work_orders/register_work_order", order("WO-OWN", "OUT-A"), {{"Origin", own}})
          .status,
      200);
}

TEST_F(EdgeTest, ACommandTellsItsPlaceAndItsEvents) {
  Person person = running->signed_in("1001");
  Reply reply = person.send("/v1/work_orders/register_work_order", order("WO-1", "OUT-A"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  Json json = reply.json();
  EXPECT_EQ(json["position"], reply.header("Kintsugi-Position"));
  EXPECT_EQ(json["command"], "register_work_order");
  EXPECT_EQ(json["events"][0]["stream"], "work_order/WO-1");
  EXPECT_EQ(json["events"][0]["type"], "work_order_registered");
  wait_for(person, reply);
  Reply card = person.get("/v1/orders/WO-1");
  ASSERT_EQ(card.status, 200) << card.body;
  EXPECT_EQ(card.json()["order"]["order"]["symptom"], "不制冷");
  Reply timeline = person.get("/v1/orders/WO-1/timeline");
  ASSERT_EQ(timeline.status, 200) << timeline.body;
  EXPECT_EQ(timeline.json()["items"][0]["operator"], "1001");
}

TEST_F(EdgeTest, ARepeatGetsTheFirstAnswer) {
  Person person = running->signed_in("1001");
  httplib::Headers key = {{"Idempotency-Key", "\"one-key\""}};
  Reply first = person.send("/v1/work_orders/register_work_order", order("WO-2", "OUT-A"), key);
  Reply again = person.send("/v1/work_orders/register_work_order", order("WO-2", "OUT-A"),
                            {{"Idempotency-Key", "one-key"}});
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.header("Idempotent-Replayed"), "true");
  EXPECT_EQ(again.json()["position"], first.json()["position"]);
  EXPECT_EQ(again.json()["events"], first.json()["events"]);
  Reply other = person.send("/v1/work_orders/register_work_order", order("WO-3", "OUT-A"), key);
  EXPECT_EQ(other.status, 422) << other.body;
  EXPECT_EQ(other.code(), "command.reused");
  Person else_where = running->signed_in("2001");
  Reply stolen =
      else_where.send("/v1/work_orders/register_work_order", order("WO-2", "OUT-A"), key);
  EXPECT_EQ(stolen.status, 422) << "another operator learns nothing: " << stolen.body;
}

TEST_F(EdgeTest, ARefusalIsRecordedAndRepeatsAlike) {
  Person person = running->signed_in("1001");
  ASSERT_EQ(person.send("/v1/work_orders/register_work_order", order("WO-4", "OUT-A")).status, 200);
  httplib::Headers key = {{"Idempotency-Key", "refused-key"}};
  Reply refused = person.send("/v1/work_orders/register_work_order", order("WO-4", "OUT-B"), key);
  EXPECT_EQ(refused.status, 409) << refused.body;
  EXPECT_EQ(refused.code(), "work_order.exists");
  EXPECT_FALSE(refused.json()["position"].get<std::string>().empty());
  Reply again = person.send("/v1/work_orders/register_work_order", order("WO-4", "OUT-B"), key);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.header("Idempotent-Replayed"), "true");
  EXPECT_EQ(again.json()["position"], refused.json()["position"]);
  Person auditor = running->signed_in("5001");
  wait_for(auditor, refused);
  Reply audit = auditor.get("/v1/audit?outcome=refused&operator=1001");
  ASSERT_EQ(audit.status, 200) << audit.body;
  EXPECT_EQ(audit.json()["items"][0]["refusal"]["code"], "work_order.exists");
}

TEST_F(EdgeTest, AnotherOutletsOrdersAreNotThere) {
  Person call_centre = running->signed_in("1001");
  Reply made = call_centre.send("/v1/work_orders/register_work_order", order("WO-6", "OUT-A"));
  ASSERT_EQ(made.status, 200) << made.body;
  Person own = running->signed_in("2001");
  Person foreign = running->signed_in("2002");
  wait_for(own, made);
  EXPECT_EQ(own.get("/v1/orders/WO-6").status, 200);
  EXPECT_EQ(foreign.get("/v1/orders/WO-6").status, 404);
  EXPECT_EQ(foreign.get("/v1/orders/WO-6/timeline").status, 404);
  EXPECT_EQ(foreign.get("/v1/streams/work_order/WO-6").status, 404);
  Json items = foreign.get("/v1/orders?limit=500").json()["items"];
  for (const Json& item : items) EXPECT_NE(item["order"]["outlet"], "OUT-A");
  EXPECT_EQ(foreign.get("/v1/orders?outlet=OUT-A").json()["items"].size(), 0u);
  Reply report = foreign.get("/v1/reports/repair_status");
  ASSERT_EQ(report.status, 200) << report.body;
  EXPECT_EQ(report.body.find("WO-6"), std::string::npos);
  EXPECT_EQ(foreign.get("/v1/audit").status, 403);
  Reply cancel =
      foreign.send("/v1/work_orders/cancel_work_order", {{"order", "WO-6"}, {"reason", "x"}});
  // Told like one that is not there; the log keeps why.
  Reply none =
      foreign.send("/v1/work_orders/cancel_work_order", {{"order", "WO-NONE"}, {"reason", "x"}});
  EXPECT_EQ(cancel.status, 404) << cancel.body;
  EXPECT_EQ(cancel.status, none.status) << none.body;
  EXPECT_EQ(cancel.code(), none.code());
  EXPECT_EQ(cancel.json()["detail"], "there is no work_order WO-6");
  EXPECT_EQ(none.json()["detail"], "there is no work_order WO-NONE");
  Person admin = running->signed_in("admin");
  wait_for(admin, cancel);
  EXPECT_NE(admin.get("/v1/audit?operator=2002&limit=50").body.find("authority.out_of_scope"),
            std::string::npos);
  const Reply into = foreign.send("/v1/work_orders/register_work_order", order("WO-INTO", "OUT-A"));
  EXPECT_EQ(into.status, 403) << "what is to be made is not hidden: " << into.body;
  Reply role = foreign.send("/v1/outlets/suspend_outlet", {{"outlet", "OUT-B"}, {"reason", "x"}});
  EXPECT_EQ(role.status, 403);
  EXPECT_EQ(role.code(), "authority.not_allowed");
}

TEST_F(EdgeTest, TenantsDoNotSeeEachOther) {
  Person other = running->make_administrator("other");
  EXPECT_EQ(other.get("/v1/streams/outlet/OUT-A").status, 404);
  EXPECT_EQ(other.get("/v1/orders").json()["items"].size(), 0u);
  Person person = running->person();
  EXPECT_FALSE(person.sign_in("1001", RunningEdge::password, "other"));
  EXPECT_FALSE(person.sign_in("1001", RunningEdge::password, "../main"));
}

TEST_F(EdgeTest, PagesShowOneMoment) {
  Person person = running->signed_in("1001");
  Reply last;
  for (int i = 0; i < 5; ++i) {
    last = person.send("/v1/work_orders/register_work_order",
                       order("WO-P" + std::to_string(i), "OUT-A"));
    ASSERT_EQ(last.status, 200) << last.body;
  }
  wait_for(person, last);
  Reply first = person.get("/v1/orders?limit=2&status=assigned");
  ASSERT_EQ(first.status, 200) << first.body;
  std::string cursor = first.json()["next_cursor"];
  EXPECT_NE(first.header("Link").find("rel=\"next\""), std::string::npos);
  Reply more = person.send("/v1/work_orders/register_work_order", order("WO-P9", "OUT-A"));
  wait_for(person, more);
  Reply second = person.get("/v1/orders?limit=500&status=assigned&cursor=" + cursor);
  ASSERT_EQ(second.status, 200) << second.body;
  EXPECT_EQ(second.json()["position"], first.json()["position"]);
  std::set<std::string> seen;
  for (const Json& page : {first.json(), second.json()}) {
    for (const Json& item : page["items"])
      EXPECT_TRUE(seen.insert(item["id"]).second) << item["id"];
  }
  EXPECT_FALSE(seen.contains("WO-P9"));
  EXPECT_EQ(person.get("/v1/orders?status=registered&cursor=" + cursor).code(),
            "request.bad_cursor");
  Person other = running->signed_in("2001");
  EXPECT_EQ(other.get("/v1/orders?limit=2&status=assigned&cursor=" + cursor).code(),
            "request.bad_cursor");
}

TEST_F(EdgeTest, AReportComesInPagesOfOneMoment) {
  Person person = running->signed_in("1001");
  Reply last;
  for (int i = 0; i < 3; ++i)
    last = person.send("/v1/work_orders/register_work_order",
                       order("WO-R" + std::to_string(i), "OUT-A"));
  wait_for(person, last);
  const Json whole = person.get("/v1/reports/repair_status").json();
  ASSERT_GE(whole["rows"].size(), 3u);
  Json rows = Json::array();
  std::string cursor;
  do {
    Reply page = person.get("/v1/reports/repair_status?limit=2" +
                            (cursor.empty() ? cursor : "&cursor=" + cursor));
    ASSERT_EQ(page.status, 200) << page.body;
    const Json some = page.json();
    EXPECT_LE(some["rows"].size(), 2u);
    EXPECT_EQ(some["position"], whole["position"]);
    for (const Json& row : some["rows"]) rows.push_back(row);
    cursor = some["next_cursor"].is_null() ? "" : some["next_cursor"];
  } while (!cursor.empty());
  EXPECT_EQ(rows, whole["rows"]);
}

TEST_F(EdgeTest, ThePastStaysAsItWas) {
  Person person = running->signed_in("1001");
  Reply made = person.send("/v1/work_orders/register_work_order", order("WO-T", "OUT-A"));
  std::string position = made.header("Kintsugi-Position");
  Reply changed =
      person.send("/v1/work_orders/cancel_work_order", {{"order", "WO-T"}, {"reason", "误"}});
  ASSERT_EQ(changed.status, 200) << changed.body;
  wait_for(person, changed);
  Reply then = person.get("/v1/orders/WO-T?as_of=" + position);
  ASSERT_EQ(then.status, 200) << then.body;
  EXPECT_EQ(then.json()["order"]["order"]["status"], "assigned");
  EXPECT_EQ(then.header("Kintsugi-Position"), position);
  EXPECT_EQ(then.header("Cache-Control"), "no-store");
  EXPECT_EQ(person.get("/v1/orders/WO-T").json()["order"]["order"]["status"], "canceled");
  EXPECT_EQ(person.get("/v1/orders/WO-T?as_of=" + position).body, then.body);
}

TEST_F(EdgeTest, ABatchAnswersEachLine) {
  Person person = running->signed_in("1001");
  std::string lines;
  lines +=
      Json{{"id", "b-1"}, {"command", "register_work_order"}, {"body", order("WO-B1", "OUT-A")}}
          .dump() +
      "\n";
  lines += "{broken\n";
  lines +=
      Json{{"id", "b-2"}, {"command", "register_work_order"}, {"body", order("WO-B1", "OUT-B")}}
          .dump() +
      "\n";
  lines +=
      Json{{"id", "b-3"}, {"command", "no_such_command"}, {"body", Json::object()}}.dump() + "\n";
  lines +=
      Json{{"id", "b-4"}, {"command", "register_work_order"}, {"body", order("WO-B2", "OUT-A")}}
          .dump() +
      "\n";
  Reply reply = person.post("/v1/commands", lines, {}, "application/x-ndjson");
  ASSERT_EQ(reply.status, 200) << reply.body;
  std::vector<Json> answers;
  for (std::size_t at = 0; at < reply.body.size();) {
    auto end = reply.body.find('\n', at);
    answers.push_back(Json::parse(reply.body.substr(at, end - at)));
    at = end + 1;
  }
  ASSERT_EQ(answers.size(), 5u);
  EXPECT_EQ(answers[0]["status"], 200);
  EXPECT_EQ(answers[1]["problem"]["code"], "request.bad_json");
  EXPECT_EQ(answers[2]["problem"]["code"], "work_order.exists");
  EXPECT_EQ(answers[3]["problem"]["code"], "request.unknown_command");
  EXPECT_EQ(answers[4]["status"], 200);
}

TEST_F(EdgeTest, ApiTokensActForTheirOperator) {
  Person person = running->signed_in("1001");
  Reply made = person.post("/v1/tokens", R"({"name":"script","expires_in_days":1})");
  ASSERT_EQ(made.status, 201) << made.body;
  std::string token = made.json()["token"];
  Person script = running->person();
  httplib::Headers bearer = {{"Authorization", "Bearer " + token}};
  EXPECT_EQ(script.get("/v1/session", bearer).json()["operator"], "1001");
  EXPECT_EQ(script.get("/v1/session", {{"Authorization", "Bearer " + token + "x"}}).status, 401);
  EXPECT_EQ(script.get("/v1/session", {{"Authorization", "Basic eDp5"}}).status, 401);
  EXPECT_EQ(person.remove("/v1/tokens/" + made.json()["id"].get<std::string>()).status, 204);
  EXPECT_EQ(script.get("/v1/session", bearer).status, 401);
}

TEST_F(EdgeTest, OneTimeLinksWorkOnce) {
  auto link = running->edge().administrator_link("main");
  std::string token = link->substr(link->find('#') + 1);
  Person person = running->person();
  Json body = {{"token", token},
               {"operator", "second"},
               {"name", "Second"},
               {"password", RunningEdge::password}};
  Reply refused = person.post("/v1/setup", body.dump());
  EXPECT_EQ(refused.status, 409) << "there is an administrator: " << refused.body;
  body["password"] = "short";
  EXPECT_EQ(person.post("/v1/setup", body.dump()).code(), "password.too_short");
  EXPECT_EQ(person.post("/v1/setup/check", Json{{"token", "guess"}}.dump()).code(),
            "setup.unknown_token");
}

TEST_F(EdgeTest, ANewPasswordEndsOtherSessions) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "8001", "auditor", "");
  Person here = running->signed_in("8001");
  Person there = running->signed_in("8001");
  Json body = {{"old_password", "wrong wrong"}, {"new_password", "another horse battery"}};
  EXPECT_EQ(here.post("/v1/session/password", body.dump()).status, 401);
  body["old_password"] = RunningEdge::password;
  EXPECT_EQ(here.post("/v1/session/password", body.dump()).status, 204);
  EXPECT_EQ(here.get("/v1/session").status, 200);
  EXPECT_EQ(there.get("/v1/session").status, 401);
  Person again = running->person();
  EXPECT_TRUE(again.sign_in("8001", "another horse battery"));
}

TEST_F(EdgeTest, ADisabledOperatorIsOutAtOnce) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "8002", "call_centre", "");
  Person person = running->signed_in("8002");
  ASSERT_EQ(person.get("/v1/orders").status, 200);
  ASSERT_EQ(
      admin.send("/v1/operators/disable_operator", {{"number", "8002"}, {"reason", "left"}}).status,
      200);
  EXPECT_EQ(person.get("/v1/orders").status, 401);
  EXPECT_EQ(person.send("/v1/work_orders/register_work_order", order("WO-Z", "OUT-A")).status, 401);
}

TEST_F(EdgeTest, PasswordsAreInNoFileButTheSecretsHashed) {
  running->signed_in("5001");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(running->directory())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(in), {});
    EXPECT_EQ(text.find(RunningEdge::password), std::string::npos) << entry.path();
    bool secrets = entry.path().string().find("/secrets/") != std::string::npos;
    if (!secrets) {
      EXPECT_EQ(text.find("argon2id"), std::string::npos) << entry.path();
    }
  }
}

TEST_F(EdgeTest, AnswersCarrySecurityHeaders) {
  Reply reply = running->person().get("/");
  EXPECT_EQ(reply.status, 200);
  EXPECT_NE(reply.header("Content-Security-Policy").find("default-src 'self'"), std::string::npos);
  EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(reply.header("X-Frame-Options"), "DENY");
  // Technicians check in with their position; nobody films or listens, and no other origin may ask.
  EXPECT_EQ(reply.header("Permissions-Policy"), "camera=(), geolocation=(self), microphone=()");
  EXPECT_FALSE(reply.header("X-Request-Id").empty());
  reply = running->person().get("/v1/orders");  // no page: a browser must not take it for one
  EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
  EXPECT_FALSE(reply.header("X-Request-Id").empty());
}

TEST_F(EdgeTest, OperationsAnswerWithoutASession) {
  Person nobody = running->person();
  EXPECT_EQ(nobody.get("/livez").status, 200);
  Reply ready = nobody.get("/readyz?verbose");
  EXPECT_EQ(ready.status, 200) << ready.body;
  EXPECT_GT(ready.json()["checks"].size(), 4u);
  Reply metrics = nobody.get("/metrics");
  for (const char* name :
       {"kintsugi_build_info", "kintsugi_commands_total", "kintsugi_http_requests_total",
        "kintsugi_projection_position", "kintsugi_projection_lag_events",
        "kintsugi_projection_lag_seconds", "kintsugi_log_bytes", "kintsugi_log_last_position",
        "kintsugi_snapshot_bytes", "kintsugi_queue_items", "kintsugi_idempotent_replays_total",
        "kintsugi_version_conflicts_total", "kintsugi_sse_clients",
        "kintsugi_command_duration_seconds", "kintsugi_http_request_duration_seconds",
        "process_resident_memory_bytes", "process_open_fds "}) {
    EXPECT_NE(metrics.body.find(name), std::string::npos) << name;
  }
  EXPECT_EQ(nobody.get("/version").json()["name"], "kintsugi");
}

}  // namespace
}  // namespace kintsugi::tests
