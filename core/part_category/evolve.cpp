#include "schema/part_category_dispatch.h"

namespace kintsugi::core {

void evolve(schema::PartCategory& state, const schema::PartCategoryRegisteredView& event) {
  state.status = schema::PartCategoryStatus::open;
  state.parent = event.parent;
  state.note = event.note;
}

void evolve(schema::PartCategory& state, const schema::PartCategoryMovedView& event) {
  state.parent = event.parent;
}

void evolve(schema::PartCategory& state, const schema::PartCategoryClosedView&) {
  state.status = schema::PartCategoryStatus::closed;
}

}  // namespace kintsugi::core
