// Stock, its counts and its value.

#include "core/stock/stock.h"

#include <limits>

#include "schema/part.h"
#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::PartCondition;

constexpr const char* shelf_id = "WH-A:P-1:good";

schema::ReceiveStock receive(std::int64_t pieces) {
  return {.warehouse = "WH-A", .part = "P-1", .quantity = pieces * 1000};
}
schema::ProposeStockAdjustment count(std::int64_t pieces) {
  return {.warehouse = "WH-A", .part = "P-1", .counted = pieces * 1000, .reason = "盘点"};
}
schema::ApproveStockAdjustment approve(std::uint32_t number) {
  return {.warehouse = "WH-A", .part = "P-1", .number = number};
}
std::int64_t on_hand(Given& given) {
  return given.state<schema::StockItem>(shelf_id).on_hand / 1000;
}

TEST(StockId, IsBuiltAndTakenApart) {
  const std::string id = core::stock::id_of("WH-A", "P-1", PartCondition::old);
  EXPECT_EQ(id, "WH-A:P-1:old");
  const auto name = core::stock::parse_id(id);
  ASSERT_TRUE(name.has_value());
  EXPECT_EQ(name->place, "WH-A");
  EXPECT_EQ(name->part, "P-1");
  EXPECT_EQ(name->condition, PartCondition::old);
  EXPECT_FALSE(core::stock::parse_id("WH-A:P-1").has_value());
  EXPECT_FALSE(core::stock::parse_id("WH-A:P-1:mint").has_value());
}

TEST(ReceiveStock, ComesFromASupplierAndFixesTheUnit) {
  stores()
      .when(receive(5))
      .then({on("P-1", schema::PartFirstMoved{}),
             on(shelf_id, schema::StockReceived{.quantity = 5000,
                                                .happened_at = ms("2026-03-01T01:00:00Z"),
                                                .receipt = "WH-A:P-1:good:1"}),
             on("WH-A:P-1:good:1",
                schema::ReceiptRecorded{.outlet = "A",
                                        .warehouse = "WH-A",
                                        .part = "P-1",
                                        .condition = PartCondition::good,
                                        .number = 1,
                                        .quantity = 5000,
                                        .happened_at = ms("2026-03-01T01:00:00Z"),
                                        .received_by = "ann"})});
}

TEST(ReceiveStock, IsRefused) {
  Given given = stores();
  given.when(receive(0)).then_refused("stock_item.bad_quantity");
  given.when(receive(-1)).then_refused("stock_item.bad_quantity");
  schema::ReceiveStock command = receive(1);
  command.quantity = std::numeric_limits<std::int64_t>::max();
  given.when(command).then_refused("stock_item.bad_quantity");
  command.quantity = 1'000'000'000'000;
  given.when(command).then_accepted().when(command).then_refused("stock_item.overflow");
  command = receive(1);
  command.quantity = 1500;
  given.when(command).then_refused("stock_item.not_whole");
  command.part = "G-1";
  given.when(command).then_accepted();
  command.part = "P-9";
  given.when(command).then_refused("part.not_found");
  command = receive(1);
  command.warehouse = "WH-9";
  given.when(command).then_refused("warehouse.not_found");
  command = receive(1);
  command.warehouse = "WH-B";  // WH-A is full
  command.supplier = "\xc3\x28";
  given.when(command).then_refused("stock_item.bad_text");
}

schema::ReceiveStock paid(std::int64_t pieces, std::int64_t unit_cost) {
  schema::ReceiveStock command = receive(pieces);
  command.unit_cost = unit_cost;
  return command;
}
const schema::StockItem& item(Given& given) { return given.state<schema::StockItem>(shelf_id); }
schema::ReserveStock hold(std::string name, std::int64_t pieces) {
  return {.warehouse = "WH-A", .part = "P-1", .quantity = pieces * 1000, .hold = std::move(name)};
}
schema::ReleaseStock release(std::string name) {
  return {.warehouse = "WH-A", .part = "P-1", .hold = std::move(name)};
}

