#include <algorithm>
#include <string>
#include <vector>

#include "events/schema/runtime/convert.h"
#include "schema/customer_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Customer& state, const schema::CustomerRegisteredView& event) {
  state.status = schema::CustomerStatus::active;
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

void evolve(schema::Customer& state, const schema::CustomerMergedView& event) {
  state.status = schema::CustomerStatus::merged;
  state.merged_into = event.merged_into;
}

void evolve(schema::Customer& state, const schema::CustomerAbsorbedView& event) {
  state.merged.emplace_back(event.from);
}

void evolve(schema::Customer& state, const schema::CustomerSplitView&) {
  state.status = schema::CustomerStatus::active;
  state.merged_into.clear();
}

void evolve(schema::Customer& state, const schema::CustomerReleasedView& event) {
  std::erase(state.merged, std::string(event.from));
}

void evolve(schema::Customer& state, const schema::CustomerClassifiedView& event) {
  state.segment = event.segment;
}

void evolve(schema::Customer& state, const schema::CustomerMovedBelowView& event) {
  state.parent = event.parent;
}

void evolve(schema::Customer& state, const schema::CustomerContactsSetView& event) {
  state.contacts = to_value(event).contacts;
}

}  // namespace kintsugi::core
