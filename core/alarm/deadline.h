#pragma once
// Alarms as what they watch arms and disarms them.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/alarm_state.h"

namespace kintsugi::core::alarm {

struct Deadline {
  std::string alarm;  // its id
  schema::AlarmKind kind{};
  std::int64_t due_at = 0;  // ms since 1970
  std::string order;
  std::string technician{};  // whose it is; empty: nobody's yet
  std::string outlet{};
};

// Arms it, as the alarm's next version. Reads the alarm's stream; the order's must be read or
// touched by the decision.
void arm(const Deadline& deadline, Reads& reads, Events& events);

// What it waits for happened at `happened` (ms since 1970): takes back the deadline that is armed.
// A trip of a deadline that was not over then, because that is told late, is marked as met.
void disarm(std::string_view alarm, std::int64_t happened, Reads& reads, Events& events);

}  // namespace kintsugi::core::alarm
