#pragma once
// How the company serves: deadlines, what a check-in must be, when a sign-in is locked. A result
// keeps the version that it was decided under.

#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/types.h"
#include "schema/service_policy_state.h"

namespace kintsugi::core::service_policy {

inline constexpr std::string_view policy_id = "all";

// What holds where nothing was published: version 0. Persistent: what was decided under version 0
// was decided under these numbers.
inline constexpr schema::ServicePolicyVersion defaults{.version = 0,
                                                       .effective_from = 0,
                                                       .accept_minutes = 120,
                                                       .follow_up_hours = 24,
                                                       .follow_up_attempts = 3,
                                                       .check_in_radius = 500,
                                                       .check_in_speed = 120,
                                                       .travel_minutes = 30,
                                                       .repeat_days = 30,
                                                       .sign_in_failures = 5,
                                                       .lock_minutes = 15,
                                                       .late_hours = 168,
                                                       .late_hours_field = 72,
                                                       .review_asked = schema::PolicyAnswer::no,
                                                       .clearing_asked = schema::PolicyAnswer::no,
                                                       .cards_registered = schema::PolicyAnswer::no,
                                                       .workshop_days = 5,
                                                       .advance_days = 14,
                                                       .travel_speed = 30,
                                                       .part_speed = 300,
                                                       .old_part_days = 0,

                                                       .complaint_confirm_hours = 24,
                                                       .complaint_follow_up_days = 3,
                                                       .incident_report_hours = 2,
                                                       .incident_action_hours = 24,
                                                       .cash_held_max = 0,
                                                       .cards_held_max = 0,
                                                       .old_parts_owed_max = 0};

// A number of a version; one of before it was kept (0) is as version 0 has it.
inline std::int32_t told(const schema::ServicePolicyVersion& version,
                         std::int32_t schema::ServicePolicyVersion::*term) {
  return version.*term != 0 ? version.*term : defaults.*term;
}

// Of the versions that were published (nullptr: none), the one in force on the Shanghai day of `at`.
const schema::ServicePolicyVersion& in_force(Instant at, const schema::ServicePolicy* policy);
// The same of service_policy/all, which it reads.
const schema::ServicePolicyVersion& in_force(Instant at, Reads& reads);

// It is an hour at which nobody is called, by the clock of Shanghai.
bool is_quiet(const schema::ServicePolicyVersion& policy, Instant at);

// The decision used it: its version goes into the commit.
void note_use(const schema::ServicePolicyVersion& policy, Events& events);

}  // namespace kintsugi::core::service_policy
