// Two nodes on one Kafka are one service: whoever signed in at one is signed in at the other, and
// out everywhere. The real binary, a real broker, behind the nginx configuration that is shipped.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "events/log/kafka/kafka_log.h"
#include "tests/events/log/kafka_place.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"
#include "tests/faults/proxy.h"
#include "tests/support/own_kafka.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
constexpr std::chrono::seconds patience{60};
constexpr std::chrono::seconds told_within{1};  // as promised: what one node knows, all know
constexpr int usage = 2, unreachable = 6;       // exit codes
constexpr const char* password = "correct horse battery";

struct Told {
  int status = 0;
  std::string body;
  std::string cookie;  // that it sets; empty: none
  Json json() const { return Json::parse(body, nullptr, false); }
  std::string code() const { return json().value("code", ""); }
};

// Somebody's browser: asks a node, or the proxy, under the one name.
Told ask(const std::string& url, const std::string& method, const std::string& path,
         const std::string& cookie = {}, const Json& body = {}, httplib::Headers headers = {}) {
  httplib::Client client(url);
  client.set_read_timeout(30s);
  headers.emplace("Host", "service.example");
  if (cookie.rfind("kt_", 0) == 0) headers.emplace("Authorization", "Bearer " + cookie);
  else if (!cookie.empty()) headers.emplace("Cookie", cookie);
  const std::string text = body.is_null() ? "" : body.dump();
  const auto answer = method == "GET"      ? client.Get(path, headers)
                      : method == "DELETE" ? client.Delete(path, headers)
                                           : client.Post(path, headers, text, "application/json");
  if (!answer) {
    ADD_FAILURE() << method << " " << url << path << ": " << to_string(answer.error());
    return {};
  }
  std::string set = answer->get_header_value("Set-Cookie");
  return {answer->status, answer->body, set.substr(0, set.find(';'))};
}

Told command(const std::string& url, const std::string& cookie, const std::string& name,
             const Json& body, const std::string& key, httplib::Headers more = {}) {
  more.emplace("Idempotency-Key", "\"" + key + "\"");
  return ask(url, "POST", "/v1/operators/" + name, cookie, body, more);
}

int status_of(const std::string& url, const std::string& cookie) {
  return ask(url, "GET", "/v1/session", cookie).status;
}

Told sign_in(const std::string& url, const std::string& number, const std::string& with) {
  return ask(url, "POST", "/v1/session", {}, {{"operator", number}, {"password", with}});
}

std::string key_file(const ScratchDir& scratch, const std::string& name,
                     const std::string& digits) {
  const std::string path = scratch.path() + "/" + name;
  std::ofstream out(path);
  for (const char digit : digits) out << std::string(64, digit) << "\n";
  out.close();
  std::filesystem::permissions(path, std::filesystem::perms::owner_read |
                                         std::filesystem::perms::owner_write);
  return path;
}

std::string place_of(const log::KafkaPlace& place) {
  return "kafka:" + place.servers + "/" + place.topic;
}

struct TwoNodes : testing::Test {
  ScratchDir scratch;
  log::KafkaPlace place = log::fresh_topic();
  std::unique_ptr<ServingNode> a, b;
  std::unique_ptr<Proxy> proxy;
  std::string front;   // the proxy's URL
  std::string admin;   // his cookie

