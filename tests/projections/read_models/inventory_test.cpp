#include "projections/inventory/inventory.h"

#include <gtest/gtest.h>

#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "schema/technician.h"
#include "schema/warehouse.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

class Inventory : public testing::Test {
 protected:
  void SetUp() override {
    schema::WarehouseRegistered warehouse;
    warehouse.outlet = "O-1";
    log_.add({on("warehouse/W-1", warehouse)});
    schema::TechnicianRegistered technician;
    technician.outlet = "O-1";
    log_.add({on("technician/T-1", technician)});
    schema::StockReceived received;
    received.quantity = 5000;
    received.supplier = "maker";
    log_.add({on(item_, received)});
    schema::StockReserved reserved;
    reserved.quantity = 2000;
    reserved.request = "R-1";
    log_.add({on(item_, reserved)});
    schema::StockIssued issued;
    issued.quantity = 2000;
    issued.request = "R-1";
    issued.technician = "T-1";
    schema::CustodyTaken taken;
    taken.quantity = 2000;
    taken.warehouse = "W-1";
    taken.request = "R-1";
    log_.add({on(item_, issued), on(custody_, taken)});
    schema::CustodyUsed used;
    used.quantity = 1000;
    used.order = "WO-1";
    log_.add({on(custody_, used)});
  }
  const std::string item_ = "stock_item/W-1:P-1:good";
  const std::string custody_ = "custody/T-1:P-1:good";
  JudgedLog log_;
};

TEST_F(Inventory, TellsWhatIsThereReservedAndAvailable) {
  const auto rows = folded(inventory_projection(), log_);
  for (const StockFilter& filter :
       {StockFilter{},
        StockFilter{.warehouse = "W-1", .part = {}, .technician = {}, .condition = {}},
        StockFilter{.warehouse = {}, .part = "P-1", .technician = {}, .condition = {}}}) {
    const auto stock = *list_stock(*rows, filter, only({"O-1"}), {});
    ASSERT_EQ(stock.rows.size(), 1u);
    EXPECT_EQ(stock.rows[0].item.on_hand, 3000);
    EXPECT_EQ(stock.rows[0].item.reserved, 0);
    EXPECT_EQ(stock.rows[0].available, 3000);
    EXPECT_EQ(stock.rows[0].outlet, "O-1");
  }
  EXPECT_TRUE(list_stock(*rows, {}, only({"O-2"}), {})->rows.empty());
  const auto custody = *list_custody(*rows, {}, Scope::everything(), {});
  ASSERT_EQ(custody.rows.size(), 1u);
  EXPECT_EQ(custody.rows[0].quantity, 1000);
}

TEST_F(Inventory, WhatIsReservedIsNotAvailable) {
  const auto now = [&] {
    const auto rows = folded(inventory_projection(), log_);
    const auto stock = *list_stock(*rows, {}, Scope::everything(), {});
    EXPECT_EQ(stock.rows.size(), 1u);
    return stock.rows.empty() ? schema::StockRow{} : stock.rows.front();
  };
  const auto expect = [&](std::int64_t on_hand, std::int64_t reserved, std::int64_t available) {
    const schema::StockRow row = now();
    EXPECT_EQ(row.item.on_hand, on_hand);
    EXPECT_EQ(row.item.reserved, reserved);
    EXPECT_EQ(row.available, available);
  };
  expect(3000, 0, 3000);
  log_.add({on(item_, schema::StockReserved{.hold = "h", .quantity = 2000})});
  expect(3000, 2000, 1000);
  log_.add({on(item_, schema::StockReserved{.request = "R-2", .quantity = 1000})});
  expect(3000, 3000, 0);
  log_.add({on(item_, schema::StockReleased{.hold = "h", .quantity = 2000})});
  expect(3000, 1000, 2000);
  log_.add({on(item_, schema::StockIssued{.quantity = 1000, .request = "R-2"})});
  expect(2000, 0, 2000);
  log_.add({on(item_, schema::StockHeld{.hold = "W-1:P-1:good:h", .quantity = 1500})});
  expect(2000, 1500, 500);
  EXPECT_EQ(now().item.holds, 1u);
  log_.add({on(item_, schema::StockUnheld{.hold = "W-1:P-1:good:h", .quantity = 1500})});
  expect(2000, 0, 2000);
}

