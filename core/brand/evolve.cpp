#include "schema/brand_dispatch.h"

namespace kintsugi::core {
namespace {

void say_brand(schema::Brand& state, const auto& event) {
  state.name = event.name;
  state.maker = event.maker;
  state.phone = event.phone;
  state.note = event.note;
}

void say_dealer(schema::Dealer& state, const auto& event) {
  state.name = event.name;
  state.phone = event.phone;
  state.address = event.address;
  state.area = event.area;
  state.brands.assign(event.brands.begin(), event.brands.end());
  state.note = event.note;
}

}  // namespace

void evolve(schema::Brand& state, const schema::BrandRegisteredView& event) {
  state.brand = event.brand;
  say_brand(state, event);
}

void evolve(schema::Brand& state, const schema::BrandChangedView& event) {
  say_brand(state, event);
}

void evolve(schema::Dealer& state, const schema::DealerRegisteredView& event) {
  say_dealer(state, event);
}

void evolve(schema::Dealer& state, const schema::DealerChangedView& event) {
  say_dealer(state, event);
}

}  // namespace kintsugi::core
