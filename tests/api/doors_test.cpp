// Who gets in, and by what: invitations, one-time links, API tokens, passwords, sessions. Each is
// judged, recorded and braked as every other step.

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

#include "schema/identity.h"
#include "tests/api/running_edge.h"

namespace kintsugi::tests {
namespace {

using api::CommandRequest;

const std::string own_password = RunningEdge::password;

struct DoorsTest : testing::Test {
  static std::unique_ptr<RunningEdge> running;

  static void SetUpTestSuite() {
    running = std::make_unique<RunningEdge>();
    Person admin = running->make_administrator();
    for (const char* outlet : {"OUT-A", "OUT-B"}) {
      Reply reply = admin.send("/v1/outlets/register_outlet",
                               {{"outlet", outlet}, {"name", outlet}, {"kind", "service_station"}});
      ASSERT_EQ(reply.status, 200) << reply.body;
    }
    running->make_operator(admin, "1001", "call_centre", "");
    running->make_operator(admin, "2001", "dispatcher", "OUT-A");
    running->make_operator(admin, "2002", "dispatcher", "OUT-B");
    running->make_operator(admin, "9001", "administrator", "OUT-A");
  }
  static void TearDownTestSuite() { running.reset(); }

  static std::int64_t end() { return running->service().log().end()->value; }
  static std::string token_of(const Reply& invited) {
    const std::string url = invited.json()["url"];
    return url.substr(url.find('#') + 1);
  }
  static Reply invite(Person& who, const std::string& number) {
    return who.post("/v1/invitations", Json{{"operator", number}}.dump());
  }
  static Reply use(const std::string& token, const std::string& password = own_password) {
    Person person(running->port());
    return person.post("/v1/setup", Json{{"token", token}, {"password", password}}.dump());
  }
  // The newest steps of the audit log, as the administrator reads them.
  static Json steps(const std::string& filter) {
    Person admin = running->signed_in("admin");
    const Reply reply =
        admin.get("/v1/audit?wait=10s&min_position=" + std::to_string(end() - 1) + "&" + filter);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json()["items"];
  }
  static httplib::Headers bearer(const std::string& token) {
    return {{"Authorization", "Bearer " + token}};
  }
  static Json make_token(Person& who, const Json& body) {
    const Reply made = who.post("/v1/tokens", body.dump());
    EXPECT_EQ(made.status, 201) << made.body;
    return made.json();
  }
  static Json customer(const std::string& id, const std::string& outlet) {
    return {{"customer", id}, {"name", "张"}, {"phone", "13800000001"}, {"outlet", outlet}};
  }
};
std::unique_ptr<RunningEdge> DoorsTest::running;

// Else an administrator of one outlet would be the company's with one link.
TEST_F(DoorsTest, NobodyInvitesWhomHeDoesNotLead) {
  Person local = running->signed_in("9001");
  for (const char* other : {"admin", "2002", "1001"}) {
    const auto before = end();
    const Reply refused = invite(local, other);
    EXPECT_EQ(refused.status, 404) << other << refused.body;
    EXPECT_EQ(refused.code(), "operator.not_found") << "he does not see that there is one";
    EXPECT_EQ(end(), before + 1) << "the attempt is a step of his";
  }
  const Json tried = steps("operator=9001&command=invite_operator&outcome=refused");
  ASSERT_GE(tried.size(), 3u);
  EXPECT_EQ(tried[0]["refusal"]["code"], "authority.out_of_scope");
  EXPECT_EQ(invite(local, "2001").status, 201);
  Person dispatcher = running->signed_in("2001");
  EXPECT_EQ(invite(dispatcher, "2001").status, 403);
}

// A link of one who leads him by one duty does not let anybody in as what he became since.
TEST_F(DoorsTest, ALinkIsOverOnceItsMakerLeadsHimNoMore) {
  Person admin = running->signed_in("admin");
  Person local = running->signed_in("9001");
  ASSERT_EQ(admin.send("/v1/operators/register_operator", {{"number", "3011"}, {"name", "x"}})
                .status,
            200);
  EXPECT_EQ(invite(local, "3011").status, 404) << "nor is somebody new anybody's";
  const auto grant = [&](Json duty) {
    duty["number"] = "3011";
    return admin.send("/v1/operators/grant_role", duty).status;
  };
  ASSERT_EQ(grant({{"role", "call_centre"}, {"outlet", "OUT-A"}}), 200);
  const std::string token = token_of(invite(local, "3011"));
  ASSERT_EQ(grant({{"role", "auditor"}}), 200);
  EXPECT_EQ(use(token, "another horse battery").code(), "setup.unknown_token");
}

TEST_F(DoorsTest, ALinkIsRecordedWhenMadeAndWhenUsed) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3001", "store_keeper", "OUT-A");
  Person before = running->signed_in("3001");
  const std::string token = token_of(invite(admin, "3001"));
  const Reply used = use(token, "another horse battery");
  ASSERT_EQ(used.status, 200) << used.body;
  EXPECT_EQ(before.get("/v1/session").status, 401) << "sessions of before are over";
  const Json made = steps("command=invite_operator&operator=admin");
  const Json accepted = steps("command=accept_invitation");
  EXPECT_EQ(accepted[0]["actor"], "system") << "whoever held the link is not known to be he";
  EXPECT_EQ(accepted[0]["operator"], "3001");
  EXPECT_EQ(accepted[0]["cause"], made[0]["id"]);
  EXPECT_EQ(accepted[0]["events"][0]["by"], "admin");
  const std::string secret = token;
  EXPECT_EQ(made.dump().find(secret), std::string::npos);
  EXPECT_EQ(use(token).code(), "setup.unknown_token");
}

TEST_F(DoorsTest, ALinkLetsOneOfManyIn) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3002", "store_keeper", "OUT-A");
  const std::string token = token_of(invite(admin, "3002"));
  std::atomic<int> in{0}, out{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 6; ++i) {
    threads.emplace_back([&, i] {
      const Reply reply = use(token, "horse battery number " + std::to_string(i));
      in += reply.status == 200 ? 1 : 0;
      out += reply.code() == "setup.unknown_token" ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_EQ(in.load(), 1);
  EXPECT_EQ(out.load(), 5);
}

TEST_F(DoorsTest, ALinkComesBackWhereNothingCameOfIt) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3003", "store_keeper", "OUT-A");
  const std::string token = token_of(invite(admin, "3003"));
  EXPECT_EQ(use(token, own_password).code(), "password.unchanged");
  EXPECT_EQ(use(token, "30033003").code(), "password.too_common");
  EXPECT_EQ(use(token, "another horse battery").status, 200);
}

TEST_F(DoorsTest, ALinkEndsWithItsOperator) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3004", "store_keeper", "OUT-A");
  const std::string token = token_of(invite(admin, "3004"));
  const auto send = [&](const char* what, Json body) {
    body["number"] = "3004";
    ASSERT_EQ(admin.send(std::string("/v1/operators/") + what, body).status, 200);
  };
  send("disable_operator", {{"reason", "离职"}});
  EXPECT_NE(use(token, "another horse battery").status, 200);
  send("enable_operator", Json::object());
  EXPECT_EQ(use(token, "another horse battery").code(), "setup.unknown_token");
}

// --- tokens
TEST_F(DoorsTest, TokensAreStepsAndMakeNothingThatLastsLonger) {
  Person person = running->signed_in("1001");
  const auto before = end();
  const Json made = make_token(person, {{"name", "script"}});
  const std::string id = made["id"], secret = made["token"];
  EXPECT_EQ(end(), before + 1);
  EXPECT_EQ(steps("command=make_token")[0]["operator"], "1001");
  EXPECT_EQ(steps("command=make_token").dump().find(secret), std::string::npos);
  Person script = running->person();
  const auto refused = [&](const Reply& reply) {
    EXPECT_EQ(reply.status, 403) << reply.body;
    EXPECT_EQ(reply.code(), "authority.not_by_token");
  };
  refused(script.post("/v1/tokens", R"({"name":"x"})", bearer(secret)));
  refused(script.post("/v1/session/password",
                      Json{{"old_password", own_password}, {"new_password", "x y z x y z"}}.dump(),
                      bearer(secret)));
  Person admin = running->signed_in("admin");
  const Json of_admin = make_token(admin, {{"name", "x"}});
  refused(script.post("/v1/invitations", R"({"operator":"2001"})",
                      bearer(of_admin["token"].get<std::string>())));
  const auto ended = end();
  EXPECT_EQ(person.remove("/v1/tokens/" + id).status, 204);
  EXPECT_EQ(end(), ended + 1);
  EXPECT_EQ(script.get("/v1/session", bearer(secret)).status, 401);
  EXPECT_EQ(person.remove("/v1/tokens/" + id).status, 404);
}

TEST_F(DoorsTest, ATokenDoesWhatItIsFor) {
  Person admin = running->signed_in("admin");
  const Json narrow = make_token(
      admin, {{"name", "a"}, {"duties", {{{"role", "administrator"}, {"outlet", "OUT-A"}}}}});
  const Json reads = make_token(admin, {{"name", "b"}, {"reads_only", true}});
  Person script = running->person();
  const auto with = [&](const Json& token) { return bearer(token["token"].get<std::string>()); };
  const auto define = [&](const Json& token, const char* outlet) {
    return script.send("/v1/outlets/define_territory",
                       {{"outlet", outlet}, {"territory", {"330102"}}}, with(token));
  };
  EXPECT_EQ(define(narrow, "OUT-A").status, 200);
  EXPECT_EQ(define(narrow, "OUT-B").code(), "outlet.not_found");
  EXPECT_EQ(define(reads, "OUT-A").code(), "authority.token_reads");
  EXPECT_EQ(script.get("/v1/outlets", with(reads)).status, 200);
  EXPECT_EQ(script.get("/v1/outlets?format=csv", with(reads)).status, 200);
  const Json outlets = script.get("/v1/outlets", with(narrow)).json()["items"];
  ASSERT_EQ(outlets.size(), 1u) << outlets;
  EXPECT_EQ(outlets[0]["id"], "OUT-A");
  EXPECT_EQ(script.get("/v1/audit/operators", with(narrow)).code(), "authority.out_of_scope");
  const Reply more = admin.post(
      "/v1/tokens", R"({"name":"x","duties":[{"role":"accountant","outlet":"OUT-A"}]})");
  EXPECT_EQ(more.code(), "credentials.not_yours") << more.body;
}

TEST_F(DoorsTest, AdministratorsSeeAndEndTheTokensOfThoseTheyLead) {
  Person admin = running->signed_in("admin");
  Person person = running->signed_in("2001");
  const Json made = make_token(person, {{"name", "见者"}});
  const std::string id = made["id"];
  Person other = running->signed_in("2002");
  const Json of_other = make_token(other, {{"name", "x"}});
  Person local = running->signed_in("9001");
  const std::string wait = "?wait=10s&min_position=" + std::to_string(end() - 1);
  const auto ids = [&](Person& who) {
    std::set<std::string> out;
    const Reply listed = who.get("/v1/api_tokens" + wait);
    EXPECT_EQ(listed.status, 200) << listed.body;
    const Json items = listed.json()["items"];
    for (const Json& one : items) out.insert(one["token"].get<std::string>());
    return out;
  };
  EXPECT_TRUE(ids(local).contains(id));
  EXPECT_FALSE(ids(local).contains(of_other["id"])) << "of another outlet";
  EXPECT_EQ(ids(other), (std::set<std::string>{of_other["id"]})) << "his own";
  const std::string end_token = "/v1/credentials/end_token";
  EXPECT_EQ(local.send(end_token, {{"operator", "2002"}, {"token", of_other["id"]}}).status, 404);
  EXPECT_EQ(other.send(end_token, {{"operator", "2001"}, {"token", id}}).code(),
            "operator.not_yourself");
  EXPECT_EQ(local.send(end_token, {{"operator", "2001"}, {"token", id}}).status, 200);
  EXPECT_EQ(person.get("/v1/session", bearer(made["token"])).status, 401);
}

TEST_F(DoorsTest, TokensEndWithTheirOwnersDisablingAndWithALink) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3005", "store_keeper", "OUT-A");
  Person person = running->signed_in("3005");
  Person script = running->person();
  const auto alive = [&](const Json& token) {
    return script.get("/v1/session", bearer(token["token"].get<std::string>())).status == 200;
  };
  const Json first = make_token(person, {{"name", "a"}});
  EXPECT_TRUE(alive(first));
  for (const char* step : {"disable_operator", "enable_operator"}) {
    Json body = {{"number", "3005"}};
    if (step[0] == 'd') body["reason"] = "离职";
    ASSERT_EQ(admin.send(std::string("/v1/operators/") + step, body).status, 200);
  }
  EXPECT_FALSE(alive(first)) << "enabling does not bring it back";
  Person again = running->signed_in("3005");
  const Json second = make_token(again, {{"name", "b"}});
  EXPECT_TRUE(alive(second));
  ASSERT_EQ(use(token_of(invite(admin, "3005")), "another horse battery").status, 200);
  EXPECT_FALSE(alive(second));
}

