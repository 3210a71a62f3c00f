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

void settle(const OldPart& old, Reads& reads, Events& events) {
  const auto* technician = reads.find<schema::Technician>(old.technician);
  if (technician == nullptr) return;
  std::int64_t owed = 0;
  for (const schema::OwedOldPart& one : technician->old_parts) {
    if (one.order == old.order && one.part == old.part) owed += one.quantity;
  }
  const std::int64_t settled = std::min(owed, old.quantity);
  if (settled == 0) return;
  events.on(old.technician, schema::OldPartSettled{
                                .order = old.order, .part = old.part, .quantity = settled});
}

}  // namespace kintsugi::core::old_parts
