// What only the log on Kafka does: topics made and checked, faults of brokers named.

#include "events/log/kafka/kafka_log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

#include <librdkafka/rdkafka.h>

#include "events/log/copy.h"
#include "events/log/memory/memory_log.h"
#include "tests/events/log/appending.h"
#include "tests/events/log/kafka_place.h"

namespace kintsugi::log {
namespace {

using ::testing::HasSubstr;

TEST(KafkaAddress, IsServersAndTopic) {
  EXPECT_EQ(parse_kafka_place("kafka:h:9092/t"), (KafkaPlace{"h:9092", "t"}));
  EXPECT_EQ(parse_kafka_place("kafka:h:9092,127.0.0.1:1/a.b_c-D"),
            (KafkaPlace{"h:9092,127.0.0.1:1", "a.b_c-D"}));
  for (const auto* bad : {"", "kafka:", "h:9092/t", "kafka:h/t", "kafka:h:/t", "kafka:h:9092",
                          "kafka:h:9092/", "kafka:/t", "kafka::1/t", "kafka:h:x/t",
                          "kafka:h:1,/t", "kafka:h:1/a b", "kafka:h:1/.."}) {
    const auto place = parse_kafka_place(bad);
    ASSERT_FALSE(place.has_value()) << bad;
    EXPECT_EQ(place.error().code, "log.address") << bad;
  }
}

// A client of the test's own, to do to a topic what an operator might.
class Operator {
 public:
  Operator() {
    std::array<char, 512> why{};
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", test_servers().c_str(), why.data(), why.size());
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why.data(), why.size());
    queue_ = rd_kafka_queue_new(client_);
  }
  ~Operator() {
    rd_kafka_queue_destroy(queue_);
    rd_kafka_destroy(client_);
  }
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;

  void create(const std::string& topic, int partitions,
              const std::vector<std::pair<std::string, std::string>>& settings) {
    std::array<char, 512> why{};
    rd_kafka_NewTopic_t* wanted =
        rd_kafka_NewTopic_new(topic.c_str(), partitions, 1, why.data(), why.size());
    for (const auto& [name, value] : settings) {
      rd_kafka_NewTopic_set_config(wanted, name.c_str(), value.c_str());
    }
    rd_kafka_CreateTopics(client_, &wanted, 1, nullptr, queue_);
    rd_kafka_NewTopic_destroy(wanted);
    wait();
  }
  void change(const std::string& topic, const std::string& name, const std::string& value) {
    rd_kafka_ConfigResource_t* resource =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic.c_str());
    rd_kafka_ConfigResource_set_config(resource, name.c_str(), value.c_str());
    rd_kafka_AlterConfigs(client_, &resource, 1, nullptr, queue_);
    rd_kafka_ConfigResource_destroy(resource);
    wait();
  }
  void delete_records_before(const std::string& topic, std::int64_t offset) {
    rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, topic.c_str(), 0)->offset = offset;
    rd_kafka_DeleteRecords_t* records = rd_kafka_DeleteRecords_new(list);
    rd_kafka_DeleteRecords(client_, &records, 1, nullptr, queue_);
    rd_kafka_DeleteRecords_destroy(records);
    rd_kafka_topic_partition_list_destroy(list);
    wait();
  }

 private:
  void wait() {
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue_, 30'000);
    ASSERT_NE(event, nullptr);
    EXPECT_EQ(rd_kafka_event_error(event), RD_KAFKA_RESP_ERR_NO_ERROR)
        << rd_kafka_event_error_string(event);
    rd_kafka_event_destroy(event);
  }

  rd_kafka_t* client_ = nullptr;
  rd_kafka_queue_t* queue_ = nullptr;
};

class KafkaLogTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_NE(test_servers(), "") << "KINTSUGI_KAFKA names no broker"; }
  const KafkaPlace place_ = fresh_topic();
};

TEST_F(KafkaLogTest, MakesATopicThatPassesItsOwnCheck) {
  ASSERT_TRUE(open_kafka({.place = place_}).has_value());
  const auto again = open_kafka({.place = place_, .create = false});
  ASSERT_TRUE(again.has_value()) << again.error().what;
  EXPECT_EQ((*again)->describe(), "kafka:" + place_.servers + "/" + place_.topic);
}

