// A part that is sent before the old one is back: goods leave the shelf once; what is owed has a
// day.

#include "core/calendar/dates.h"
#include "schema/advance_part.h"
#include "schema/part.h"
#include "schema/stock.h"
#include "schema/warehouse.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AdvancePart;
using schema::StockItem;

constexpr const char* shelf = "WH-7:P-7:good";
constexpr const char* old_shelf = "WH-7:P-7:old";

Given with_shelf() {
  Given given = order_in(schema::WorkOrderStatus::accepted);
  given.history("P-7", schema::PartRegistered{
                           .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece});
  given.history("WH-7", schema::WarehouseRegistered{.name = "七库", .outlet = "S1"});
  given.history(shelf, schema::StockReceived{.quantity = 3000, .cost = 900});
  given.as(person("keeper"));
  return given;
}

schema::ShipAdvancePart ship(std::int64_t quantity = 0) {
  return {.order = "WO-1", .part = "P-7", .quantity = quantity, .warehouse = "WH-7"};
}

TEST(ShipAdvancePart, LeavesTheShelfAndIsOwedByThePolicy) {
  Given given = with_shelf();
  given.when(ship()).then_accepted();
  EXPECT_EQ(given.state<StockItem>(shelf).on_hand, 2000);
  EXPECT_EQ(given.state<StockItem>(shelf).value, 600);
  EXPECT_EQ(given.state<AdvancePart>("WO-1-A1").old_due_on,
            *core::calendar::parse_date("2026-03-16"));
  given.when(ship(2000)).then_accepted();
  EXPECT_EQ(given.state<AdvancePart>("WO-1-A2").cost, 600);
  given.when(ship()).then_refused("stock_item.insufficient");
}

TEST(ShipAdvancePart, RefusesBadInput) {
  Given given = with_shelf();
  given.when(ship(1500)).then_refused("stock_item.not_whole");
  schema::ShipAdvancePart command = ship();
  command.old_due_on = *core::calendar::parse_date("2026-03-01");
  given.when(command).then_refused("advance_part.due_in_the_past");
  command = ship();
  command.tracking = "a\nb";
  given.when(command).then_refused("advance_part.bad_text");
  command = ship();
  command.part = "P-9";
  given.when(command).then_refused("part.not_found");
  command = ship();
  command.warehouse = "WH-9";
  given.when(command).then_refused("warehouse.not_found");
  given.history("WH-7", schema::WarehouseFrozen{.reason = "盘点"});
  given.when(ship()).then_refused("warehouse.frozen");
}

TEST(ReturnAdvancePart, PutsTheOldPartOnTheShelfOfOldParts) {
  Given given = with_shelf();
  given.when(ship()).then_accepted();
  given.when(schema::ReturnAdvancePart{.advance = "WO-1-A1", .warehouse = "WH-7"});
  given.then_accepted();
  EXPECT_EQ(given.state<StockItem>(old_shelf).on_hand, 1000);
  EXPECT_EQ(given.state<StockItem>(old_shelf).value, 0);
  given.when(schema::WithdrawOldPartReturn{.advance = "WO-1-A1", .reason = "别的件"});
  given.then_accepted();
  EXPECT_EQ(given.state<StockItem>(old_shelf).on_hand, 0);
  EXPECT_EQ(given.state<AdvancePart>("WO-1-A1").status, schema::AdvancePartStatus::shipped);
}

TEST(WithdrawOldPartReturn, IsRefusedWhenThePieceIsGone) {
  Given given = with_shelf();
  given.when(ship()).then_accepted();
  given.when(schema::ReturnAdvancePart{.advance = "WO-1-A1", .warehouse = "WH-7"});
  given.history(old_shelf, schema::StockReserved{.hold = "h", .quantity = 1000});
  given.when(schema::WithdrawOldPartReturn{.advance = "WO-1-A1", .reason = "x"});
  given.then_refused("advance_part.gone");
}

