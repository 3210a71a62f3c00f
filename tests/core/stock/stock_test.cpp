// Stock and its counts; and that goods are conserved whatever happens.

#include "core/stock/stock.h"

#include <array>
#include <cstdlib>
#include <iostream>
#include <limits>
#include <random>

#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::PartCondition;

constexpr const char* shelf = "WH-A:P-1:good";

schema::ReceiveStock receive(std::int64_t pieces) {
  return {.warehouse = "WH-A", .part = "P-1", .quantity = pieces * 1000};
}
schema::ProposeStockAdjustment count(std::int64_t pieces) {
  return {.warehouse = "WH-A", .part = "P-1", .counted = pieces * 1000, .reason = "盘点"};
}
schema::ApproveStockAdjustment approve(std::uint32_t number) {
  return {.warehouse = "WH-A", .part = "P-1", .number = number};
}
std::int64_t on_hand(Given& given) { return given.state<schema::StockItem>(shelf).on_hand / 1000; }

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
             on(shelf, schema::StockReceived{.quantity = 5000,
                                             .happened_at = ms("2026-03-01T01:00:00Z")})});
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

TEST(ReserveStock, HoldsAndReleases) {
  Given given = stores();
  schema::ReserveStock reserve{
      .warehouse = "WH-A", .part = "P-1", .quantity = 4000, .hold = "店面"};
  given.when(reserve).then_refused("stock_item.insufficient");
  given.when(receive(5))
      .when(reserve)
      .then({on(shelf, schema::StockReserved{.request = {}, .hold = "店面", .quantity = 4000})});
  given.when(reserve).then_refused("stock_item.hold_exists");
  reserve.hold = "另一";
  given.when(reserve).then_refused("stock_item.insufficient");
  reserve.quantity = 0;
  given.when(reserve).then_refused("stock_item.bad_quantity");
  const schema::ReleaseStock release{.warehouse = "WH-A", .part = "P-1", .hold = "店面"};
  given.when(release).then(
      {on(shelf, schema::StockReleased{.request = {}, .hold = "店面", .quantity = 4000})});
  given.when(release).then_refused("stock_item.no_such_hold");
  EXPECT_EQ(given.state<schema::StockItem>(shelf).reserved, 0);
}

TEST(StockAdjustment, NeedsAnotherPerson) {
  Given given = stores();
  given.when(receive(5)).when(count(3)).then_accepted();
  EXPECT_EQ(on_hand(given), 5) << "nothing moves before it is approved";
  given.when(approve(1)).then_refused("stock_item.same_operator");
  given.as(somebody("bob")).when(approve(2)).then_refused("stock_item.no_such_proposal");
  given.when(approve(1))
      .then({on(shelf, schema::StockAdjusted{.number = 1,
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
  EXPECT_EQ(given.state<schema::StockItem>(shelf).proposals.front().number, 2u)
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

// Goods by place, kept from the events alone: every movement takes from one place what it adds to
// another.
struct Books {
  std::int64_t outside = 0, stock = 0, custody = 0, customer = 0, lost = 0, differences = 0;
  std::int64_t sum() const { return outside + stock + custody + customer + lost + differences; }

  void book(const schema::Event& event) {
    if (const auto* e = std::get_if<schema::StockReceived>(&event))
      move(outside, stock, e->quantity);
    if (const auto* e = std::get_if<schema::StockIssued>(&event)) move(stock, custody, e->quantity);
    if (const auto* e = std::get_if<schema::StockReturned>(&event)) {
      move(e->from == schema::PlaceKind::customer ? customer : custody, stock, e->quantity);
    }
    if (const auto* e = std::get_if<schema::StockAdjusted>(&event))
      move(differences, stock, e->difference);
    if (const auto* e = std::get_if<schema::StockCountRestated>(&event))
      move(differences, stock, e->difference);
    if (const auto* e = std::get_if<schema::CustodyLost>(&event)) move(custody, lost, e->quantity);
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
    given.as(somebody(pick(2) == 0 ? "ann" : "bob"));
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
    switch (pick(14)) {
      case 0:
      case 1:
        return schema::ReceiveStock{.warehouse = warehouse(), .part = "P-1", .quantity = pieces()};
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
      default:
        return schema::ReturnPart{
            .request = request(),
            .quantity = pieces(),
            .condition = pick(2) == 0 ? PartCondition::good : PartCondition::defective};
    }
  }

  std::mt19937_64 random_;
  std::int64_t minutes_ = 0;
  std::uint64_t next_ = 0;
};

void expect_balanced(Given& given, const Books& books) {
  ASSERT_EQ(books.sum(), 0);
  std::int64_t stock = 0;
  for (const char* id : {"WH-A:P-1:good", "WH-B:P-1:good", "WH-A:P-1:defective",
                         "WH-B:P-1:defective", "WH-C:P-1:good"}) {
    const auto loaded = given.streams().load(std::string("stock_item/") + id);
    if (!loaded || loaded->state == nullptr) continue;
    const auto& item = std::get<schema::StockItem>(*loaded->state);
    std::int64_t reserved = 0;
    for (const auto& reservation : item.reservations) reserved += reservation.quantity;
    ASSERT_EQ(reserved, item.reserved) << id;
    ASSERT_GE(item.on_hand - item.reserved, 0) << id << ": available went below zero";
    ASSERT_GE(item.reserved, 0) << id;
    stock += item.on_hand;
  }
  ASSERT_EQ(stock, books.stock);
  const auto loaded = given.streams().load("custody/T-1:P-1:good");
  const std::int64_t carried =
      loaded && loaded->state != nullptr ? std::get<schema::Custody>(*loaded->state).quantity : 0;
  ASSERT_GE(carried, 0);
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
