#include <string>
#include <vector>

#include "schema/handover_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Handover& state, const schema::HandoverRecordedView& event) {
  state.status = schema::HandoverStatus::recorded;
  state.kind = event.kind;
  state.order = event.order;
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.asset = event.asset;
  state.technician = event.technician;
  state.document = event.document;
  state.document_hash = event.document_hash;
  state.signed_by = event.signed_by;
  state.people = event.people;
  state.note = event.note;
  state.recorded_at = event.recorded_at;
  state.recorded_by = event.recorded_by;
}

void evolve(schema::Handover& state, const schema::HandoverWithdrawnView& event) {
  state.status = schema::HandoverStatus::withdrawn;
  state.reason = event.reason;
}

void evolve(schema::WorkOrder& state, const schema::OrderHandoverRecordedView& event) {
  state.handovers.push_back({.handover = std::string(event.handover), .kind = event.kind});
}

void evolve(schema::WorkOrder& state, const schema::OrderHandoverWithdrawnView& event) {
  std::erase_if(state.handovers, [&](const schema::OrderHandover& one) {
    return one.handover == event.handover;
  });
}

}  // namespace kintsugi::core
