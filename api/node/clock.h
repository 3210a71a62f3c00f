#pragma once
// Where "now" comes from. Passed in by whoever composes a node; nothing below asks the system.

#include <time.h>

#include <atomic>
#include <chrono>

#include "events/base/types.h"

namespace kintsugi::api {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // any thread
  // Time since the machine's start, sleep included: it goes on where `now` is set. Any thread.
  virtual std::chrono::milliseconds uptime() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
  std::chrono::milliseconds uptime() const override {
    timespec since{};
    ::clock_gettime(CLOCK_BOOTTIME, &since);
    return std::chrono::seconds(since.tv_sec) +
           std::chrono::milliseconds(since.tv_nsec / 1'000'000);
  }
};

// A clock that stands where it was set: for histories that are made (the demo company) and for
// tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : ms_(to_ms(start)) {}
  Instant now() const override { return instant_from_ms(ms_.load()); }
  std::chrono::milliseconds uptime() const override {
    return std::chrono::milliseconds(ms_.load() - leapt_ms_.load());
  }
  void set(Instant t) { ms_.store(to_ms(t)); }
  // As if somebody set it: no time goes by.
  void leap(std::chrono::milliseconds by) {
    ms_.fetch_add(by.count());
    leapt_ms_.fetch_add(by.count());
  }

 private:
  std::atomic<std::int64_t> leapt_ms_{0};
  std::atomic<std::int64_t> ms_;
};

}  // namespace kintsugi::api
