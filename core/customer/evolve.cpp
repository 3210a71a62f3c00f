#include "schema/customer_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Customer& state, const schema::CustomerRegisteredView& event) {
  state.kind = event.kind;
  state.name = event.name;
  state.phone = event.phone;
  state.address = event.address;
  state.area = event.area;
  state.parent = event.parent;
  state.outlet = event.outlet;
  state.note = event.note;
  state.registered_at = event.registered_at;
  state.latitude = event.latitude;
  state.longitude = event.longitude;
}

void evolve(schema::Customer& state, const schema::CustomerChangedView& event) {
  state.kind = event.kind;
  state.name = event.name;
  state.phone = event.phone;
  state.address = event.address;
  state.area = event.area;
  state.parent = event.parent;
  state.note = event.note;
  state.latitude = event.latitude;
  state.longitude = event.longitude;
}

void evolve(schema::Customer& state, const schema::CustomerMovedView& event) {
  state.outlet = event.outlet;
}

}  // namespace kintsugi::core
