// What becomes of a topic and its brokers behind the back of a node: made anew under its name,
// another cluster at the address, settings that take no record, a broker that stands still. The
// real binary, a real broker: nothing that was answered is lost, and it is said by name.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/events/log/scratch_dir.h"
#include "tests/faults/kafka_administrator.h"
#include "tests/faults/office.h"
#include "tests/support/own_kafka.h"

namespace kintsugi::tests {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::HasSubstr;
constexpr std::chrono::seconds patience{60};
constexpr int not_found = 3, damaged = 5;  // exit codes

// Settings as a node makes its topic.
const std::map<std::string, std::string> kept = {{"retention.ms", "-1"},
                                                 {"retention.bytes", "-1"},
                                                 {"cleanup.policy", "delete"},
                                                 {"message.timestamp.type", "LogAppendTime"},
                                                 {"max.message.bytes", "8388608"}};

void make_anew(Administrator& administrator, const std::string& topic) {
  administrator.delete_topic(topic);
  std::this_thread::sleep_for(2s);  // the broker forgets it in its own time
  administrator.make_topic(topic, kept);
}

TEST(AnotherLog, ATopicMadeAnewWhileServingIsNamed) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic();
  Office office(scratch.path() + "/data", place_of(topic));
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 5);
  make_anew(administrator, topic);
  EXPECT_THAT(office.trouble(), AnyOf("log.lost_tail", "log.none"));
  const Told told = office.brand("B");
  EXPECT_EQ(told.status, 503) << told.body;
  EXPECT_EQ(office.ready(), 503);
  EXPECT_TRUE(office.ends());
  const auto again = ServingNode::begin(office.options());
  EXPECT_EQ(again->wait(patience), damaged) << again->err();
  // Where the node had met no topic, and then a new one, "B" may be in it, and nobody was answered
  // by it: the node ends where it learns so.
  EXPECT_THAT(again->err(), AnyOf(HasSubstr("log.behind"), HasSubstr("has another record")));
}

// It has positions as the first one had, with other records at them.
TEST(AnotherLog, ATopicMadeAnewAndFilledIsNotTakenForTheFirst) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic();
  Office office(scratch.path() + "/data", place_of(topic));
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 3);
  ASSERT_TRUE(office.ends());
  make_anew(administrator, topic);
  Office other(scratch.path() + "/other", place_of(topic));
  ASSERT_TRUE(other.is_up());
  other.set_up();
  other.brands("B", 20);
  const auto again = ServingNode::begin(office.options());
  EXPECT_EQ(again->wait(patience), damaged) << again->err();
  EXPECT_THAT(again->err(), HasSubstr("log.other"));
  // And while it serves, which it noticed nothing of.
  other.wait_for_a_look();
  other.node().process().send(SIGSTOP);
  make_anew(administrator, topic);
  Office third(scratch.path() + "/third", place_of(topic));
  ASSERT_TRUE(third.is_up());
  third.set_up();
  third.brands("C", 40);
  other.node().process().send(SIGCONT);
  EXPECT_EQ(other.trouble(), "log.other");
  EXPECT_EQ(other.ready(), 503);
  const Told told = other.brand("Y");
  EXPECT_EQ(told.status, 500);
  EXPECT_EQ(told.code(), "log.other") << "nothing of the one company goes into the other's log";
  other.node().kill();
  third.node().stop();
}

TEST(AnotherLog, ANodeWhoseTopicIsGoneSaysSoAndEnds) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic();
  Office office(scratch.path() + "/data", place_of(topic));
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 3);
  administrator.delete_topic(topic);
  EXPECT_EQ(office.trouble(), "log.none");
  EXPECT_EQ(office.brand("B").status, 503);
  EXPECT_TRUE(office.ends()) << "a consumer is waited for";
}