  ServingNode::Options options(const std::string& name) {
    return {.directory = scratch.path() + "/" + name,
            .log = place_of(place),
            .demo = false,
            .more = {"--public-url", "https://service.example", "--trusted-proxy", "127.0.0.1",
                     "--secrets-key", key_file(scratch, "secrets.key", "1")}};
  }
  void start() {
    a = ServingNode::start(options("a"));
    b = ServingNode::start(options("b"));
    ASSERT_TRUE(a && b);
    proxy = Proxy::start(scratch.path(), {a->url(), b->url()});
    ASSERT_TRUE(proxy);
    front = "http://127.0.0.1:" + std::to_string(proxy->plain());
    const Told set = ask(front, "POST", "/v1/setup", {},
                         {{"token", a->setup_token()},
                          {"operator", "admin"},
                          {"name", "管理员"},
                          {"password", password}});
    ASSERT_EQ(set.status, 200) << set.body;
    admin = set.cookie;
    for (const auto* node : {&a, &b}) ASSERT_TRUE(soon((*node)->url(), admin, 200));
  }
  void TearDown() override {
    proxy.reset();
    for (auto* node : {&a, &b})
      if (*node) (*node)->stop();
  }

  // Within the time that is promised.
  static bool soon(const std::string& url, const std::string& cookie, int status) {
    const auto until = std::chrono::steady_clock::now() + told_within;
    int seen = 0;
    do {
      seen = status_of(url, cookie);
      if (seen == status) return true;
      std::this_thread::sleep_for(5ms);
    } while (std::chrono::steady_clock::now() < until);
    ADD_FAILURE() << url << " says " << seen << ", not " << status;
    return false;
  }

  std::string invite(const std::string& number) {
    EXPECT_EQ(command(front, admin, "register_operator", {{"number", number}, {"name", number}},
                      "register-" + number)
                  .status,
              200);
    EXPECT_EQ(command(front, admin, "grant_role", {{"number", number}, {"role", "auditor"}},
                      "grant-" + number)
                  .status,
              200);
    return link_of(number);
  }
  std::string link_of(const std::string& number) {
    const Told invited = ask(front, "POST", "/v1/invitations", admin, {{"operator", number}});
    EXPECT_EQ(invited.status, 201) << invited.body;
    const std::string url = invited.json().value("url", "");
    return url.substr(url.find('#') + 1);
  }
  // Signed in, through the proxy.
  std::string person(const std::string& number) {
    const Told set =
        ask(front, "POST", "/v1/setup", {}, {{"token", invite(number)}, {"password", password}});
    EXPECT_EQ(set.status, 200) << set.body;
    return set.cookie;
  }
};

