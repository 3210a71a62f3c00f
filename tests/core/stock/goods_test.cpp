// Goods and their value are conserved whatever happens.

#include <cstdlib>
#include <iostream>
#include <random>

#include "core/part_request/stages.h"
#include "core/stock/stock.h"
#include "schema/part_request.h"
#include "schema/stock.h"
#include "schema/stock_receipt.h"
#include "schema/work_order_visit.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::PartCondition;

// Goods by place, kept from the events alone: every movement takes from one place what it adds to
// another.
struct Books {
  std::int64_t outside = 0, stock = 0, custody = 0, customer = 0, lost = 0, differences = 0;
  std::int64_t missing = 0;
  std::int64_t value_in_stock = 0, value_in_custody = 0;  // fen
  std::int64_t sum() const {
    return outside + stock + custody + customer + lost + differences + missing;
  }

  void book(const schema::Event& event) {
    if (const auto* e = event.get_if<schema::StockReceived>())
      move(outside, stock, e->quantity);
    if (const auto* e = event.get_if<schema::StockIssued>()) move(stock, custody, e->quantity);
    if (const auto* e = event.get_if<schema::StockReturned>()) {
      std::int64_t& from = e->from == schema::PlaceKind::customer  ? customer
                           : e->from == schema::PlaceKind::missing ? missing
                                                                   : custody;
      move(from, stock, e->quantity);
    }
    if (const auto* e = event.get_if<schema::StockReturnWithdrawn>())
      move(stock, e->from == schema::PlaceKind::customer ? customer : custody, e->quantity);
    if (const auto* e = event.get_if<schema::StockIssueWithdrawn>())
      move(custody, stock, e->quantity);
    if (const auto* e = event.get_if<schema::StockReceiptWithdrawn>())
      move(stock, outside, e->quantity);
    if (const auto* e = event.get_if<schema::CustodyLossWithdrawn>())
      move(lost, custody, e->quantity);
    if (const auto* e = event.get_if<schema::CustodyMissing>())
      move(custody, missing, e->quantity);
    if (const auto* e = event.get_if<schema::CustodyHandedOver>())
      move(missing, custody, e->quantity);
    if (const auto* e = event.get_if<schema::MissingPartSettled>();
        e != nullptr && e->outcome == schema::MissingOutcome::lost)
      move(missing, lost, e->quantity);
    if (const auto* e = event.get_if<schema::StockAdjusted>())
      move(differences, stock, e->difference);
    if (const auto* e = event.get_if<schema::StockCountRestated>())
      move(differences, stock, e->difference);
    if (const auto* e = event.get_if<schema::StockAdjustmentWithdrawn>())
      move(differences, stock, e->difference);
    if (const auto* e = event.get_if<schema::CustodyLost>()) move(custody, lost, e->quantity);
    if (const auto* e = event.get_if<schema::CustodyUsed>())
      move(custody, customer, e->quantity);
    value(event);
  }
  void value(const schema::Event& event) {
    if (const auto* e = event.get_if<schema::StockReceived>()) value_in_stock += e->cost;
    if (const auto* e = event.get_if<schema::StockIssued>())
      move(value_in_stock, value_in_custody, e->cost);
    if (const auto* e = event.get_if<schema::StockReturned>()) {
      value_in_stock += e->cost;
      if (e->from == schema::PlaceKind::technician) value_in_custody -= e->cost;
    }
    value_withdrawn(event);
    if (const auto* e = event.get_if<schema::StockAdjusted>()) value_in_stock += e->cost;
    if (const auto* e = event.get_if<schema::StockCountRestated>()) value_in_stock += e->cost;
    if (const auto* e = event.get_if<schema::StockAdjustmentWithdrawn>())
      value_in_stock += e->cost;
    if (const auto* e = event.get_if<schema::CustodyLost>()) value_in_custody -= e->cost;
    if (const auto* e = event.get_if<schema::CustodyUsed>()) value_in_custody -= e->cost;
  }
  void value_withdrawn(const schema::Event& event) {
    if (const auto* e = event.get_if<schema::StockReturnWithdrawn>()) value_in_stock -= e->cost;
    if (const auto* e = event.get_if<schema::CustodyReturnWithdrawn>()) value_in_custody += e->cost;
    if (const auto* e = event.get_if<schema::StockIssueWithdrawn>())
      move(value_in_custody, value_in_stock, e->cost);
    if (const auto* e = event.get_if<schema::StockReceiptWithdrawn>()) value_in_stock -= e->cost;
    if (const auto* e = event.get_if<schema::StockReceiptCorrected>()) value_in_stock += e->cost;
    if (const auto* e = event.get_if<schema::CustodyLossWithdrawn>()) value_in_custody += e->cost;
    if (const auto* e = event.get_if<schema::CustodyMissing>()) value_in_custody -= e->cost;
    if (const auto* e = event.get_if<schema::CustodyHandedOver>()) value_in_custody += e->cost;
  }
  static void move(std::int64_t& from, std::int64_t& to, std::int64_t quantity) {
    from -= quantity;
    to += quantity;
  }
};