// While it is open: settings that would lose records, before they do; and records that are lost.
TEST_F(KafkaLogTest, SaysWhatHasBecomeOfItsTopicMeanwhile) {
  const auto log = open_kafka({.place = place_});
  ASSERT_TRUE(log.has_value());
  append_stored(**log, numbered(10));
  EXPECT_TRUE((*log)->check().has_value());
  Operator somebody;
  for (const auto& [name, value] :
       {std::pair("retention.ms", "600000"), std::pair("cleanup.policy", "compact"),
        std::pair("retention.bytes", "1000000")}) {
    somebody.change(place_.topic, name, value);
    const auto found = (*log)->check();
    ASSERT_FALSE(found.has_value()) << name;
    EXPECT_EQ(found.error().code, "log.topic_settings");
    EXPECT_THAT(found.error().what, HasSubstr(std::string(name) + " is " + value));
  }
  somebody.delete_records_before(place_.topic, 4);
  const auto cut = (*log)->check();
  ASSERT_FALSE(cut.has_value());
  EXPECT_EQ(cut.error().code, "log.truncated");
  EXPECT_THAT(cut.error().what, HasSubstr("begins at position 4"));
}

TEST_F(KafkaLogTest, SaysWhereThereIsNoTopic) {
  const auto log = open_kafka({.place = place_, .create = false});
  ASSERT_FALSE(log.has_value());
  EXPECT_EQ(log.error().code, "log.none");
}

TEST_F(KafkaLogTest, NamesEveryWrongSettingAndTheRemedy) {
  Operator().create(place_.topic, 2,
                    {{"cleanup.policy", "compact"}, {"retention.ms", "1000"}});
  const auto log = open_kafka({.place = place_});
  ASSERT_FALSE(log.has_value());
  EXPECT_EQ(log.error().kind, ErrorKind::invalid);
  EXPECT_EQ(log.error().code, "log.topic_settings");
  const std::string& what = log.error().what;
  EXPECT_THAT(what, HasSubstr("cleanup.policy is compact, must be delete"));
  EXPECT_THAT(what, HasSubstr("retention.ms is 1000, must be -1"));
  EXPECT_THAT(what, HasSubstr("message.timestamp.type is CreateTime, must be LogAppendTime"));
  EXPECT_THAT(what, HasSubstr("2 partitions, must be 1"));
  EXPECT_THAT(what, HasSubstr("kafka-configs.sh"));
  EXPECT_THAT(what, HasSubstr("retention.ms=-1"));
}

TEST_F(KafkaLogTest, ATruncatedLogIsNamedByThoseWhoOpenAndThoseWhoRead) {
  auto log = open_kafka({.place = place_});
  ASSERT_TRUE(log.has_value()) << log.error().what;
  append_stored(**log, numbered(100));
  Operator().delete_records_before(place_.topic, 40);
  for (const auto& code : {[&] { return open_kafka({.place = place_}).error().code; }(),
                          [&] { return (*log)->read(Position{0}).error().code; }(),
                          [&] { return (*log)->at(Position{39}).error().code; }()}) {
    EXPECT_EQ(code, "log.truncated");
  }
  EXPECT_EQ(read_from(**log, Position{40}, 60).size(), 60U);
}

