// A Kafka topic that cannot be trusted, under the real binary: named with the place and what is to
// be done, and it works once that is done. And logs as the command line shows and copies them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/events/log/scratch_dir.h"
#include "tests/faults/damage.h"
#include "tests/faults/kafka_administrator.h"
#include "tests/faults/load.h"
#include "tests/faults/truth.h"

namespace kintsugi::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
constexpr std::chrono::seconds patience{60};
constexpr int failed = 1, not_found = 3, unreachable = 6;  // exit codes

TEST(KafkaFaults, ATopicWithWrongSettingsIsNamedWithWhatMendsIt) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic(), dir = scratch.path() + "/data";
  // Everything else as it must be, as the broker's own settings say.
  administrator.make_topic(topic, {{"retention.ms", "3600000"}, {"cleanup.policy", "compact"}});
  const auto node = ServingNode::begin({.directory = dir, .log = place_of(topic), .demo = false});
  EXPECT_EQ(node->wait(patience), failed) << node->err();
  for (const std::string& words : {std::string("log.topic_settings"), topic,
                                   std::string("retention.ms is 3600000, must be -1"),
                                   std::string("cleanup.policy is compact, must be delete"),
                                   "kafka-configs.sh --bootstrap-server " + log::test_servers(),
                                   "--entity-name " + topic + " --add-config "})
    EXPECT_THAT(node->err(), HasSubstr(words));
  EXPECT_EQ(node->out(), "");
  // The settings that the printed command names, as it names them.
  const std::string said = node->err(), option = "--add-config ";
  const auto begin = said.find(option) + option.size();
  std::string list = said.substr(begin, said.find_first_of(" \n", begin) - begin) + ",";
  std::map<std::string, std::string> settings;
  for (std::size_t comma; (comma = list.find(',')) != std::string::npos; list.erase(0, comma + 1)) {
    const auto equals = list.find('=');
    if (equals < comma)
      settings[list.substr(0, equals)] = list.substr(equals + 1, comma - equals - 1);
  }
  administrator.change_settings(topic, settings);
  const auto again = ServingNode::start({.directory = dir, .log = place_of(topic), .demo = false});
  ASSERT_NE(again, nullptr) << said;
  again->stop();
}

// While a node serves it: what would lose records is said before it does, and what has.
TEST(KafkaFaults, SettingsThatWouldLoseRecordsAreSaidWhileServing) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic();
  const auto node = ServingNode::start({.directory = scratch.path() + "/data",
                                        .log = place_of(topic),
                                        .demo = false,
                                        .more = {"--look-at-log-every", "1"}});
  ASSERT_NE(node, nullptr);
  const auto wait_for = [&](const Json& code) {
    httplib::Client client(node->url());
    for (int tenths = 0; tenths < 300; ++tenths) {
      const auto answer = client.Get("/readyz");
      if (answer && answer->status == (code.is_null() ? 200 : 503)) {
        const Json ready = node->readiness();
        for (const Json& check : ready["checks"])
          if (check["name"] == "log_kept" && check.value("code", Json()) == code) return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(100));  // asked again
    }
    return false;
  };
  EXPECT_TRUE(wait_for(nullptr));
  administrator.change_settings(topic, {{"retention.ms", "600000"}});
  EXPECT_TRUE(wait_for("log.topic_settings")) << node->readiness();
  EXPECT_THAT(node->readiness().dump(), HasSubstr("retention.ms is 600000, must be -1"));
  EXPECT_THAT(node->process().err(), HasSubstr("log.topic_settings"));
  administrator.change_settings(topic, {{"retention.ms", "-1"},
                                        {"retention.bytes", "-1"},
                                        {"cleanup.policy", "delete"},
                                        {"message.timestamp.type", "LogAppendTime"},
                                        {"max.message.bytes", "8388608"}});
  EXPECT_TRUE(wait_for(nullptr)) << node->readiness();
  const Json person = {{"token", node->setup_token()},
                       {"operator", "admin"},
                       {"name", "管理员"},
                       {"password", "correct horse battery"}};
  httplib::Client client(node->url());
  ASSERT_EQ(client.Post("/v1/setup", person.dump(), "application/json")->status, 200);
  administrator.delete_records_before(topic, 1);
  EXPECT_TRUE(wait_for("log.truncated")) << node->readiness();
  EXPECT_THAT(node->readiness().dump(), HasSubstr("begins at position 1"));
}