// --- passwords
TEST_F(DoorsTest, TheOldPasswordIsAskedForThroughTheSameGate) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3006", "store_keeper", "OUT-A");
  Person person = running->signed_in("3006");
  const auto change = [&](const std::string& old_password, const std::string& fresh) {
    return person.post("/v1/session/password",
                       Json{{"old_password", old_password}, {"new_password", fresh}}.dump());
  };
  EXPECT_EQ(change(own_password, own_password).code(), "password.unchanged");
  int wrong = 0, waiting = 0;
  for (int i = 0; i < 12; ++i) {
    const Reply reply = change("guess number " + std::to_string(i), "another horse battery");
    wrong += reply.status == 401 ? 1 : 0;
    waiting += reply.status == 429 ? 1 : 0;
    EXPECT_EQ(reply.header("Retry-After").empty(), reply.status != 429);
  }
  EXPECT_LE(wrong, 6);
  EXPECT_GE(waiting, 6);
  const Json failed = steps("command=reject_sign_in&operator=3006");
  ASSERT_FALSE(failed.empty());
  EXPECT_EQ(failed[0]["events"][0]["why"], "wrong_old_password");
  EXPECT_FALSE(failed[0]["session"].get<std::string>().empty());
}

TEST_F(DoorsTest, SixtyTriesAtOnceAreNotSixtyChecks) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3007", "store_keeper", "OUT-A");
  std::atomic<int> checked{0};
  std::vector<std::jthread> threads;
  for (int i = 0; i < 60; ++i) {
    threads.emplace_back([&] {
      Person guesser(running->port());
      const Reply reply =
          guesser.post("/v1/session", Json{{"operator", "3007"}, {"password", "no such"}}.dump());
      checked += reply.status == 401 ? 1 : 0;
    });
  }
  threads.clear();
  EXPECT_LE(checked.load(), 6);
}

