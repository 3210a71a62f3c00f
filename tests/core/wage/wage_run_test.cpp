// The monthly run and adjustments, with the worked figures T8.

#include "core/money/money.h"
#include "core/wage/rate.h"
#include "schema/identity.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/core/wage/wages.h"

namespace kintsugi::tests {
namespace {

using namespace wages;

TEST(Wages, TwentyInstallsAtSixtyPerCent) {  // T8: 1 800.00
  Given given = a_month_of_installs();
  given.when(calculate());
  given.then({on("A:2026-03", schema::WagesCalculated{.outlet = "A",
                                                      .period = "2026-03",
                                                      .calculator = "bob",
                                                      .sheets = {{"T-1", 20, 180'000, 0, 180'000}},
                                                      .total = 180'000})});
  given.when(calculate()).then_nothing();
}

TEST(Wages, ARaiseFromTheFifteenthRatesAgainWhatIsNotApproved) {  // T8: 1 860.00
  Given given = a_month_of_installs();
  given.when(calculate()).then_accepted();
  publish(given, draft({rate_line(6500)}, "2026-03-15"), 2);
  given.at("2026-04-02T01:00:00Z").as(somebody("eve")).when(approve()).then_refused("wage.stale");
  given.when(calculate()).then_accepted();
  EXPECT_EQ(run(given).total, 186'000);
  EXPECT_EQ(given.events().list().size(), 9u) << "eight orders and the run";
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-15").lines).rule_version, 2u);
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-05").lines).rule_version, 1u);
  given.as(somebody("bob")).when(approve()).then_accepted();
}

TEST(Wages, WhatIfSixtyFiveAllMonth) {  // T8: 1 950.00
  const schema::WageRuleVersion version{.lines = {rate_line(6500)}};
  std::int64_t total = 0;
  for (int i = 0; i < 20; ++i) {
    core::wage::Work work{"haier", "ac", "KFR-35", schema::ServiceType::repair, {}};
    work.charges.push_back({.item = "install", .quantity = 1000, .charge = 15000});
    total += core::wage::rate(version, work)->total;
  }
  EXPECT_EQ(total, 195'000);
}

// The rule's shares follow the rule; shares that somebody told stay as told.
TEST(WageRun, RatesSharesAgainUnlessTheyWereTold) {
  Given given = stores();
  auto command = draft({rate_line(10000)});
  command.crews = {{.shares = {7000, 3000}}};
  publish(given, command, 1);
  post(given, "WO-2", "2026-03-20", 10000);
  post(given, "WO-3", "2026-03-20", 10000);
  schema::EarnWageLine earn{.order = "WO-2",
                            .crew = {{.technician = "T-1"}, {.technician = "T-2"}}};
  given.when(earn).then_accepted();
  earn = {.order = "WO-3",
          .crew = {{.technician = "T-1", .weight = 9000}, {.technician = "T-2", .weight = 1000}}};
  given.when(earn).then_accepted();
  command.effective_from = day("2026-03-15");
  command.crews = {{.shares = {6000, 4000}}};
  publish(given, command, 2);
  given.when(calculate()).then_accepted();
  const auto& lines = given.state<schema::WageDay>("A:2026-03-20").lines;
  EXPECT_EQ(lines[0].shares, (Shares{{"T-1", 6000, 6000}, {"T-2", 4000, 4000}}));
  EXPECT_EQ(lines[1].shares, (Shares{{"T-1", 9000, 9000}, {"T-2", 1000, 1000}}));
  EXPECT_EQ(run(given).sheets, (std::vector<schema::WageSheet>{{"T-1", 2, 15000, 0, 15000},
                                                               {"T-2", 2, 5000, 0, 5000}}));
}

// A month day by day, leap day and last second included: the sheets add up to the days, the run to
// the sheets, and the months beside it are not touched.
TEST(WageRun, SumsUpAMonthToTheFen) {
  Given given = stores();
  publish(given, draft({rate_line(3333)}, "2024-01-01"), 1);
  int number = 0;
  std::int64_t expected = 0;
  for (std::int32_t date = day("2024-02-01"); date <= day("2024-02-29"); ++date) {
    const std::string order = "WO-" + std::to_string(1000 + number);
    const std::int64_t charge = 10'001 + number++;
    post(given, order, core::calendar::format_date(date), charge);
    const schema::WageShare one{.technician = "T-1", .weight = 5000};
    const schema::WageShare two{.technician = "T-2", .weight = 5000};
    given.when(schema::EarnWageLine{.order = order, .crew = {one, two}}).then_accepted();
    expected += core::money::times_rate(charge, 3333).value();
  }
  // Completed in the last second of February, and in the first of March, in Shanghai.
  for (const auto& [order, at] : {std::pair("WO-LAST", "2024-02-29T15:59:59.999Z"),
                                  std::pair("WO-NEXT", "2024-02-29T16:00:00Z")}) {
    start_order(given, order, "T-1");
    given.history(order, schema::ChargeAdded{.line = 1,
                                             .status = schema::ChargeStatus::agreed,
                                             .item = "visit",
                                             .quantity = 1000,
                                             .amount = 10000});
    given.history(order, schema::WorkReported{.booking = 1, .technician = "T-1", .at = ms(at)});
    given.history(order, schema::WorkOrderCompleted{.at = ms(at)});
    given.history(order, schema::WorkOrderPosted{.at = ms(at)});
    given.when(schema::EarnWageLine{.order = order}).then_accepted();
  }
  given.at("2024-02-29T02:00:00Z")
      .when(
          schema::AdjustWages{.outlet = "A", .technician = "T-2", .amount = -77, .reason = "扣款"})
      .then_accepted();
  given.at("2026-03-01T01:00:00Z").when(calculate("2024-02")).then_accepted();
  const auto& february = given.state<schema::WageRun>("A:2024-02");
  ASSERT_EQ(february.sheets.size(), 2u);
  std::int64_t earned = 0, total = 0;
  for (const schema::WageSheet& sheet : february.sheets) {
    earned += sheet.earned;
    total += sheet.total;
    EXPECT_EQ(sheet.total, sheet.earned + sheet.adjusted);
  }
  EXPECT_EQ(earned, expected + 3333);
  EXPECT_EQ(total, expected + 3333 - 77);
  EXPECT_EQ(february.total, total);
  EXPECT_EQ(february.sheets[0].orders, 30u);
  EXPECT_EQ(february.sheets[1].orders, 29u);
  given.when(calculate("2024-03")).then_accepted();
  EXPECT_EQ(given.state<schema::WageRun>("A:2024-03").total, 3333);
  given.when(approve("2024-02")).then_refused("wage.same_operator");
  given.as(somebody("eve")).when(approve("2024-02")).then_accepted();
}

TEST(AdjustWages, IsInsideOnesOutlets) {
  Given given = stores();
  given.history("T-9", schema::TechnicianRegistered{.name = "远", .outlet = "B"});
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = schema::Role::accountant, .outlet = "A"});
  schema::AdjustWages command{.outlet = "A", .technician = "T-9", .amount = 1, .reason = "奖"};
  given.as(somebody("local")).when(command).then_refused("authority.out_of_scope");
  given.history("WO-9", schema::WorkOrderRegistered{});
  given.history("WO-9", schema::OutletAssigned{.outlet = "B"});
  command.technician = "T-1";
  command.order = "WO-9";
  given.when(command).then_refused("authority.out_of_scope");
  command.order = "WO-1";
  given.when(command).then_accepted();
}

TEST(WageRun, IsRefused) {
  Given given = a_month_of_installs();
  given.when(calculate("2026-3")).then_refused("wage.bad_period");
  given.when(calculate("2026-13")).then_refused("wage.bad_period");
  given.when(schema::CalculateWages{.outlet = "Z", .period = "2026-03"})
      .then_refused("outlet.not_found");
  given.when(approve()).then_refused("wage.not_calculated");
  given.when(calculate()).then_accepted();
  given.at("2026-04-02T01:00:00Z").when(approve()).then_refused("wage.same_operator");
  given.as(somebody("eve"))
      .at("2026-03-31T15:59:59Z")
      .when(approve())
      .then_refused("wage.month_not_over");
  given.at("2026-03-31T16:00:00Z").when(approve()).then_accepted();
  given.when(approve()).then_refused("wage.already_approved");
  given.when(calculate()).then_refused("wage.already_approved");
}

// Nobody's wage is nothing by oversight: the run says for how many orders no rule was in force, and
// is approved only by who says that they earn nothing.
TEST(WageRun, SaysWhereNoRuleWasInForce) {
  Given given = stores();
  publish(given, draft({rate_line(10000)}, "2026-03-10"), 1);
  post(given, "WO-2", "2026-03-05", 10000);
  post(given, "WO-3", "2026-03-20", 10000);
  for (const char* order : {"WO-2", "WO-3"})
    given.when(schema::EarnWageLine{.order = order, .crew = {{.technician = "T-1"}}})
        .then_accepted();
  EXPECT_EQ(given.when(calculate()).event<schema::WagesCalculated>().unrated, 1u);
  given.as(somebody("eve")).at("2026-04-02T01:00:00Z");
  schema::ApproveWages approved = approve();
  given.when(approved).then_refused("wage.no_rule");
  approved.unrated_earn_nothing = true;
  given.when(approved).then_accepted();
}

// A raise that nobody had agreed to is withdrawn while the month is open: its days are paid by the
// rule before it, and by none where it was the first.
TEST(WageRun, RatesAgainWhatAWithdrawnRuleHadRated) {
  Given given = a_month_of_installs();
  publish(given, draft({rate_line(6500)}, "2026-03-15"), 2);
  given.at("2026-04-02T01:00:00Z").when(calculate()).then_accepted();
  EXPECT_EQ(run(given).total, 186'000);
  schema::WithdrawWageRule withdraw{.rule = "default", .version = 2, .reason = "没有商定"};
  given.when(withdraw).then_refused("wage_rule.same_author");
  given.as(somebody("eve")).when(withdraw).then_accepted();
  given.when(approve()).then_refused("wage.stale");
  given.as(somebody("bob")).when(calculate()).then_accepted();
  EXPECT_EQ(run(given).total, 180'000);
  withdraw.version = 1;
  given.as(somebody("eve")).when(withdraw).then_accepted();
  given.as(somebody("bob")).when(calculate()).then_accepted();
  EXPECT_EQ(run(given).total, 0);
  EXPECT_EQ(run(given).unrated, 20u);
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-05").lines).rule, "");
  given.as(somebody("eve")).when(approve()).then_refused("wage.no_rule");
}

TEST(WageRun, ThatIsApprovedKeepsItsRule) {
  Given given = a_month_of_installs();
  given.when(calculate())
      .at("2026-04-02T01:00:00Z")
      .as(somebody("eve"))
      .when(approve())
      .then_accepted();
  given.when(schema::WithdrawWageRule{.rule = "default", .version = 1, .reason = "没有商定"})
      .then_refused("wage_rule.sealed_month");
}

TEST(WageRun, IsStaleOnceAnotherOrderCounts) {
  Given given = a_month_of_installs();
  given.when(calculate());
  post(given, "WO-200", "2026-03-20", 10000);
  given.when(schema::EarnWageLine{.order = "WO-200"}).then_accepted();
  given.at("2026-04-02T01:00:00Z").as(somebody("eve")).when(approve()).then_refused("wage.stale");
}

TEST(WageRun, OnceApprovedNothingOfItMoves) {
  Given given = a_month_of_installs();
  given.when(calculate())
      .at("2026-04-02T01:00:00Z")
      .as(somebody("eve"))
      .when(approve())
      .then_accepted();
  given.as(somebody("ann"))
      .when(draft({rate_line(9000)}, "2026-03-31"))
      .then_refused("wage_rule.sealed_month");
  given.when(draft({rate_line(9000)}, "2026-04-01")).then_accepted();
  post(given, "WO-200", "2026-03-20", 10000);
  given.when(schema::EarnWageLine{.order = "WO-200"}).then_accepted();
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-04-02").lines).total, 6000)
      << "in the open month, by March's rule";
  EXPECT_EQ(run(given).total, 180'000);
}

TEST(AdjustWages, IsInTheOpenMonth) {
  Given given = a_month_of_installs();
  schema::AdjustWages command{
      .outlet = "A", .technician = "T-1", .amount = -5000, .reason = "扣款", .order = "WO-101"};
  given.at("2026-03-20T01:00:00Z").when(command);
  given.then({on("A:2026-03-20", schema::WageAdjusted{.outlet = "A",
                                                      .day = day("2026-03-20"),
                                                      .technician = "T-1",
                                                      .amount = -5000,
                                                      .reason = "扣款",
                                                      .order = "WO-101",
                                                      .author = "bob"})});
  given.when(calculate()).then_accepted();
  EXPECT_EQ(run(given).sheets,
            (std::vector<schema::WageSheet>{{"T-1", 20, 180'000, -5000, 175'000}}));
  command.amount = 0;
  given.when(command).then_refused("wage.bad_amount");
  command.amount = 100'000'000'001;
  given.when(command).then_refused("wage.bad_amount");
  command.amount = 1;
  command.reason.clear();
  given.when(command).then_refused("wage.bad_text");
  command.technician = "T-9";
  given.when(command).then_refused("technician.not_found");
}

// A's March is approved and paid by the company's rule: B's own rule may still begin in March, A's
// and the company's may not.
TEST(WageRun, BarsRulesOfItsOutletAndTheOnesThatItPaidBy) {
  Given given = a_month_of_installs();
  given.when(calculate())
      .at("2026-04-02T01:00:00Z")
      .as(somebody("eve"))
      .when(approve())
      .then_accepted();
  const auto of = [](const char* rule, std::string_view from) {
    auto command = draft({rate_line(9000)}, from);
    command.rule = rule;
    return command;
  };
  given.as(somebody("ann"));
  given.when(of("A", "2026-03-20")).then_refused("wage_rule.sealed_month");
  given.when(of("default", "2026-03-20")).then_refused("wage_rule.sealed_month");
  given.when(of("B", "2026-03-20")).then_accepted();
  given.as(somebody("bob"))
      .when(schema::PublishWageRule{.rule = "B", .version = 1})
      .then_accepted();
}

// Where an outlet is paid by its own rule alone, its approval does not bar the company's.
TEST(WageRun, ByAnOwnRuleLeavesTheCompanysOpen) {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  auto own = draft({rate_line(5000)});
  own.rule = "A";
  publish(given, own, 1);
  post(given, "WO-2", "2026-03-09", 10000);
  given.when(schema::EarnWageLine{.order = "WO-2"}).when(calculate()).then_accepted();
  given.at("2026-04-02T01:00:00Z").as(somebody("eve")).when(approve()).then_accepted();
  given.as(somebody("ann"));
  given.when(draft({rate_line(7000)}, "2026-03-20")).then_accepted();
  own.effective_from = day("2026-03-20");
  given.when(own).then_refused("wage_rule.sealed_month");
}

// An approval of before runs said which rule paid: it bars the company's rule, as it did then.
TEST(WageRun, OfAnEarlierLogBarsTheCompanysRule) {
  Given given = stores();
  given.history("all", schema::WageMonthSealed{.sealed_until = day("2026-03-31")});
  given.as(somebody("ann")).at("2026-04-02T01:00:00Z");
  given.when(draft({rate_line(7000)}, "2026-03-20")).then_refused("wage_rule.sealed_month");
  auto own = draft({rate_line(5000)}, "2026-03-20");
  own.rule = "B";
  given.when(own).then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
