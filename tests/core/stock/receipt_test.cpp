// Receipts are put right by number: withdrawn, or at another cost.

#include "schema/part.h"
#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "schema/warehouse.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

constexpr const char* shelf_id = "WH-A:P-1:good";
constexpr const char* receipt_id = "WH-A:P-1:good:1";

const schema::StockItem& stocked(Given& given) { return given.state<schema::StockItem>(shelf_id); }

// By eve: `pieces` at `unit_cost` fen.
void receive(Given& given, std::int64_t pieces, std::int64_t unit_cost) {
  given.as(somebody("eve"))
      .when(schema::ReceiveStock{.warehouse = "WH-A",
                                 .part = "P-1",
                                 .quantity = pieces * 1000,
                                 .supplier = "海尔",
                                 .document = "D1",
                                 .unit_cost = unit_cost})
      .then_accepted();
}
Given received(std::int64_t pieces, std::int64_t unit_cost) {
  Given given = stores();
  receive(given, pieces, unit_cost);
  given.as(somebody("bob"));
  return given;
}
const schema::WithdrawStockReceipt withdraw{.receipt = receipt_id, .reason = "重复"};
schema::CorrectStockReceipt cost(std::int64_t unit_cost) {
  return {.receipt = receipt_id, .unit_cost = unit_cost, .reason = "抄错"};
}

TEST(Receipt, IsAStreamOfItsOwn) {
  Given given = received(10, 1280);
  const auto& receipt = given.state<schema::StockReceipt>(receipt_id);
  EXPECT_EQ(receipt.status, schema::StockReceiptStatus::received);
  EXPECT_EQ(receipt.outlet, "A");
  EXPECT_EQ(receipt.cost, 12'800);
  EXPECT_EQ(receipt.document, "D1");
  EXPECT_EQ(receipt.received_by, "eve");
  receive(given, 1, 0);
  EXPECT_EQ(given.state<schema::StockReceipt>("WH-A:P-1:good:2").number, 2u);
}

TEST(WithdrawStockReceipt, TakesPiecesAndValueBack) {
  Given given = received(10, 100);
  receive(given, 5, 1000);
  given.when(schema::WithdrawStockReceipt{.receipt = "WH-A:P-1:good:2", .reason = "重复"})
      .then_refused("stock_receipt.same_author");
  given.as(somebody("bob"));
  given.when(schema::WithdrawStockReceipt{.receipt = "WH-A:P-1:good:2", .reason = ""})
      .then_refused("stock_receipt.bad_text");
  given.when(schema::WithdrawStockReceipt{.receipt = "WH-A:P-1:good:2", .reason = "重复"})
      .then_accepted();
  EXPECT_EQ(stocked(given).on_hand, 10'000);
  EXPECT_EQ(stocked(given).value, 1000) << "not the average of both";
  given.when(withdraw).then_accepted();
  EXPECT_EQ(stocked(given).on_hand, 0);
  EXPECT_EQ(stocked(given).value, 0);
}

TEST(WithdrawStockReceipt, NotOnceThePiecesAreGone) {
  Given given = received(10, 100);
  const schema::ReserveStock hold{
      .warehouse = "WH-A", .part = "P-1", .quantity = 1000, .hold = "h"};
  given.when(hold).then_accepted();
  given.when(withdraw).then_refused("stock_receipt.gone");
  given.when(schema::ReleaseStock{.warehouse = "WH-A", .part = "P-1", .hold = "h"});
  given.when(schema::FreezeWarehouse{.warehouse = "WH-A", .reason = "盘点"});
  given.when(withdraw).then_refused("warehouse.frozen");
  given.when(schema::UnfreezeWarehouse{.warehouse = "WH-A"}).when(withdraw).then_accepted();
}

// A later count has said what is there: what never came was not counted.
TEST(WithdrawStockReceipt, LeavesACountOfSinceThenStanding) {
  Given given = received(10, 100);
  given.at("2026-03-01T02:00:00Z");
  given.when(schema::ProposeStockAdjustment{
      .warehouse = "WH-A", .part = "P-1", .counted = 4000, .reason = "盘点"});
  given.as(somebody("ann"))
      .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 1})
      .then_accepted();
  given.at("2026-03-01T03:00:00Z").when(withdraw).then_accepted();
  EXPECT_EQ(stocked(given).on_hand, 4000);
}

