#include "schema/buyer_registration_dispatch.h"
#include "schema/follow_link_state.h"

namespace kintsugi::core {

using schema::BuyerRegistration;

void evolve(BuyerRegistration& state, const schema::BuyerRegisteredView& event) {
  using enum schema::BuyerRegistrationStatus;
  state.status = event.owner.empty() ? registered : waiting;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.customer = event.customer;
  state.owner = event.owner;
  state.asset = event.asset;
  state.order = event.order;
  state.outlet = event.outlet;
  state.sold_on = event.sold_on;
  state.invoice = event.invoice;
  state.proof = event.proof;
  state.way = event.way;
  state.at = event.at;
  state.by = event.by;
  state.reason.clear();
}

void evolve(BuyerRegistration& state, const schema::RegistrationAcceptedView& event) {
  state.status = schema::BuyerRegistrationStatus::transferred;
  state.reason = event.reason;
  state.by = event.by;
}

void evolve(BuyerRegistration& state, const schema::RegistrationRefusedView& event) {
  state.status = schema::BuyerRegistrationStatus::refused;
  state.reason = event.reason;
  state.by = event.by;
}

void evolve(BuyerRegistration& state, const schema::RegistrationReopenedView& event) {
  state.status = schema::BuyerRegistrationStatus::waiting;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
