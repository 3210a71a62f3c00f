// Parts and warehouses.

#include "schema/part.h"
#include "schema/stock.h"
#include "schema/warehouse.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::PartUnit;
using schema::WarehouseKind;

schema::RegisterPart new_part() {
  return {.part = "P-2",
          .name = "风扇",
          .brand = "haier",
          .number = "0010",
          .category = "电机",
          .unit = PartUnit::piece};
}

TEST(RegisterPart, EntersTheCatalogueAndTakesTheMakersNumber) {
  stores()
      .when(new_part())
      .then({on("P-2", schema::PartRegistered{.name = "风扇",
                                              .brand = "haier",
                                              .number = "0010",
                                              .category = "电机",
                                              .unit = PartUnit::piece}),
             on("haier:0010", schema::PartNumberTaken{.part = "P-2"})});
}

TEST(RegisterPart, AsksAboutABrandOrCategoryThatNoRegisterHas) {
  auto odd = new_part();
  Given given = stores();
  given.unknown({"brand"}).when(odd).then_refused("part.unknown_brand");
  given.unknown({"category"}).when(odd).then_refused("part.unknown_category");
  odd.confirm_reason = "通用件";
  given.when(odd).then_accepted();
  schema::ChangePart change{.part = "P-2", .category = "电饥"};
  given.when(change).then_refused("part.unknown_category");
  change.confirm_reason = "新的类别";
  given.when(change).then_accepted();
}

TEST(RegisterPart, IsRefused) {
  auto command = new_part();
  Given given = stores();
  given.when(command).then_accepted();
  given.when(command).then_refused("part.exists");
  command.part = "P-3";
  given.when(command).then_refused("part.number_taken");
  command.number.clear();
  given.when(command).then_accepted();
  command.part = "P/4";
  given.when(command).then_refused("part.bad_id");
  command.part = "P-4";
  command.unit = PartUnit::none;
  given.when(command).then_refused("part.unit_missing");
  command.unit = PartUnit::piece;
  for (const std::string& bad :
       {std::string(), std::string("\xff\xfe"), std::string(201, 'x'), std::string("a\nb")}) {
    command.name = bad;
    given.when(command).then_refused("part.bad_text");
  }
}

// People would take it for the part that is there, and its stock would be in two places.
TEST(RegisterPart, IsRefusedWhereCapitalsOrWidthAloneTellItApart) {
  Given given = stores();
  auto command = new_part();
  command.number.clear();
  for (const char* alike : {"p-1", "Ｐ-1", "ｐ－１"}) {
    command.part = alike;
    given.as(somebody("ann")).when(command).then_refused("id.alike");
  }
  command.part = "P-11";
  given.when(command).then_accepted();
  command.part = "p-1";
  Actor older;
  older.kind = ActorKind::import;
  given.as(older).when(command).then_accepted();  // another system may tell them apart
}

TEST(ChangePart, KeepsWhatIsNotNamed) {
  stores()
      .when(schema::ChangePart{.part = "P-1", .name = "新主板"})
      .then({on("P-1",
                schema::PartChanged{.name = "新主板", .category = {}, .unit = PartUnit::piece})});
}

TEST(ChangePart, IsRefused) {
  Given given = stores();
  given.when(schema::ChangePart{.part = "P-9", .name = "x"}).then_refused("part.not_found");
  given.when(schema::ChangePart{.part = "P-1"}).then_refused("part.nothing_changed");
  given.when(schema::ChangePart{.part = "P-1", .name = "\xff"}).then_refused("part.bad_text");
}

