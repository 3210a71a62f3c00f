// Whose turn is when by a rule of regular care, and the call that arises when it has come.

#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/care/care.h"
#include "core/customer/standing.h"
#include "core/care_rule/care_rule.h"
#include "core/events.h"
#include "core/number/take_number.h"
#include "core/reads.h"
#include "core/service_policy/service_policy.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "schema/care_events.h"
#include "schema/care_rule_dispatch.h"
#include "schema/care_state.h"
#include "schema/customer_state.h"
#include "schema/service_policy_state.h"

namespace kintsugi::core {
namespace {

using schema::CarePlan;
using schema::CarePlanStatus;
using schema::CareRule;
using PlanNo = schema::CarePlanRefusal;
using std::chrono::hours;

constexpr hours call_hour{9};  // of the day in Shanghai, where that is no quiet hour

std::string plan_id(const std::string& rule, const std::string& customer) {
  return rule + ":" + customer;
}

// So many months after today, in the morning.
std::int64_t next_time(const CareRule& rule, Reads& reads) {
  const std::int32_t day = day_of(judged_at(reads));
  const calendar::Date date = calendar::add_months(calendar::Date(day), rule.months);
  return to_ms(care::not_quiet(start_of(static_cast<std::int32_t>(date)) + call_hour, reads));
}

bool is_for(const CareRule& rule, const schema::Customer& customer) {
  return rule.segment == schema::CustomerSegment::none || rule.segment == customer.segment;
}

bool is_after(const CareRule& rule, const schema::WorkOrder& order) {
  if (rule.status != schema::CareRuleStatus::open) return false;
  if (rule.after == schema::CareAfter::installation &&
      order.service_type != schema::ServiceType::install)
    return false;
  return rule.category.empty() || same_key(KeyKind::code, rule.category, order.category);
}

template <class Command>
Result<const CarePlan*> standing_plan(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const CarePlan* plan,
               reads.require<CarePlan>(plan_id(command.rule, command.customer)));
  KINTSUGI_TRY_OK(within_scope(command, plan->outlet, reads));
  if (plan->status != CarePlanStatus::planned) return refuse(PlanNo::not_planned);
  return plan;
}

}  // namespace

namespace care_rule {

void plan_after(const std::string& id, const schema::WorkOrder& order, Reads& reads,
                Events& events) {
  const auto* policy = reads.find<schema::ServicePolicy>(service_policy::policy_id);
  if (policy == nullptr || policy->care_rules.empty() || order.customer.empty()) return;
  if (reads.actor().kind == ActorKind::import) return;
  const auto* customer = reads.find<schema::Customer>(order.customer);
  if (customer == nullptr) return;
  for (const std::string& name : policy->care_rules) {
    const auto* rule = reads.find<CareRule>(name);
    if (rule == nullptr || !is_after(*rule, order) || !is_for(*rule, *customer)) continue;
    const std::string plan = plan_id(name, order.customer);
    const auto* before = reads.find<CarePlan>(plan);
    events.on(plan, schema::CarePlanned{.rule = name,
                                        .customer = order.customer,
                                        .outlet = customer->outlet,
                                        .round = (before == nullptr ? 0 : before->round) + 1,
                                        .next_at = next_time(*rule, reads),
                                        .order = id,
                                        .last_call = before == nullptr ? "" : before->last_call});
  }
}

void stop_after(const std::string& id, const schema::WorkOrder& order, const std::string& reason,
                Reads& reads, Events& events) {
  const auto* policy = reads.find<schema::ServicePolicy>(service_policy::policy_id);
  if (policy == nullptr || order.customer.empty()) return;
  for (const std::string& name : policy->care_rules) {
    const std::string id_of_plan = plan_id(name, order.customer);
    const auto* plan = reads.find<CarePlan>(id_of_plan);
    const bool by_it = plan != nullptr && plan->status == CarePlanStatus::planned &&
                       plan->order == id && plan->last_call.empty();
    if (by_it)
      events.on(id_of_plan, schema::CarePlanStopped{.round = plan->round, .reason = reason});
  }
}

}  // namespace care_rule

Result<Events> decide(const schema::BeginCarePlan& command, Reads& reads) {
  KINTSUGI_TRY(const CareRule* rule, reads.require<CareRule>(command.rule));
  const auto* customer = reads.find<schema::Customer>(command.customer);
  if (customer == nullptr)
    return refuse_field(PlanNo::unknown_customer, "customer", command.customer);
  KINTSUGI_TRY_OK(within_scope(command, customer->outlet, reads));
  if (rule->status != schema::CareRuleStatus::open)
    return refuse(schema::CareRuleRefusal::ended, command.rule);
  if (!is_for(*rule, *customer)) return refuse(PlanNo::other_segment);
  if (care::wants_no_calls(command.customer, reads)) return refuse(PlanNo::opted_out);
  const std::string id = plan_id(command.rule, command.customer);
  const auto* before = reads.find<CarePlan>(id);
  if (before != nullptr && before->status == CarePlanStatus::planned)
    return refuse(PlanNo::planned);
  Events events;
  events.on(id, schema::CarePlanned{.rule = command.rule,
                                    .customer = command.customer,
                                    .outlet = customer->outlet,
                                    .round = (before == nullptr ? 0 : before->round) + 1,
                                    .next_at = next_time(*rule, reads),
                                    .last_call = before == nullptr ? "" : before->last_call});
  return events;
}

Result<Events> decide(const schema::StopCarePlan& command, Reads& reads) {
  KINTSUGI_TRY(const CarePlan* plan, standing_plan(command, reads));
  if (!is_reason(command.reason)) return refuse_field(PlanNo::bad_text, "reason", "say why");
  Events events;
  events.on(plan_id(command.rule, command.customer),
            schema::CarePlanStopped{.round = plan->round, .reason = command.reason});
  return events;
}

// The call is his who stands for him now, where he was merged.
Result<Events> decide(const schema::RaiseCareCall& command, Reads& reads) {
  KINTSUGI_TRY(const CarePlan* plan, standing_plan(command, reads));
  if (plan->round != command.round) return refuse(PlanNo::other_round);
  const std::string id = plan_id(command.rule, command.customer);
  const auto* rule = reads.find<CareRule>(command.rule);
  const auto* customer = reads.find<schema::Customer>(command.customer);
  Events events;
  if (rule == nullptr || rule->status != schema::CareRuleStatus::open || customer == nullptr) {
    events.on(id, schema::CarePlanStopped{.round = plan->round, .reason = "the rule is withdrawn"});
    return events;
  }
  const std::string who = customer::standing_for(command.customer, reads);
  std::string call;
  if (!care::wants_no_calls(who, reads)) {
    call = take_number<schema::CareCall>("care_call", "CC", reads, events);
    events.on(call, schema::CareCallScheduled{
                        .customer = who,
                        .outlet = customer->outlet,
                        .due_at = to_ms(care::not_quiet(judged_at(reads), reads)),
                        .topic = rule->topic,
                        .care_rule = command.rule});
  }
  events.on(id, schema::CarePlanned{.rule = command.rule,
                                    .customer = command.customer,
                                    .outlet = customer->outlet,
                                    .round = plan->round + 1,
                                    .next_at = next_time(*rule, reads),
                                    .order = plan->order,
                                    .last_call = call.empty() ? plan->last_call : call,
                                    .skipped = call.empty()});
  return events;
}

}  // namespace kintsugi::core
