#include <utility>

#include "schema/work_order_state.h"
#include "schema/workshop_unit_dispatch.h"

namespace kintsugi::core {

using schema::WorkshopUnit;
using schema::WorkshopUnitStatus;

namespace {

schema::UnitTrip trip_of(const WorkshopUnit& unit) {
  return {.technician = unit.technician,
          .asset = unit.asset,
          .receipt = unit.receipt,
          .picked_up_at = unit.picked_up_at,
          .due_on = unit.due_on,
          .due_at = unit.due_at,
          .returned_at = unit.returned_at,
          .received_by = unit.received_by,
          .note = unit.note};
}

void stand_as_before(WorkshopUnit& unit) {
  const schema::UnitTrip before = std::move(unit.before.front());
  unit.before.clear();
  unit.technician = before.technician;
  unit.asset = before.asset;
  unit.receipt = before.receipt;
  unit.picked_up_at = before.picked_up_at;
  unit.due_on = before.due_on;
  unit.due_at = before.due_at;
  unit.returned_at = before.returned_at;
  unit.received_by = before.received_by;
  unit.note = before.note;
}

}  // namespace

void evolve(WorkshopUnit& state, const schema::UnitTakenInView& event) {
  state.before.clear();
  if (state.status == WorkshopUnitStatus::returned) state.before = {trip_of(state)};
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
  if (event.status == WorkshopUnitStatus::in_workshop) return;  // the return was withdrawn
  if (state.times > 0) --state.times;
  if (!state.before.empty()) stand_as_before(state);
}

void evolve(schema::WorkOrder& state, const schema::UnitPickedUpView&) {
  state.unit_in_workshop = true;
}

void evolve(schema::WorkOrder& state, const schema::UnitReturnedView&) {
  state.unit_in_workshop = false;
}

}  // namespace kintsugi::core
