#include "schema/bulletin_dispatch.h"
#include "schema/work_order_state.h"

namespace kintsugi::core {

using schema::Bulletin;
using schema::BulletinStatus;

void evolve(Bulletin& state, const schema::BulletinPublishedView& event) {
  state.status = BulletinStatus::published;
  state.brand = event.brand;
  state.model = event.model;
  state.serial_from = event.serial_from;
  state.serial_until = event.serial_until;
  state.title = event.title;
  state.text = event.text;
  state.published_at = event.published_at;
  state.by = event.by;
}

void evolve(Bulletin& state, const schema::BulletinWithdrawnView& event) {
  state.status = BulletinStatus::withdrawn;
  state.reason = event.reason;
}

void evolve(Bulletin& state, const schema::BulletinOrderedView&) { ++state.ordered; }

void evolve(schema::BulletinMachine& state, const schema::BulletinMachineOrderedView& event) {
  state.bulletin = event.bulletin;
  state.asset = event.asset;
  state.order = event.order;
  state.outlet = event.outlet;
  state.customer = event.customer;
  state.serial = event.serial;
}

void evolve(schema::BulletinMachine& state, const schema::BulletinOwnerToldView& event) {
  state.bulletin = event.bulletin;
  state.asset = event.asset;
  if (state.order.empty()) {
    state.outlet = event.outlet;
    state.customer = event.customer;
  }
  state.serial = event.serial;
  state.told = event.told;
  state.told_at = event.at;
}

void evolve(Bulletin& state, const schema::BulletinToldView& event) {
  const bool counted = event.before != schema::OwnerTold::none && state.unreached > 0;
  if (counted) --state.unreached;
  ++(event.outcome == schema::OwnerTold::queued ? state.told : state.unreached);
}

// Its timeline tells.
void evolve(schema::WorkOrder&, const schema::BulletinOfOrderView&) {}

}  // namespace kintsugi::core
