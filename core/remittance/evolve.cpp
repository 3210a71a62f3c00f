#include "schema/remittance_dispatch.h"
#include "schema/technician_state.h"

namespace kintsugi::core {

using schema::Remittance;

void evolve(Remittance& state, const schema::RemittanceRecordedView& event) {
  state.status = schema::RemittanceStatus::received;
  state.technician = event.technician;
  state.outlet = event.outlet;
  state.amount = event.amount;
  state.receipt = event.receipt;
  state.received_by = event.received_by;
  state.received_at = event.received_at;
}

void evolve(Remittance& state, const schema::RemittanceWithdrawnView& event) {
  state.status = schema::RemittanceStatus::withdrawn;
  state.reason = event.reason;
  state.withdrawn_by = event.withdrawn_by;
  state.withdrawn_at = event.withdrawn_at;
}

void evolve(schema::Technician& state, const schema::PaymentRemittedBackView& event) {
  state.cash_held += event.amount;
}

}  // namespace kintsugi::core
