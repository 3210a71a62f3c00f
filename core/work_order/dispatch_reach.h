#pragma once
// What can be there in time: D9 the parts, D10 the technician; and D12 what he owes. Each gives
// what was found where the check fails. Pure.

#include <optional>
#include <string>
#include <vector>

#include "core/place/place.h"
#include "core/reads.h"
#include "core/work_order/dispatch_checks.h"
#include "schema/service_policy_state.h"
#include "schema/technician_state.h"

namespace kintsugi::core::work_order {

using Failure = std::optional<std::string>;  // what was found, where the check fails

// D9. A part that was asked for has no source; lies in another outlet's warehouse, or is under way
// from there, and is not here when the visit begins, at the policy's kilometres a day; or another
// carries it who does not go to this order.
Failure late_part(const Dispatch& dispatch, const schema::Technician& technician,
                  const schema::ServicePolicyVersion& policy, Reads& reads);

// D10. No time to come from the visit before or to go on to the one after. Where both places are
// known, their distance at the policy's speed, in whole five minutes; else its minutes between two
// areas.
Failure no_time_to_travel(const Dispatch& dispatch, const schema::Technician& technician,
                          const schema::ServicePolicyVersion& policy, Reads& reads);

// What a technician owes more of than he may on the day of a visit, and how much of it.
struct Debt {
  schema::TechnicianDebt kind{};
  std::string found;  // English
};
// Cash, by his own limit or the policy's; an old part that is overdue then, or more old parts or
// install cards than the policy allows. Reads his card account where it does.
std::vector<Debt> debts_of(const Dispatch& dispatch, const schema::Technician& technician,
                           const schema::ServicePolicyVersion& policy, Reads& reads);
// D12: any of them.
Failure owes(const Dispatch& dispatch, const schema::Technician& technician,
             const schema::ServicePolicyVersion& policy, Reads& reads);

// Minutes on the way, in whole fives (the rest is nothing); `speed` in km/h, above 0.
std::int64_t minutes_between(const place::Location& a, const place::Location& b,
                             std::int64_t speed);

}  // namespace kintsugi::core::work_order
