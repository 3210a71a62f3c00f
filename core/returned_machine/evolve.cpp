#include <utility>
#include <vector>

#include "schema/returned_machine_dispatch.h"

namespace kintsugi::core {

using schema::ReturnedMachine;
using schema::ReturnedMachineStatus;

namespace {

schema::MachineStay stay_of(const ReturnedMachine& machine) {
  return {.model = machine.model,
          .outlet = machine.outlet,
          .returned_from = machine.returned_from,
          .dealer = machine.dealer,
          .asset = machine.asset,
          .document = machine.document,
          .note = machine.note,
          .returned_at = machine.returned_at,
          .released_for = machine.released_for,
          .released_at = machine.released_at,
          .released_with = machine.released_with,
          .by = machine.by};
}

void stand_as_before(ReturnedMachine& machine) {
  const schema::MachineStay before = std::move(machine.before.front());
  machine.before.clear();
  machine.status = ReturnedMachineStatus::released;
  machine.model = before.model;
  machine.outlet = before.outlet;
  machine.returned_from = before.returned_from;
  machine.dealer = before.dealer;
  machine.asset = before.asset;
  machine.document = before.document;
  machine.note = before.note;
  machine.returned_at = before.returned_at;
  machine.released_for = before.released_for;
  machine.released_at = before.released_at;
  machine.released_with = before.released_with;
  machine.by = before.by;
}

}  // namespace

void evolve(ReturnedMachine& state, const schema::ReturnedMachineReceivedView& event) {
  std::vector<schema::MachineStay> before;
  if (state.status == ReturnedMachineStatus::released) before = {stay_of(state)};
  state = {};
  state.before = std::move(before);
  state.status = ReturnedMachineStatus::in_stock;
  state.brand = event.brand;
  state.model = event.model;
  state.serial = event.serial;
  state.outlet = event.outlet;
  state.returned_from = event.returned_from;
  state.dealer = event.dealer;
  state.asset = event.asset;
  state.document = event.document;
  state.note = event.note;
  state.returned_at = event.returned_at;
  state.by = event.by;
}

void evolve(ReturnedMachine& state, const schema::ReturnedMachineReleasedView& event) {
  state.status = ReturnedMachineStatus::released;
  state.released_for = event.released_for;
  state.released_at = event.released_at;
  state.released_with = event.document;
  state.by = event.by;
}

void evolve(ReturnedMachine& state, const schema::ReturnedMachineRestoredView& event) {
  state.status = ReturnedMachineStatus::in_stock;
  state.released_for = schema::MachineRelease::none;
  state.released_at = 0;
  state.released_with.clear();
  state.reason = event.reason;
}

void evolve(ReturnedMachine& state, const schema::ReturnedMachineWithdrawnView& event) {
  state.status = ReturnedMachineStatus::withdrawn;
  state.reason = event.reason;
  if (!state.before.empty()) stand_as_before(state);
}

}  // namespace kintsugi::core
