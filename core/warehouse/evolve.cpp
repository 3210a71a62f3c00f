#include <algorithm>

#include "schema/warehouse_dispatch.h"

namespace kintsugi::core {

void evolve(schema::Warehouse& warehouse, const schema::WarehouseRegisteredView& event) {
  warehouse.name = event.name;
  warehouse.outlet = event.outlet;
  warehouse.kind = event.kind;
  warehouse.latitude = event.latitude;
  warehouse.longitude = event.longitude;
}

void evolve(schema::Warehouse& warehouse, const schema::WarehouseChangedView& event) {
  warehouse.name = event.name;
  warehouse.outlet = event.outlet;
  warehouse.kind = event.kind;
  warehouse.latitude = event.latitude;
  warehouse.longitude = event.longitude;
}

void evolve(schema::Warehouse& warehouse, const schema::WarehouseFrozenView&) {
  warehouse.frozen = true;
}

void evolve(schema::Warehouse& warehouse, const schema::WarehouseUnfrozenView&) {
  warehouse.frozen = false;
}

void evolve(schema::WarehouseIndex& index, const schema::WarehouseListedView& event) {
  auto& all = index.warehouses;
  auto place = std::lower_bound(all.begin(), all.end(), event.warehouse,
                                [](const schema::WarehouseEntry& entry, std::string_view id) {
                                  return entry.warehouse < id;
                                });
  if (place == all.end() || place->warehouse != event.warehouse) {
    place = all.insert(place, schema::WarehouseEntry{});
    place->warehouse = event.warehouse;
  }
  place->outlet = event.outlet;
  place->kind = event.kind;
  place->latitude = event.latitude;
  place->longitude = event.longitude;
  place->frozen = event.frozen;
}

}  // namespace kintsugi::core