// During a lock nobody learns whether a password is right.
TEST_F(DoorsTest, ALockAnswersTheSameToEveryPassword) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3008", "store_keeper", "OUT-A");
  CommandRequest lock;
  lock.tenant = "main";
  lock.id = "edge:test-lock";
  lock.actor.kind = ActorKind::system;
  lock.commands.emplace_back(schema::RejectSignIn{
      .number = "3008", .why = schema::SignInFailure::wrong_password, .times = 9});
  ASSERT_TRUE(running->service().node().execute(std::move(lock)));
  Person guesser = running->person();
  const auto sign_in = [&](const std::string& password) {
    Reply reply =
        guesser.post("/v1/session", Json{{"operator", "3008"}, {"password", password}}.dump());
    Json body = reply.json();
    body.erase("request_id");
    body.erase("instance");
    return std::pair(reply.status, body);
  };
  const auto right = sign_in(own_password);
  EXPECT_EQ(right.first, 401);
  EXPECT_EQ(right, sign_in("not the password"));
}

// Whoever has signed in there before, or is in, is not locked out by what others guess.
TEST_F(DoorsTest, ALockStopsNobodyWhoIsKnown) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3010", "store_keeper", "OUT-A");
  Person inside = running->person();
  const Json body = {{"operator", "3010"}, {"password", own_password}};
  const Reply first = inside.post("/v1/session", body.dump());
  ASSERT_EQ(first.status, 200);
  std::string known;
  for (const auto& [name, value] : first.headers)
    if (name == "Set-Cookie" && value.starts_with("kintsugi_known="))
      known = value.substr(0, value.find(';'));
  ASSERT_FALSE(known.empty());
  const Json wrong = {{"operator", "3010"}, {"password", "no such"}};
  for (int i = 0; i < 8; ++i) running->person().post("/v1/session", wrong.dump());
  CommandRequest lock;
  lock.tenant = "main";
  lock.id = "edge:test-lock-known";
  lock.actor.kind = ActorKind::system;
  lock.commands.emplace_back(schema::RejectSignIn{
      .number = "3010", .why = schema::SignInFailure::wrong_password, .times = 9});
  ASSERT_TRUE(running->service().node().execute(std::move(lock)));
  EXPECT_NE(running->person().post("/v1/session", body.dump()).status, 200) << "a stranger";
  const auto with = [&](const std::string& cookie) {
    return running->person().post("/v1/session", body.dump(), {{"Cookie", cookie}}).status;
  };
  EXPECT_NE(with("kintsugi_known=" + std::string(60, 'a')), 200) << "what nobody signed";
  const Json change = {{"old_password", "no such"}, {"new_password", "another horse battery"}};
  EXPECT_EQ(inside.post("/v1/session/password", change.dump()).status, 401);
  EXPECT_EQ(with(known), 200);
  Json right = change;
  right["old_password"] = own_password;
  EXPECT_EQ(inside.post("/v1/session/password", right.dump()).status, 204);
}

