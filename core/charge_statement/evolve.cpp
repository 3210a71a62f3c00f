#include "schema/charge_statement_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

void evolve(schema::ChargeStatement& state, const schema::ChargeStatedView& event) {
  state.status = event.disputed ? schema::ChargeStatementStatus::disputed
                                : schema::ChargeStatementStatus::confirmed;
  state.order = event.order;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.answer = event.answer;
  state.amount_said = event.amount_said;
  state.amount_recorded = event.amount_recorded;
  state.at = event.at;
  state.note = event.note;
}

void evolve(schema::ChargeStatement& state, const schema::ChargeStatementWithdrawnView&) {
  state.status = schema::ChargeStatementStatus::withdrawn;
}

void evolve(schema::ChargeStatement& state,
            const schema::ChargeStatementComparedAnewView& event) {
  state.status = event.disputed ? schema::ChargeStatementStatus::disputed
                                : schema::ChargeStatementStatus::confirmed;
  state.amount_recorded = event.amount_recorded;
}

// The order keeps nothing of it: its timeline tells.
void evolve(schema::WorkOrder&, const schema::OrderChargeStatedView&) {}

}  // namespace kintsugi::core
