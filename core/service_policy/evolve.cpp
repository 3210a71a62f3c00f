#include <vector>

#include "schema/service_policy_dispatch.h"

namespace kintsugi::core {

void evolve(schema::ServicePolicy& policy, const schema::ServicePolicyPublishedView& event) {
  policy.versions.push_back(schema::to_value(event).terms);
  policy.last_version = policy.versions.back().version;
  policy.last_publisher = event.publisher;
}

// It was never in force: nothing was decided under it. Its number is not given again.
void evolve(schema::ServicePolicy& policy, const schema::ServicePolicyWithdrawnView& event) {
  std::erase_if(policy.versions,
                [&](const auto& version) { return version.version == event.version; });
}

// What follows from it is done to orders.
void evolve(schema::ServicePolicy&, const schema::ServicePolicyBeganView&) {}

}  // namespace kintsugi::core