TEST_F(DoorsTest, WhatCannotBeStoredIsNotRecorded) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3009", "store_keeper", "OUT-A");
  Person person = running->signed_in("3009");
  const std::string token = token_of(invite(admin, "3009"));
  const auto in_the_way = running->directory() / "secrets" / "secrets.json.new";
  std::filesystem::create_directory(in_the_way);
  const auto before = end();
  const Json change = {{"old_password", own_password}, {"new_password", "another horse battery"}};
  const Reply refused = person.post("/v1/session/password", change.dump());
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.code(), "secrets.cannot_write");
  EXPECT_EQ(refused.body.find("secrets.json"), std::string::npos) << refused.body;
  EXPECT_EQ(use(token, "another horse battery").status, 503);
  EXPECT_EQ(end(), before);
  std::filesystem::remove(in_the_way);
  Person again = running->person();
  EXPECT_TRUE(again.sign_in("3009", own_password));
  EXPECT_EQ(use(token, "another horse battery").status, 200);
}

// --- sessions
// Nobody asks for anything between the two.
TEST_F(DoorsTest, ADisablementEndsSessionsForGood) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3021", "store_keeper", "OUT-A");
  Person person = running->signed_in("3021");
  ASSERT_EQ(admin.send("/v1/operators/disable_operator", {{"number", "3021"}, {"reason", "x"}})
                .status, 200);
  ASSERT_EQ(admin.send("/v1/operators/enable_operator", {{"number", "3021"}}).status, 200);
  EXPECT_EQ(person.get("/v1/session").code(), "session.expired");
  EXPECT_EQ(running->signed_in("3021").get("/v1/session").status, 200);
}