// A company on Kafka; its log copied, cut at its front, and copied back to where it can be used.
TEST(KafkaFaults, ATruncatedTopicIsNamedAndTheLogIsCopiedBack) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic(), dir = scratch.path() + "/data",
                    copy = scratch.path() + "/copy";
  auto node = ServingNode::start({.directory = dir, .log = place_of(topic)});
  ASSERT_NE(node, nullptr);
  const People people = People::of_demo_company(*node);
  Load load(people);
  load.start(node->url(), patience);
  ASSERT_TRUE(load.wait_for_answers(100, patience));
  load.stop();
  // A node that holds the directory keeps every other opener out.
  for (const auto& arguments : std::vector<std::vector<std::string>>{
           {"replay", "rebuild", "--tenant", "demo", "--data", dir, "--log", place_of(topic)},
           {"serve", "--listen", "127.0.0.1:0", "--data", dir, "--log", place_of(topic)}}) {
    const Ended held = kintsugi(arguments);
    EXPECT_EQ(held.code, unreachable) << held.err;
    EXPECT_THAT(held.err, HasSubstr("is held by process " + std::to_string(node->process().pid())));
    EXPECT_THAT(held.err, HasSubstr(node->url()));
    EXPECT_EQ(held.out, "");
  }
  node->stop();
  const auto told = load.acknowledged();
  const Json tables = live_tables(dir, place_of(topic));

  const Ended copied =
      kintsugi({"log", "copy", "--from", place_of(topic), "--to", "embedded:" + copy, "--json"});
  ASSERT_EQ(copied.code, 0) << copied.err;
  const Ended from = kintsugi({"log", "info", "--log", place_of(topic), "--json"});
  const Ended to = kintsugi({"log", "info", "--data", copy, "--json"});
  ASSERT_EQ(from.code, 0) << from.err;
  ASSERT_EQ(to.code, 0) << to.err;
  for (const char* figure : {"first", "end", "records", "bytes", "first_recorded", "last_recorded"})
    EXPECT_EQ(from.json()[figure], to.json()[figure]) << figure;
  EXPECT_EQ(copied.json()["copied"], to.json()["records"]);

  administrator.delete_records_before(topic, 1000);
  {
    const auto cut = ServingNode::begin({.directory = dir, .log = place_of(topic)});
    EXPECT_EQ(cut->wait(patience), not_found) << cut->err();
    for (const char* words : {"log.truncated", "begins at position 1000", "kintsugi log copy"})
      EXPECT_THAT(cut->err(), HasSubstr(words));
  }
  const std::string fresh = fresh_topic();
  const Ended back =
      kintsugi({"log", "copy", "--from", "embedded:" + copy, "--to", place_of(fresh), "--json"});
  ASSERT_EQ(back.code, 0) << back.err;
  EXPECT_EQ(live_tables(dir, place_of(fresh)), tables) << "positions were not kept";
  // Once more changes nothing; and from one directory to another.
  const Ended repeated =
      kintsugi({"log", "copy", "--from", "embedded:" + copy, "--to", place_of(fresh), "--json"});
  EXPECT_EQ(repeated.code, 0) << repeated.err;
  EXPECT_EQ(repeated.json()["copied"], 0);
  const Ended beside = kintsugi({"log", "copy", "--from", "embedded:" + copy, "--to",
                                 "embedded:" + scratch.path() + "/beside", "--json"});
  EXPECT_EQ(beside.code, 0) << beside.err;
  EXPECT_EQ(beside.json()["end"], back.json()["end"]);
  node = ServingNode::start({.directory = dir, .log = place_of(fresh)});
  ASSERT_NE(node, nullptr);
  load.start(node->url(), patience);
  ASSERT_TRUE(load.wait_for_answers(50, patience));
  load.stop();
  node->stop();
  for (const std::string& complaint : load.complaints()) ADD_FAILURE() << complaint;
  expect_the_log_says_the_same(dir, place_of(fresh), load.acknowledged());
  expect_the_log_says_the_same(dir, place_of(fresh), told);
}

}  // namespace
}  // namespace kintsugi::tests
