#include "schema/service_policy_dispatch.h"

namespace kintsugi::core {

void evolve(schema::ServicePolicy& policy, const schema::ServicePolicyPublishedView& event) {
  policy.versions.push_back(schema::to_value(event).terms);
}

}  // namespace kintsugi::core
