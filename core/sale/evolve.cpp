#include "schema/sale_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::Sale;

void evolve(Sale& state, const schema::SaleImportedView& event) {
  state.status = schema::SaleStatus::imported;
  state.order = event.order;
  state.outlet = event.outlet;
  state.brand = event.brand;
  state.category = event.category;
  state.model = event.model;
  state.serial = event.serial;
  state.sold_on = event.sold_on;
  state.delivered_on = event.delivered_on;
  state.install_on = event.install_on;
  state.seller = event.seller;
  state.invoice = event.invoice;
}

void evolve(Sale& state, const schema::SaleCorrectedView& event) {
  state.seller = event.seller;
  state.sold_on = event.sold_on;
  state.delivered_on = event.delivered_on;
  state.install_on = event.install_on;
  state.invoice = event.invoice;
}

void evolve(Sale& state, const schema::SaleWithdrawnView&) {
  state.status = schema::SaleStatus::withdrawn;
}

void evolve(Sale& state, const schema::SaleReinstatedView&) {
  state.status = schema::SaleStatus::imported;
}

void evolve(Sale& state, const schema::SaleInstalledView&) {
  state.status = schema::SaleStatus::installed;
}

void evolve(Sale& state, const schema::SaleInstalledAgainView&) {
  state.status = schema::SaleStatus::imported;
}

void evolve(schema::WorkOrder& state, const schema::SaleOfOrderView& event) {
  state.sale = event.sale;
}

}  // namespace kintsugi::core