TEST(StockValue, IsTheMovingAverageOfWhatWasPaid) {
  Given given = stores();
  given.when(paid(2, 1000)).when(paid(1, 1600)).then_accepted();
  EXPECT_EQ(item(given).value, 3600);
  given.when(count(2)).as(somebody("bob")).when(approve(1));
  given.then({on(shelf_id, schema::StockAdjusted{.number = 1,
                                              .difference = -1000,
                                              .counted_at = ms("2026-03-01T01:00:00Z"),
                                              .approver = "bob",
                                              .cost = -1200})});
  EXPECT_EQ(item(given).value, 2400);
  given.at("2026-03-02T01:00:00Z")
      .when(count(3))
      .as(somebody("ann"))
      .when(approve(2))
      .then_accepted();
  EXPECT_EQ(item(given).value, 3600) << "what was found costs what the others cost";
  given.at("2026-03-03T01:00:00Z")
      .when(count(0))
      .as(somebody("bob"))
      .when(approve(3))
      .then_accepted();
  EXPECT_EQ(item(given).value, 0);
  given.at("2026-03-04T01:00:00Z")
      .when(count(1))
      .as(somebody("ann"))
      .when(approve(4))
      .then_accepted();
  EXPECT_EQ(item(given).value, 1200) << "one of those that were missed";
}

TEST(StockValue, OfAReceiptThatACountSawStands) {
  Given given = stores();
  given.when(paid(1, 1000));
  given.at("2026-03-10T01:00:00Z").when(count(1)).as(somebody("bob")).when(approve(1));
  given.at("2026-03-12T01:00:00Z").happened_at("2026-03-09T01:00:00Z").when(paid(56, 900));
  given.then_accepted();
  EXPECT_EQ(on_hand(given), 1);
  EXPECT_EQ(item(given).value, 902) << "one of 57 for 514.00, as had it been told before";
}

