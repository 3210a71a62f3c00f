// Somebody who may write the topic and is no node, against the real binary: what he writes does not
// count on a log under a key, is told with its position, and stops nobody. And what a node without
// the key says.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <librdkafka/rdkafka.h>

#include <filesystem>
#include <fstream>
#include <future>

#include "events/log/kafka/kafka_log.h"
#include "tests/events/log/kafka_place.h"
#include "tests/events/log/scratch_dir.h"
#include "tests/faults/engine.h"

namespace kintsugi::tests {
namespace {

using testing::HasSubstr;
constexpr std::chrono::seconds patience{60};
constexpr int damaged = 5, unreachable = 6;  // exit codes
constexpr std::size_t recorded_at_octet = 16, rule_version_octet = 34;  // events/FORMAT.md

// What somebody with kcat does: reads records, writes others.
class Forger {
 public:
  explicit Forger(const log::KafkaPlace& place)
      : log_(*log::open_kafka({.place = place, .create = false, .seals = true})) {}
  Bytes read(std::int64_t position) { return *log_->at(Position{position}); }
  Bytes seal_of(std::int64_t position) {
    auto cursor = *log_->read(Position{position});
    return Bytes((*cursor->next(1, patience)).front().seal);
  }
  std::int64_t end() { return log_->end()->value; }
  void write(Bytes bytes, Bytes seal = {}) {
    std::promise<void> stored;
    std::vector<log::Outgoing> batch(1);
    batch[0] = {std::move(bytes), "demo", {}, std::move(seal)};
    ASSERT_TRUE(log_->append(std::move(batch), [&](std::size_t, const log::Appended& answer) {
                      EXPECT_EQ(answer.outcome, log::Appended::Outcome::stored);
                      stored.set_value();
                    }).has_value());
    stored.get_future().wait();
  }

 private:
  std::unique_ptr<log::EventLog> log_;
};

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

Json check_of(const ServingNode& node, const std::string& name) {
  const Json ready = node.readiness();
  for (const Json& check : ready["checks"]) {
    if (check["name"] == name) return check;
  }
  return {};
}

std::string metrics_of(const ServingNode& node) {
  httplib::Client client(node.url());
  const auto answer = client.Get("/metrics");
  return answer ? answer->body : "";
}

// Waits until as many records are void for the reason.
bool wait_for_void(const ServingNode& node, const std::string& reason, int count) {
  for (int tenths = 0; tenths < 300; ++tenths) {
    if (check_of(node, "log_records")[reason]["count"] == count) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  return false;
}

httplib::Result set_up(const ServingNode& node, const std::string& number) {
  httplib::Client client(node.url());
  const Json person = {{"token", node.setup_token()},
                       {"operator", number},
                       {"name", "管理员"},
                       {"password", "correct horse battery"}};
  return client.Post("/v1/setup", person.dump(), "application/json");
}

// The commit at a position, as an auditor sees it.
Json shown(const ServingNode& node, const std::string& token, std::int64_t position) {
  httplib::Client client(node.url());
  const auto get = [&] {
    return client.Get("/v1/audit/commits/" + std::to_string(position),
                      {{"Authorization", "Bearer " + token}, {"Kintsugi-Tenant", "demo"}});
  };
  auto answer = get();
  for (int tenths = 0; answer && answer->status == 404 && tenths < 300; ++tenths) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));  // the tables follow
    answer = get();
  }
  EXPECT_TRUE(answer && answer->status == 200) << (answer ? answer->body : "");
  return answer ? Json::parse(answer->body, nullptr, false) : Json();
}

