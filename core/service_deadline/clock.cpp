#include "core/service_deadline/clock.h"

#include <algorithm>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/work_calendar/work_calendar.h"

namespace kintsugi::core::service_deadline {
namespace {

bool stands_still(std::int64_t at, Pauses pauses) {
  return std::any_of(pauses.begin(), pauses.end(), [&](const schema::OrderHold& pause) {
    return pause.held_from <= at && (pause.held_until == 0 || at < pause.held_until);
  });
}

bool never_ends(std::int64_t due_at, Pauses pauses) {
  return std::any_of(pauses.begin(), pauses.end(), [&](const schema::OrderHold& pause) {
    return pause.held_until == 0 && pause.held_from < due_at;
  });
}

}  // namespace

std::optional<std::int64_t> due(std::int64_t start, std::int64_t limit, Pauses pauses) {
  std::vector<schema::OrderHold> in_order(pauses.begin(), pauses.end());
  std::sort(in_order.begin(), in_order.end(),
            [](const auto& a, const auto& b) { return a.held_from < b.held_from; });
  std::int64_t at = start + limit;
  std::int64_t counted = start;  // up to here pauses are counted
  for (const schema::OrderHold& pause : in_order) {
    const std::int64_t from = std::max(pause.held_from, counted);
    if (pause.held_until != 0 && pause.held_until <= from) continue;
    if (from >= at) break;
    if (pause.held_until == 0) return std::nullopt;
    at += pause.held_until - from;
    counted = pause.held_until;
  }
  return at;
}

std::optional<std::int64_t> due_in_working_days(std::int64_t start, std::int32_t n, Pauses pauses,
                                                Reads& reads) {
  std::int32_t day = day_of(instant_from_ms(start));
  for (std::int32_t counted = 0; counted < n;) {
    day = work_calendar::working_day_after(day, 1, reads);
    const std::int64_t begins = to_ms(start_of(day));
    if (!stands_still(begins, pauses)) {
      ++counted;
    } else if (never_ends(begins + 1, pauses)) {
      return std::nullopt;
    }
  }
  const std::int64_t at = to_ms(start_of(day + 1));
  if (never_ends(at, pauses)) return std::nullopt;
  return at;
}

}  // namespace kintsugi::core::service_deadline
