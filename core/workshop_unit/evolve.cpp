#include "schema/work_order_state.h"
#include "schema/workshop_unit_dispatch.h"

namespace kintsugi::core {

using schema::WorkshopUnit;
using schema::WorkshopUnitStatus;

void evolve(WorkshopUnit& state, const schema::UnitTakenInView& event) {
  state.status = WorkshopUnitStatus::in_workshop;
  state.order = event.order;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.asset = event.asset;
  state.receipt = event.receipt;
  state.picked_up_at = event.picked_up_at;
  state.due_on = event.due_on;
  state.due_at = event.due_at;
  state.returned_at = 0;
  state.received_by.clear();
  state.note = event.note;
  ++state.times;
}

void evolve(WorkshopUnit& state, const schema::UnitHandedOverView& event) {
  state.status = WorkshopUnitStatus::returned;
  state.returned_at = event.returned_at;
  state.received_by = event.received_by;
}

void evolve(WorkshopUnit& state, const schema::UnitDatesCorrectedView& event) {
  state.picked_up_at = event.picked_up_at;
  state.returned_at = event.returned_at;
  state.due_on = event.due_on;
  state.due_at = event.due_at;
}

void evolve(WorkshopUnit& state, const schema::UnitMovementWithdrawnView& event) {
  state.status = event.status;
  state.returned_at = 0;
  state.received_by.clear();
}

void evolve(schema::WorkOrder& state, const schema::UnitPickedUpView&) {
  state.unit_in_workshop = true;
}

void evolve(schema::WorkOrder& state, const schema::UnitReturnedView&) {
  state.unit_in_workshop = false;
}

}  // namespace kintsugi::core