TEST_F(Inventory, ACardSaysWhatCausedEachOfItsLines) {
  log_.add({on(item_, schema::StockReserved{.hold = "h", .quantity = 1000})});
  log_.add({on(item_, schema::StockHeld{.hold = "W-1:P-1:good:店面", .quantity = 500})});
  log_.add({on(item_, schema::StockUnheld{.hold = "W-1:P-1:good:店面", .quantity = 500})});
  const auto rows = folded(inventory_projection(), log_);
  const auto lines = [&](CardOf::Place place, const std::string& id) {
    std::string out;
    const auto page = *list_ledger(*rows, {.place = place, .id = id}, Scope::everything(), {});
    for (const auto& line : page.rows) {
      out += std::string(schema::name_of(line.movement)) + " " + std::to_string(line.quantity) +
             " order=" + line.order + " request=" + line.request + " with=" + line.counterparty +
             " paper=" + line.document + " left=" + std::to_string(line.balance) + "\n";
    }
    return out;
  };
  EXPECT_EQ(lines(CardOf::Place::warehouse, "W-1:P-1:good"),
            "received 5000 order= request= with=maker paper= left=5000\n"
            "reserved 2000 order= request=R-1 with= paper= left=5000\n"
            "issued -2000 order= request=R-1 with=T-1 paper= left=3000\n"
            "reserved 1000 order= request= with= paper=h left=3000\n"
            "reserved 500 order= request= with= paper=店面 left=3000\n"
            "released 500 order= request= with= paper=店面 left=3000\n");
  EXPECT_EQ(lines(CardOf::Place::technician, "T-1:P-1:good"),
            "taken 2000 order= request=R-1 with=W-1 paper= left=2000\n"
            "used -1000 order=WO-1 request= with=WO-1 paper= left=1000\n");
}

// What changes a count stands in the month of the count, what was told late in its own.
TEST_F(Inventory, ACardSaysWhenThingsHappenedNotWhenTheyWereTold) {
  log_.add({on(item_, schema::StockAdjusted{.number = 1, .difference = 1000, .counted_at = 400})});
  log_.add({on(item_, schema::StockAdjusted{.number = 2, .difference = 1000, .counted_at = 700})});
  log_.add(
      {on(item_, schema::StockReceived{.quantity = 1000, .happened_at = 300}),
       on(item_, schema::StockCountRestated{.number = 1, .difference = -1000, .counted_at = 400})});
  log_.add({on(item_, schema::StockIssued{.quantity = 1000, .happened_at = 600}),
            on(item_, schema::StockCountRestated{.number = 2, .difference = 1000})});  // as before
  const auto rows = folded(inventory_projection(), log_);
  const auto page = *list_ledger(*rows, {.place = CardOf::Place::warehouse, .id = "W-1:P-1:good"},
                                 Scope::everything(), {});
  std::string times;
  for (const auto& line : page.rows)
    if (line.happened_at < 1000) times += std::to_string(line.happened_at) + " ";
  EXPECT_EQ(times, "400 700 300 400 600 700 ");
}

TEST_F(Inventory, ListsAPartWhereverItIs) {
  schema::StockReceived received;
  received.quantity = 3000;
  log_.add({on("stock_item/W-1:P-3:defective", received)});
  schema::CustodyTaken taken;
  taken.quantity = 1000;
  log_.add({on("custody/T-2:P-1:good", taken)});
  log_.add({on("custody/T-1:P-2:good", taken)});
  schema::CustodyUsed used;
  used.quantity = 1000;
  log_.add({on("custody/T-1:P-4:good", taken), on("custody/T-1:P-4:good", used)});
  const auto rows = folded(inventory_projection(), log_);
  const auto carried = [&](std::string part) {
    std::string out;
    const StockFilter filter{{}, std::move(part), {}, {}};
    const auto page = *list_custody(*rows, filter, Scope::everything(), {});
    for (const auto& row : page.rows)
      out += row.technician + ":" + row.part + " ";
    return out;
  };
  EXPECT_EQ(carried("P-1"), "T-1:P-1 T-2:P-1 ");
  EXPECT_EQ(carried("P-4"), "");  // carried no longer
}

