#include "schema/returned_machine_dispatch.h"

namespace kintsugi::core {

using schema::ReturnedMachine;
using schema::ReturnedMachineStatus;

void evolve(ReturnedMachine& state, const schema::ReturnedMachineReceivedView& event) {
  state = {};
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
}

}  // namespace kintsugi::core