// A shelf whose pieces cost 10.00 each, counted; then what came before the count is told at 30.00.
// With the mistake goes all that it did: to the pieces, their value and the count.
TEST(WithdrawStockReceipt, OfOneThatWasToldAfterACountUndoesWhatItDidToIt) {
  for (const std::int64_t counted : {12'000, 10'000, 9'000}) {
    SCOPED_TRACE(counted);
    Given given = stores();
    given.at("2026-03-01T01:00:00Z");
    receive(given, 10, 1000);
    given.at("2026-03-01T04:00:00Z")
        .when(schema::ProposeStockAdjustment{
            .warehouse = "WH-A", .part = "P-1", .counted = counted, .reason = "月盘"})
        .as(somebody("bob"))
        .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 1})
        .then_accepted();
    const auto before = stocked(given);
    given.at("2026-03-01T05:00:00Z").happened_at("2026-03-01T02:00:00Z");
    receive(given, 2, 3000);
    EXPECT_EQ(stocked(given).on_hand, before.on_hand);
    given.at("2026-03-01T06:00:00Z").as(somebody("bob"));
    given.when(schema::WithdrawStockReceipt{.receipt = "WH-A:P-1:good:2", .reason = "重复"})
        .then_accepted();
    EXPECT_EQ(stocked(given).on_hand, before.on_hand);
    EXPECT_EQ(stocked(given).value, before.value);
    EXPECT_EQ(first(stocked(given).approved_counts).difference,
              first(before.approved_counts).difference);
    EXPECT_EQ(first(stocked(given).approved_counts).cost, first(before.approved_counts).cost);
  }
}

