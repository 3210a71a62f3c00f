#include "core/alarm/addressees.h"

#include <utility>
#include <vector>

#include "core/authority/authority.h"
#include "core/urgent_desk/urgent_desk.h"
#include "schema/alarm_events.h"
#include "schema/outlet_state.h"
#include "schema/urgent_desk_state.h"

namespace kintsugi::core::alarm {
namespace {

constexpr int levels_max = 32;  // RegisterOutlet and ReparentOutlet keep below it

// Who has left since he was named, or lost the duty, is passed over.
std::vector<schema::UrgentContact> able_at(std::string_view desk, std::string_view outlet,
                                           Reads& reads) {
  std::vector<schema::UrgentContact> out;
  const auto* named = reads.find<schema::UrgentDesk>(desk);
  if (named == nullptr) return out;
  for (const schema::UrgentContact& one : named->contacts)
    if (urgent_desk::may_be_told(one.operator_, outlet, reads)) out.push_back(one);
  return out;
}

schema::AlarmAddressed addressed_at(std::string_view outlet, Reads& reads) {
  std::string at(outlet);
  for (int level = 0; level < levels_max && !at.empty(); ++level) {
    auto contacts = able_at(at, outlet, reads);
    if (!contacts.empty()) return {.contacts = std::move(contacts), .outlet = at};
    const auto* found = reads.find<schema::Outlet>(at);
    at = found == nullptr ? std::string() : found->parent;
  }
  return {.contacts = able_at(urgent_desk::headquarters, outlet, reads), .outlet = {}};
}

}  // namespace

void address(std::string_view id, const schema::Alarm& alarm, std::string_view outlet,
             Reads& reads, Events& events) {
  if (alarm.kind != schema::AlarmKind::urgent_report) return;
  auto told = addressed_at(outlet, reads);
  if (told.contacts != alarm.contacts || told.outlet != alarm.contacts_of)
    events.on(id, std::move(told));
}

void address_again(std::string_view id, const schema::Alarm& alarm, std::string_view outlet,
                   Reads& reads, Events& events) {
  if (alarm.kind == schema::AlarmKind::urgent_report) events.on(id, addressed_at(outlet, reads));
}

}  // namespace kintsugi::core::alarm
