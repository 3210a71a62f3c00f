#include "tests/bench/log/bare_kafka.h"

#include <array>

#include "events/base/check.h"

namespace kintsugi::bench {
namespace {

using Settings = std::vector<std::pair<const char*, const char*>>;

rd_kafka_t* make(rd_kafka_type_t type, const std::string& servers, const Settings& settings) {
  std::array<char, 512> why{};
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  rd_kafka_conf_set(conf, "bootstrap.servers", servers.c_str(), why.data(), why.size());
  for (const auto& [name, value] : settings) {
    KINTSUGI_CHECK(rd_kafka_conf_set(conf, name, value, why.data(), why.size()) == RD_KAFKA_CONF_OK,
                   why.data());
  }
  rd_kafka_t* client = rd_kafka_new(type, conf, why.data(), why.size());
  KINTSUGI_CHECK(client != nullptr, why.data());
  return client;
}

}  // namespace

BareKafka::BareKafka(const std::string& servers, const std::string& topic) : messages_(10'000) {
  producer_ = make(RD_KAFKA_PRODUCER, servers,
                   {{"enable.idempotence", "true"}, {"linger.ms", "0"}, {"acks", "all"},
                    {"socket.nagle.disable", "true"}, {"queue.buffering.max.messages", "1000000"}});
  topic_ = rd_kafka_topic_new(producer_, topic.c_str(), nullptr);
  consumer_ = make(RD_KAFKA_CONSUMER, servers,
                   {{"group.id", "bench"}, {"enable.auto.commit", "false"},
                    {"check.crcs", "true"}, {"socket.nagle.disable", "true"},
                    {"fetch.wait.max.ms", "500"}, {"queued.min.messages", "1000000"}});
  std::int64_t low = 0, high = 0;
  const auto code =
      rd_kafka_query_watermark_offsets(producer_, topic.c_str(), 0, &low, &high, 10'000);
  KINTSUGI_CHECK(code == RD_KAFKA_RESP_ERR_NO_ERROR, rd_kafka_err2str(code));
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, topic.c_str(), 0)->offset = high;
  rd_kafka_assign(consumer_, list);
  rd_kafka_topic_partition_list_destroy(list);
  queue_ = rd_kafka_queue_get_consumer(consumer_);
}

BareKafka::~BareKafka() {
  rd_kafka_queue_destroy(queue_);
  rd_kafka_destroy(consumer_);
  rd_kafka_flush(producer_, 10'000);
  rd_kafka_topic_destroy(topic_);
  rd_kafka_destroy(producer_);
}

void BareKafka::produce(ByteView record) {
  const int code =
      rd_kafka_produce(topic_, 0, RD_KAFKA_MSG_F_COPY, const_cast<char*>(record.data()),
                       record.size(), "main", 4, nullptr);
  KINTSUGI_CHECK(code == 0, "librdkafka takes the record");
}

std::size_t BareKafka::read(int wait_ms) {
  auto count = rd_kafka_consume_batch_queue(queue_, 0, messages_.data(), messages_.size());
  if (count <= 0) count = rd_kafka_consume_batch_queue(queue_, wait_ms, messages_.data(), 1);
  std::size_t records = 0;
  for (ssize_t i = 0; i < count; ++i) {
    records += messages_[static_cast<std::size_t>(i)]->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
    rd_kafka_message_destroy(messages_[static_cast<std::size_t>(i)]);
  }
  return records;
}

}  // namespace kintsugi::bench