TEST(ChangePart,
     RefusesAnotherUnitOnceTheyMoved) {  // T18: reserve 10, unit edited g → kg (Odoo PR #159444)
  Given given = stores();
  given.when(schema::ChangePart{.part = "G-1", .unit = PartUnit::kilogram}).then_accepted();
  given.when(schema::ChangePart{.part = "G-1", .unit = PartUnit::gram}).then_accepted();
  given.when(schema::ReceiveStock{.warehouse = "WH-A", .part = "G-1", .quantity = 20'000})
      .then_accepted();
  given
      .when(
          schema::ReserveStock{.warehouse = "WH-A", .part = "G-1", .quantity = 10'000, .hold = "h"})
      .then_accepted();
  given.when(schema::ChangePart{.part = "G-1", .unit = PartUnit::kilogram})
      .then_refused("part.unit_fixed");
  given.when(schema::ChangePart{.part = "G-1", .name = "冷媒"}).then_accepted();
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:G-1:good").reserved, 10'000);
}

schema::RegisterWarehouse new_warehouse() {
  return {.warehouse = "WH-D",
          .name = "丁库",
          .outlet = "A",
          .kind = WarehouseKind::parts,
          .latitude = 1,
          .longitude = 2};
}

TEST(RegisterWarehouse, IsListedInTheDirectory) {
  Given given = stores();
  given.when(new_warehouse()).then_accepted();
  const auto& index = given.state<schema::WarehouseIndex>("all");
  ASSERT_EQ(index.warehouses.size(), 4u);
  EXPECT_EQ(first(index.warehouses).warehouse, "WH-A")
      << "sorted, whatever the order of registration";
  EXPECT_EQ(last(index.warehouses).warehouse, "WH-D");
}

TEST(RegisterWarehouse, IsRefused) {
  Given given = stores();
  auto command = new_warehouse();
  given.when(command).then_accepted().when(command).then_refused("warehouse.exists");
  command = new_warehouse();
  command.warehouse = "a:b";
  given.when(command).then_refused("warehouse.bad_id");
  command = new_warehouse();
  command.kind = WarehouseKind::none;
  given.when(command).then_refused("warehouse.kind_missing");
  command = new_warehouse();
  command.latitude = 90'000'001;
  given.when(command).then_refused("warehouse.bad_location");
  command = new_warehouse();
  command.outlet = "Z";
  given.when(command).then_refused("outlet.not_found");
  command = new_warehouse();
  command.name.clear();
  given.when(command).then_refused("warehouse.bad_text");
}

TEST(RegisterWarehouse, IsRefusedWhereCapitalsOrWidthAloneTellItApart) {
  Given given = stores();
  auto command = new_warehouse();
  for (const char* alike : {"wh-a", "ＷＨ-A"}) {
    command.warehouse = alike;
    given.as(somebody("ann")).when(command).then_refused("id.alike");
  }
}

// What a map of China says is some five hundred metres off, of a change as of a registration.
TEST(ChangeWarehouse, TakesAPositionInAnyDatum) {
  Given given = stores();
  schema::RegisterWarehouse at = new_warehouse();
  at.latitude = 30'240'000;
  at.longitude = 120'150'000;
  at.datum = schema::Datum::gcj02;
  given.when(at).then_accepted();
  const auto registered = given.state<schema::Warehouse>(at.warehouse);
  ASSERT_NE(registered.latitude, at.latitude);
  schema::ChangeWarehouse change{.warehouse = at.warehouse,
                                 .name = at.name,
                                 .outlet = at.outlet,
                                 .kind = at.kind,
                                 .latitude = at.latitude,
                                 .longitude = at.longitude,
                                 .datum = at.datum};
  given.when(change).then_refused("warehouse.nothing_changed");
  change.datum = schema::Datum::none;
  given.when(change).then_accepted();
  EXPECT_EQ(given.state<schema::Warehouse>(at.warehouse).latitude, at.latitude);
}

TEST(FreezeWarehouse, ListsItAsItIs) {
  Given given = stores();
  given.history("WH-F", schema::WarehouseRegistered{.name = "前置仓",
                                                    .outlet = "A",
                                                    .kind = schema::WarehouseKind::goods,
                                                    .latitude = 31'000'000,
                                                    .longitude = 121'000'000});
  given.when(schema::FreezeWarehouse{.warehouse = "WH-F", .reason = "盘点"});
  EXPECT_EQ(given.event<schema::WarehouseListed>(1),
            (schema::WarehouseListed{.warehouse = "WH-F",
                                     .outlet = "A",
                                     .kind = schema::WarehouseKind::goods,
                                     .latitude = 31'000'000,
                                     .longitude = 121'000'000,
                                     .frozen = true}));
}

TEST(FreezeWarehouse, StopsReservingUntilUnfrozen) {
  Given given = stores();
  given.when(schema::ReceiveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 5'000})
      .then_accepted();
  given.when(schema::UnfreezeWarehouse{.warehouse = "WH-A"}).then_refused("warehouse.not_frozen");
  given.when(schema::FreezeWarehouse{.warehouse = "WH-A", .reason = "盘点"}).then_accepted();
  given.when(schema::FreezeWarehouse{.warehouse = "WH-A", .reason = "盘点"})
      .then_refused("warehouse.frozen");
  EXPECT_TRUE(first(given.state<schema::WarehouseIndex>("all").warehouses).frozen);
  const schema::ReserveStock reserve{
      .warehouse = "WH-A", .part = "P-1", .quantity = 1'000, .hold = "h"};
  given.when(reserve).then_refused("warehouse.frozen");
  given.when(schema::UnfreezeWarehouse{.warehouse = "WH-A"}).then_accepted();
  given.when(reserve).then_accepted();
  given.when(schema::FreezeWarehouse{.warehouse = "WH-9", .reason = "x"})
      .then_refused("warehouse.not_found");
}

}  // namespace
}  // namespace kintsugi::tests
