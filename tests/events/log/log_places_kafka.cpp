#include <gtest/gtest.h>

#include <array>

#include <librdkafka/rdkafka.h>

#include "tests/events/log/kafka_place.h"
#include "tests/events/log/log_places.h"

namespace kintsugi::log {
namespace {

class KafkaPlaceUnderTest final : public Place {
 public:
  Result<std::unique_ptr<EventLog>> open(const PlaceOptions& options) override {
    return open_kafka({.place = place_,
                       .recorded_at = test_recorded_at,
                       .seals = true,
                       .queue_records_max = options.queue_records_max});
  }
  std::unique_ptr<EventLog> open_second() override {
    auto log = open({});
    EXPECT_TRUE(log.has_value()) << (log ? "" : log.error().what);
    return log ? std::move(*log) : nullptr;
  }
  // An aborted transaction: its record and its marker take offsets, and no reader sees them.
  void leave_gap() override;
  ~KafkaPlaceUnderTest() override {
    if (producer_ != nullptr) rd_kafka_destroy(producer_);
  }

 private:
  const KafkaPlace place_ = fresh_topic();
  rd_kafka_t* producer_ = nullptr;
};

void check(rd_kafka_error_t* error) {
  EXPECT_EQ(error, nullptr) << rd_kafka_error_string(error);
  if (error != nullptr) rd_kafka_error_destroy(error);
}

void KafkaPlaceUnderTest::leave_gap() {
  constexpr int timeout_ms = 30'000;
  if (producer_ == nullptr) {
    std::array<char, 512> why{};
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", place_.servers.c_str(), why.data(), why.size());
    rd_kafka_conf_set(conf, "transactional.id", place_.topic.c_str(), why.data(), why.size());
    producer_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, why.data(), why.size());
    ASSERT_NE(producer_, nullptr) << why.data();
    check(rd_kafka_init_transactions(producer_, timeout_ms));
  }
  check(rd_kafka_begin_transaction(producer_));
  const auto code = rd_kafka_producev(
      producer_, RD_KAFKA_V_TOPIC(place_.topic.c_str()), RD_KAFKA_V_PARTITION(0),
      RD_KAFKA_V_VALUE(const_cast<char*>("gone"), 4), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
      RD_KAFKA_V_END);
  ASSERT_EQ(code, RD_KAFKA_RESP_ERR_NO_ERROR);
  ASSERT_EQ(rd_kafka_flush(producer_, timeout_ms), RD_KAFKA_RESP_ERR_NO_ERROR);
  check(rd_kafka_abort_transaction(producer_, timeout_ms));
}

}  // namespace

std::vector<LogKind> log_kinds() {
  return {{.name = "kafka",
           .make = [] { return std::make_unique<KafkaPlaceUnderTest>(); },
           .sparse = true}};
}

}  // namespace kintsugi::log
