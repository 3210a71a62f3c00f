#pragma once
// Produce and read back with librdkafka alone: the limit of the log on Kafka.

#include <string>
#include <vector>

#include <librdkafka/rdkafka.h>

#include "events/base/types.h"

namespace kintsugi::bench {

// One thread; aborts where Kafka does not do as told.
class BareKafka {
 public:
  // `topic` must be there, with one partition; reads from its end on.
  BareKafka(const std::string& servers, const std::string& topic);
  ~BareKafka();
  BareKafka(const BareKafka&) = delete;
  BareKafka& operator=(const BareKafka&) = delete;

  void produce(ByteView record);
  void serve_reports() { rd_kafka_poll(producer_, 0); }
  // How many records were read within `wait_ms`, as many as there are.
  std::size_t read(int wait_ms);

 private:
  rd_kafka_t* producer_ = nullptr;
  rd_kafka_topic_t* topic_ = nullptr;
  rd_kafka_t* consumer_ = nullptr;
  rd_kafka_queue_t* queue_ = nullptr;
  std::vector<rd_kafka_message_t*> messages_;
};

}  // namespace kintsugi::bench
