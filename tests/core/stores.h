#pragma once
// A service company with stores to test parts and pay on: HQ over outlets A and B, a warehouse each
// (WH-A at A, WH-B 10 km, WH-C 20 km away at B), part P-1 (pieces) and G-1 (grams), technicians T-1
// and T-2, and an order WO-1 of outlet A that T-1 works on.

#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/part.h"
#include "schema/technician.h"
#include "schema/warehouse.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/support/given.h"

namespace kintsugi::tests {

inline Actor somebody(std::string id) {
  Actor actor;
  actor.kind = ActorKind::person;
  actor.operator_id = std::move(id);
  return actor;
}

// Every duty over the whole company: scope and duties are the authority's own tests.
inline void hire(Given& given, const std::string& id, const std::string& technician = {}) {
  using schema::Role;
  given.history(id, schema::OperatorRegistered{.name = id, .technician = technician});
  for (const Role role : {Role::administrator, Role::dispatcher, Role::store_keeper,
                          Role::accountant, Role::technician}) {
    given.history(id, schema::RoleGranted{.role = role, .outlet = {}});
  }
}

inline void open_warehouse(Given& given, const std::string& id, const std::string& outlet,
                           std::int32_t latitude) {
  const auto kind = schema::WarehouseKind::parts;
  given.history(id, schema::WarehouseRegistered{.name = id,
                                                .outlet = outlet,
                                                .kind = kind,
                                                .latitude = latitude,
                                                .longitude = 121'000'000});
  given.history("all", schema::WarehouseListed{.warehouse = id,
                                               .outlet = outlet,
                                               .kind = kind,
                                               .latitude = latitude,
                                               .longitude = 121'000'000,
                                               .frozen = false});
}

inline void start_order(Given& given, const std::string& order, const std::string& technician) {
  given.history(order, schema::WorkOrderRegistered{.service_type = schema::ServiceType::repair,
                                                   .brand = "haier",
                                                   .category = "ac",
                                                   .model = "KFR-35"});
  given.history(order, schema::OutletAssigned{.outlet = "A"});
  given.history(order, schema::BookingScheduled{.booking = 1, .technician = technician});
  given.history(order, schema::BookingAccepted{.booking = 1, .technician = technician});
  given.history(order, schema::WorkStarted{.booking = 1});
}

inline Given stores() {
  Given given;
  for (const char* id : {"ann", "bob", "eve"}) hire(given, id);
  given.history("HQ",
                schema::OutletRegistered{.name = "总部", .kind = schema::OutletKind::headquarters});
  given.history("A", schema::OutletRegistered{.name = "甲站", .parent = "HQ"});
  given.history("B", schema::OutletRegistered{.name = "乙站", .parent = "HQ"});
  given.history("T-1", schema::TechnicianRegistered{.name = "一", .outlet = "A"});
  given.history("T-2", schema::TechnicianRegistered{.name = "二", .outlet = "A"});
  hire(given, "tom", "T-1");
  open_warehouse(given, "WH-C", "B", 31'180'000);
  open_warehouse(given, "WH-B", "B", 31'090'000);
  open_warehouse(given, "WH-A", "A", 31'000'000);
  given.history("P-1", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  given.history("G-1", schema::PartRegistered{
                           .name = "制冷剂", .brand = "haier", .unit = schema::PartUnit::gram});
  start_order(given, "WO-1", "T-1");
  given.as(somebody("ann"));
  return given;
}

}  // namespace kintsugi::tests
