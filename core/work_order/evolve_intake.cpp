#include "schema/work_order_intake_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::WorkOrder;

void evolve(WorkOrder& state, const schema::AddressConfirmedView& event) {
  state.address_confirmed_at = event.address_confirmed_at;
}

void evolve(WorkOrder& state, const schema::AddressConfirmationWithdrawnView&) {
  state.address_confirmed_at = 0;
}

void evolve(WorkOrder& state, const schema::WorkOrderResolvedRemotelyView& event) {
  state.resolved_remotely = true;
  state.appointment_from = 0;
  state.appointment_until = 0;
  if (!event.fault_code.empty()) state.fault_code = event.fault_code;
}

void evolve(WorkOrder& state, const schema::WorkOrderEscalatedView& event) {
  state.escalated_at = event.escalated_at;
}

void evolve(WorkOrder& state, const schema::EscalationSettledView&) { state.escalated_at = 0; }

}  // namespace kintsugi::core
