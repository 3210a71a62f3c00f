#include "core/roster/duty.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"

namespace kintsugi::core::roster {
namespace {

using schema::Roster;

const Roster* published_on(std::string_view outlet, std::int32_t day, Reads& reads) {
  const Roster* roster = reads.find<Roster>(roster_id(outlet, day));
  return roster != nullptr && roster->status == schema::RosterStatus::published ? roster : nullptr;
}

// How far from `from` his shifts reach without a gap; shifts are by start.
std::int64_t covered_from(const Roster& roster, std::string_view technician, std::int64_t from) {
  for (const schema::Shift& shift : roster.shifts) {
    if (shift.technician == technician && shift.starts_at <= from)
      from = std::max(from, shift.ends_at);
  }
  return from;
}

}  // namespace

std::string roster_id(std::string_view outlet, std::int32_t day) {
  return std::string(outlet) + ":" + calendar::format_date(day);
}

const schema::Absence* find_absence(std::string_view technician, std::int64_t starts_at,
                                    std::int64_t ends_at, Reads& reads) {
  const auto* absences = reads.find<schema::Absences>(technician);
  if (absences == nullptr) return nullptr;
  for (const schema::Absence& one : absences->periods)
    if (one.starts_at < ends_at && starts_at < one.ends_at) return &one;
  return nullptr;
}

std::optional<std::string> off_duty(std::string_view technician, std::string_view outlet,
                                    std::int64_t starts_at, std::int64_t ends_at, Reads& reads) {
  if (find_absence(technician, starts_at, ends_at, reads) != nullptr) return "he is on leave then";
  if (outlet.empty()) return {};
  const std::int32_t last = day_of(instant_from_ms(ends_at - 1));
  for (std::int32_t day = day_of(instant_from_ms(starts_at)); day <= last; ++day) {
    const Roster* roster = published_on(outlet, day, reads);
    if (roster == nullptr) continue;
    const std::int64_t until = std::min(ends_at, to_ms(start_of(day + 1)));
    std::int64_t from = std::max(starts_at, to_ms(start_of(day)));
    from = covered_from(*roster, technician, from);
    // A shift of the evening before may reach into this day.
    if (from < until) {
      if (const Roster* before = published_on(outlet, day - 1, reads)) {
        from = covered_from(*before, technician, from);
        from = covered_from(*roster, technician, from);
      }
    }
    if (from < until) return "he is not on the roster of " + calendar::format_date(day);
  }
  return {};
}

}  // namespace kintsugi::core::roster
