#include "schema/inspection_dispatch.h"

namespace kintsugi::core {

using schema::Inspection;
using schema::InspectionStatus;

void evolve(Inspection& state, const schema::InspectionOpenedView& event) {
  state.status = InspectionStatus::open;
  state.subject = event.subject;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.order = event.order;
  state.note = event.note;
  state.inspector = event.inspector;
  state.opened_at = event.opened_at;
}

void evolve(Inspection& state, const schema::InspectionFindingRecordedView& event) {
  state.findings.push_back({.number = event.number,
                            .in_order = event.in_order,
                            .text = std::string(event.text),
                            .photo_hash = std::string(event.photo_hash),
                            .latitude = event.latitude,
                            .longitude = event.longitude,
                            .at = event.at,
                            .by = std::string(event.by)});
  if (!event.in_order) ++state.faults;
}

void evolve(Inspection& state, const schema::InspectionFindingWithdrawnView& event) {
  for (schema::InspectionFinding& finding : state.findings) {
    if (finding.number != event.number || finding.withdrawn) continue;
    finding.withdrawn = true;
    if (!finding.in_order) --state.faults;
  }
}

void evolve(Inspection& state, const schema::InspectionClosedView& event) {
  state.status = InspectionStatus::closed;
  state.conclusion = event.conclusion;
  state.closed_at = event.closed_at;
  state.closed_by = event.closed_by;
}

void evolve(Inspection& state, const schema::InspectionReopenedView& event) {
  state.status = InspectionStatus::open;
  state.conclusion.clear();
  state.closed_at = 0;
  state.closed_by.clear();
  state.reason = event.reason;
}

void evolve(Inspection& state, const schema::InspectionWithdrawnView& event) {
  state.status = InspectionStatus::withdrawn;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