TEST_F(KafkaLogTest, SaysWhenNoBrokerAnswers) {
  const auto started = std::chrono::steady_clock::now();
  const auto log = open_kafka({.place = {"127.0.0.1:1", "t"},
                               .open_timeout = std::chrono::milliseconds(500)});
  ASSERT_FALSE(log.has_value());
  EXPECT_EQ(log.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(log.error().code, "log.unavailable");
  EXPECT_LT(std::chrono::steady_clock::now() - started, test_patience);
}

TEST_F(KafkaLogTest, KeepsTenantAndHeadersForOthers) {
  const auto log = open_kafka({.place = place_});
  ASSERT_TRUE(log.has_value()) << log.error().what;
  Answers answers(1);
  ASSERT_TRUE((*log)->append({{"bytes", "acme", {{"ce_id", "1"}, {"content-type", "x/y"}}}},
                             answers.done()));
  answers.wait();
  std::array<char, 512> why{};
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", place_.servers.c_str(), why.data(), why.size());
  rd_kafka_t* client = rd_kafka_new(RD_KAFKA_CONSUMER, conf, why.data(), why.size());
  rd_kafka_topic_t* topic = rd_kafka_topic_new(client, place_.topic.c_str(), nullptr);
  ASSERT_EQ(rd_kafka_consume_start(topic, 0, 0), 0);
  rd_kafka_message_t* message = rd_kafka_consume(topic, 0, 30'000);
  ASSERT_NE(message, nullptr);
  ASSERT_EQ(message->err, RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(std::string(static_cast<char*>(message->key), message->key_len), "acme");
  rd_kafka_headers_t* headers = nullptr;
  ASSERT_EQ(rd_kafka_message_headers(message, &headers), RD_KAFKA_RESP_ERR_NO_ERROR);
  const void* value = nullptr;
  std::size_t size = 0;
  ASSERT_EQ(rd_kafka_header_get_last(headers, "content-type", &value, &size),
            RD_KAFKA_RESP_ERR_NO_ERROR);
  EXPECT_EQ(std::string(static_cast<const char*>(value), size), "x/y");
  rd_kafka_message_destroy(message);
  rd_kafka_consume_stop(topic, 0);
  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(client);
}

TEST_F(KafkaLogTest, ACopyThereAndBackKeepsEveryPosition) {
  const auto from = make_memory_log();
  append_stored(*from, numbered(3000, "record ", 500));
  const auto kafka = open_kafka({.place = place_});
  ASSERT_TRUE(kafka.has_value()) << kafka.error().what;
  const auto there = copy(*from, **kafka);
  ASSERT_TRUE(there.has_value()) << there.error().what;
  const auto back = make_memory_log();
  const auto summary = copy(**kafka, *back);
  ASSERT_TRUE(summary.has_value()) << summary.error().what;
  EXPECT_EQ(summary->copied, 3000);
  EXPECT_EQ(read_from(*back, Position{0}, 3000), read_from(*from, Position{0}, 3000));
}

TEST_F(KafkaLogTest, AFatalErrorOfTheProducerIsAnsweredAndOvercome) {
  const auto log = open_kafka({.place = place_});
  ASSERT_TRUE(log.has_value()) << log.error().what;
  append_stored(**log, {"before"});
  fail_producer_for_test(**log);
  const auto until = std::chrono::steady_clock::now() + test_patience;
  for (;;) {
    ASSERT_LT(std::chrono::steady_clock::now(), until);
    Answers answers(1);
    if (!(*log)->append(outgoing({"after"}), answers.done())) {
      std::this_thread::yield();
      continue;
    }
    if (answers.wait().at(0).outcome == Appended::Outcome::stored) break;
  }
  auto cursor = (*log)->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  const auto read = read_some(**cursor, 2);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[1].bytes, "after");
}

// Of each key the newest record stays: what is no log, beside it.
TEST(KafkaCompacted, GivesKeysAndTakesThemOut) {
  const KafkaPlace place = fresh_topic();
  auto topic = open_kafka({.place = place, .compacted = true});
  ASSERT_TRUE(topic.has_value()) << topic.error().what;
  std::vector<Outgoing> batch(3);
  batch[0] = {"one", "a", {}};
  batch[1] = {"two", std::string("b\0c", 3), {}};
  batch[2] = {"", "a", {}};
  Answers answers(batch.size());
  ASSERT_TRUE((*topic)->append(std::move(batch), answers.done()));
  answers.wait();
  auto cursor = (*topic)->read(Position{0});
  ASSERT_TRUE(cursor.has_value());
  std::vector<std::pair<std::string, std::string>> seen;
  for (int tries = 0; seen.size() < 3 && tries < 100; ++tries) {
    const auto records = (*cursor)->next(10, std::chrono::milliseconds(100));
    ASSERT_TRUE(records.has_value());
    for (const Record& record : *records)
      seen.emplace_back(std::string(record.key), std::string(record.bytes));
  }
  EXPECT_EQ(seen, (std::vector<std::pair<std::string, std::string>>{
                      {"a", "one"}, {std::string("b\0c", 3), "two"}, {"a", ""}}));
  EXPECT_TRUE((*topic)->check());
  // One is not taken for the other.
  const auto as_log = open_kafka({.place = place});
  ASSERT_FALSE(as_log.has_value());
  EXPECT_THAT(as_log.error().what, HasSubstr("cleanup.policy is compact, must be delete"));
  const KafkaPlace of_log = fresh_topic();
  ASSERT_TRUE(open_kafka({.place = of_log}).has_value());
  const auto beside = open_kafka({.place = of_log, .compacted = true});
  ASSERT_FALSE(beside.has_value());
  EXPECT_EQ(beside.error().code, "log.topic_settings");
  EXPECT_THAT(beside.error().what, HasSubstr("cleanup.policy is delete, must be compact"));
  EXPECT_THAT(beside.error().what, HasSubstr("min.compaction.lag.ms=3600000"));
}

}  // namespace
}  // namespace kintsugi::log