TEST(WithdrawAdvancePart, PutsItBackWithWhatItCost) {
  Given given = with_shelf();
  given.when(ship(2000)).then_accepted();
  given.when(schema::WithdrawAdvancePart{.advance = "WO-1-A1"});
  given.then_refused("advance_part.reason_missing");
  given.when(schema::WithdrawAdvancePart{.advance = "WO-1-A1", .reason = "没寄"}).then_accepted();
  EXPECT_EQ(given.state<StockItem>(shelf).on_hand, 3000);
  EXPECT_EQ(given.state<StockItem>(shelf).value, 900);
}

// 3 pieces counted; then it is told that 2 of them had been sent before the count.
TEST(ShipAdvancePart, ToldAfterACountThatSawItLeavesTheShelfAsCounted) {
  for (const std::int64_t counted : {3000, 1000, 4000}) {
    SCOPED_TRACE(counted);
    Given given = with_shelf();
    given.at("2026-03-02T06:00:00Z");
    given.when(schema::ProposeStockAdjustment{
        .warehouse = "WH-7", .part = "P-7", .counted = counted, .reason = "月盘"});
    given.as(person("boss"))
        .when(schema::ApproveStockAdjustment{.warehouse = "WH-7", .part = "P-7", .number = 1})
        .then_accepted();
    const StockItem before = given.state<StockItem>(shelf);
    given.as(person("keeper")).at("2026-03-02T07:00:00Z").happened_at("2026-03-02T05:00:00Z");
    given.when(ship(1000)).then_accepted();
    EXPECT_EQ(given.state<StockItem>(shelf).on_hand, counted);
    EXPECT_EQ(first(given.state<StockItem>(shelf).approved_counts).difference,
              first(before.approved_counts).difference + 1000);
    given.at("2026-03-02T08:00:00Z");
    given.when(schema::WithdrawAdvancePart{.advance = "WO-1-A1", .reason = "没寄"});
    given.then_accepted();
    EXPECT_EQ(given.state<StockItem>(shelf).on_hand, counted);
    EXPECT_EQ(given.state<StockItem>(shelf).value, before.value);
    EXPECT_EQ(given.state<StockItem>(shelf).approved_counts[0].cost,
              before.approved_counts[0].cost);
  }
}

// A count found an old part that had a price; it was the customer's.
TEST(WithdrawOldPartReturn, OfOneThatWasToldAfterACountUndoesWhatItDidToIt) {
  Given given = with_shelf();
  given.when(ship()).then_accepted();
  given.history(old_shelf, schema::StockReceived{.quantity = 1000, .cost = 50});
  given.at("2026-03-02T06:00:00Z");
  given.when(schema::ProposeStockAdjustment{.warehouse = "WH-7",
                                            .part = "P-7",
                                            .condition = schema::PartCondition::old,
                                            .counted = 2000,
                                            .reason = "月盘"});
  given.as(person("boss"));
  given.when(schema::ApproveStockAdjustment{.warehouse = "WH-7",
                                            .part = "P-7",
                                            .condition = schema::PartCondition::old,
                                            .number = 1});
  given.then_accepted();
  ASSERT_EQ(given.state<StockItem>(old_shelf).value, 100);
  given.as(person("keeper")).at("2026-03-02T07:00:00Z").happened_at("2026-03-02T05:00:00Z");
  given.when(schema::ReturnAdvancePart{.advance = "WO-1-A1", .warehouse = "WH-7"});
  given.then_accepted();
  EXPECT_EQ(given.state<StockItem>(old_shelf).on_hand, 2000);
  EXPECT_EQ(given.state<StockItem>(old_shelf).value, 50);
  given.at("2026-03-02T08:00:00Z");
  given.when(schema::WithdrawOldPartReturn{.advance = "WO-1-A1", .reason = "别的件"});
  given.then_accepted();
  EXPECT_EQ(given.state<StockItem>(old_shelf).on_hand, 2000);
  EXPECT_EQ(given.state<StockItem>(old_shelf).value, 100);
}

TEST(WaiveOldPart, IsByAnotherPerson) {
  Given given = with_shelf();
  given.as(person("boss")).when(ship()).then_accepted();
  given.when(schema::WaiveOldPart{.advance = "WO-1-A1", .reason = "客户丢弃"});
  given.then_refused("advance_part.same_author");
  given.as(person("acc"));
  given.when(schema::WaiveOldPart{.advance = "WO-1-A1", .reason = "客户丢弃"}).then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
