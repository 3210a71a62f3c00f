#include "core/technician/old_parts.h"

#include <algorithm>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/service_policy/service_policy.h"
#include "schema/technician_old_parts_events.h"
#include "schema/technician_state.h"

namespace kintsugi::core::old_parts {

void owe(const OldPart& old, Reads& reads, Events& events) {
  const std::int32_t days = service_policy::in_force(judged_at(reads), reads).old_part_days;
  if (days == 0 || old.technician.empty()) return;
  events.on(old.technician, schema::OldPartOwed{.order = old.order,
                                                .part = old.part,
                                                .quantity = old.quantity,
                                                .due_on = day_of(judged_at(reads)) + days});
}

std::vector<schema::SettledOldPart> owed_of(const OldPart& old, Reads& reads) {
  std::vector<schema::SettledOldPart> out;
  const auto* technician = reads.find<schema::Technician>(old.technician);
  if (technician == nullptr) return out;
  std::int64_t left = old.quantity;
  for (const schema::OwedOldPart& one : technician->old_parts) {
    if (left == 0) break;
    if (one.order != old.order || one.part != old.part) continue;
    out.push_back({.quantity = std::min(left, one.quantity), .due_on = one.due_on});
    left -= out.back().quantity;
  }
  return out;
}

void settle(const OldPart& old, Reads& reads, Events& events) {
  std::int64_t settled = 0;
  for (const schema::SettledOldPart& one : owed_of(old, reads)) settled += one.quantity;
  if (settled == 0) return;
  events.on(old.technician, schema::OldPartSettled{
                                .order = old.order, .part = old.part, .quantity = settled});
}

void owe_again(const OldPart& old, const std::vector<schema::SettledOldPart>& settled,
               Reads& reads, Events& events) {
  if (settled.empty()) return owe(old, reads, events);
  for (const schema::SettledOldPart& one : settled) {
    events.on(old.technician, schema::OldPartOwed{.order = old.order,
                                                  .part = old.part,
                                                  .quantity = one.quantity,
                                                  .due_on = one.due_on});
  }
}

}  // namespace kintsugi::core::old_parts
