#include <string>
#include <vector>

#include "core/outlet/territory.h"
#include "schema/outlet_dispatch.h"

namespace kintsugi::core {

using schema::Outlet;

namespace {

std::vector<std::string> listed(const auto& texts) { return {texts.begin(), texts.end()}; }

}  // namespace

void evolve(Outlet& state, const schema::OutletRegisteredView& event) {
  state.status = schema::OutletStatus::active;
  state.name = event.name;
  state.kind = event.kind;
  state.parent = event.parent;
  state.address = event.address;
  state.phone = event.phone;
  state.brands.assign(event.brands.begin(), event.brands.end());
  territory::serve_from(state, listed(event.territory), 0);
}

void evolve(Outlet& state, const schema::OutletChangedView& event) {
  state.name = event.name;
  state.kind = event.kind;
  state.address = event.address;
  state.phone = event.phone;
}

void evolve(Outlet& state, const schema::OutletReparentedView& event) {
  state.parent = event.parent;
}

void evolve(Outlet& state, const schema::OutletSuspendedView& event) {
  state.status = schema::OutletStatus::suspended;
  state.suspended_for = event.reason;
}

void evolve(Outlet& state, const schema::OutletReinstatedView&) {
  state.status = schema::OutletStatus::active;
  state.suspended_for.clear();
}

void evolve(Outlet& state, const schema::BrandAuthorisedView& event) {
  state.brands.emplace_back(event.brand);
}

void evolve(Outlet& state, const schema::BrandWithdrawnView& event) {
  std::erase(state.brands, std::string(event.brand));
}

void evolve(Outlet& state, const schema::TerritoryDefinedView& event) {
  territory::serve_from(state, listed(event.territory), event.effective_from);
}

}  // namespace kintsugi::core
