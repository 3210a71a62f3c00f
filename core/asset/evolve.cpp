#include <string>

#include "schema/asset_dispatch.h"

namespace kintsugi::core {
namespace {

constexpr std::size_t repairs_kept = 10;  // enough to see a repeat repair; the rest is in the log

}  // namespace

using schema::Asset;

void evolve(Asset& state, const schema::AssetRegisteredView& event) {
  state.registered = true;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.customer = event.customer;
  state.sold_on = event.sold_on;
  state.delivered_on = event.delivered_on;
  state.invoice = event.invoice;
  state.warranty_until = event.warranty_until;
}

void evolve(schema::BrandSerial& state, const schema::SerialClaimedView& event) {
  state.asset = event.asset;
}

void evolve(schema::BrandSerial& state, const schema::SerialFreedView&) { state.asset.clear(); }

void evolve(Asset& state, const schema::AssetCorrectedView& event) {
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.customer = event.customer;
  state.sold_on = event.sold_on;
  state.delivered_on = event.delivered_on;
  state.invoice = event.invoice;
  state.warranty_until = event.warranty_until;
}

void evolve(Asset& state, const schema::AssetOrderOpenedView& event) {
  state.open_orders.push_back(
      {.order = std::string(event.order), .fault = std::string(event.fault)});
}

void evolve(Asset& state, const schema::AssetOrderClosedView& event) {
  std::erase_if(state.open_orders,
                [&](const schema::AssetOrder& open) { return open.order == event.order; });
}

void evolve(Asset& state, const schema::AssetRepairedView& event) {
  // Told again where its diagnosis was corrected.
  std::erase_if(state.repairs, [&](const auto& repair) {
    return repair.order == event.order && repair.at == event.at;
  });
  state.repairs.push_back({.order = std::string(event.order),
                           .technician = std::string(event.technician),
                           .fault = std::string(event.fault),
                           .at = event.at});
  if (state.repairs.size() > repairs_kept) state.repairs.erase(state.repairs.begin());
}

void evolve(Asset& state, const schema::AssetRepairWithdrawnView& event) {
  std::erase_if(state.repairs, [&](const auto& repair) { return repair.order == event.order; });
}

}  // namespace kintsugi::core