class Walk {
 public:
  explicit Walk(std::uint64_t seed) : random_(seed) {}

  void step(Given& given) {
    constexpr const char* people[] = {"ann", "bob", "eve"};
    given.as(somebody(people[pick(3)]));
    const std::int64_t minute = ++minutes_;
    const Instant now = instant("2026-03-01T01:00:00Z") + std::chrono::minutes(minute);
    given.at(format_instant(now));
    if (pick(4) == 0) given.happened_at(format_instant(now - std::chrono::minutes(pick(40))));
    given.when(command());
  }

 private:
  std::uint64_t pick(std::uint64_t below) { return random_() % below; }
  std::int64_t pieces() { return static_cast<std::int64_t>(1 + pick(6)) * 1000; }
  std::string warehouse() { return pick(2) == 0 ? "WH-A" : "WH-B"; }
  std::string request() { return "R-" + std::to_string(pick(8)); }

  schema::Command command() {
    if (pick(4) == 0) return taking_back();
    switch (pick(16)) {
      case 0:
      case 1:
        return schema::ReceiveStock{.warehouse = warehouse(),
                                    .part = "P-1",
                                    .quantity = pieces(),
                                    .unit_cost = static_cast<std::int64_t>(pick(10'000))};
      case 2:
        return schema::ReserveStock{.warehouse = warehouse(),
                                    .part = "P-1",
                                    .quantity = pieces(),
                                    .hold = "h" + std::to_string(pick(3))};
      case 3:
        return schema::ReleaseStock{
            .warehouse = warehouse(), .part = "P-1", .hold = "h" + std::to_string(pick(3))};
      case 4:
        return schema::ProposeStockAdjustment{
            .warehouse = warehouse(), .part = "P-1", .counted = pieces() - 1000, .reason = "盘点"};
      case 5:
        return schema::ApproveStockAdjustment{.warehouse = warehouse(),
                                              .part = "P-1",
                                              .number = static_cast<std::uint32_t>(1 + pick(6))};
      case 6:
        return schema::RequestPart{.order = "WO-1",
                                   .part = "P-1",
                                   .quantity = pieces(),
                                   .request = "R-" + std::to_string(next_++ % 8)};
      case 7:
        return schema::SourcePart{.request = request()};
      case 8:
        return schema::ApprovePartRequest{.request = request()};
      case 9:
        return schema::IssuePart{.request = request()};
      case 10:
        return schema::CancelPartRequest{.request = request(), .reason = "不用"};
      case 11:
        return schema::ReportPartLost{.request = request(), .quantity = pieces(), .reason = "丢"};
      case 12:
        return schema::ChooseSource{.request = request(), .warehouse = warehouse(), .reason = "近"};
      case 13:
        return schema::SignForParts{.request = request(), .quantity = pieces()};
      case 14:
        return schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = pieces()};
      default:
        return schema::ReturnPart{
            .request = request(),
            .quantity = pieces(),
            .condition = pick(2) == 0 ? PartCondition::good : PartCondition::defective};
    }
  }

  schema::Command taking_back() {
    const std::string receipt =
        warehouse() + ":P-1:good:" + std::to_string(1 + pick(9));
    switch (pick(8)) {
      case 0:
        return schema::WithdrawPartIssue{.request = request(), .reason = "错"};
      case 1:
        return schema::WithdrawPartReturn{.request = request(),
                                          .number = static_cast<std::uint32_t>(1 + pick(3)),
                                          .reason = "错"};
      case 2:
        return schema::WithdrawPartLoss{.request = request(), .quantity = pieces(), .reason = "错"};
      case 3:
        return schema::ReportPartMissing{
            .request = request(), .quantity = pieces(), .reason = "少"};
      case 4:
        return schema::SettleMissingPart{
            .request = request(),
            .quantity = pieces(),
            .outcome = static_cast<schema::MissingOutcome>(1 + pick(3)),
            .reason = "查"};
      case 5:
        return schema::WithdrawStockReceipt{.receipt = receipt, .reason = "错"};
      case 6:
        return schema::WithdrawStockAdjustment{.warehouse = warehouse(),
                                               .part = "P-1",
                                               .number = static_cast<std::uint32_t>(1 + pick(6)),
                                               .reason = "错"};
      default:
        return schema::CorrectStockReceipt{.receipt = receipt,
                                           .unit_cost = static_cast<std::int64_t>(pick(10'000)),
                                           .reason = "错"};
    }
  }

  std::mt19937_64 random_;
  std::int64_t minutes_ = 0;
  std::uint64_t next_ = 0;
};

template <class State>
const State* state_of(Given& given, const std::string& id) {
  const auto loaded = given.streams().load(std::string(schema::stream_type_of<State>()) + "/" + id);
  return loaded && loaded->state != nullptr ? loaded->state->template get_if<State>() : nullptr;
}

struct Holds {
  std::uint32_t count = 0;
  std::int64_t quantity = 0;
};
Holds holds_on(Given& given, const std::string& shelf) {
  Holds out;
  for (const char* name : {":h0", ":h1", ":h2"}) {
    const auto* hold = state_of<schema::StockHold>(given, shelf + name);
    if (hold == nullptr || hold->status != schema::StockHoldStatus::open) continue;
    ++out.count;
    out.quantity += hold->quantity;
  }
  return out;
}

// What part requests hold on a shelf.
std::int64_t requested_of(Given& given, const std::string& shelf) {
  std::int64_t out = 0;
  for (int i = 0; i < 8; ++i) {
    const auto* request = state_of<schema::PartRequest>(given, "R-" + std::to_string(i));
    if (request == nullptr || !core::part_request::holds_stock(request->status)) continue;
    const auto held = core::stock::id_of(request->warehouse, request->part, PartCondition::good);
    if (held == shelf) out += request->quantity;
  }
  return out;
}

void expect_balanced(Given& given, const Books& books) {
  ASSERT_EQ(books.sum(), 0);
  std::int64_t stock = 0, value = 0;
  for (const char* id : {"WH-A:P-1:good", "WH-B:P-1:good", "WH-A:P-1:defective",
                         "WH-B:P-1:defective", "WH-C:P-1:good"}) {
    const auto loaded = given.streams().load(std::string("stock_item/") + id);
    if (!loaded || loaded->state == nullptr) continue;
    const auto& item = loaded->state->get<schema::StockItem>();
    ASSERT_TRUE(item.reservations.empty()) << id << ": no command of today adds to them";
    const auto holds = holds_on(given, id);
    ASSERT_EQ(holds.count, item.holds) << id;
    ASSERT_EQ(holds.quantity + requested_of(given, id), item.reserved) << id;
    ASSERT_GE(item.on_hand - item.reserved, 0) << id << ": available went below zero";
    ASSERT_GE(item.reserved, 0) << id;
    ASSERT_GE(item.value, 0) << id;
    ASSERT_TRUE(item.on_hand != 0 || item.value == 0) << id << ": nothing is worth something";
    stock += item.on_hand;
    value += item.value;
  }
  ASSERT_EQ(value, books.value_in_stock);
  ASSERT_EQ(stock, books.stock);
  const auto loaded = given.streams().load("custody/T-1:P-1:good");
  const std::int64_t carried =
      loaded && loaded->state != nullptr ? loaded->state->get<schema::Custody>().quantity : 0;
  const std::int64_t carried_value =
      loaded && loaded->state != nullptr ? loaded->state->get<schema::Custody>().value : 0;
  ASSERT_GE(carried, 0);
  ASSERT_TRUE(carried != 0 || carried_value == 0);
  ASSERT_EQ(carried_value, books.value_in_custody);
  ASSERT_EQ(carried, books.custody);
}

TEST(Goods, AreConservedOverRandomMovements) {
  const char* told = std::getenv("KINTSUGI_SEED");
  const std::uint64_t seed =
      told != nullptr ? std::strtoull(told, nullptr, 10) : std::random_device{}();
  std::cout << "KINTSUGI_SEED=" << seed << "\n";
  int accepted = 0;
  for (int walk = 0; walk < 20; ++walk) {
    Given given = stores();
    Walk steps(seed + static_cast<std::uint64_t>(walk));
    Books books;
    for (int step = 0; step < 150; ++step) {
      steps.step(given);
      if (!given.outcome()) continue;
      ++accepted;
      for (const auto& event : given.outcome()->list()) books.book(event.event);
      ASSERT_NO_FATAL_FAILURE(expect_balanced(given, books))
          << "walk " << walk << ", step " << step;
    }
  }
  EXPECT_GT(accepted, 300) << "a walk that is refused all the way proves nothing";
}

}  // namespace
}  // namespace kintsugi::tests
