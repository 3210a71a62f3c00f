#include "schema/product_model_dispatch.h"

namespace kintsugi::core {
namespace {

// What an event says of a model from now on.
void say_model(schema::ProductModel& state, const auto& event) {
  state.category = event.category;
  state.warranty_policy = event.warranty_policy;
  state.life_years = event.life_years;
  state.main_parts.assign(event.main_parts.begin(), event.main_parts.end());
  state.note = event.note;
}

}  // namespace

void evolve(schema::ProductModel& state, const schema::ProductModelRegisteredView& event) {
  state.brand = event.brand;
  state.model = event.model;
  say_model(state, event);
}

void evolve(schema::ProductModel& state, const schema::ProductModelChangedView& event) {
  say_model(state, event);
  state.discontinued_on = event.discontinued_on;
}

}  // namespace kintsugi::core
