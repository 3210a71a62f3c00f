// What nodes share beside the log: sealed, folded in one order, and not taken from anybody else.
// The topic here is a log in memory that two nodes have open; compaction is what a copy leaves out.

#include "api/http/session/sealed_topic.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "api/http/session/secrets.h"
#include "api/http/session/sessions.h"
#include "events/log/memory/memory_log.h"

namespace kintsugi::api {
namespace {

using namespace std::chrono_literals;

const std::string first_key(64, '1'), second_key(64, '2');

SecretKeys keys_of(const std::string& lines = first_key, std::string_view topic = "t.secrets") {
  return *SecretKeys::parse(lines, topic);
}

Instant clock_now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// One topic that several have open. `broken`: the brokers are away; `silent`: and nobody says so.
struct Broker {
  std::unique_ptr<log::EventLog> log = log::make_memory_log({.gap_every = 3});
  std::atomic<bool> broken = false, silent = false, wrongly_kept = false;

  void write(std::string key, Bytes bytes) {
    std::promise<void> stored;
    std::vector<log::Outgoing> batch(1);
    batch[0] = {std::move(bytes), std::move(key), {}};
    ASSERT_TRUE(log->append(std::move(batch),
                            [&](std::size_t, const log::Appended&) { stored.set_value(); }));
    stored.get_future().wait();
  }
  struct Raw {
    std::string key;
    Bytes bytes;
  };
  std::vector<Raw> all() {
    std::vector<Raw> records;
    auto cursor = *log->read(Position{0});
    const auto given = cursor->next(10'000, 100ms);
    for (const auto& record : *given)
      records.push_back({std::string(record.key), Bytes(record.bytes)});
    return records;
  }
};

class Opened final : public log::EventLog {
 public:
  explicit Opened(Broker& broker) : broker_(broker) {}
  Result<void> append(std::vector<log::Outgoing> batch, Done done) override {
    if (broker_.broken) return fail(ErrorKind::unavailable, "log.unavailable", "away");
    return broker_.log->append(std::move(batch), std::move(done));
  }
  Result<std::unique_ptr<log::Cursor>> read(Position from) override {
    return broker_.log->read(from);
  }
  Result<Position> end() override {
    while (broker_.silent) std::this_thread::sleep_for(1ms);  // brokers that are away
    return broker_.log->end();
  }
  Result<Bytes> at(Position position) override { return broker_.log->at(position); }
  Result<Position> position_at(Instant time) override { return broker_.log->position_at(time); }
  Result<void> check() override {
    if (broker_.wrongly_kept) return fail(ErrorKind::invalid, "log.topic_settings", "kept wrongly");
    return {};
  }
  std::string describe() const override { return "a topic"; }

 private:
  Broker& broker_;
};

// What a node holds of it.
struct Node {
  SealedTopic topic;
  std::unique_ptr<Secrets> secrets;
  Sessions sessions;
  Result<void> started;

