#pragma once
// By which time sessions, tokens and locks end. A clock that somebody sets wrongly, or that the
// node itself does not believe, ends none of them: from when it was last right on, the time since
// the machine's start counts. Any thread.

#include <chrono>
#include <mutex>
#include <optional>

#include "events/base/types.h"

namespace kintsugi::api {

class BelievedTime {
 public:
  // `ahead`: how far the node finds that the wall clock stands ahead; 0: it is believed.
  Instant at(Instant wall, std::chrono::milliseconds uptime, std::chrono::milliseconds ahead);

 private:
  // A step of the wall clock up to this is a correction, as ClockWatch has it.
  static constexpr std::chrono::minutes step_max{5};
  // The node looks at its clock each second: what it lets stand for so long is right.
  static constexpr std::chrono::minutes doubted_for{1};
  struct Mark {
    Instant right;
    std::chrono::milliseconds uptime{};
  };
  std::mutex mutex_;
  std::optional<Mark> last_;  // guarded by mutex_, as doubted_at_
  std::optional<std::chrono::milliseconds> doubted_at_;
};

}  // namespace kintsugi::api
