// What was found out before anybody is sent: in warranty or not by which policy, feasible, at what
// cost, taken or not.

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/assessment_dispatch.h"
#include "schema/assessment_refusals.h"
#include "schema/warranty_policy_state.h"

namespace kintsugi::core {
namespace {

using Denied = schema::AssessmentRefusal;
using schema::Assessment;
using schema::AssessmentStatus;
using schema::WarrantyFinding;

constexpr std::int64_t cost_max = 1'000'000'000'000;  // fen

Result<void> check_finding(const schema::AssessWorkOrder& c) {
  if (c.warranty == WarrantyFinding::none)
    return refuse(Denied::warranty_missing, "in, out or unproven");
  if (!is_line(c.policy, 64) || c.policy_version == 0)
    return refuse(Denied::policy_missing, "its name and its version");
  if (c.cost < 0 || c.cost > cost_max) return refuse(Denied::bad_amount, "0 or more fen");
  if (!is_note(c.scope)) return refuse_field(Denied::bad_text, "scope", "at most 4000 characters");
  if (!is_reason_or_empty(c.reason))
    return refuse_field(Denied::bad_text, "reason", "at most 1000 characters");
  if (c.infeasible && !c.declined)
    return refuse(Denied::contradicts, "what is not feasible is not taken");
  if (c.warranty == WarrantyFinding::in_warranty && c.cost > 0)
    return refuse(Denied::contradicts, "in warranty the customer pays nothing");
  if (c.declined && c.reason.empty()) return refuse(Denied::reason_missing, "why not");
  return {};
}

// What is cited holds, or held: an older version says what is owed for what was sold before.
Result<void> check_policy(const schema::AssessWorkOrder& c, Reads& reads) {
  const auto* policy = reads.find<schema::WarrantyPolicy>(c.policy);
  if (policy != nullptr) {
    for (const schema::WarrantyVersion& one : policy->versions) {
      const bool published = one.status == schema::WarrantyVersionStatus::published ||
                             one.status == schema::WarrantyVersionStatus::superseded;
      if (one.version == c.policy_version && published) return {};
    }
  }
  return refuse_field(Denied::unknown_policy, policy == nullptr ? "policy" : "policy_version",
                      c.policy + " version " + std::to_string(c.policy_version));
}

template <class Command>
Result<const schema::WorkOrder*> assessed_order(const Command& command, Reads& reads) {
  const auto* order = reads.find<schema::WorkOrder>(command.order);
  if (order == nullptr || order->status == schema::WorkOrderStatus::none)
    return refuse(Denied::not_registered, "there is no order " + command.order);
  KINTSUGI_TRY_OK(within_scope(command, order->outlet, reads));
  return order;
}

}  // namespace

Result<Events> decide(const schema::AssessWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order, assessed_order(command, reads));
  using enum schema::WorkOrderStatus;
  const bool early = order->status == registered || order->status == assigned ||
                     order->status == scheduled || order->status == accepted;
  if (!early)
    return refuse(Denied::under_way, "it is " + std::string(schema::name_of(order->status)));
  KINTSUGI_TRY_OK(check_finding(command));
  KINTSUGI_TRY_OK(check_policy(command, reads));
  reads.find<Assessment>(command.order);
  Events events;
  events.on(command.order, schema::WorkOrderAssessed{.order = command.order,
                                                     .outlet = order->outlet,
                                                     .warranty = command.warranty,
                                                     .policy = command.policy,
                                                     .policy_version = command.policy_version,
                                                     .feasible = !command.infeasible,
                                                     .cost = command.cost,
                                                     .declined = command.declined,
                                                     .scope = command.scope,
                                                     .reason = command.reason,
                                                     .assessed_at = to_ms(reads.business_time()),
                                                     .assessed_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawAssessment& command, Reads& reads) {
  KINTSUGI_TRY(const Assessment* found, reads.require<Assessment>(command.order));
  KINTSUGI_TRY([[maybe_unused]] const auto* order, assessed_order(command, reads));
  if (found->status == AssessmentStatus::withdrawn) return refuse(Denied::withdrawn, "before");
  if (!is_reason(command.reason)) return refuse(Denied::reason_missing, "say why");
  Events events;
  events.on(command.order, schema::AssessmentWithdrawn{.why = command.reason});
  return events;
}

}  // namespace kintsugi::core
