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

}  // namespace kintsugi::core
