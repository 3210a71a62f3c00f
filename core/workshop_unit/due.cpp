#include "core/workshop_unit/due.h"

#include "core/alarm/deadline.h"
#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/service_policy/service_policy.h"
#include "core/work_calendar/work_calendar.h"

namespace kintsugi::core::workshop_unit {

std::string return_alarm(std::string_view order) {
  return std::string(order).append(":unit_return");
}

ReturnDue return_due(std::int64_t picked_up_at, Reads& reads, Events& events) {
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  service_policy::note_use(policy, events);
  const std::int32_t days =
      policy.workshop_days != 0 ? policy.workshop_days : service_policy::defaults.workshop_days;
  const std::int32_t on = work_calendar::working_day_after(
      day_of(instant_from_ms(picked_up_at)), days, reads);
  return {on, to_ms(start_of(on + 1))};
}

void arm_return(const schema::WorkshopUnit& unit, std::int64_t due_at, Reads& reads,
                Events& events) {
  alarm::arm({.id = return_alarm(unit.order),
              .kind = schema::AlarmKind::unit_return,
              .due_at = due_at,
              .order = unit.order,
              .technician = unit.technician,
              .outlet = unit.outlet},
             reads, events);
}

void disarm_return(std::string_view order, std::int64_t returned_at, Reads& reads,
                   Events& events) {
  alarm::disarm(return_alarm(order), returned_at, reads, events);
}

}  // namespace kintsugi::core::workshop_unit
