#include "schema/fault_report_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

void evolve(schema::FaultReport& state, const schema::FaultReportWrittenView& event) {
  state.status = schema::FaultReportStatus::issued;
  state.order = event.order;
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.asset = event.asset;
  state.technician = event.technician;
  state.fault_code = event.fault_code;
  state.cause = event.cause;
  state.finding = event.finding;
  state.advice = event.advice;
  state.facts.assign(event.facts.begin(), event.facts.end());
  state.by = event.by;
  state.at = event.at;
}

void evolve(schema::FaultReport& state, const schema::FaultReportWithdrawnView&) {
  state.status = schema::FaultReportStatus::withdrawn;
}

// The order keeps nothing of it: its timeline tells.
void evolve(schema::WorkOrder&, const schema::FaultReportIssuedView&) {}

}  // namespace kintsugi::core
