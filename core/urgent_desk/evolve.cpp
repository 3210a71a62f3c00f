#include <utility>

#include "schema/urgent_desk_dispatch.h"

namespace kintsugi::core {

void evolve(schema::UrgentDesk& state, const schema::UrgentContactsNamedView& event) {
  auto named = schema::to_value(event);
  state.outlet = std::move(named.outlet);
  state.contacts = std::move(named.contacts);
  state.by = std::move(named.by);
  state.at = named.at;
}

}  // namespace kintsugi::core