TEST_F(Inventory, KeepsACardWithARunningBalance) {
  const auto rows = folded(inventory_projection(), log_);
  const auto card = [&](CardOf of) {
    std::string out;
    const auto page = *list_ledger(*rows, of, Scope::everything(), {});
    for (const auto& line : page.rows)
      out += std::to_string(line.line) + ":" + std::string(schema::name_of(line.movement)) + ":" +
             std::to_string(line.quantity) + ":" + std::to_string(line.balance) + " ";
    return out;
  };
  EXPECT_EQ(card({CardOf::Place::warehouse, "W-1:P-1:good", false}),
            "1:received:5000:5000 2:reserved:2000:5000 3:issued:-2000:3000 ");
  EXPECT_EQ(card({CardOf::Place::warehouse, "W-1", true}),
            "3:issued:-2000:3000 2:reserved:2000:5000 1:received:5000:5000 ");
  EXPECT_EQ(card({CardOf::Place::technician, "T-1:P-1:good", false}),
            "1:taken:2000:2000 2:used:-1000:1000 ");
}

// What was taken back stands on the card beside what it takes back; sums follow.
TEST_F(Inventory, ShowsBothWhatHappenedAndThatItWasTakenBack) {
  log_.add({on(custody_, schema::CustodyUseWithdrawn{
                             .quantity = 1000, .order = "WO-1", .request = "R-1"})});
  log_.add({on(custody_, schema::CustodyMissing{.quantity = 1000, .request = "R-1"})});
  log_.add({on(item_, schema::StockReceiptWithdrawn{.receipt = "W-1:P-1:good:7",
                                                    .quantity = 3000})});
  const auto rows = folded(inventory_projection(), log_);
  const auto stock = *list_stock(*rows, {}, only({"O-1"}), {});
  ASSERT_EQ(stock.rows.size(), 1u);
  EXPECT_EQ(stock.rows[0].item.on_hand, 0);
  const auto carried = *list_custody(*rows, {}, only({"O-1"}), {});
  ASSERT_EQ(carried.rows.size(), 1u);
  EXPECT_EQ(carried.rows[0].quantity, 1000);
  const auto card = *list_ledger(
      *rows, {.place = CardOf::Place::technician, .id = "T-1:P-1:good", .newest_first = true},
      only({"O-1"}), {});
  ASSERT_GE(card.rows.size(), 3u);
  EXPECT_EQ(card.rows[0].movement, schema::Movement::missing);
  EXPECT_EQ(card.rows[1].movement, schema::Movement::use_withdrawn);
  EXPECT_EQ(card.rows[1].quantity, 1000);
  EXPECT_EQ(card.rows[2].movement, schema::Movement::used);
}

TEST_F(Inventory, ShowsACountAndThatItWasWithdrawn) {
  log_.add({on(item_, schema::StockAdjusted{
                          .number = 1, .difference = -3000, .counted_at = 5, .approver = "9"})});
  log_.add({on(item_, schema::StockAdjustmentWithdrawn{
                          .number = 1, .difference = 3000, .counted_at = 5, .by = "8"})});
  const auto rows = folded(inventory_projection(), log_);
  const auto card = *list_ledger(
      *rows, {.place = CardOf::Place::warehouse, .id = "W-1:P-1:good", .newest_first = true},
      only({"O-1"}), {});
  ASSERT_GE(card.rows.size(), 2u);
  EXPECT_EQ(card.rows[0].movement, schema::Movement::count_withdrawn);
  EXPECT_EQ(card.rows[0].quantity, 3000);
  EXPECT_EQ(card.rows[0].balance, 3000);
  EXPECT_EQ(card.rows[0].counterparty, "8");
  EXPECT_EQ(card.rows[1].movement, schema::Movement::adjusted);
  EXPECT_EQ(card.rows[1].balance, 0);
}

// A warehouse or a technician of another outlet takes what is there with it.
TEST_F(Inventory, GoesWithItsPlaceToAnotherOutlet) {
  log_.add({on("warehouse/W-1", schema::WarehouseChanged{.outlet = "O-2"})});
  log_.add({on("technician/T-1", schema::TechnicianChanged{.outlet = "O-2"})});
  const auto rows = folded(inventory_projection(), log_);
  EXPECT_TRUE(list_stock(*rows, {}, only({"O-1"}), {})->rows.empty());
  EXPECT_EQ(list_stock(*rows, {}, only({"O-2"}), {})->rows.size(), 1u);
  EXPECT_EQ(list_custody(*rows, {}, only({"O-2"}), {})->rows.size(), 1u);
}

}  // namespace
}  // namespace kintsugi::tests
