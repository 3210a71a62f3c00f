// Published tariffs, with the amounts that their makers give.

#include "core/calendar/dates.h"
#include "core/money/money.h"
#include "core/tariff/price.h"
#include "schema/customer.h"
#include "schema/tariff.h"
#include "schema/work_order_back.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::TariffLine;
using Lines = std::vector<TariffLine>;

constexpr std::int64_t yuan = 100;
constexpr std::int64_t one = core::money::quantity_whole;

TariffLine costs(std::string item, std::int64_t price) {
  return {.item = std::move(item), .unit_price = price * yuan};
}
TariffLine share(std::string item, std::int32_t rate, std::string of) {
  return {.item = std::move(item), .rate = rate, .of_item = std::move(of)};
}
TariffLine step(std::string item, std::int64_t from, std::int64_t price) {
  return {.item = std::move(item), .unit_price = price * yuan, .at_least = from};
}

// T3: replaced, looked at only, sent in; the way by the kilometre.
Lines water_heaters() {
  const auto of = [](std::string category, std::string item, std::int64_t price) {
    return TariffLine{
        .category = std::move(category), .item = std::move(item), .unit_price = price * yuan};
  };
  Lines lines;
  const struct {
    const char* category;
    std::int64_t replaced, looked_at, sent_in;
  } rows[] = {{"gas heater", 70, 30, 55},    {"hood", 60, 30, 45},
              {"stove", 50, 30, 35},         {"electric heater", 70, 40, 55},
              {"purifier", 60, 50, 50},      {"dishwasher", 120, 60, 70},
              {"wall boiler", 200, 100, 0}};
  for (const auto& row : rows) {
    lines.push_back(of(row.category, "replace", row.replaced));
    lines.push_back(of(row.category, "check", row.looked_at));
    if (row.sent_in != 0) lines.push_back(of(row.category, "sent in", row.sent_in));
  }
  lines.push_back({.item = "distance",
                   .unit_price = 2 * yuan,
                   .free_quantity = 10 * one,
                   .once_per_visit = true});
  lines.push_back({.item = "distance",
                   .unit_price = 2 * yuan,
                   .area = "3101",
                   .free_quantity = 20 * one,
                   .once_per_visit = true});
  return lines;
}