  explicit Node(Broker& broker, SecretKeys keys = keys_of(), Sessions::Options options = {})
      : topic(std::make_unique<Opened>(broker), std::move(keys),
              {.patience = 2000ms, .fails_for = 50ms, .retry = 20ms}),
        secrets(Secrets::open(topic)),
        sessions(options, &topic),
        started(topic.start()) {}
  ~Node() { topic.stop(); }
};

bool soon(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + 1s;  // what is promised of other nodes
  while (!holds() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(2ms);  // asked again
  return holds();
}

// It is looked at each minute; what is amiss soon, since the node is not ready meanwhile.
TEST(SealedTopic, IsWellAgainSoonAfterItIsKeptAsItMust) {
  Broker broker;
  broker.wrongly_kept = true;
  SealedTopic topic(std::make_unique<Opened>(broker), keys_of(),
                    {.retry = 20ms, .look_every = 300ms});
  ASSERT_TRUE(topic.start());
  ASSERT_TRUE(soon([&] { return topic.health().trouble.has_value(); }));
  broker.wrongly_kept = false;
  const auto mended = std::chrono::steady_clock::now();
  EXPECT_TRUE(soon([&] { return !topic.health().trouble; }));
  EXPECT_LT(std::chrono::steady_clock::now() - mended, 200ms);
  topic.stop();
}

// A cookie that nobody knows keeps no thread until the brokers answer.
TEST(SealedTopic, DoesNotWaitLongForBrokersThatAreAway) {
  Broker broker;
  Node a(broker);
  ASSERT_TRUE(a.started);
  broker.silent = true;
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_FALSE(a.sessions.find("unknown", clock_now()));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
  broker.silent = false;
}

TEST(SealedTopic, TellsWhatTheLogsClockSays) {
  Broker broker;
  const Instant told = clock_now() - 20min;
  broker.log = log::make_memory_log({.gap_every = 3, .clock = [&] { return told; }});
  for (int asked = 0; asked < 5; ++asked) {
    SealedTopic topic(std::make_unique<Opened>(broker), keys_of());
    const auto time = topic.ask_time();
    ASSERT_TRUE(time) << time.error().what;
    EXPECT_EQ(*time, told);
  }
  Node node(broker);
  EXPECT_TRUE(node.started);
  EXPECT_EQ(node.topic.health().repeated + node.topic.health().unopened, 0U)
      << "who reads takes no offence";
  broker.broken = true;
  SealedTopic away(std::make_unique<Opened>(broker), keys_of());
  const auto time = away.ask_time();
  ASSERT_FALSE(time);
  EXPECT_EQ(time.error().code, "secrets.not_shared");
}

TEST(SecretKeys, AreLinesOfHexAndNeverShown) {
  EXPECT_TRUE(SecretKeys::parse("# made in May\n" + first_key + "  # first\n\n" + second_key, "t"));
  for (const std::string& text :
       {std::string(), std::string("# none"), first_key + "\n" + first_key + "0",
        first_key.substr(1), "g" + first_key.substr(1)}) {
    const auto keys = SecretKeys::parse(text, "t");
    ASSERT_FALSE(keys) << text;
    EXPECT_EQ(keys.error().code, "secrets.bad_key");
    EXPECT_EQ(keys.error().what.find("111"), std::string::npos);
  }
}

TEST(SecretKeys, OpenWhatTheySealedAndNothingElse) {
  const SecretKeys keys = keys_of();
  const auto record = keys.seal("password/main/1001/x", "hash");
  const auto opened = keys.open(record.key, record.bytes);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->name, "password/main/1001/x");
  EXPECT_EQ(opened->value, "hash");
  const auto gone = keys.seal("password/main/1001/x", std::nullopt);
  EXPECT_EQ(gone.key, record.key) << "so that it takes the other's place";
  EXPECT_EQ(keys.open(gone.key, gone.bytes)->value, std::nullopt);
  // Each octet counts, and the place.
  for (std::size_t i = 0; i < record.bytes.size(); ++i) {
    Bytes forged = record.bytes;
    forged[i] = static_cast<char>(forged[i] ^ 1);
    EXPECT_FALSE(keys.open(record.key, forged)) << i;
    EXPECT_FALSE(keys.open(record.key, ByteView(record.bytes).substr(0, i))) << i;
  }
  EXPECT_FALSE(keys.open(keys.seal("another", "").key, record.bytes));
  EXPECT_FALSE(keys.open("", record.bytes));
  EXPECT_FALSE(keys_of(second_key).open(record.key, record.bytes));
  EXPECT_FALSE(keys_of(first_key, "another.secrets").open(record.key, record.bytes));
}

TEST(SecretKeys, TellNothingOfWhatTheySeal) {
  const SecretKeys keys = keys_of();
  const auto one = keys.seal("token/a", "short"), other = keys.seal("token/a", "a longer value");
  EXPECT_EQ(one.bytes.size(), other.bytes.size());
  for (const auto& text : {one.key, std::string(one.bytes)}) {
    EXPECT_EQ(text.find("token"), std::string::npos);
    EXPECT_EQ(text.find("short"), std::string::npos);
  }
  EXPECT_NE(keys.seal("token/a", "short").bytes, one.bytes);
}

TEST(SecretKeys, TheFirstSealsAllOpen) {
  const SecretKeys before = keys_of(first_key + "\n" + second_key),
                   after = keys_of(second_key + "\n" + first_key);
  const auto old = before.seal("a", "1"), fresh = after.seal("a", "1");
  EXPECT_TRUE(after.open(old.key, old.bytes));
  EXPECT_TRUE(before.open(fresh.key, fresh.bytes)) << "while the nodes are started one by one";
  EXPECT_NE(old.key, fresh.key);
  EXPECT_EQ(before.derived("cursors"), keys_of().derived("cursors"));
  EXPECT_NE(before.derived("cursors"), after.derived("cursors"));
}

TEST(SharedSecrets, AreThoseOfAllNodesAtOnce) {
  Broker broker;
  Node a(broker), b(broker);
  ASSERT_TRUE(a.started && b.started);
  const auto later = clock_now() + 1h;
  const std::string stored = *a.secrets->store_password("main", "1001", {1, "one"});
  EXPECT_EQ(a.secrets->password_hash("main", "1001", 1), "one") << "its own is there at once";
  const std::string link = *a.secrets->make_link({"main", "1002", later, "L1"});
  const std::string token =
      *b.secrets->make_token({.id = "t1", .tenant = "main", .operator_id = "1001"});
  EXPECT_TRUE(soon([&] { return b.secrets->password_hash("main", "1001", 1) == "one"; }));
  EXPECT_TRUE(soon([&] { return b.secrets->find_link(link, clock_now()).has_value(); }));
  EXPECT_TRUE(soon([&] { return a.secrets->find_token(token).has_value(); }));
  EXPECT_TRUE(b.secrets->has_passwords("main"));
  EXPECT_FALSE(b.secrets->has_passwords("mai"));
  EXPECT_EQ(a.secrets->cursor_key(), b.secrets->cursor_key());
  ASSERT_TRUE(a.secrets->forget_token("t1"));
  ASSERT_TRUE(*b.secrets->take_link(link, clock_now()));
  EXPECT_TRUE(soon([&] { return !b.secrets->find_token(token); }));
  EXPECT_TRUE(soon([&] { return !a.secrets->find_link(link, clock_now()); }));
  ASSERT_TRUE(a.secrets->drop_password("main", "1001", 1, stored));
  EXPECT_TRUE(soon([&] { return !b.secrets->has_passwords("main"); }));
  Node fresh(broker);
  EXPECT_FALSE(fresh.secrets->find_token(token));
  EXPECT_FALSE(fresh.secrets->has_passwords("main"));
}

// Two nodes change one password at the same time: the one that is on the log counts, whoever's
// record came first, and neither takes the other's away.
TEST(SharedSecrets, TheHashThatIsOnTheLogCounts) {
  Broker broker;
  Node a(broker), b(broker);
  const std::string of_a = *a.secrets->store_password("main", "1", {2, "a"});
  const std::string of_b = *b.secrets->store_password("main", "1", {2, "b"});
  ASSERT_TRUE(b.secrets->keep_password("main", "1", 2, of_b));
  EXPECT_TRUE(soon([&] { return a.secrets->password_hash("main", "1", 2) == "b"; }));
  ASSERT_TRUE(a.secrets->drop_password("main", "1", 2, of_a));
  Node fresh(broker);
  for (Node* node : {&a, &b, &fresh})
    EXPECT_TRUE(soon([&] { return node->secrets->password_hash("main", "1", 2) == "b"; }));
  // A node that is behind takes nothing away that is newer than what it knows.
  const std::string behind = *a.secrets->store_password("main", "1", {1, "old"});
  EXPECT_EQ(a.secrets->password_hash("main", "1", 2), "b");
}

TEST(SharedSecrets, WhatANodeHadByItselfComesAlong) {
  char name[] = "/tmp/kintsugi-secrets-XXXXXX";
  const std::filesystem::path dir = ::mkdtemp(name);
  const auto own = *Secrets::open(dir);
  ASSERT_TRUE(own->store_password("main", "1", {1, "one"}));
  ASSERT_TRUE(own->store_password("main", "2", {1, "two"}));
  const std::string token = *own->make_token({.id = "t1", .tenant = "main", .operator_id = "1"});
  Broker broker;
  Node a(broker), b(broker);
  ASSERT_TRUE(b.secrets->store_password("main", "2", {3, "newer"}));
  ASSERT_TRUE(a.secrets->take_over(*own, clock_now()));
  EXPECT_TRUE(soon([&] { return b.secrets->password_hash("main", "1", 1) == "one"; }));
  EXPECT_TRUE(soon([&] { return b.secrets->find_token(token).has_value(); }));
  EXPECT_EQ(a.secrets->password_hash("main", "2", 3), "newer");
  std::filesystem::remove_all(dir);
}

TEST(SharedSessions, BeginAndEndEverywhere) {
  Broker broker;
  Node a(broker), b(broker);
  const Instant now = clock_now();
  const std::string token = *a.sessions.begin("main", "1001", 4, {}, now);
  EXPECT_TRUE(a.sessions.find(token, now)) << "at once where it began";
  EXPECT_TRUE(soon([&] { return b.sessions.find(token, now).has_value(); }));
  EXPECT_EQ(b.sessions.find(token, now)->password_version, 4u);
  EXPECT_EQ(b.sessions.find(token, now)->id, a.sessions.find(token, now)->id);
  const auto ended = b.sessions.end(token);
  ASSERT_TRUE(ended && ended->everywhere);
  EXPECT_FALSE(b.sessions.find(token, now));
  EXPECT_TRUE(soon([&] { return !a.sessions.find(token, now); }));
  // Another token, the same session; and all of an operator.
  const std::string before = *a.sessions.begin("main", "1001", 4, {}, now);
  ASSERT_TRUE(a.sessions.follow_password(before, 5));
  const std::string after = *a.sessions.rotate(before);
  EXPECT_TRUE(soon([&] {
    return !b.sessions.find(before, now) && b.sessions.find(after, now) &&
           b.sessions.find(after, now)->password_version == 5;
  }));
  EXPECT_EQ(b.sessions.end_all("main", "1001"), 1u);
  EXPECT_TRUE(soon([&] { return !a.sessions.find(after, now); }));
  EXPECT_EQ(a.topic.health().repeated, 0u);
  Node fresh(broker);
  EXPECT_EQ(fresh.sessions.size(), 0u);
}

// Whoever was just signed in asks another node next.
TEST(SharedSessions, AreKnownToWhoeverIsAskedNext) {
  Broker broker;
  Node a(broker), b(broker);
  const Instant now = clock_now();
  for (int i = 0; i < 300; ++i) {
    Node& one = i % 2 == 0 ? a : b;
    Node& other = i % 2 == 0 ? b : a;
    const std::string session = *one.sessions.begin("main", "1001", 1, {}, now);
    ASSERT_TRUE(other.sessions.find(session, now)) << i;
    const std::string token =
        *one.secrets->make_token({.id = public_id(), .tenant = "main", .operator_id = "1001"});
    ASSERT_TRUE(other.secrets->find_token(token)) << i;
  }
  EXPECT_FALSE(a.sessions.find("unknown", now));
}

// Use is told now and then, not with each request; who works on one node only is not idle.
TEST(SharedSessions, AreIdleForAllNodesTogether) {
  Broker broker;
  Node a(broker), b(broker);
  const Instant now = clock_now();
  const std::string token = *a.sessions.begin("main", "1001", 1, {}, now);
  ASSERT_TRUE(soon([&] { return b.sessions.find(token, now).has_value(); }));
  const auto records = broker.all().size();
  for (auto t = 0s; t < 3min; t += 10s) EXPECT_TRUE(a.sessions.find(token, now + t));
  EXPECT_EQ(broker.all().size(), records) << "nothing is written for a request";
  for (auto t = 3min; t <= 40min; t += 1min) EXPECT_TRUE(a.sessions.find(token, now + t));
  EXPECT_TRUE(soon([&] { return b.sessions.find(token, now + 66min).has_value(); }));
  EXPECT_LT(broker.all().size(), records + 20);
  EXPECT_FALSE(a.sessions.find(token, now + 12h));
}

TEST(SharedSessions, WhoIsSignedInStaysWhileTheBrokersAreAway) {
  Broker broker;
  Node a(broker), b(broker);
  const Instant now = clock_now();
  const std::string token = *a.sessions.begin("main", "1001", 1, {}, now),
                    leaving = *a.sessions.begin("main", "1002", 1, {}, now);
  ASSERT_TRUE(soon([&] { return b.sessions.find(leaving, now).has_value(); }));
  broker.broken = true;
  EXPECT_TRUE(b.sessions.find(token, now));
  const auto refused = a.sessions.begin("main", "1003", 1, {}, now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "secrets.not_shared");
  EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
  EXPECT_TRUE(a.topic.health().trouble);
  // He who leaves has left here, and elsewhere as soon as it can be told.
  const auto ended = a.sessions.end(leaving);
  ASSERT_TRUE(ended);
  EXPECT_FALSE(ended->everywhere);
  EXPECT_FALSE(a.sessions.find(leaving, now));
  EXPECT_TRUE(b.sessions.find(leaving, now));
  broker.broken = false;
  EXPECT_TRUE(soon([&] { return !b.sessions.find(leaving, now); }));
  EXPECT_TRUE(soon([&] { return !a.topic.health().trouble; }));
}

TEST(SealedTopic, WhatSomebodyElseWritesIsCountedAndNotBelieved) {
  Broker broker;
  Node a(broker);
  const Instant now = clock_now();
  const std::string token = *a.sessions.begin("main", "1001", 1, {}, now);
  const auto genuine = broker.all().back();
  broker.write(genuine.key, "anything");
  broker.write("key", Bytes(300, 'x'));
  broker.write("", genuine.bytes);
  const auto strange = keys_of(second_key).seal("once/session/x", "{}");
  broker.write(strange.key, strange.bytes);
  EXPECT_TRUE(soon([&] { return a.topic.health().unopened == 4; }));
  EXPECT_TRUE(a.sessions.find(token, now));
  EXPECT_FALSE(a.topic.health().trouble);
  // Nobody ends a session by taking its record out, where a node runs.
  broker.write(genuine.key, {});
  EXPECT_TRUE(soon([&] { return a.topic.health().taken_out == 1; }));
  EXPECT_TRUE(a.sessions.find(token, now));
  // What has ended does not begin anew, by the very octets with which it began.
  ASSERT_TRUE(a.sessions.end(token)->everywhere);
  broker.write(genuine.key, genuine.bytes);
  EXPECT_TRUE(soon([&] { return a.topic.health().repeated == 1; }));
  EXPECT_FALSE(a.sessions.find(token, now));
  Node fresh(broker);
  EXPECT_FALSE(fresh.sessions.find(token, now));
  EXPECT_EQ(fresh.topic.health().unopened, 4u);
}

// Compaction leaves the repeated record alone: the broker's clock shows that it is late.
TEST(SealedTopic, ASessionThatIsRepeatedLaterIsNotBelieved) {
  Broker broker;
  const auto written = to_ms(clock_now());
  for (const auto minutes : {11, -11, 5}) {
    const std::string at = std::to_string(written - minutes * 60'000);
    const auto record = keys_of().seal(
        "once/session/" + sha256_hex("token" + std::to_string(minutes)),
        R"({"id":"s","tenant":"main","operator":"1","begun":)" + at + R"(,"seen":)" + at +
            R"(,"password_version":1,"since":0,"written":)" + at + "}");
    broker.write(record.key, record.bytes);
  }
  Node a(broker);
  EXPECT_FALSE(a.sessions.find("token11", clock_now()));
  EXPECT_FALSE(a.sessions.find("token-11", clock_now()));
  EXPECT_TRUE(a.sessions.find("token5", clock_now())) << "clocks differ a little";
  EXPECT_EQ(a.topic.health().repeated, 2u);
}

TEST(SealedTopic, ANodeWithAnotherKeyDoesNotStart) {
  Broker broker;
  Node a(broker);
  ASSERT_TRUE(a.secrets->store_password("main", "1", {1, "one"}));
  Node stranger(broker, keys_of(second_key));
  ASSERT_FALSE(stranger.started);
  EXPECT_EQ(stranger.started.error().code, "secrets.other_key");
  const auto before = broker.all().size();
  const auto asked = SealedTopic(std::make_unique<Opened>(broker), keys_of(second_key)).ask_time();
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().code, "secrets.other_key");
  EXPECT_EQ(broker.all().size(), before) << "a stranger leaves nothing";
  Node both(broker, keys_of(second_key + "\n" + first_key));
  ASSERT_TRUE(both.started);
  EXPECT_EQ(both.secrets->password_hash("main", "1", 1), "one");
}

// Of each key the newest alone, as after a compaction: the same is known as before it.
TEST(SealedTopic, ACompactedTopicSaysTheSame) {
  Broker broker;
  const Instant now = clock_now();
  std::string token, ended;
  {
    Node a(broker);
    for (std::uint32_t version = 1; version <= 4; ++version) {
      const std::string stored =
          *a.secrets->store_password("main", "1", {version, "hash" + std::to_string(version)});
      ASSERT_TRUE(a.secrets->keep_password("main", "1", version, stored));
    }
    token = *a.sessions.begin("main", "1", 4, {}, now);
    ended = *a.sessions.begin("main", "1", 4, {}, now);
    ASSERT_TRUE(a.sessions.end(ended)->everywhere);
  }
  const auto all = broker.all();
  Broker compacted;
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool newest = true;
    for (std::size_t j = i + 1; j < all.size(); ++j) newest = newest && all[j].key != all[i].key;
    if (newest) compacted.write(all[i].key, all[i].bytes);
  }
  Node a(compacted);
  ASSERT_TRUE(a.started);
  EXPECT_EQ(a.secrets->password_hash("main", "1", 4), "hash4");
  EXPECT_EQ(a.secrets->password_hash("main", "1", 3), "hash3") << "the one before";
  EXPECT_EQ(a.secrets->password_hash("main", "1", 2), std::nullopt);
  EXPECT_TRUE(a.sessions.find(token, now));
  EXPECT_FALSE(a.sessions.find(ended, now));
}

}  // namespace
}  // namespace kintsugi::api
