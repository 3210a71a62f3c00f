// Rosters: published for an outlet and some days, each of which is replaced whole.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/reads.h"
#include "core/roster/duty.h"
#include "core/text/text.h"
#include "schema/outlet_state.h"
#include "schema/roster_dispatch.h"
#include "schema/technician_state.h"

namespace kintsugi::core {
namespace {

using RosterNo = schema::RosterRefusal;
using roster::roster_id;
using schema::Roster;
using schema::Shift;

constexpr std::int32_t days_max = 31;
constexpr std::int64_t shift_ms_max = 24 * 60 * 60'000;

// First to last day, both included; not of the past, which has happened.
Result<void> check_days(const schema::PublishRoster& command, Reads& reads) {
  const std::int32_t count = command.until_day - command.from_day + 1;
  if (count < 1 || count > days_max)
    return refuse(RosterNo::bad_days, calendar::format_date(command.from_day) + " to " +
                                          calendar::format_date(command.until_day));
  if (is_person(reads) && command.from_day < day_of(reads.now()))
    return refuse(RosterNo::in_the_past, calendar::format_date(command.from_day));
  return {};
}

Result<void> check_technician(const std::string& id, const std::string& outlet, Reads& reads) {
  const auto* technician = reads.find<schema::Technician>(id);
  if (technician == nullptr)
    return refuse(RosterNo::unknown_technician, "there is no technician " + id);
  if (technician->outlet != outlet) return refuse(RosterNo::other_outlet, id);
  if (technician->status == schema::TechnicianStatus::suspended)
    return refuse(RosterNo::technician_suspended, id);
  return {};
}

Result<void> check_shift(const Shift& shift, const schema::PublishRoster& command, Reads& reads) {
  const std::int64_t length = shift.ends_at - shift.starts_at;
  const std::int32_t day = day_of(instant_from_ms(shift.starts_at));
  if (length <= 0 || length > shift_ms_max || day < command.from_day || day > command.until_day)
    return refuse(RosterNo::bad_shift,
                  "technician " + shift.technician + " on " + calendar::format_date(day));
  if (roster::find_absence(shift.technician, shift.starts_at, shift.ends_at, reads) != nullptr)
    return refuse(RosterNo::on_leave,
                  "technician " + shift.technician + " on " + calendar::format_date(day));
  return {};
}

// Adds the shifts of a day next to those that are published, which stays as it is.
void add_neighbours(const std::string& outlet, std::int32_t day, Reads& reads,
                    std::vector<Shift>& shifts) {
  const auto* other = reads.find<Roster>(roster_id(outlet, day));
  if (other == nullptr || other->status != schema::RosterStatus::published) return;
  shifts.insert(shifts.end(), other->shifts.begin(), other->shifts.end());
}

Result<void> check_overlaps(std::vector<Shift> shifts) {
  const auto by_technician = [](const Shift& a, const Shift& b) {
    return std::tie(a.technician, a.starts_at) < std::tie(b.technician, b.starts_at);
  };
  std::sort(shifts.begin(), shifts.end(), by_technician);
  for (std::size_t i = 1; i < shifts.size(); ++i) {
    const Shift& before = shifts[i - 1];
    if (before.technician == shifts[i].technician && shifts[i].starts_at < before.ends_at)
      return refuse(RosterNo::overlap, "technician " + before.technician + " at " +
                                           format_instant(instant_from_ms(shifts[i].starts_at)));
  }
  return {};
}

using ShiftsByDay = std::map<std::int32_t, std::vector<Shift>>;

ShiftsByDay by_day(std::vector<Shift> shifts) {
  std::sort(shifts.begin(), shifts.end(), [](const Shift& a, const Shift& b) {
    return std::tie(a.starts_at, a.technician) < std::tie(b.starts_at, b.technician);
  });
  ShiftsByDay days;
  for (Shift& shift : shifts)
    days[day_of(instant_from_ms(shift.starts_at))].push_back(std::move(shift));
  return days;
}

}  // namespace

Result<Events> decide(const schema::PublishRoster& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (!reads.exists<schema::Outlet>(command.outlet))
    return refuse(RosterNo::unknown_outlet, "there is no outlet " + command.outlet);
  KINTSUGI_TRY_OK(check_days(command, reads));
  std::set<std::string> technicians;
  for (const Shift& shift : command.shifts) technicians.insert(shift.technician);
  for (const std::string& one : technicians)
    KINTSUGI_TRY_OK(check_technician(one, command.outlet, reads));
  for (const Shift& shift : command.shifts) KINTSUGI_TRY_OK(check_shift(shift, command, reads));
  std::vector<Shift> all = command.shifts;
  add_neighbours(command.outlet, command.from_day - 1, reads, all);
  add_neighbours(command.outlet, command.until_day + 1, reads, all);
  KINTSUGI_TRY_OK(check_overlaps(std::move(all)));
  ShiftsByDay days = by_day(command.shifts);
  Events events;
  for (std::int32_t day = command.from_day; day <= command.until_day; ++day) {
    const std::string id = roster_id(command.outlet, day);
    const auto* before = reads.find<Roster>(id);
    const bool stands = before != nullptr && before->status == schema::RosterStatus::published;
    if (stands && before->shifts == days[day]) continue;
    events.on(id, schema::RosterPublished{.outlet = command.outlet,
                                          .day = day,
                                          .version = before == nullptr ? 1 : before->version + 1,
                                          .shifts = std::move(days[day]),
                                          .published_by = reads.actor().operator_id,
                                          .published_at = to_ms(reads.business_time())});
  }
  if (events.empty()) return refuse(RosterNo::nothing_changed, "these are their shifts");
  return events;
}

Result<Events> decide(const schema::WithdrawRoster& command, Reads& reads) {
  const std::string id = roster_id(command.outlet, command.day);
  KINTSUGI_TRY(const Roster* roster, reads.require<Roster>(id));
  KINTSUGI_TRY_OK(within_scope(command, roster->outlet, reads));
  if (roster->status == schema::RosterStatus::withdrawn) return refuse(RosterNo::withdrawn, id);
  if (is_person(reads) && command.day < day_of(reads.now()))
    return refuse(RosterNo::in_the_past, id);
  if (!is_reason(command.reason)) return refuse(RosterNo::reason_missing, "say why");
  Events events;
  events.on(id, schema::RosterWithdrawn{.reason = command.reason, .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