TEST_F(DoorsTest, ALinkIsForWhomItNames) {
  Person admin = running->signed_in("admin");
  const std::string token = token_of(invite(admin, "2002"));
  const auto use_as = [&](const char* what, const char* value) {
    Json body = {{"token", token}, {"password", "another horse battery"}};
    body[what] = value;
    return running->person().post("/v1/setup", body.dump());
  };
  EXPECT_EQ(use_as("operator", "2001").code(), "setup.of_another");
  EXPECT_EQ(use_as("name", "Somebody else").code(), "setup.of_another");
  EXPECT_EQ(use_as("operator", "2002").status, 200);
}

TEST_F(DoorsTest, SigningInEndsTheSessionThatWasThere) {
  Person person = running->signed_in("1001");
  const std::string former = person.cookie();
  ASSERT_TRUE(person.sign_in("2001", own_password));
  Person with_former = running->person();
  EXPECT_EQ(with_former.get("/v1/session", {{"Cookie", former}}).status, 401);
  EXPECT_EQ(person.get("/v1/session").json()["operator"], "2001");
}

TEST_F(DoorsTest, ANewPasswordGivesANewCookie) {
  Person admin = running->signed_in("admin");
  running->make_operator(admin, "3022", "store_keeper", "OUT-A");
  Person person = running->signed_in("3022");
  const std::string former = person.cookie();
  const Json change = {{"old_password", own_password}, {"new_password", "another horse battery"}};
  ASSERT_EQ(person.post("/v1/session/password", change.dump()).status, 204);
  EXPECT_NE(person.cookie(), former);
  EXPECT_EQ(person.get("/v1/session").status, 200);
  Person with_former = running->person();
  EXPECT_EQ(with_former.get("/v1/session", {{"Cookie", former}}).status, 401);
}

