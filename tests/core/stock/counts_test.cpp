// Approved counts that were wrong: withdrawn, or found again by a later count.

#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace counts {
namespace {

constexpr const char* shelf_id = "WH-A:P-1:good";

const schema::StockItem& shelf(Given& given) { return given.state<schema::StockItem>(shelf_id); }

void receive(Given& given, std::int64_t pieces, std::int64_t unit_cost) {
  given.as(somebody("ann"))
      .when(schema::ReceiveStock{.warehouse = "WH-A",
                                 .part = "P-1",
                                 .quantity = pieces * 1000,
                                 .unit_cost = unit_cost})
      .then_accepted();
}
// Counted by ann, approved by bob.
void count(Given& given, std::int64_t pieces) {
  const std::uint32_t number = shelf(given).counts + 1;
  given.as(somebody("ann"))
      .when(schema::ProposeStockAdjustment{
          .warehouse = "WH-A", .part = "P-1", .counted = pieces * 1000, .reason = "月盘"})
      .then_accepted();
  given.as(somebody("bob"))
      .when(
          schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = number})
      .then_accepted();
}
schema::WithdrawStockAdjustment withdraw(std::uint32_t number) {
  return {.warehouse = "WH-A", .part = "P-1", .number = number, .reason = "数错货位"};
}
// 10 pieces at 1000.00, then a count of the wrong shelf: there are none.
Given wrongly_counted() {
  Given given = stores();
  given.at("2026-03-01T01:00:00Z");
  receive(given, 10, 100'000);
  given.at("2026-03-02T01:00:00Z");
  count(given, 0);
  EXPECT_EQ(shelf(given).value, 0);
  given.at("2026-03-03T01:00:00Z");
  return given;
}

TEST(StockAdjustment, FindsAgainWhatAnEarlierOneMissedAtWhatItWasWorth) {
  Given given = wrongly_counted();
  count(given, 4);
  EXPECT_EQ(shelf(given).value, 400'000);
  receive(given, 2, 50'000);
  given.at("2026-03-04T01:00:00Z");
  count(given, 15);
  EXPECT_EQ(shelf(given).on_hand, 15'000);
  // 6 that were missed, and 3 that nobody knew of, at the average of the 6 on hand.
  EXPECT_EQ(shelf(given).value, 400'000 + 100'000 + 600'000 + 250'000);
}

TEST(WithdrawStockAdjustment, UndoesWhatTheCountDid) {
  Given given = wrongly_counted();
  given.as(somebody("eve")).when(withdraw(1));
  given.then({on(shelf_id,
                 schema::StockAdjustmentWithdrawn{.number = 1,
                                                  .difference = 10'000,
                                                  .cost = 1'000'000,
                                                  .counted_at = ms("2026-03-02T01:00:00Z"),
                                                  .reason = "数错货位",
                                                  .by = "eve"})});
  EXPECT_EQ(shelf(given).on_hand, 10'000);
  EXPECT_EQ(shelf(given).value, 1'000'000);
  EXPECT_EQ(shelf(given).last_count, 0u);
  const auto& kept = first(shelf(given).approved_counts);
  EXPECT_TRUE(kept.withdrawn);
  EXPECT_EQ(kept.counter, "ann");
  EXPECT_EQ(kept.approver, "bob");
  EXPECT_EQ(kept.withdrawn_by, "eve");
  EXPECT_EQ(kept.difference, 0);
  EXPECT_EQ(kept.was_difference, -10'000) << "what it had found is still told";
  EXPECT_EQ(kept.was_cost, -1'000'000);
  // The count that it had overtaken may be told again, and finds nothing missing.
  given.at("2026-03-04T01:00:00Z");
  count(given, 12);
  EXPECT_EQ(shelf(given).value, 1'200'000);
}

TEST(WithdrawStockAdjustment, IsRefused) {
  Given given = wrongly_counted();
  given.as(somebody("eve")).when(withdraw(2)).then_refused("stock_item.no_such_count");
  schema::WithdrawStockAdjustment bad = withdraw(1);
  bad.reason.clear();
  given.when(bad).then_refused("stock_item.bad_text");
  given.as(somebody("ann")).when(withdraw(1)).then_refused("stock_item.same_author");
  given.as(somebody("bob")).when(withdraw(1)).then_refused("stock_item.same_author");
  given.as(somebody("eve")).when(withdraw(1)).then_accepted();
  given.when(withdraw(1)).then_refused("stock_item.count_withdrawn");
}

TEST(WithdrawStockAdjustment, NotBelowWhatIsReserved) {
  Given given = stores();
  given.at("2026-03-01T01:00:00Z");
  receive(given, 1, 1000);
  count(given, 5);
  const schema::ReserveStock hold{
      .warehouse = "WH-A", .part = "P-1", .quantity = 3000, .hold = "h"};
  given.when(hold).then_accepted();
  given.as(somebody("eve")).when(withdraw(1)).then_refused("stock_item.below_reserved");
  given.when(schema::ReleaseStock{.warehouse = "WH-A", .part = "P-1", .hold = "h"});
  given.when(withdraw(1)).then_accepted();
  EXPECT_EQ(shelf(given).on_hand, 1000);
  EXPECT_EQ(shelf(given).value, 1000);
}

// The later count says what is there; with the wrong one goes only what it had lost of the value.
TEST(WithdrawStockAdjustment, LeavesALaterCountStanding) {
  for (const bool valued : {true, false}) {
    SCOPED_TRACE(valued);
    Given given = wrongly_counted();
    if (valued) {
      count(given, 10);
    } else {  // as it was before a count took back what another had missed
      given.history(shelf_id,
                    schema::StockAdjusted{.number = 2,
                                          .difference = 10'000,
                                          .counted_at = ms("2026-03-03T01:00:00Z"),
                                          .approver = "bob",
                                          .cost = 0});
    }
    given.as(somebody("eve")).when(withdraw(1)).then_accepted();
    EXPECT_EQ(shelf(given).on_hand, 10'000);
    EXPECT_EQ(shelf(given).value, 1'000'000);
    EXPECT_EQ(shelf(given).last_count, 2u);
    EXPECT_EQ(shelf(given).approved_counts[1].difference, 0);
    EXPECT_EQ(shelf(given).approved_counts[1].cost, 0);
  }
}

// What waits for approval was compared with a book that the wrong count had changed.
TEST(WithdrawStockAdjustment, ChangesTheBookOfACountThatWaits) {
  Given given = wrongly_counted();
  given.as(somebody("ann"))
      .when(schema::ProposeStockAdjustment{
          .warehouse = "WH-A", .part = "P-1", .counted = 9000, .reason = "复盘"})
      .then_accepted();
  EXPECT_EQ(first(shelf(given).proposals).book, 0);
  given.as(somebody("eve")).when(withdraw(1)).then_accepted();
  EXPECT_EQ(first(shelf(given).proposals).book, 10'000);
  given.as(somebody("bob"))
      .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 2})
      .then_accepted();
  EXPECT_EQ(shelf(given).on_hand, 9000);
  EXPECT_EQ(shelf(given).value, 900'000);
}

// What was told late and had changed the count is on the shelf once the count is gone.
TEST(WithdrawStockAdjustment, LeavesWhatWasToldLateBeforeIt) {
  Given given = wrongly_counted();
  given.happened_at("2026-03-01T12:00:00Z");
  receive(given, 4, 200'000);
  EXPECT_EQ(shelf(given).on_hand, 0);
  given.as(somebody("eve")).when(withdraw(1)).then_accepted();
  EXPECT_EQ(shelf(given).on_hand, 14'000);
  EXPECT_EQ(shelf(given).value, 1'800'000);
  given.when(schema::WithdrawStockReceipt{.receipt = "WH-A:P-1:good:2", .reason = "重复"})
      .then_accepted();
  EXPECT_EQ(shelf(given).on_hand, 10'000);
  EXPECT_EQ(shelf(given).value, 1'000'000);
}

// 10 at 1.00, of which a count finds 4: where they never came, those 4 are worth no more for it.
TEST(WithdrawStockReceipt, TakesNoMoreValueThanACountLeftThere) {
  Given given = stores();
  given.at("2026-03-01T01:00:00Z");
  receive(given, 10, 100);
  given.at("2026-03-02T01:00:00Z");
  count(given, 4);
  given.as(somebody("eve"))
      .when(schema::WithdrawStockReceipt{.receipt = "WH-A:P-1:good:1", .reason = "重复"})
      .then_accepted();
  EXPECT_EQ(shelf(given).on_hand, 4000);
  EXPECT_EQ(shelf(given).value, 400);
}

}  // namespace
}  // namespace counts
}  // namespace kintsugi::tests
