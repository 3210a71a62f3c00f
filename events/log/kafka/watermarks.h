#pragma once
// Asks for the ends of the log on a thread of its own: librdkafka's call may take far longer than its
// time-out says (fixed after 2.0.2), and our callers' must not. Private to the Kafka log.

#include <condition_variable>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "events/base/types.h"
#include "events/log/kafka/client.h"

namespace kintsugi::log {

struct Watermarks {
  Position first;  // of the oldest record that is kept
  Position end;
};

// Safe for all threads. One question to the broker answers all who asked before it was sent.
class WatermarkReader {
 public:
  WatermarkReader(Owned<rd_kafka_t> client, std::string topic);
  ~WatermarkReader();
  // Errors: unavailable.
  Result<Watermarks> ask(std::chrono::milliseconds timeout);
  rd_kafka_t* client() const { return client_.get(); }  // for other questions; lives as this does

 private:
  void work(const std::stop_token& stop);

  // Constant after construction.
  const Owned<rd_kafka_t> client_;
  const std::string topic_;
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable_any asked_;
  std::condition_variable answered_;
  std::uint64_t questions_ = 0;  // asked so far
  std::uint64_t answers_ = 0;    // the newest question that result_ answers
  std::optional<Result<Watermarks>> result_;

  std::jthread thread_;
};

}  // namespace kintsugi::log