TEST(StockValue, RefusesCostsThatAreNone) {
  Given given = stores();
  given.when(paid(1, -1)).then_refused("stock_item.bad_cost");
  given.when(paid(1, 100'000'000'001)).then_refused("stock_item.bad_cost");
  given.when(paid(10'001, 100'000'000'000)).then_refused("money.overflow");
  given.when(paid(10'000, 100'000'000'000)).then_accepted();
  given.when(paid(1, 1)).then_refused("money.overflow");
}

TEST(StockMinimum, IsSetAndSetAgain) {
  const schema::SetStockMinimum set{.warehouse = "WH-A", .part = "P-1", .minimum = 3000};
  Given given = stores();
  given.when(receive(5)).when(set).then(
      {on(shelf_id, schema::StockMinimumSet{.minimum = 3000, .on_hand = 5000})});
  EXPECT_EQ(given.state<schema::StockItem>(shelf_id).minimum, 3000);
  given.when(set).then({});
  given.when(schema::SetStockMinimum{.warehouse = "WH-A", .part = "P-1", .minimum = 500})
      .then_refused("stock_item.not_whole");
  given.when(schema::SetStockMinimum{.warehouse = "WH-A", .part = "P-1"})
      .then({on(shelf_id, schema::StockMinimumSet{.minimum = 0, .on_hand = 5000})});
}

TEST(ReserveStock, HoldsAndReleases) {
  Given given = stores();
  schema::ReserveStock reserve{
      .warehouse = "WH-A", .part = "P-1", .quantity = 4000, .hold = "店面", .reason = "周末促销"};
  constexpr const char* hold_id = "WH-A:P-1:good:店面";
  given.when(reserve).then_refused("stock_item.insufficient");
  given.when(receive(5))
      .when(reserve)
      .then({on(hold_id, schema::StockHoldOpened{.outlet = "A",
                                                 .warehouse = "WH-A",
                                                 .part = "P-1",
                                                 .condition = PartCondition::good,
                                                 .hold = "店面",
                                                 .quantity = 4000,
                                                 .reason = "周末促销",
                                                 .holder = "ann",
                                                 .at = ms("2026-03-01T01:00:00Z")}),
             on(shelf_id, schema::StockHeld{.hold = hold_id, .quantity = 4000})});
  EXPECT_EQ(item(given).reserved, 4000);
  EXPECT_EQ(item(given).holds, 1u);
  given.when(reserve).then_refused("stock_item.hold_exists");
  reserve.hold = "另一";
  given.when(reserve).then_refused("stock_item.insufficient");
  reserve.quantity = 0;
  given.when(reserve).then_refused("stock_item.bad_quantity");
  given.at("2026-03-02T01:00:00Z").as(somebody("bob")).when(release("店面"));
  given.then({on(hold_id, schema::StockHoldReleased{.by = "bob", .at = ms("2026-03-02T01:00:00Z")}),
              on(shelf_id, schema::StockUnheld{.hold = hold_id, .quantity = 4000})});
  given.when(release("店面")).then_refused("stock_item.no_such_hold");
  EXPECT_EQ(item(given).reserved, 0);
  EXPECT_EQ(item(given).holds, 0u);
}

TEST(ReserveStock, TakesANameAgainThatWasReleased) {
  Given given = stores();
  given.when(receive(5)).when(hold("h", 1)).when(release("h")).when(hold("h", 3)).then_accepted();
  const auto& state = given.state<schema::StockHold>("WH-A:P-1:good:h");
  EXPECT_EQ(state.status, schema::StockHoldStatus::open);
  EXPECT_EQ(state.quantity, 3000);
  EXPECT_EQ(state.released_by, "");
  EXPECT_EQ(item(given).reserved, 3000);
}

TEST(ReserveStock, NamesAHoldInOneStreamName) {
  Given given = stores();
  given.when(receive(5));
  given.when(hold("a:b", 1)).then_refused("stock_item.bad_text");
  given.when(hold("a/b", 1)).then_refused("stock_item.bad_text");
  schema::ReserveStock said = hold("a", 1);
  said.reason = "第一行\n第二行";  // why may take several lines
  given.when(said).then_accepted();
}

// 3,000 of them were made in a minute, and each event copied them all.
TEST(ReserveStock, LeavesTheShelfAsSmallAsItIs) {
  Given given = stores();
  given.when(receive(5000));
  for (int i = 0; i < 3000; ++i) given.when(hold("h" + std::to_string(i), 1)).then_accepted();
  EXPECT_EQ(item(given).holds, 3000u);
  EXPECT_EQ(item(given).reserved, 3'000'000);
  EXPECT_TRUE(item(given).reservations.empty());
}

// Commits of before holds had streams are read as ever, and what they hold is released by name.
TEST(ReleaseStock, EndsAHoldOfAnEarlierLog) {
  Given given = stores();
  given.when(receive(5));
  given.history(shelf_id, schema::StockReserved{.hold = "a/b", .quantity = 1000});
  given.history(shelf_id, schema::StockReserved{.hold = "h", .quantity = 2000});
  given.history(shelf_id, schema::StockReserved{.request = "R-1", .quantity = 2000});
  EXPECT_EQ(item(given).reserved, 5000);
  EXPECT_EQ(item(given).reservations.size(), 2u) << "requests know theirs themselves";
  given.when(hold("h", 1)).then_refused("stock_item.hold_exists");
  given.when(release("h")).then({on(shelf_id, schema::StockReleased{.hold = "h",
                                                                    .quantity = 2000})});
  given.when(release("a/b")).when(release("h")).then_refused("stock_item.no_such_hold");
  given.when(hold("h", 1)).then_accepted();
  EXPECT_EQ(item(given).reserved, 3000);
  EXPECT_TRUE(item(given).reservations.empty());
}

TEST(StockAdjustment, NeedsAnotherPerson) {
  Given given = stores();
  given.when(receive(5)).when(count(3)).then_accepted();
  EXPECT_EQ(on_hand(given), 5) << "nothing moves before it is approved";
  given.when(approve(1)).then_refused("stock_item.same_operator");
  given.as(somebody("bob")).when(approve(2)).then_refused("stock_item.no_such_proposal");
  given.when(approve(1))
      .then({on(shelf_id, schema::StockAdjusted{.number = 1,
                                             .difference = -2000,
                                             .counted_at = ms("2026-03-01T01:00:00Z"),
                                             .approver = "bob"})});
  given.when(approve(1)).then_refused("stock_item.no_such_proposal");
  EXPECT_EQ(on_hand(given), 3);
}

TEST(StockAdjustment, CanBeRejected) {
  Given given = stores();
  given.when(receive(5)).when(count(3));
  schema::RejectStockAdjustment reject{
      .warehouse = "WH-A", .part = "P-1", .number = 1, .reason = "重盘"};
  given.when(reject).then_accepted().when(reject).then_refused("stock_item.no_such_proposal");
  given.when(count(4)).then_accepted();
  EXPECT_EQ(first(given.state<schema::StockItem>(shelf_id).proposals).number, 2u)
      << "numbers are never reused";
}

TEST(StockAdjustment, NeverGoesBelowWhatIsReserved) {
  Given given = stores();
  given.when(receive(5))
      .when(
          schema::ReserveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 4000, .hold = "h"});
  given.when(count(3)).then_accepted();
  given.as(somebody("bob")).when(approve(1)).then_refused("stock_item.below_reserved");
}

TEST(StockAdjustment, KeepsMovementsSinceTheCount) {
  Given given = stores();
  given.when(receive(5)).when(count(3));
  given.at("2026-03-01T02:00:00Z").when(receive(10));
  given.as(somebody("bob")).when(approve(1)).then_accepted();
  EXPECT_EQ(on_hand(given), 13);
}

// A movement in the very millisecond of a count comes after it: the counter did not see the goods.
TEST(StockAdjustment, KeepsAMovementInItsVeryMillisecond) {
  Given given = stores();
  given.when(receive(5)).when(count(3)).when(receive(10)).then_accepted();
  given.as(somebody("bob")).when(approve(1)).then_accepted();
  EXPECT_EQ(on_hand(given), 13);
  given.when(receive(1)).then_accepted();
  EXPECT_EQ(on_hand(given), 14) << "in that millisecond still, and the count stands";
  given.happened_at("2026-03-01T00:59:59Z").when(receive(1)).then_accepted();
  EXPECT_EQ(on_hand(given), 14) << "a moment earlier it was counted";
}

TEST(StockAdjustment, OfTwoCountsInOneMillisecondTheSecondIsTaken) {
  Given given = stores();
  given.when(receive(5)).when(count(3)).when(count(4)).then_accepted();
  given.as(somebody("bob")).when(approve(1)).when(approve(2)).then_accepted();
  EXPECT_EQ(on_hand(given), 4);
}

TEST(StockAdjustment, GoesDownToExactlyWhatIsReserved) {
  Given given = stores();
  given.when(receive(5))
      .when(
          schema::ReserveStock{.warehouse = "WH-A", .part = "P-1", .quantity = 4000, .hold = "h"});
  given.when(count(4)).then_accepted();
  given.as(somebody("bob")).when(approve(1)).then_accepted();
  EXPECT_EQ(on_hand(given), 4);
}

TEST(ReserveStock, TakesAllAndNotAThousandthMore) {
  Given given = stores();
  schema::ReceiveStock gas = receive(0);
  gas.part = "G-1";
  gas.quantity = 5000;
  given.when(gas).then_accepted();
  const auto reserve = [](std::int64_t quantity, const char* hold) {
    return schema::ReserveStock{
        .warehouse = "WH-A", .part = "G-1", .quantity = quantity, .hold = hold};
  };
  given.when(reserve(5001, "a")).then_refused("stock_item.insufficient");
  given.when(reserve(5000, "a")).then_accepted();
  given.when(reserve(1, "b")).then_refused("stock_item.insufficient");
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:G-1:good").reserved, 5000);
}

TEST(StockAdjustment, RefusesACountThatIsToldTooLate) {
  Given given = stores();
  given.at("2026-03-02T02:00:00Z").when(receive(5));
  given.happened_at("2026-03-02T01:00:00Z").when(count(3)).then_refused("stock_item.moved_since");
  given.at("2026-03-03T02:00:00Z")
      .when(count(3))
      .as(somebody("bob"))
      .when(approve(1))
      .then_accepted();
  given.happened_at("2026-03-02T12:00:00Z")
      .when(count(2))
      .then_refused("stock_item.before_last_count");
  given.at("2026-03-03T03:00:00Z").when(count(-1)).then_refused("stock_item.bad_quantity");
}

TEST(BackDatedReceipt,
     LeavesTheCountAsItStands) {  // T18, ERPNext #54295: 56 before a stocktake of 1 → 1
  Given given = stores();
  given.at("2026-03-10T01:00:00Z")
      .when(count(1))
      .as(somebody("bob"))
      .when(approve(1))
      .then_accepted();
  ASSERT_EQ(on_hand(given), 1);
  given.at("2026-03-12T01:00:00Z")
      .happened_at("2026-03-09T01:00:00Z")
      .when(receive(56))
      .then_accepted();
  EXPECT_EQ(on_hand(given), 1) << "the count saw these goods";
  given.at("2026-03-12T01:00:00Z").when(receive(56)).then_accepted();
  EXPECT_EQ(on_hand(given), 57) << "what came later is on top";
}

TEST(BackDatedReceipt, BeforeACountThatWaitsForApproval) {
  Given given = stores();
  given.at("2026-03-10T01:00:00Z").when(count(1));
  given.at("2026-03-12T01:00:00Z")
      .happened_at("2026-03-09T01:00:00Z")
      .when(receive(56))
      .then_accepted();
  EXPECT_EQ(on_hand(given), 56);
  given.at("2026-03-12T02:00:00Z").as(somebody("bob")).when(approve(1)).then_accepted();
  EXPECT_EQ(on_hand(given), 1);
}

// 56 pieces counted on a shelf and then received, in the book, for an hour before the count.
TEST(BackDatedReceipt, TakesBackWhatTheCountHadValuedThePiecesAt) {
  Given empty = stores();
  empty.at("2026-03-10T01:00:00Z").when(count(56)).as(somebody("bob")).when(approve(1));
  ASSERT_EQ(item(empty).value, 0);
  empty.at("2026-03-12T01:00:00Z").happened_at("2026-03-10T00:00:00Z").when(paid(56, 1250));
  empty.then_accepted();
  EXPECT_EQ(on_hand(empty), 56);
  EXPECT_EQ(item(empty).value, 70000) << "the count had found them worth nothing";

  Given stocked = stores();
  stocked.at("2026-03-09T01:00:00Z").when(paid(10, 1000));
  stocked.at("2026-03-10T01:00:00Z").when(count(66)).as(somebody("bob")).when(approve(1));
  ASSERT_EQ(item(stocked).value, 66000);
  stocked.at("2026-03-12T01:00:00Z").happened_at("2026-03-10T00:00:00Z").when(paid(56, 1250));
  stocked.then_accepted();
  EXPECT_EQ(on_hand(stocked), 66);
  EXPECT_EQ(item(stocked).value, 80000) << "the count had found them worth 10.00 each";
}

TEST(BackDatedReceipt, OfMoreThanTheCountFound) {
  Given given = stores();
  given.at("2026-03-10T01:00:00Z").when(count(20)).as(somebody("bob")).when(approve(1));
  given.at("2026-03-12T01:00:00Z").happened_at("2026-03-09T01:00:00Z").when(paid(56, 1250));
  EXPECT_EQ(on_hand(given), 20);
  EXPECT_EQ(item(given).value, 25000);
  const auto& kept = first(item(given).approved_counts);
  EXPECT_EQ(kept.difference, -36000);
  EXPECT_EQ(kept.cost, -45000);
  EXPECT_EQ(kept.restated, 1u);
}

// The first count found 5 for nothing, the second 5 more at 10.00 each: what is told late changes
// what the first one after it has found, and what that and those after it were worth.
TEST(BackDatedReceipt, ChangesTheCountsThatItPrecedesOfSeveral) {
  const auto counted_twice = [] {
    Given given = stores();
    given.at("2026-03-10T01:00:00Z").when(count(5)).as(somebody("bob")).when(approve(1));
    given.at("2026-03-11T01:00:00Z").as(somebody("ann")).when(paid(5, 2000));
    given.at("2026-03-12T01:00:00Z").when(count(15)).as(somebody("bob")).when(approve(2));
    return given;
  };
  const auto restated = [](std::uint32_t number, std::int64_t cost, const char* counted_at) {
    return on(
        shelf_id,
        schema::StockCountRestated{
            .number = number, .difference = -5000, .cost = cost, .counted_at = ms(counted_at)});
  };
  Given given = counted_twice();
  ASSERT_EQ(item(given).value, 15000);
  given.at("2026-03-14T01:00:00Z").happened_at("2026-03-09T01:00:00Z").when(paid(5, 900));
  ASSERT_TRUE(given.outcome().has_value());
  EXPECT_THAT(given.events().list(), testing::Contains(restated(1, 0, "2026-03-10T01:00:00Z")));
  EXPECT_EQ(item(given).approved_counts[1].difference, 5000);
  EXPECT_EQ(item(given).approved_counts[1].cost, 7250) << "at the 14.50 that they were worth then";
  EXPECT_EQ(item(given).value, 21750);

  given = counted_twice();
  given.at("2026-03-14T01:00:00Z").happened_at("2026-03-11T12:00:00Z").when(paid(5, 900));
  ASSERT_TRUE(given.outcome().has_value());
  EXPECT_THAT(given.events().list(), testing::Contains(restated(2, -5000, "2026-03-12T01:00:00Z")));
  EXPECT_EQ(item(given).value, 14500);
  EXPECT_EQ(on_hand(given), 15);
}

}  // namespace
}  // namespace kintsugi::tests