TEST(CorrectStockReceipt, ChangesTheValueOfWhatIsThere) {
  Given given = received(10, 128'000);
  given.when(cost(128'000)).then_refused("stock_receipt.nothing_changed");
  given.when(cost(-1)).then_refused("stock_receipt.bad_cost");
  given.when(cost(1280)).then_accepted();
  EXPECT_EQ(stocked(given).value, 12'800);
  EXPECT_EQ(given.state<schema::StockReceipt>(receipt_id).unit_cost, 1280);
  EXPECT_EQ(given.state<schema::StockReceipt>(receipt_id).corrections, 1u);
  given.when(withdraw).then_accepted();
  EXPECT_EQ(stocked(given).value, 0);
}

// Nine of ten are gone at what was booked: the one that is there gets its own cost, no more.
TEST(CorrectStockReceipt, OnlyForAsManyAsAreThere) {
  Given given = received(10, 10);
  given.when(schema::ProposeStockAdjustment{
      .warehouse = "WH-A", .part = "P-1", .counted = 1000, .reason = "盘点"});
  given.as(somebody("ann"))
      .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 1})
      .then_accepted();
  EXPECT_EQ(stocked(given).value, 10);
  given.when(cost(100)).then_accepted();
  EXPECT_EQ(stocked(given).value, 100);
  given.when(cost(0)).then_accepted();
  EXPECT_EQ(stocked(given).value, 0) << "never below nothing";
}

// Told after a count: the shelf is worth what it were worth had it been told before.
TEST(CorrectStockReceipt, OfOneThatWasToldAfterACountIsAsIfItHadBeenToldBefore) {
  struct Case {
    std::int64_t counted, told, corrected;  // thousandths; the value on the shelf, fen
  };
  for (const Case& one : {Case{5000, 500'000, 944'444}, Case{7000, 700'000, 1'322'222},
                          Case{9000, 900'000, 1'700'000}}) {
    SCOPED_TRACE(one.counted);
    Given given = stores();
    given.at("2026-03-01T01:00:00Z");
    receive(given, 5, 100'000);
    given.at("2026-03-01T04:00:00Z")
        .when(schema::ProposeStockAdjustment{
            .warehouse = "WH-A", .part = "P-1", .counted = one.counted, .reason = "月盘"})
        .as(somebody("bob"))
        .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 1})
        .then_accepted();
    const auto before = stocked(given);
    given.at("2026-03-01T05:00:00Z").happened_at("2026-03-01T03:00:00Z");
    receive(given, 4, 100'000);
    EXPECT_EQ(stocked(given).value, one.told);
    given.at("2026-03-01T06:00:00Z").as(somebody("bob"));
    const std::string late = "WH-A:P-1:good:2";
    schema::CorrectStockReceipt correct{
        .receipt = late, .unit_cost = 300'000, .reason = "抄错"};
    given.when(correct).then_accepted();
    EXPECT_EQ(stocked(given).on_hand, one.counted);
    EXPECT_EQ(stocked(given).value, one.corrected);
    correct.unit_cost = 100'000;
    given.when(correct).then_accepted();
    EXPECT_EQ(stocked(given).value, one.told) << "there and back";
    correct.unit_cost = 300'000;
    given.when(correct).then_accepted();
    given.when(schema::WithdrawStockReceipt{.receipt = late, .reason = "重复"}).then_accepted();
    EXPECT_EQ(stocked(given).on_hand, one.counted);
    EXPECT_EQ(stocked(given).value, before.value);
    EXPECT_EQ(first(stocked(given).approved_counts).cost, first(before.approved_counts).cost);
  }
}

// Of 8 at 10.00 6 are with a technician when 4 are found to have cost 30.00: the 2 that are there
// follow. With the receipt goes what it has put on the shelf, and nothing of the others.
TEST(WithdrawStockReceipt, AfterACorrectionTakesWhatBothHavePutOnTheShelf) {
  const auto corrected = [] {
    Given given = received(4, 10'000);
    receive(given, 4, 10'000);
    given.history(shelf_id, schema::StockIssued{.quantity = 6000,
                                                .technician = "T-1",
                                                .request = "R-1",
                                                .happened_at = ms("2026-03-01T01:00:00Z"),
                                                .cost = 60'000});
    given.as(somebody("bob")).when(cost(30'000)).then_accepted();
    EXPECT_EQ(stocked(given).value, 60'000);
    return given;
  };
  const auto come_back = [](Given& given) {
    given.history(shelf_id, schema::StockReturned{.quantity = 6000,
                                                  .from = schema::PlaceKind::technician,
                                                  .technician = "T-1",
                                                  .request = "R-1",
                                                  .happened_at = ms("2026-03-01T01:00:00Z"),
                                                  .cost = 60'000});
  };
  Given given = corrected();
  come_back(given);
  EXPECT_EQ(stocked(given).value, 120'000);
  given.when(withdraw).then_accepted();
  EXPECT_EQ(stocked(given).on_hand, 4000);
  EXPECT_EQ(stocked(given).value, 40'000);

  // The correction is taken back: before they come back, or after.
  given = corrected();
  given.when(cost(10'000)).then_accepted();
  EXPECT_EQ(stocked(given).value, 20'000);
  given = corrected();
  come_back(given);
  given.when(cost(10'000)).then_accepted();
  EXPECT_EQ(stocked(given).value, 80'000);
  EXPECT_EQ(given.state<schema::StockReceipt>(receipt_id).elsewhere, 0);
}

TEST(ChangeWarehouse, KeepsTheDirectoryInStep) {
  Given given = stores();
  schema::ChangeWarehouse change{.warehouse = "WH-A",
                                 .name = "新库",
                                 .outlet = "B",
                                 .kind = schema::WarehouseKind::parts,
                                 .latitude = 30'000'000,
                                 .longitude = 120'000'000};
  given.when(change).then_accepted();
  EXPECT_EQ(given.state<schema::Warehouse>("WH-A").name, "新库");
  EXPECT_EQ(first(given.state<schema::WarehouseIndex>("all").warehouses).outlet, "B");
  given.when(change).then_refused("warehouse.nothing_changed");
  change.outlet = "Z";
  given.when(change).then_refused("outlet.not_found");
}

TEST(CorrectPartNumber, FreesTheOldOne) {
  Given given = stores();
  const schema::RegisterPart part{.part = "P-7",
                                  .name = "阀",
                                  .brand = "haier",
                                  .number = "H-7",
                                  .unit = schema::PartUnit::piece};
  given.when(part).then_accepted();
  const schema::CorrectPartNumber correct{
      .part = "P-7", .brand = "haier", .number = "H-8", .reason = "抄错"};
  given.when(correct).then_accepted();
  EXPECT_EQ(given.state<schema::Part>("P-7").number, "H-8");
  given.when(correct).then_refused("part.nothing_changed");
  schema::RegisterPart other = part;
  other.part = "P-8";
  given.when(other).then_accepted();
  given.when(schema::CorrectPartNumber{
                 .part = "P-7", .brand = "haier", .number = "H-7", .reason = "抄错"})
      .then_refused("part.number_taken");
}

}  // namespace
}  // namespace kintsugi::tests
