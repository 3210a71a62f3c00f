#pragma once
// On which days which technician of a lively company is on leave. Pure; any thread.

#include <cstdint>

namespace kintsugi::histories {

// By his number from 0 and the day from 0: one day in thirty-one; in the first two weeks nobody.
inline bool is_on_leave(int technician, std::int64_t day) {
  return day >= 14 && (day + technician * 7) % 31 == 11;
}

}  // namespace kintsugi::histories
