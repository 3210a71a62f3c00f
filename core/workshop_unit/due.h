#pragma once
// Until when a unit has to be back at the customer's, and the alarm of that deadline.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/workshop_unit_state.h"

namespace kintsugi::core::workshop_unit {

struct ReturnDue {
  std::int32_t on = 0;  // the last day in time, in Shanghai
  std::int64_t at = 0;  // its end, in ms since 1970
};
// Of a unit picked up at `picked_up_at` (ms since 1970), by the service policy in force now, whose
// use `events` notes, and the work calendar as it is known now.
ReturnDue return_due(std::int64_t picked_up_at, Reads& reads, Events& events);

// "<order>:unit_return"
std::string return_alarm(std::string_view order);
// Arms that alarm for that time.
void arm_return(const schema::WorkshopUnit& unit, std::int64_t due_at, Reads& reads,
                Events& events);
// Takes it back; one that tripped before it was told that the unit was back in time (at
// `returned_at`) is marked as met.
void disarm_return(std::string_view order, std::int64_t returned_at, Reads& reads, Events& events);

}  // namespace kintsugi::core::workshop_unit
