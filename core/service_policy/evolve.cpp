#include <vector>

#include "core/rules/lines.h"
#include "schema/service_policy_dispatch.h"

namespace kintsugi::core {

void evolve(schema::ServicePolicy& policy, const schema::ServicePolicyPublishedView& event) {
  policy.versions.push_back(schema::to_value(event).terms);
  policy.last_version = policy.versions.back().version;
  policy.last_publisher = event.publisher;
  policy.versions.back().publisher = event.publisher;
}

// Of one that was never in force nothing stays: nothing was decided under it. Its number is not
// given again.
void evolve(schema::ServicePolicy& policy, const schema::ServicePolicyWithdrawnView& event) {
  rules::withdraw_or_forget(policy.versions, event);
}

// What follows from it is done to orders.
void evolve(schema::ServicePolicy&, const schema::ServicePolicyBeganView&) {}

}  // namespace kintsugi::core
