#include "schema/incident_dispatch.h"

namespace kintsugi::core {

using schema::Incident;
using schema::IncidentStatus;

void evolve(Incident& state, const schema::IncidentReportedView& event) {
  state.status = IncidentStatus::reported;
  state.kind = event.kind;
  state.severity = event.severity;
  state.outlet = event.outlet;
  state.order = event.order;
  state.place = event.place;
  state.text = event.text;
  state.occurred_at = event.occurred_at;
  state.reported_at = event.reported_at;
  state.reported_by = event.reported_by;
  state.late = event.late;
  state.late_reason = event.late_reason;
  state.due_at = event.due_at;
}

namespace {

// Its severity stands, by whomever and after whatever was asked.
void classify(Incident& state, const auto& event) {
  if (state.status == IncidentStatus::reported) state.status = IncidentStatus::classified;
  state.severity = event.severity;
  state.asked_severity = schema::Severity::none;
  state.lowerer.clear();
  state.reason = event.reason;
}

}  // namespace

void evolve(Incident& state, const schema::IncidentClassifiedView& event) {
  classify(state, event);
}

void evolve(Incident& state, const schema::IncidentLoweringAskedView& event) {
  state.asked_severity = event.asked_severity;
  state.lowerer = event.lowerer;
  state.reason = event.reason;
}

void evolve(Incident& state, const schema::IncidentLoweringDecidedView& event) {
  classify(state, event);
}

void evolve(Incident& state, const schema::IncidentActionRecordedView& event) {
  state.status = IncidentStatus::handling;
  state.action = event.action;
  ++state.actions;
  state.due_at = 0;
}

void evolve(Incident& state, const schema::IncidentResolvedView& event) {
  state.status = IncidentStatus::resolved;
  state.cause = event.cause;
  state.outcome = event.outcome;
  state.resolver = event.resolver;
}

void evolve(Incident& state, const schema::IncidentReviewedView& event) {
  state.status = event.passed ? IncidentStatus::reviewed : IncidentStatus::handling;
  state.reviewer = event.reviewer;
  state.reason = event.reason;
}

void evolve(Incident& state, const schema::IncidentClosedView&) {
  state.status = IncidentStatus::closed;
}

void evolve(Incident& state, const schema::IncidentCorrectedView& event) {
  state.kind = event.kind;
  state.outlet = event.outlet;
  state.order = event.order;
  state.place = event.place;
  state.text = event.text;
  state.occurred_at = event.occurred_at;
  state.late = event.late;
  state.late_reason = event.late_reason;
  state.reason = event.reason;
}

// What was asked goes with it; where it was is kept for who opens it again.
void evolve(Incident& state, const schema::IncidentWithdrawnView& event) {
  state.before = state.status;
  state.status = IncidentStatus::withdrawn;
  state.asked_severity = schema::Severity::none;
  state.lowerer.clear();
  state.due_at = 0;
  state.reason = event.reason;
}

void evolve(Incident& state, const schema::IncidentReopenedView& event) {
  const bool was_withdrawn = state.status == IncidentStatus::withdrawn;
  state.status = was_withdrawn ? state.before : IncidentStatus::handling;
  state.before = IncidentStatus::none;
  state.due_at = event.due_at;
  state.reviewer.clear();
  state.reason = event.reason;
}

}  // namespace kintsugi::core