// T5: a set moved, by horsepower; removed or installed only; pipe by the metre; grilles by floor.
Lines relocation() {
  return {costs("wall set", 180),
          step("floor set", 2'000, 280),
          step("floor set", 3'000, 400),
          step("floor set", 10'000, 1'000),
          costs("wall set, other", 200),
          costs("large set, other", 450),
          share("remove wall set", 4'000, "wall set"),
          share("install wall set", 6'000, "wall set"),
          share("remove large set, other", 4'000, "large set, other"),
          share("install large set, other", 6'000, "large set, other"),
          step("pipe", 1'000, 80),
          step("pipe", 1'500, 90),
          step("pipe", 2'000, 105),
          step("pipe", 3'000, 120),
          step("pipe", 5'000, 160),
          costs("hole", 50),
          costs("grille", 50),
          step("grille", 4'000, 100)};
}

// T6: work at a height.
Lines high_work() {
  TariffLine high = step("high work", 4'000, 100);
  high.cap_per_visit = 300 * yuan;
  return {costs("high work", 0), high, costs("own pipe", 25), costs("wall unit moved", 300)};
}

// T7: shares of other prices, some of them typed.
Lines open_tariff() {
  TariffLine board = share("new board", 25'000, "");
  board.of_at_most = 20 * yuan;
  TariffLine village = share("check", 8'000, "check");
  village.area = "62";
  return {costs("check", 50),
          village,
          share("door", 3'000, "check"),
          share("mailed part", 12'000, ""),
          share("restored part", 7'000, ""),
          share("part made new", 15'000, ""),
          share("rewired", 12'000, ""),
          board};
}

struct Figure {
  const char* what;
  Lines (*tariff)();
  core::rules::Key key;
  std::int64_t quantity = one;
  std::int64_t of_price = 0;
  std::int64_t amount = 0;  // yuan
};

const Figure figures[] = {
    {"T3 gas heater", water_heaters, {.category = "gas heater", .item = "replace"}, one, 0, 70},
    {"T3 hood", water_heaters, {.category = "hood", .item = "sent in"}, one, 0, 45},
    {"T3 purifier", water_heaters, {.category = "purifier", .item = "check"}, one, 0, 50},
    {"T3 boiler", water_heaters, {.category = "wall boiler", .item = "check"}, one, 0, 100},
    {"T3 city 35 km", water_heaters, {.item = "distance", .area = "310115"}, 35 * one, 0, 30},
    {"T3 city 20 km", water_heaters, {.item = "distance", .area = "310115"}, 20 * one, 0, 0},
    {"T3 village 25 km", water_heaters, {.item = "distance", .area = "610322"}, 25 * one, 0, 30},
    {"T3 village 10 km", water_heaters, {.item = "distance", .area = "610322"}, 10 * one, 0, 0},
    {"T3 area unknown", water_heaters, {.item = "distance"}, 25 * one, 0, 30},
    {"T5 wall", relocation, {.item = "wall set"}, one, 0, 180},
    {"T5 floor 2.5P", relocation, {.item = "floor set", .at_least = 2'500}, one, 0, 280},
    {"T5 floor 5P", relocation, {.item = "floor set", .at_least = 5'000}, one, 0, 400},
    {"T5 10P", relocation, {.item = "floor set", .at_least = 10'000}, one, 0, 1'000},
    {"T5 removed", relocation, {.item = "remove wall set"}, one, 0, 72},
    {"T5 installed", relocation, {.item = "install wall set"}, one, 0, 108},
    {"T5 450 removed", relocation, {.item = "remove large set, other"}, one, 0, 180},
    {"T5 450 installed", relocation, {.item = "install large set, other"}, one, 0, 270},
    {"T5 3.5 m of 1.5P", relocation, {.item = "pipe", .at_least = 1'500}, 3'500, 0, 315},
    {"T5 a metre of 2.5P", relocation, {.item = "pipe", .at_least = 2'500}, one, 0, 105},
    {"T5 a metre of 5P", relocation, {.item = "pipe", .at_least = 5'000}, one, 0, 160},
    {"T5 grille 3rd floor", relocation, {.item = "grille", .at_least = 3'000}, one, 0, 50},
    {"T5 grille 4th floor", relocation, {.item = "grille", .at_least = 4'000}, one, 0, 100},
    {"T6 2 sets", high_work, {.item = "high work", .at_least = 4'000}, 2 * one, 0, 200},
    {"T6 3rd floor", high_work, {.item = "high work", .at_least = 3'000}, 2 * one, 0, 0},
    {"T6 own pipe", high_work, {.item = "own pipe"}, 2 * one, 0, 50},
    {"T7 door in town", open_tariff, {.item = "door", .area = "310115"}, one, 0, 15},
    {"T7 door in a village", open_tariff, {.item = "door", .area = "620102"}, one, 0, 12},
    {"T7 check in a village", open_tariff, {.item = "check", .area = "620102"}, one, 0, 40},
    {"T7 mailed", open_tariff, {.item = "mailed part"}, one, 50 * yuan, 60},
    {"T7 restored", open_tariff, {.item = "restored part"}, one, 30 * yuan, 21},
    {"T7 made new", open_tariff, {.item = "part made new"}, one, 30 * yuan, 45},
    {"T7 rewired", open_tariff, {.item = "rewired"}, one, 30 * yuan, 36},
    {"T7 board, part 35", open_tariff, {.item = "new board"}, one, 35 * yuan, 50},
    {"T7 board, part 20", open_tariff, {.item = "new board"}, one, 20 * yuan, 50},
    {"T7 board, part 12", open_tariff, {.item = "new board"}, one, 12 * yuan, 30},
};

TEST(TariffFigures, AreThoseThatArePublished) {
  for (const Figure& figure : figures) {
    SCOPED_TRACE(figure.what);
    EXPECT_TRUE(core::tariff::check_shares(figure.tariff()));
    const schema::TariffVersion version{.version = 1, .lines = figure.tariff()};
    const auto price = core::tariff::price_in(version, figure.key, figure.of_price);
    ASSERT_TRUE(price) << price.error().code;
    EXPECT_EQ(core::tariff::amount_of(*price, figure.quantity).value(), figure.amount * yuan);
  }
}

// An order in progress in area 310115, and the tariff that is in force.
struct Charges : ::testing::Test {
  void in_force(const Lines& lines) {
    given.as(person("acc")).when(schema::DraftTariff{.tariff = "TF-1",
                                                     .name = "价目",
                                                     .effective_from = day("2026-01-01"),
                                                     .lines = lines});
    given.then_accepted();
    given.as(person("boss")).when(schema::PublishTariff{.tariff = "TF-1", .version = 1});
    given.then_accepted();
    given.as(person("disp"));
  }
  static std::int32_t day(std::string_view text) { return *core::calendar::parse_date(text); }
  static schema::AddCharge charge(std::string item, std::int64_t quantity,
                                  std::int64_t measure = 0) {
    return {.order = "WO-1",
            .tariff = "TF-1",
            .item = std::move(item),
            .quantity = quantity,
            .payer = schema::Payer::customer,
            .measure = measure};
  }
  const schema::Charge& latest() {
    return last(given.state<schema::WorkOrder>("WO-1").charges);
  }
  Given given = order_in(schema::WorkOrderStatus::in_progress);
};

TEST_F(Charges, TellHowTheyWereComputed) {
  in_force(water_heaters());
  given.when(charge("distance", 35 * one)).then_accepted();
  EXPECT_EQ(latest().amount, 30 * yuan);
  EXPECT_EQ(latest().free_quantity, 20 * one);
  EXPECT_EQ(latest().tariff_line, water_heaters().size());
  EXPECT_EQ(latest().visit, 1);
}

TEST_F(Charges, OfTheWayAreOncePerVisit) {
  in_force(water_heaters());
  given.when(charge("distance", 35 * one)).then_accepted();
  given.when(charge("distance", 35 * one)).then_refused("work_order.visit_charged");
  given.as(person("acc"))
      .when(schema::ReplaceCharge{.order = "WO-1",
                                  .line = 1,
                                  .tariff = "TF-1",
                                  .item = "distance",
                                  .quantity = 40 * one,
                                  .payer = schema::Payer::customer,
                                  .reason = "量错"});
  given.then_accepted();
  EXPECT_EQ(latest().amount, 40 * yuan);
}

// Two appliances of one home are two orders of one visit.
TEST_F(Charges, OfTheWayAreOncePerHome) {
  in_force(water_heaters());
  schema::WorkOrderRegistered second = registered();
  second.asset.clear();
  given.history("WO-2", second);
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-2", schema::BookingScheduled{.booking = 1,
                                                 .technician = "T1",
                                                 .starts_at = ms(visit_start),
                                                 .ends_at = ms(visit_end)});
  given.history("WO-2", schema::BookingAccepted{.booking = 1, .technician = "T1"});
  given.history("WO-2", schema::WorkStarted{.booking = 1});
  given.when(charge("distance", 35 * one)).then_accepted();
  EXPECT_EQ(latest().amount, 30 * yuan);
  schema::AddCharge again = charge("distance", 35 * one);
  again.order = "WO-2";
  given.when(again).then_refused("work_order.visit_charged");
  given.as(person("acc"))
      .when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = "改记另一单"});
  given.then_accepted();
  given.as(person("disp")).when(again).then_accepted();
}

// That he is registered twice comes out with the second order.
TEST_F(Charges, OfTheWayAreOncePerHomeOfMergedCustomers) {
  in_force(water_heaters());
  given.when(charge("distance", 35 * one)).then_accepted();
  given.history("C-2", schema::CustomerRegistered{.name = "张三", .phone = "13800000001"});
  schema::WorkOrderRegistered second = registered();
  second.asset.clear();
  second.customer = "C-2";
  given.history("WO-2", second);
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-2", schema::BookingScheduled{.booking = 1,
                                                 .technician = "T1",
                                                 .starts_at = ms(visit_start),
                                                 .ends_at = ms(visit_end)});
  given.history("WO-2", schema::BookingAccepted{.booking = 1, .technician = "T1"});
  given.history("WO-2", schema::WorkStarted{.booking = 1});
  given.as(person("call"))
      .when(schema::MergeCustomers{.customer = "C-1", .into = "C-2", .reason = "登记了两次"})
      .then_accepted();
  schema::AddCharge again = charge("distance", 35 * one);
  again.order = "WO-2";
  given.as(person("disp")).when(again).then_refused("work_order.visit_charged");
  given.as(person("call"))
      .when(schema::SplitCustomers{.customer = "C-1", .reason = "父子"})
      .then_accepted();
  given.as(person("disp")).when(again).then_accepted();
}

// The order that was canceled comes back, and the home is not charged twice.
TEST_F(Charges, OfTheWayStayWithTheOrderThatHasThemSince) {
  in_force(water_heaters());
  schema::WorkOrderRegistered second = registered();
  second.asset.clear();
  given.history("WO-2", second);
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-2", schema::BookingScheduled{.booking = 1,
                                                 .technician = "T1",
                                                 .starts_at = ms(visit_start),
                                                 .ends_at = ms(visit_end)});
  given.history("WO-2", schema::BookingAccepted{.booking = 1, .technician = "T1"});
  given.history("WO-2", schema::WorkStarted{.booking = 1});
  given.when(charge("distance", 35 * one)).then_accepted();
  schema::AddCharge again = charge("distance", 35 * one);
  again.order = "WO-2";
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "点错了"}).then_accepted();
  given.when(again).then_accepted();
  given.when(schema::ReinstateWorkOrder{.order = "WO-1", .reason = "点错了"}).then_accepted();
  EXPECT_EQ(latest().status, schema::ChargeStatus::withdrawn);
  // Nobody else has them: they stand.
  given.when(schema::CancelWorkOrder{.order = "WO-2", .reason = "点错了"}).then_accepted();
  given.when(schema::ReinstateWorkOrder{.order = "WO-2", .reason = "点错了"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-2").charges.at(0).status,
            schema::ChargeStatus::agreed);
}

TEST_F(Charges, AreCappedPerVisit) {
  in_force(high_work());
  given.when(charge("high work", 4 * one)).then_refused("tariff.measure_missing");
  given.when(charge("high work", 4 * one, 4'000)).then_accepted();
  EXPECT_EQ(latest().amount, 300 * yuan);
  EXPECT_EQ(latest().full_amount, 400 * yuan);
  EXPECT_EQ(latest().measure, 4'000);
  given.when(charge("high work", one, 4'000)).then_refused("work_order.cap_reached");
}

TEST_F(Charges, ThatComeBitByBitAreCappedAlike) {
  in_force(high_work());
  given.when(charge("high work", 2 * one, 5'000)).then_accepted();
  EXPECT_EQ(latest().amount, 200 * yuan);
  EXPECT_EQ(latest().full_amount, 0);
  given.when(charge("high work", 2 * one, 5'000)).then_accepted();
  EXPECT_EQ(latest().amount, 100 * yuan);
}

TEST_F(Charges, OfATypedPriceWaitForASecondPerson) {
  in_force(open_tariff());
  schema::AddCharge board = charge("new board", one);
  given.when(board).then_refused("work_order.of_price_missing");
  board.of_price = 35 * yuan;
  given.when(board).then_refused("work_order.of_price_missing");
  board.reason = "主板 35 元";
  given.when(board).then_accepted();
  EXPECT_EQ(latest().amount, 50 * yuan);
  EXPECT_EQ(latest().of_price, 20 * yuan) << "as it counted";
  EXPECT_EQ(latest().status, schema::ChargeStatus::pending);
  schema::AddCharge door = charge("door", one);
  door.of_price = 10 * yuan;
  given.when(door).then_refused("work_order.bad_amount");
  door.of_price = 0;
  given.when(door).then_accepted();
  EXPECT_EQ(latest().amount, 15 * yuan);
  EXPECT_EQ(latest().of_item, "check");
  EXPECT_EQ(latest().status, schema::ChargeStatus::agreed);
}

TEST(TariffShares, AreRefusedWhereTheyCannotBe) {
  const struct {
    Lines lines;
    const char* code;
  } rows[] = {
      {{share("a", 5'000, "b"), share("b", 5'000, "a")}, "tariff.circular"},
      {{share("a", 5'000, "b"), share("b", 5'000, "c"), share("c", 1, "a")}, "tariff.circular"},
      {{share("a", 5'000, "a")}, "tariff.unknown_item"},
      {{share("a", 5'000, "b")}, "tariff.unknown_item"},
      {{{.item = "a", .unit_price = 300, .cap_per_visit = 200}}, "tariff.cap_below_price"},
      {{{.item = "a", .unit_price = 300, .rate = 1}}, "tariff.two_prices"},
      {{{.item = "a", .of_item = "b"}, costs("b", 1)}, "tariff.bad_share"},
      {{{.item = "a", .of_at_most = 1}}, "tariff.bad_share"},
      {{{.item = "a", .rate = -1}}, "tariff.bad_share"},
      {{{.item = "a", .free_quantity = -1}}, "tariff.bad_share"},
      {{{.item = "a", .at_least = -1}}, "tariff.bad_share"},
      {{{.item = "a", .area = "31"}, {.item = "a", .area = "31"}}, "tariff.equally_specific"},
      {{step("a", 1, 1), step("a", 1, 2)}, "tariff.equally_specific"},
      {{{.item = "a", .area = "3\n1"}}, "tariff.bad_text"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.code);
    Given given = company();
    given.as(person("acc")).when(schema::DraftTariff{
        .tariff = "TF-1", .name = "价目", .effective_from = 20'000, .lines = row.lines});
    given.then_refused(row.code);
  }
}

}  // namespace
}  // namespace kintsugi::tests
