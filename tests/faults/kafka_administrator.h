#pragma once
// What an administrator does to topics, and topics of a test's own.

#include <gtest/gtest.h>
#include <librdkafka/rdkafka.h>

#include <map>
#include <string>

#include "tests/events/log/kafka_place.h"

namespace kintsugi::tests {

// What an administrator does to topics with Kafka's own tools.
class Administrator {
 public:
  explicit Administrator(const std::string& servers = log::test_servers(),
                         const log::KafkaSettings& settings = {}) {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    char why[256];
    rd_kafka_conf_set(conf, "bootstrap.servers", servers.c_str(), why, sizeof why);
    for (const auto& [name, value] : settings)
      rd_kafka_conf_set(conf, name.c_str(), value.c_str(), why, sizeof why);
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why, sizeof why);
    queue_ = rd_kafka_queue_new(client_);
  }
  ~Administrator() {
    rd_kafka_queue_destroy(queue_);
    rd_kafka_destroy(client_);
  }
  Administrator(const Administrator&) = delete;
  Administrator& operator=(const Administrator&) = delete;

  void make_topic(const std::string& name, const std::map<std::string, std::string>& settings) {
    char why[256];
    rd_kafka_NewTopic_t* topic = rd_kafka_NewTopic_new(name.c_str(), 1, 1, why, sizeof why);
    for (const auto& [key, value] : settings)
      rd_kafka_NewTopic_set_config(topic, key.c_str(), value.c_str());
    rd_kafka_CreateTopics(client_, &topic, 1, nullptr, queue_);
    wait();
    rd_kafka_NewTopic_destroy(topic);
  }
  void change_settings(const std::string& name,
                       const std::map<std::string, std::string>& settings) {
    rd_kafka_ConfigResource_t* topic =
        rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, name.c_str());
    for (const auto& [key, value] : settings)
      rd_kafka_ConfigResource_set_config(topic, key.c_str(), value.c_str());
    rd_kafka_AlterConfigs(client_, &topic, 1, nullptr, queue_);
    wait();
    rd_kafka_ConfigResource_destroy(topic);
  }
  void delete_records_before(const std::string& name, std::int64_t position) {
    rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
    rd_kafka_topic_partition_list_add(list, name.c_str(), 0)->offset = position;
    rd_kafka_DeleteRecords_t* request = rd_kafka_DeleteRecords_new(list);
    rd_kafka_DeleteRecords(client_, &request, 1, nullptr, queue_);
    wait();
    rd_kafka_DeleteRecords_destroy(request);
    rd_kafka_topic_partition_list_destroy(list);
  }

  // What a user may do with a topic.
  void allow(const std::string& topic, const std::string& user, rd_kafka_AclOperation_t operation) {
    char why[256];
    rd_kafka_AclBinding_t* acl = rd_kafka_AclBinding_new(
        RD_KAFKA_RESOURCE_TOPIC, topic.c_str(), RD_KAFKA_RESOURCE_PATTERN_LITERAL,
        ("User:" + user).c_str(), "*", operation, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, why,
        sizeof why);
    rd_kafka_CreateAcls(client_, &acl, 1, nullptr, queue_);
    wait();
    rd_kafka_AclBinding_destroy(acl);
  }
  void forbid(const std::string& topic, const std::string& user,
              rd_kafka_AclOperation_t operation) {
    char why[256];
    rd_kafka_AclBindingFilter_t* acl = rd_kafka_AclBindingFilter_new(
        RD_KAFKA_RESOURCE_TOPIC, topic.c_str(), RD_KAFKA_RESOURCE_PATTERN_LITERAL,
        ("User:" + user).c_str(), "*", operation, RD_KAFKA_ACL_PERMISSION_TYPE_ALLOW, why,
        sizeof why);
    rd_kafka_DeleteAcls(client_, &acl, 1, nullptr, queue_);
    wait();
    rd_kafka_AclBinding_destroy(acl);
  }

  // Gone when it returns; the name can be had again.
  void delete_topic(const std::string& name) {
    rd_kafka_DeleteTopic_t* topic = rd_kafka_DeleteTopic_new(name.c_str());
    rd_kafka_DeleteTopics(client_, &topic, 1, nullptr, queue_);
    wait();
    rd_kafka_DeleteTopic_destroy(topic);
  }

 private:
  void wait() {
    rd_kafka_event_t* event = rd_kafka_queue_poll(queue_, 20'000);
    ASSERT_NE(event, nullptr);
    EXPECT_EQ(rd_kafka_event_error(event), RD_KAFKA_RESP_ERR_NO_ERROR)
        << rd_kafka_event_error_string(event);
    rd_kafka_event_destroy(event);
  }
  rd_kafka_t* client_;
  rd_kafka_queue_t* queue_;
};

inline std::string fresh_topic() { return log::fresh_topic().topic; }
inline std::string place_of(const std::string& topic) {
  return "kafka:" + log::test_servers() + "/" + topic;
}

}  // namespace kintsugi::tests
