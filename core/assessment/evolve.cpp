#include "schema/assessment_dispatch.h"

namespace kintsugi::core {

using schema::Assessment;
using schema::AssessmentStatus;

void evolve(Assessment& state, const schema::WorkOrderAssessedView& event) {
  state.status = event.declined ? AssessmentStatus::declined : AssessmentStatus::accepted;
  state.order = event.order;
  state.outlet = event.outlet;
  state.warranty = event.warranty;
  state.agreement = event.agreement;
  state.differs_because = event.differs_because;
  state.entitled = event.entitled;
  state.policy = event.policy;
  state.policy_version = event.policy_version;
  state.feasible = event.feasible;
  state.cost = event.cost;
  state.scope = event.scope;
  state.reason = event.reason;
  state.assessed_at = event.assessed_at;
  state.assessed_by = event.assessed_by;
  ++state.times;
}

void evolve(Assessment& state, const schema::AssessmentWithdrawnView& event) {
  state.status = AssessmentStatus::withdrawn;
  state.reason = event.why;
}

}  // namespace kintsugi::core
