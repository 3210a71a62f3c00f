#include "schema/charge_finding_dispatch.h"

namespace kintsugi::core {

using schema::ChargeFinding;
using schema::ChargeFindingStatus;

// Found anew, by another call or a corrected one, it begins afresh.
void evolve(ChargeFinding& state, const schema::ChargeFindingOpenedView& event) {
  state = {};
  state.status = ChargeFindingStatus::opened;
  state.order = event.order;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.amount_said = event.amount_said;
  state.amount_recorded = event.amount_recorded;
  state.opened_at = event.opened_at;
}
void evolve(ChargeFinding& state, const schema::ChargeFindingAssignedView& event) {
  if (state.status == ChargeFindingStatus::opened) state.status = ChargeFindingStatus::assigned;
  state.assignee = event.assignee;
  state.by = event.assignee;
}
void evolve(ChargeFinding& state, const schema::ChargeFindingExplainedView& event) {
  state.status = ChargeFindingStatus::explained;
  state.note = event.note;
  state.explained_by = event.explained_by;
  state.by = event.explained_by;
}
void evolve(ChargeFinding& state, const schema::ChargeFindingRestatedView& event) {
  state.amount_said = event.amount_said;
  state.amount_recorded = event.amount_recorded;
}
void evolve(ChargeFinding& state, const schema::ChargeFindingClosedView& event) {
  state.status = ChargeFindingStatus::closed;
  state.outcome = event.outcome;
  state.settled = event.settled;
  if (!event.note.empty()) state.note = event.note;
  state.by = event.by;
}
void evolve(ChargeFinding& state, const schema::ChargeFindingReopenedView&) {
  state.status =
      state.assignee.empty() ? ChargeFindingStatus::opened : ChargeFindingStatus::assigned;
  state.outcome = schema::ChargeFindingOutcome::none;
  state.settled = 0;
  state.explained_by.clear();
}

}  // namespace kintsugi::core