TEST(LogKey, WhatIsForgedDoesNotCountAndIsTold) {
  const ScratchDir scratch;
  const log::KafkaPlace place = log::fresh_topic();
  const std::string key = key_file(scratch, "key", "1");
  auto node = ServingNode::start({.directory = scratch.path() + "/data",
                                  .log = place_of(place),
                                  .demo = false,
                                  .more = {"--log-key", key}});
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(check_of(*node, "log_key")["state"], "under_key");
  EXPECT_EQ(check_of(*node, "log_key")["from"], "0");
  EXPECT_THAT(node->process().err(), HasSubstr("nothing else counts"));
  ASSERT_EQ(set_up(*node, "admin")->status, 200);

  Forger forger(place);
  const std::int64_t begin = forger.end();
  Bytes forged = forger.read(begin - 1), poison = forged;
  ++forged[recorded_at_octet];
  poison[rule_version_octet] = 1, poison[rule_version_octet + 1] = 0;
  forger.write(forged);
  forger.write(forged, forger.seal_of(begin - 1));
  forger.write(poison);
  forger.write("no commit at all");
  ASSERT_TRUE(wait_for_void(*node, "unauthenticated", 4)) << node->readiness();
  const Json last = check_of(*node, "log_records")["unauthenticated"]["last_positions"];
  for (std::int64_t i = 0; i < 4; ++i)
    EXPECT_EQ(last[static_cast<std::size_t>(i)], std::to_string(begin + i));
  forger.write(forger.read(begin - 1), forger.seal_of(begin - 1));  // a genuine one again
  ASSERT_TRUE(wait_for_void(*node, "repeated", 1)) << node->readiness();
  // Where a forged commit is looked at, it is shown as void: once the tables go further.
  const Json person = {
      {"operator", "admin"}, {"password", "correct horse battery"}, {"tenant", "demo"}};
  httplib::Client visitor(node->url());
  ASSERT_EQ(visitor.Post("/v1/session", person.dump(), "application/json")->status, 200);
  std::string token;
  std::ifstream(scratch.path() + "/data/secrets/local-token") >> token;
  EXPECT_EQ(shown(*node, token, begin)["void"], "unauthenticated");
  EXPECT_EQ(shown(*node, token, begin + 4)["void"], "repeated");
  EXPECT_FALSE(shown(*node, token, begin - 1).contains("void"));
  const std::string metrics = metrics_of(*node);
  EXPECT_THAT(metrics, HasSubstr("kintsugi_log_void_records{reason=\"unauthenticated\"} 4"));
  EXPECT_THAT(metrics, HasSubstr("kintsugi_log_void_last_position{reason=\"unauthenticated\"} " +
                                 std::to_string(begin + 3)));
  EXPECT_THAT(metrics, HasSubstr("kintsugi_log_under_key_from 0"));
  EXPECT_THAT(node->process().err(), HasSubstr("unauthenticated (the last at position"));
  node->stop();

  // With the key everything is as it was; without it the tables that it made are no use to anybody.
  const Ended without = kintsugi({"projection", "list", "--tenant", "demo", "--data",
                                  scratch.path() + "/data", "--log", place_of(place)});
  EXPECT_EQ(without.code, unreachable) << without.out;
  EXPECT_THAT(without.err, HasSubstr("log.key_missing"));
  node = ServingNode::start({.directory = scratch.path() + "/data",
                             .log = place_of(place),
                             .demo = false,
                             .more = {"--log-key", key}});
  ASSERT_NE(node, nullptr);
  EXPECT_EQ(check_of(*node, "log_records")["unauthenticated"]["count"], 4);
  node->stop();
}

// The way in that needs no forging: a node of one's own on the company's topic.
TEST(LogKey, ANodeWithoutTheKeyDecidesNothingAndSaysSo) {
  const ScratchDir scratch;
  const log::KafkaPlace place = log::fresh_topic();
  auto node = ServingNode::start({.directory = scratch.path() + "/data",
                                  .log = place_of(place),
                                  .demo = false,
                                  .more = {"--log-key", key_file(scratch, "key", "1")}});
  ASSERT_NE(node, nullptr);
  ASSERT_EQ(set_up(*node, "admin")->status, 200);
  const std::int64_t end = Forger(place).end();
  for (const std::vector<std::string>& more :
       {std::vector<std::string>{},
        std::vector<std::string>{"--log-key", key_file(scratch, "other", "2")}}) {
    const std::string data = scratch.path() + "/stranger" + std::to_string(more.size());
    auto stranger = ServingNode::start({.directory = data,
                                        .log = place_of(place),
                                        .demo = false,
                                        .ready = false,
                                        .more = more});
    ASSERT_NE(stranger, nullptr);
    EXPECT_THAT(stranger->process().err(), HasSubstr("cannot tell what counts"));
    EXPECT_EQ(check_of(*stranger, "log_key")["code"], "log.key_missing");
    EXPECT_THAT(metrics_of(*stranger), HasSubstr("kintsugi_log_unjudged 1"));
    // It lets nobody in who could ask anything of it: a link would be a commit.
    EXPECT_THAT(stranger->process().err(), HasSubstr("no link for the administrator"));
    EXPECT_EQ(stranger->process().out().find("First administrator"), std::string::npos);
    stranger->stop();
  }
  EXPECT_EQ(Forger(place).end(), end);
  node->stop();
}