TEST(AnotherLog, ATopicThatTakesNoRecordIsNamedAndGoesOnWhenMended) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic();
  Office office(scratch.path() + "/data", place_of(topic));
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 2);
  auto settings = kept;
  settings["max.message.bytes"] = "300";
  administrator.change_settings(topic, settings);
  EXPECT_EQ(office.trouble(), "log.topic_settings") << "the broker has them, too";
  const Told told = office.brand("B", std::string(900, 'x'));
  EXPECT_EQ(told.status, 503);
  EXPECT_EQ(told.code(), "log.refused") << told.body;
  EXPECT_THAT(told.body, HasSubstr("too large"));
  administrator.change_settings(topic, kept);
  EXPECT_TRUE(office.becomes_ready());
  const Told again = office.brand("B", std::string(900, 'x'));
  EXPECT_EQ(again.status, 200) << again.body;
  office.brands("C", 3);
  EXPECT_TRUE(office.ends());
}

// The log begins behind what a node has read that stood still meanwhile.
TEST(AnotherLog, ABeginningBehindWhatWasReadIsNamed) {
  Administrator administrator;
  const ScratchDir scratch;
  const std::string topic = fresh_topic();
  Office office(scratch.path() + "/data", place_of(topic));
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 3);
  office.node().process().send(SIGSTOP);
  administrator.delete_records_before(topic, 4);
  office.node().process().send(SIGCONT);
  EXPECT_EQ(office.trouble(), "log.truncated");
  EXPECT_EQ(office.ready(), 503);
  EXPECT_TRUE(office.ends());
  const auto again = ServingNode::begin(office.options());
  EXPECT_EQ(again->wait(patience), not_found) << again->err();
  EXPECT_THAT(again->err(), HasSubstr("log.truncated"));
}

TEST(AnotherLog, ABrokerThatStandsStillLongerThanAnyAnswerLosesNothing) {
  OwnKafka kafka;
  const ScratchDir scratch;
  Office office(scratch.path() + "/data", "kafka:" + kafka.servers() + "/company");
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 2);
  kafka.freeze_broker();
  std::vector<Told> told(3);
  {
    std::vector<std::jthread> at_once;
    for (std::size_t i = 0; i < told.size(); ++i)
      at_once.emplace_back([&, i] { told[i] = office.brand("B" + std::to_string(i)); });
  }
  for (const Told& one : told) {
    EXPECT_EQ(one.status, 503) << one.body;
    EXPECT_EQ(one.code(), "command.unknown") << one.body;
  }
  EXPECT_EQ(office.ready(), 503);
  EXPECT_EQ(office.code_of_check("log"), "log.silent");
  std::this_thread::sleep_for(5s);  // longer than the producer tries
  kafka.thaw_broker();
  EXPECT_TRUE(office.becomes_ready());
  office.brands("B", 3);  // the same keys: what came of them, once
  EXPECT_TRUE(office.ends());
}

TEST(AnotherLog, AnotherClusterAtTheAddressIsNamed) {
  OwnKafka kafka;
  const ScratchDir scratch;
  const std::string servers = kafka.servers();
  Office office(scratch.path() + "/data", "kafka:" + servers + "/company");
  ASSERT_TRUE(office.is_up());
  office.set_up();
  office.brands("A", 4);
  kafka.kill_broker();
  kafka.forget_all();
  kafka.up();
  ASSERT_EQ(kafka.servers(), servers);
  EXPECT_THAT(office.trouble(), AnyOf("log.none", "log.unavailable"));
  const Told told = office.brand("B");
  EXPECT_EQ(told.status, 503) << told.body;
  EXPECT_THAT(told.code(), AnyOf("log.refused", "command.unknown")) << told.body;
  EXPECT_TRUE(office.ends());
  const auto again = ServingNode::begin(office.options());
  EXPECT_EQ(again->wait(patience), damaged) << again->err();
  EXPECT_THAT(again->err(), HasSubstr("log.behind"));
}

}  // namespace
}  // namespace kintsugi::tests
