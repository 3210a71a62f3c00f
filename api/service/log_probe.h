#pragma once
// Asks the log for its end without waiting for one that is away: a log over a network takes its
// time to say that nobody answers, and whoever asks how the node is wants to know now.
//
// One thread of its own. Any thread asks.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "events/log/event_log.h"

namespace kintsugi::api {

class LogProbe {
 public:
  explicit LogProbe(log::EventLog& log);  // outlives the probe
  ~LogProbe();

  // Errors: the log's; unavailable "log.silent", it did not answer within `patience`, and nothing
  // is known of why.
  Result<Position> end(std::chrono::milliseconds patience = std::chrono::milliseconds(300));

 private:
  void run(std::stop_token stop);

  log::EventLog& log_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable_any changed_;
  bool asked_ = false, asking_ = false;
  std::uint64_t answers_ = 0;
  Result<Position> last_ = Position{};
  std::jthread thread_;
};

}  // namespace kintsugi::api
