#pragma once
// Appends to the partition by an idempotent producer, and makes a new one after a fatal error.
// Private to the Kafka log.
//
// A thread of its own hands records to librdkafka in groups: all that waits while one group is under
// way is the next one, and one request to the broker. librdkafka by itself would send the first records
// of a batch alone; and with more than five idempotent records under way it sends nothing more, but its
// thread asks again and again and takes a core from everybody else (2.0.2 to 2.x,
// rd_kafka_toppar_producer_serve compares RD_KAFKA_IDEMP_MAX_INFLIGHT with a number of messages).

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "events/log/event_log.h"
#include "events/log/kafka/client.h"
#include "events/log/kafka/kafka_log.h"
#include "events/log/kafka/refusals.h"

namespace kintsugi::log {

// Safe for all threads; answers come on its own thread. The destructor waits until all are given, at most
// about the message time-out.
class KafkaProducer {
 public:
  // What may not be written is noted in `refusals`, which outlive the producer.
  static Result<std::unique_ptr<KafkaProducer>> open(const KafkaOptions& options,
                                                     Refusals& refusals);
  ~KafkaProducer();
  KafkaProducer(const KafkaProducer&) = delete;
  KafkaProducer& operator=(const KafkaProducer&) = delete;

  Result<void> append(std::vector<Outgoing> batch, EventLog::Done done);
  void fail_for_test();

 private:
  struct Call;      // one append: whom to tell
  struct InFlight;  // one record of it
  struct Waiting {  // one that librdkafka does not have yet
    Outgoing record;
    std::unique_ptr<InFlight> in_flight;
  };

  KafkaProducer(KafkaOptions options, Refusals& refusals);
  Result<void> connect();
  void loop(const std::stop_token& stop);
  std::vector<Waiting> next_group(const std::stop_token& stop);
  void send(std::vector<Waiting> group);
  void replace_after(const Error& why, const std::stop_token& stop);
  void pause(const std::stop_token& stop, std::chrono::milliseconds time);
  std::optional<std::string> produce(const Outgoing& record, InFlight& in_flight);
  void answer(std::unique_ptr<InFlight> record, const Appended& appended);
  Appended outcome_of(const rd_kafka_message_t& message) const;
  static void on_report(void* self, const rd_kafka_message_t& message);

  // Constant after construction.
  const KafkaOptions options_;
  Refusals& refusals_;
  // Replaced by the thread with mutex_ held; used by the thread without.
  Owned<rd_kafka_t> client_;
  Owned<rd_kafka_topic_t> topic_;
  // The thread's own.
  std::size_t under_way_ = 0;  // records that librdkafka has
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable_any work_;
  std::optional<Error> down_;  // no producer just now
  std::size_t queue_records_ = 0;
  std::size_t queue_bytes_ = 0;
  std::deque<Waiting> waiting_;  // in order

  std::jthread thread_;
};

}  // namespace kintsugi::log