// A log of before goes under a key, then under the next one; copies carry it all.
TEST(LogKey, AnOldLogGoesUnderAKeyAndUnderTheNext) {
  const ScratchDir scratch;
  const log::KafkaPlace place = log::fresh_topic();
  const std::string data = scratch.path() + "/data", copy = scratch.path() + "/copy",
                    first = key_file(scratch, "first", "1"),
                    both = key_file(scratch, "both", "12");
  const auto served = [&](const std::vector<std::string>& more) {
    auto node = ServingNode::start(
        {.directory = data, .log = place_of(place), .demo = false, .more = more});
    EXPECT_NE(node, nullptr);
    return node;
  };
  auto node = served({});
  ASSERT_EQ(set_up(*node, "admin")->status, 200);
  node->stop();
  node = served({"--log-key", first});
  EXPECT_EQ(check_of(*node, "log_key")["state"], "not_under_key");
  const auto under = [&](const std::string& keys) {
    return kintsugi({"log", "under-key", place_of(place), "--log-key", keys, "--json"});
  };
  ASSERT_EQ(under(first).code, 0);  // while it is served
  for (int tenths = 0; check_of(*node, "log_key")["state"] != "under_key" && tenths < 300; ++tenths)
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  EXPECT_EQ(check_of(*node, "log_key")["state"], "under_key");
  EXPECT_EQ(under(first).json()["keys"].size(), 1u) << "once is enough";
  node->stop();
  const Ended rotated = under(both);
  ASSERT_EQ(rotated.code, 0) << rotated.err;
  EXPECT_EQ(rotated.json()["keys"].size(), 2u);
  EXPECT_EQ(under(first).code, unreachable) << "the newest key is not in it";
  const auto left_behind = ServingNode::begin(
      {.directory = data, .log = place_of(place), .demo = false, .more = {"--log-key", first}});
  EXPECT_EQ(left_behind->wait(patience), unreachable);
  EXPECT_THAT(left_behind->err(), HasSubstr("log.key_missing"));
  node = served({"--log-key", both});
  node->stop();

  ASSERT_EQ(kintsugi({"log", "copy", "--from", place_of(place), "--to", "embedded:" + copy}).code,
            0);
  const log::KafkaPlace fresh = log::fresh_topic();
  ASSERT_EQ(kintsugi({"log", "copy", "--from", "embedded:" + copy, "--to", place_of(fresh)}).code,
            0);
  const auto info = [&](const std::string& log) {
    return kintsugi({"log", "info", log, "--log-key", both, "--json"}).json()["under_key"];
  };
  EXPECT_EQ(info(place_of(fresh)), info(place_of(place)));
  EXPECT_EQ(info("embedded:" + copy), info(place_of(place)));
  EXPECT_EQ(info(place_of(place))["unauthenticated"], 0);
}

// Of a log under no key anybody's record must be believed: but what stops a node is named.
TEST(LogKey, APoisonedLogNamesThePositionBothCausesAndTheWayOut) {
  const ScratchDir scratch;
  const log::KafkaPlace place = log::fresh_topic();
  const std::string data = scratch.path() + "/data", copy = scratch.path() + "/copy";
  auto node =
      ServingNode::start({.directory = data, .log = place_of(place), .demo = false});
  ASSERT_NE(node, nullptr);
  ASSERT_EQ(set_up(*node, "admin")->status, 200);
  std::int64_t at = 0;
  {
    Forger forger(place);
    at = forger.end();
    Bytes poison = forger.read(at - 1);
    poison[rule_version_octet] = 1, poison[rule_version_octet + 1] = 0;
    forger.write(poison);
  }
  EXPECT_EQ(node->process().wait(patience), damaged);
  const std::string position = std::to_string(at);
  for (const std::string& words : {"position " + position, std::string("rule version 0"),
                                   std::string("newer engine"), std::string("forged"),
                                   "kintsugi log copy --until " + position})
    EXPECT_THAT(node->process().err(), HasSubstr(words));
  EXPECT_THAT(node->process().err(), testing::Not(HasSubstr("replay rebuild")));
  // The way out, as it says.
  ASSERT_EQ(kintsugi({"log", "copy", "--from", place_of(place), "--to", "embedded:" + copy + "/log",
                      "--until", position})
                .code,
            0);
}

}  // namespace
}  // namespace kintsugi::tests