TEST_F(TwoNodes, AreOneService) {
  ASSERT_NO_FATAL_FAILURE(start());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(status_of(front, admin), 200) << "the one, the other";
  const std::string cookie = person("1001");
  ASSERT_TRUE(soon(a->url(), cookie, 200) && soon(b->url(), cookie, 200));
  // Out at one is out at the other.
  EXPECT_EQ(ask(a->url(), "DELETE", "/v1/session", cookie).status, 204);
  EXPECT_EQ(status_of(a->url(), cookie), 401);
  EXPECT_TRUE(soon(b->url(), cookie, 401));

  // A password that is changed at one: there the session goes on, all others end everywhere.
  const std::string one = sign_in(a->url(), "1001", password).cookie,
                    two = sign_in(b->url(), "1001", password).cookie;
  ASSERT_TRUE(soon(b->url(), one, 200) && soon(a->url(), two, 200));
  const Told changed =
      ask(b->url(), "POST", "/v1/session/password", one,
          {{"old_password", password}, {"new_password", "a new horse battery"}});
  ASSERT_EQ(changed.status, 204) << changed.body;
  EXPECT_TRUE(soon(a->url(), changed.cookie, 200));
  EXPECT_EQ(status_of(b->url(), two), 401) << "at once where it was changed";
  EXPECT_TRUE(soon(a->url(), two, 401));
  EXPECT_TRUE(soon(a->url(), one, 401));
  EXPECT_EQ(sign_in(a->url(), "1001", password).status, 401);
  EXPECT_EQ(sign_in(a->url(), "1001", "a new horse battery").status, 200);

  // A token made at one works at the other, until it is ended at either.
  const Told made = ask(a->url(), "POST", "/v1/tokens", changed.cookie,
                        {{"name", "meter"}, {"reads_only", true}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string token = made.json()["token"];
  EXPECT_TRUE(soon(b->url(), token, 200));
  EXPECT_EQ(ask(b->url(), "DELETE", "/v1/tokens/" + made.json().value("id", ""), changed.cookie)
                .status,
            204);
  EXPECT_TRUE(soon(a->url(), token, 401));

  // Whoever leaves the company is out everywhere.
  EXPECT_EQ(command(a->url(), admin, "disable_operator", {{"number", "1001"}, {"reason", "left"}},
                    "leaves")
                .status,
            200);
  EXPECT_TRUE(soon(b->url(), changed.cookie, 401));
  // And stays so when he comes back: he signs in anew.
  EXPECT_EQ(
      command(b->url(), admin, "enable_operator", {{"number", "1001"}}, "returns").status, 200);
  std::this_thread::sleep_for(told_within);
  for (const auto* node : {&a, &b}) EXPECT_EQ(status_of((*node)->url(), changed.cookie), 401);
  EXPECT_EQ(sign_in(a->url(), "1001", "a new horse battery").status, 200);
}

// Requests go to either node in turn, at once: nobody is thrown out because one has not heard yet.
TEST_F(TwoNodes, WhatOneHasAnsweredTheOtherKnows) {
  ASSERT_NO_FATAL_FAILURE(start());
  const std::string link = invite("1001");
  const Told set =
      ask(a->url(), "POST", "/v1/setup", {}, {{"token", link}, {"password", password}});
  ASSERT_EQ(set.status, 200) << set.body;
  EXPECT_EQ(status_of(b->url(), set.cookie), 200);
  for (int i = 0; i < 8; ++i) {
    const std::string one = i % 2 == 0 ? a->url() : b->url();
    const std::string other = i % 2 == 0 ? b->url() : a->url();
    const Told in = sign_in(one, "1001", password);
    ASSERT_EQ(in.status, 200) << in.body;
    EXPECT_EQ(status_of(other, in.cookie), 200) << i;
    const Told made = ask(one, "POST", "/v1/tokens", in.cookie,
                          {{"name", "meter" + std::to_string(i)}, {"reads_only", true}});
    ASSERT_EQ(made.status, 201) << made.body;
    const Told shown = ask(other, "GET", "/v1/session", made.json()["token"]);
    EXPECT_EQ(shown.status, 200) << i << ": " << shown.body;
  }
}

TEST_F(TwoNodes, ALinkIsUsedOnce) {
  ASSERT_NO_FATAL_FAILURE(start());
  std::string link = invite("2000");
  for (int round = 0; round < 5; ++round, link = link_of("2000")) {
    std::this_thread::sleep_for(100ms);  // both know of it
    const auto use = [&](const std::string& url, const std::string& with) {
      return std::async(std::launch::async, [&, url, with] {
        return ask(url, "POST", "/v1/setup", {}, {{"token", link}, {"password", with}});
      });
    };
    const std::string number = std::to_string(round);
    const std::string of_a = "horse of the first " + number, of_b = "horse of the other " + number;
    auto at_a = use(a->url(), of_a), at_b = use(b->url(), of_b);
    const Told first = at_a.get(), second = at_b.get();
    ASSERT_EQ((first.status == 200) + (second.status == 200), 1) << first.body << second.body;
    const Told& loser = first.status == 200 ? second : first;
    EXPECT_EQ(loser.code(), "setup.unknown_token") << loser.body;
    const std::string right = first.status == 200 ? of_a : of_b,
                      wrong = first.status == 200 ? of_b : of_a;
    const std::string cookie = first.status == 200 ? first.cookie : second.cookie;
    for (const auto* node : {&a, &b}) {
      EXPECT_TRUE(soon((*node)->url(), cookie, 200));
      EXPECT_EQ(sign_in((*node)->url(), "2000", wrong).status, 401);
      EXPECT_EQ(sign_in((*node)->url(), "2000", right).status, 200);
    }
  }
}

// What else one node could have kept to itself.
TEST_F(TwoNodes, PagesKeysAndVersionsAreTheSameOnBoth) {
  ASSERT_NO_FATAL_FAILURE(start());
  const Json body = {{"number", "3001"}, {"name", "三"}};
  const Told once = command(a->url(), admin, "register_operator", body, "k-3001");
  const Told again = command(b->url(), admin, "register_operator", body, "k-3001");
  ASSERT_EQ(once.status, 200) << once.body;
  EXPECT_EQ(again.status, 200) << again.body;
  EXPECT_EQ(again.json()["position"], once.json()["position"]);
  const std::string at = once.json()["position"].is_string()
                             ? once.json()["position"].get<std::string>()
                             : once.json()["position"].dump();
  const Told page = ask(a->url(), "GET", "/v1/operators?limit=1&wait=5s&min_position=" + at, admin);
  ASSERT_EQ(page.status, 200) << page.body;
  ASSERT_TRUE(page.json()["next_cursor"].is_string()) << page.body;
  const std::string next = page.json()["next_cursor"];
  const Told rest = ask(b->url(), "GET", "/v1/operators?limit=1&cursor=" + next, admin);
  EXPECT_EQ(rest.status, 200) << rest.body;
  const Told stale =
      command(b->url(), admin, "grant_role", {{"number", "3001"}, {"role", "auditor"}}, "k-g",
              {{"If-Match", "\"99\""}});
  EXPECT_EQ(stale.status, 412) << stale.body;
  EXPECT_EQ(command(b->url(), admin, "grant_role", {{"number", "3001"}, {"role", "auditor"}},
                    "k-h", {{"If-Match", "\"1\""}})
                .status,
            200);
}

// Its first commit would stop the others for as long as it is ahead.
TEST_F(TwoNodes, OneWhoseClockIsAheadRecordsNothing) {
  ASSERT_NO_FATAL_FAILURE(start());
  const auto log = *log::open_kafka({.place = place});
  const Position before = *log->end();
  auto early = options("early");
  early.environment = {{"LD_PRELOAD", KINTSUGI_SHIFTED_CLOCK},
                       {"KINTSUGI_TEST_CLOCK_AHEAD", "900"}};
  early.ready = false;
  const auto c = ServingNode::start(early);
  ASSERT_TRUE(c);
  EXPECT_THAT(c->readiness().dump(), HasSubstr("clock.ahead_of_log"));
  const Told told = command(c->url(), admin, "register_operator",
                            {{"number", "4001"}, {"name", "四"}}, "k-4001");
  EXPECT_EQ(told.status, 503) << told.body;
  EXPECT_EQ(told.code(), "clock.ahead_of_log");
  std::this_thread::sleep_for(5s);  // longer than a reaction that others owe is waited for
  EXPECT_EQ(*log->end(), before) << "it has recorded something";
  EXPECT_EQ(command(a->url(), admin, "register_operator", {{"number", "4002"}, {"name", "五"}},
                    "k-4002")
                .status,
            200);
  EXPECT_EQ(status_of(c->url(), admin), 200) << "who reads is answered";
  c->stop();
}

TEST_F(TwoNodes, ANodeThatWasKilledKnowsAllAgain) {
  ASSERT_NO_FATAL_FAILURE(start());
  const std::string cookie = person("1001");
  const Told made =
      ask(front, "POST", "/v1/tokens", cookie, {{"name", "meter"}, {"reads_only", true}});
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string out = sign_in(a->url(), "1001", password).cookie;
  ASSERT_TRUE(soon(b->url(), out, 200));
  b->kill();
  EXPECT_EQ(ask(a->url(), "DELETE", "/v1/session", out).status, 204);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(status_of(front, cookie), 200) << "by the other";
  a->kill();
  a = ServingNode::start(options("a"));
  b = ServingNode::start(options("fresh"));  // of nothing but the key
  ASSERT_TRUE(a && b);
  for (const auto* node : {&a, &b}) {
    EXPECT_EQ(status_of((*node)->url(), cookie), 200);
    EXPECT_EQ(status_of((*node)->url(), made.json()["token"]), 200);
    EXPECT_EQ(status_of((*node)->url(), out), 401);
    EXPECT_EQ(sign_in((*node)->url(), "1001", password).status, 200);
    EXPECT_EQ((*node)->process().out().find("First administrator"), std::string::npos);
    EXPECT_FALSE(
        std::filesystem::exists(scratch.path() + "/fresh/secrets/secrets.json"));
  }
}

TEST_F(TwoNodes, WhatIsForgedIsToldAndNotBelieved) {
  ASSERT_NO_FATAL_FAILURE(start());
  const auto topic =
      *log::open_kafka({.place = {place.servers, place.topic + ".secrets"}, .compacted = true});
  std::string key;
  Bytes last;
  {
    auto cursor = *topic->read(Position{0});
    const Position end = *topic->end();
    for (Position next{0}; next < end;) {
      const auto given = cursor->next(100, 100ms);
      for (const auto& record : *given) {
        next = record.position.next();
        key = record.key;
        last = Bytes(record.bytes);
        for (const char* word : {"admin", "argon2", "session", "password"})
          EXPECT_EQ((std::string(record.key) + std::string(record.bytes)).find(word),
                    std::string::npos);
      }
    }
  }
  std::promise<void> stored;
  std::vector<log::Outgoing> batch(2);
  batch[0] = {"anything", key, {}};
  batch[1] = {last, "elsewhere", {}};
  ASSERT_TRUE(topic->append(std::move(batch), [&](std::size_t i, const log::Appended&) {
    if (i == 1) stored.set_value();
  }));
  stored.get_future().wait();
  const auto told = [&](const ServingNode& node) -> Json {
    const Json ready = node.readiness();
    for (const Json& check : ready["checks"])
      if (check["name"] == "secrets") return check;
    return {};
  };
  for (int tenths = 0; told(*b).value("unopened", 0) < 2 && tenths < 50; ++tenths)
    std::this_thread::sleep_for(100ms);
  EXPECT_EQ(told(*b)["unopened"], 2) << b->readiness();
  EXPECT_EQ(told(*b)["ok"], true) << "it takes nobody out of service";
  EXPECT_EQ(status_of(b->url(), admin), 200);
  const auto metrics = httplib::Client(b->url()).Get("/metrics");
  ASSERT_TRUE(metrics);
  EXPECT_THAT(metrics->body, HasSubstr("kintsugi_secrets_disbelieved{reason=\"unopened\"} 2"));
  EXPECT_THAT(metrics->body, HasSubstr("kintsugi_secrets_shared 1"));
  const Ended doctor = kintsugi({"doctor", "--data", scratch.path() + "/b", "--log",
                                 place_of(place)});
  EXPECT_NE(doctor.code, 0);
  EXPECT_THAT(doctor.out, HasSubstr("secrets.disbelieved"));
  EXPECT_THAT(doctor.out, HasSubstr("2 cannot be opened"));

  // Who has another key, or shows his, or has no such log, does not serve.
  auto other = options("other");
  other.more.back() = key_file(scratch, "other.key", "2");
  const auto stranger = ServingNode::begin(other);
  EXPECT_NE(stranger->wait(patience), 0);
  EXPECT_THAT(stranger->err(), HasSubstr("secrets.other_key"));
  std::filesystem::permissions(other.more.back(), std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const auto exposed = ServingNode::begin(other);
  EXPECT_NE(exposed->wait(patience), 0);
  EXPECT_THAT(exposed->err(), HasSubstr("file.exposed"));
  auto embedded = options("embedded");
  embedded.log = "embedded";
  const auto alone = ServingNode::begin(embedded);
  EXPECT_NE(alone->wait(patience), 0);
  EXPECT_THAT(alone->err(), HasSubstr("--secrets-key"));
}

// What nodes had by themselves before they shared comes along.
TEST_F(TwoNodes, AnOldNodeBringsItsPasswords) {
  auto before = options("a");
  before.more.resize(before.more.size() - 2);
  a = ServingNode::start(before);
  ASSERT_TRUE(a);
  EXPECT_THAT(a->process().err(), HasSubstr("--secrets-key"));
  const Told set = ask(a->url(), "POST", "/v1/setup", {},
                       {{"token", a->setup_token()},
                        {"operator", "admin"},
                        {"name", "管理员"},
                        {"password", password}});
  ASSERT_EQ(set.status, 200) << set.body;
  const Told made =
      ask(a->url(), "POST", "/v1/tokens", set.cookie, {{"name", "meter"}, {"reads_only", true}});
  a->stop();
  a = ServingNode::start(options("a"));
  b = ServingNode::start(options("b"));
  ASSERT_TRUE(a && b);
  EXPECT_EQ(sign_in(b->url(), "admin", password).status, 200);
  EXPECT_EQ(status_of(b->url(), made.json()["token"]), 200);
  EXPECT_FALSE(std::filesystem::exists(scratch.path() + "/a/secrets/secrets.json"));
}

TEST(NodesWithoutABroker, KeepWhoIsSignedInAndSignNobodyIn) {
  OwnKafka kafka;
  const ScratchDir scratch;
  const std::string log = "kafka:" + kafka.servers() + "/company";
  const std::string key = key_file(scratch, "secrets.key", "1");
  std::vector<std::unique_ptr<ServingNode>> nodes;
  for (const char* name : {"/a", "/b"}) {
    nodes.push_back(ServingNode::start({.directory = scratch.path() + name,
                                        .log = log,
                                        .demo = false,
                                        .more = {"--secrets-key", key, "--allow-host",
                                                 "service.example"}}));
    ASSERT_TRUE(nodes.back());
  }
  const std::string a = nodes[0]->url(), b = nodes[1]->url();
  const Told set = ask(a, "POST", "/v1/setup", {},
                       {{"token", nodes[0]->setup_token()},
                        {"operator", "admin"},
                        {"name", "管理员"},
                        {"password", password}});
  ASSERT_EQ(set.status, 200) << set.body;
  ASSERT_TRUE(TwoNodes::soon(b, set.cookie, 200));
  kafka.kill_broker();
  for (const auto& url : {a, b}) {
    EXPECT_EQ(status_of(url, set.cookie), 200);
    const auto begun = std::chrono::steady_clock::now();
    const Told refused = sign_in(url, "admin", password);
    EXPECT_EQ(refused.status, 503) << refused.body;
    EXPECT_EQ(refused.code(), "secrets.not_shared");
    EXPECT_TRUE(refused.cookie.empty());
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 15s);
  }
  const std::string other = set.cookie;
  const Told left = ask(b, "DELETE", "/v1/session", other);
  EXPECT_EQ(left.status, 503);
  EXPECT_EQ(left.code(), "session.ended_here_only");
  EXPECT_EQ(status_of(b, other), 401) << "there at once";
  kafka.up();
  const auto until = std::chrono::steady_clock::now() + patience;
  while (status_of(a, other) != 401 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(50ms);
  EXPECT_EQ(status_of(a, other), 401) << "and everywhere when it can be told";
  Told in;
  while (in.status != 200 && std::chrono::steady_clock::now() < until) {
    in = sign_in(a, "admin", password);
    std::this_thread::sleep_for(200ms);
  }
  EXPECT_EQ(in.status, 200) << in.body;
  EXPECT_TRUE(TwoNodes::soon(b, in.cookie, 200));
  for (const auto& node : nodes) node->stop();
}

}  // namespace
}  // namespace kintsugi::tests
