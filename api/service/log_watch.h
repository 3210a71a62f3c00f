#pragma once
// Looks at the log's keeping (the topic's settings, where it begins, whether it is the same log)
// now and then while it is served: what would lose records is to be known before it does.

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "api/service/log_mark.h"
#include "events/base/result.h"
#include "events/log/event_log.h"

namespace kintsugi::api {

// Looks on a thread of its own. Log and mark outlive it; nobody else looks at the mark.
class LogWatch {
 public:
  LogWatch(log::EventLog& log, LogMark& mark, std::chrono::milliseconds every);

  // What the last look found, or what the log has refused since; unavailable "log.unwatched" where
  // there has been none for too long. Any thread.
  Result<void> last() const;

 private:
  using Clock = std::chrono::steady_clock;
  void work(const std::stop_token& stop);

  log::EventLog& log_;
  LogMark& mark_;
  const std::chrono::milliseconds every_;
  mutable std::mutex mutex_;
  std::condition_variable_any over_;
  Result<void> found_;            // guarded by mutex_, as looked_at_
  Clock::time_point looked_at_ = Clock::now();
  std::jthread thread_;
};

}  // namespace kintsugi::api