TEST_F(DoorsTest, UnderTlsTheCookieIsOfThisHostAlone) {
  Person person = running->person();
  const Json body = {{"operator", "1001"}, {"password", own_password}};
  const httplib::Headers tls = {{"X-Forwarded-Proto", "https"}};
  const Reply in = person.post("/v1/session", body.dump(), tls);
  const std::string cookie = in.header("Set-Cookie");
  EXPECT_EQ(cookie.rfind("__Host-kintsugi_session=", 0), 0u) << cookie;
  EXPECT_NE(cookie.find("; Secure"), std::string::npos);
  EXPECT_EQ(person.get("/v1/session", tls).status, 200);
  const std::string value = cookie.substr(cookie.find('='), cookie.find(';') - cookie.find('='));
  httplib::Headers planted = tls;
  planted.emplace("Cookie", "kintsugi_session" + value);
  EXPECT_EQ(person.get("/v1/session", planted).status, 401);
}

TEST_F(DoorsTest, SigningOutLeavesNothingInTheBrowser) {
  Person person = running->signed_in("1001");
  const Reply past = person.get("/v1/orders?as_of=1");
  EXPECT_EQ(past.header("Cache-Control"), "no-store");
  httplib::Client client("127.0.0.1", running->port());
  const auto out = client.Delete("/v1/session", {{"Cookie", person.cookie()}});
  ASSERT_TRUE(out);
  EXPECT_NE(out->get_header_value("Clear-Site-Data").find("\"cache\""), std::string::npos);
}

// It appends a record: another site does not make a browser ask for it.
TEST_F(DoorsTest, AFileIsAskedForByOurOwnPages) {
  Person person = running->signed_in("1001");
  for (const char* path : {"/v1/reports/repair_status?format=csv", "/v1/outlets?format=ndjson"}) {
    for (const char* site : {"cross-site", "same-site"}) {
      const auto before = end();
      const Reply refused = person.get(path, {{"Sec-Fetch-Site", site}});
      EXPECT_EQ(refused.code(), "session.foreign_origin") << path << site;
      EXPECT_EQ(end(), before);
    }
    EXPECT_EQ(person.get(path, {{"Sec-Fetch-Site", "same-origin"}}).status, 200) << path;
    EXPECT_EQ(person.get(path, {{"Sec-Fetch-Site", "none"}}).status, 200) << path;
  }
}

TEST_F(DoorsTest, AnAdministratorOfAnOutletStaysWhoHeIs) {
  Person local = running->signed_in("9001");
  const auto grant = [&](const char* number) {
    return local.send("/v1/operators/grant_role",
                      {{"number", number}, {"role", "accountant"}, {"outlet", "OUT-A"}});
  };
  EXPECT_EQ(grant("9001").code(), "operator.own_duties");
  EXPECT_EQ(grant("2002").code(), "operator.not_found");
  EXPECT_EQ(grant("2001").status, 200);
}

}  // namespace
}  // namespace kintsugi::tests
