#include <algorithm>
#include <string>

#include "schema/care_rule_dispatch.h"

namespace kintsugi::core {

void evolve(schema::CareRule& state, const schema::CareRulePublishedView& event) {
  state.status = schema::CareRuleStatus::open;
  state.topic = event.topic;
  state.months = event.months;
  state.after = event.after;
  state.segment = event.segment;
  state.category = event.category;
  state.version = event.version;
  state.publisher = event.publisher;
  state.published_at = event.at;
  state.reason.clear();
}

void evolve(schema::CareRule& state, const schema::CareRuleWithdrawnView& event) {
  state.status = schema::CareRuleStatus::ended;
  state.reason = event.reason;
}

void evolve(schema::CarePlan& state, const schema::CarePlannedView& event) {
  state.status = schema::CarePlanStatus::planned;
  state.rule = event.rule;
  state.customer = event.customer;
  state.outlet = event.outlet;
  state.round = event.round;
  state.next_at = event.next_at;
  state.order = event.order;
  state.last_call = event.last_call;
  state.skipped = event.skipped;
  state.reason.clear();
}

void evolve(schema::CarePlan& state, const schema::CarePlanStoppedView& event) {
  state.status = schema::CarePlanStatus::stopped;
  state.next_at = 0;
  state.reason = event.reason;
}

void evolve(schema::ServicePolicy& state, const schema::CareRuleListedView& event) {
  state.care_rules.emplace_back(event.rule);
}

void evolve(schema::ServicePolicy& state, const schema::CareRuleUnlistedView& event) {
  std::erase(state.care_rules, std::string(event.rule));
}

}  // namespace kintsugi::core
