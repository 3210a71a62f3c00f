// What was found out before anybody is sent: in warranty or not by which policy, feasible, at what
// cost, taken or not.

#include <algorithm>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/warranty/entitlement.h"
#include "core/work_order/rules.h"
#include "schema/assessment_dispatch.h"
#include "schema/assessment_refusals.h"
#include "schema/warranty_policy_state.h"

namespace kintsugi::core {
namespace {

using Denied = schema::AssessmentRefusal;
using schema::Assessment;
using schema::AssessmentStatus;
using schema::EntitlementAgreement;
using schema::WarrantyFinding;
using schema::WarrantyStage;

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

// Whether what was found is what the entitlement says. Where a main part or a repair still has its
// own term, both may be right; of a start that lies ahead, or without a policy, nothing is known.
EntitlementAgreement agreement_of(WarrantyFinding found, const schema::Entitlement& known) {
  const auto if_so = [](bool agrees) {
    return agrees ? EntitlementAgreement::agrees : EntitlementAgreement::contradicts;
  };
  const bool part_covered = std::any_of(known.parts.begin(), known.parts.end(),
                                        [](const auto& part) { return part.covered; });
  switch (known.stage) {
    case WarrantyStage::in_term:
      return if_so(found == (known.remedies.empty() ? WarrantyFinding::out_of_warranty
                                                    : WarrantyFinding::in_warranty));
    case WarrantyStage::out_of_term:
      if (part_covered || !known.remedies.empty()) break;
      return if_so(found == WarrantyFinding::out_of_warranty);
    case WarrantyStage::unproven:  // paid for until it is proved
      return if_so(found != WarrantyFinding::in_warranty);
    default:
      break;
  }
  return EntitlementAgreement::none;
}

// Of the order's machine on the day of the fault; stage none where the order names none.
Result<schema::Entitlement> entitlement_of(const std::string& id, const schema::WorkOrder& order,
                                           Reads& reads) {
  const auto* asset = order.asset.empty() ? nullptr : reads.find<schema::Asset>(order.asset);
  if (asset == nullptr) return schema::Entitlement{};
  const std::int32_t on = order.warranty.fault_on != 0
                              ? order.warranty.fault_on
                              : day_of(instant_from_ms(order.registered_at));
  return warranty::entitlement_of(order.asset, on, {id}, reads);
}

// Of people; what an import or the system tells was found elsewhere.
Result<void> check_agreement(const schema::AssessWorkOrder& c, EntitlementAgreement agreement,
                             const schema::Entitlement& known, const Reads& reads) {
  if (!is_reason_or_empty(c.differs_because))
    return refuse_field(Denied::bad_text, "differs_because", "at most 1000 characters");
  const bool unsaid = agreement == EntitlementAgreement::contradicts && is_person(reads) &&
                      c.differs_because.empty();
  if (!unsaid) return {};
  return refuse_field(Denied::contradicts_entitlement, "warranty",
                      "on " + calendar::format_date(known.on) + " it is " +
                          std::string(schema::name_of(known.stage)) + ": say why");
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
  KINTSUGI_TRY(const schema::Entitlement known, entitlement_of(command.order, *order, reads));
  const EntitlementAgreement agreement = agreement_of(command.warranty, known);
  KINTSUGI_TRY_OK(check_agreement(command, agreement, known, reads));
  const bool contradicts = agreement == EntitlementAgreement::contradicts;
  Events events;
  events.on(command.order, schema::WorkOrderAssessed{.order = command.order,
                                                     .outlet = order->outlet,
                                                     .warranty = command.warranty,
                                                     .agreement = agreement,
                                                     .differs_because =
                                                         contradicts ? command.differs_because : "",
                                                     .entitled = known.stage,
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
