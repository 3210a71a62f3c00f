#pragma once
// Where "now" comes from. Passed in by whoever composes a node; nothing below asks the system.

#include <atomic>
#include <chrono>

#include "events/base/types.h"

namespace kintsugi::api {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // any thread
};

class SystemClock final : public Clock {
 public:
  Instant now() const override {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(
        std::chrono::system_clock::now());
  }
};

// A clock that stands where it was set: for histories that are made (the demo company) and for
// tests.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : ms_(to_ms(start)) {}
  Instant now() const override { return instant_from_ms(ms_.load()); }
  void set(Instant t) { ms_.store(to_ms(t)); }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace kintsugi::api
