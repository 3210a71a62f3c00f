#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/place/datum.h"
#include "core/place/place.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/outlet_state.h"
#include "schema/warehouse_dispatch.h"

namespace kintsugi::core {

using schema::WarehouseRefusal;

namespace {

constexpr std::string_view directory = "all";

schema::WarehouseListed entry_of(const std::string& id, const schema::Warehouse& warehouse,
                                 bool frozen) {
  return {.warehouse = id,
          .outlet = warehouse.outlet,
          .kind = warehouse.kind,
          .latitude = warehouse.latitude,
          .longitude = warehouse.longitude,
          .frozen = frozen};
}

// What registering and changing have in common.
template <class Command>
Result<void> check_details(const Command& command, Reads& reads) {
  if (!is_line(command.name, 200)) return refuse(WarehouseRefusal::bad_text, command.warehouse);
  if (command.kind == schema::WarehouseKind::none) return refuse(WarehouseRefusal::kind_missing);
  if (!place::is_on_earth(command.latitude, command.longitude)) {
    return refuse(WarehouseRefusal::bad_location);
  }
  KINTSUGI_TRY_OK(reads.require<schema::Outlet>(command.outlet));
  return within_scope(command, command.outlet, reads);
}

}  // namespace

Result<Events> decide(const schema::RegisterWarehouse& command, Reads& reads) {
  if (!is_id(command.warehouse)) return refuse(WarehouseRefusal::bad_id, command.warehouse);
  KINTSUGI_TRY_OK(check_details(command, reads));
  if (reads.exists<schema::Warehouse>(command.warehouse)) {
    return refuse(WarehouseRefusal::exists, command.warehouse);
  }
  reads.find<schema::WarehouseIndex>(directory);
  const place::Location at = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  Events events;
  events.on(command.warehouse, schema::WarehouseRegistered{.name = command.name,
                                                           .outlet = command.outlet,
                                                           .kind = command.kind,
                                                           .latitude = at.latitude,
                                                           .longitude = at.longitude});
  events.on(directory, schema::WarehouseListed{.warehouse = command.warehouse,
                                               .outlet = command.outlet,
                                               .kind = command.kind,
                                               .latitude = at.latitude,
                                               .longitude = at.longitude,
                                               .frozen = false});
  return events;
}

Result<Events> decide(const schema::ChangeWarehouse& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Warehouse* warehouse,
               reads.require<schema::Warehouse>(command.warehouse));
  KINTSUGI_TRY_OK(within_scope(command, warehouse->outlet, reads));
  KINTSUGI_TRY_OK(check_details(command, reads));
  const place::Location at = place::to_wgs84({command.latitude, command.longitude}, command.datum);
  schema::Warehouse changed = *warehouse;
  changed.name = command.name;
  changed.outlet = command.outlet;
  changed.kind = command.kind;
  changed.latitude = at.latitude;
  changed.longitude = at.longitude;
  if (changed == *warehouse) return refuse(WarehouseRefusal::nothing_changed, command.warehouse);
  reads.find<schema::WarehouseIndex>(directory);
  Events events;
  events.on(command.warehouse, schema::WarehouseChanged{.name = changed.name,
                                                        .outlet = changed.outlet,
                                                        .kind = changed.kind,
                                                        .latitude = changed.latitude,
                                                        .longitude = changed.longitude});
  events.on(directory, entry_of(command.warehouse, changed, changed.frozen));
  return events;
}

Result<Events> decide(const schema::FreezeWarehouse& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Warehouse* warehouse,
               reads.require<schema::Warehouse>(command.warehouse));
  KINTSUGI_TRY_OK(within_scope(command, warehouse->outlet, reads));
  if (!is_reason(command.reason)) return refuse(WarehouseRefusal::bad_text, command.warehouse);
  if (warehouse->frozen) return refuse(WarehouseRefusal::frozen, command.warehouse);
  reads.find<schema::WarehouseIndex>(directory);
  Events events;
  events.on(command.warehouse, schema::WarehouseFrozen{.reason = command.reason});
  events.on(directory, entry_of(command.warehouse, *warehouse, true));
  return events;
}

Result<Events> decide(const schema::UnfreezeWarehouse& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Warehouse* warehouse,
               reads.require<schema::Warehouse>(command.warehouse));
  KINTSUGI_TRY_OK(within_scope(command, warehouse->outlet, reads));
  if (!warehouse->frozen) return refuse(WarehouseRefusal::not_frozen, command.warehouse);
  reads.find<schema::WarehouseIndex>(directory);
  Events events;
  events.on(command.warehouse, schema::WarehouseUnfrozen{});
  events.on(directory, entry_of(command.warehouse, *warehouse, false));
  return events;
}

}  // namespace kintsugi::core
