// Wage rules, what orders earn, and the monthly run, with the worked figures T8 and T9.

#include "core/wage/wage.h"

#include <limits>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/wage/rate.h"
#include "tests/core/stores.h"

namespace kintsugi::tests {
namespace {

using schema::WageBasis;
using schema::WageRuleLine;

std::int32_t day(std::string_view date) { return core::calendar::parse_date(date).value(); }
WageRuleLine rate_line(std::int32_t rate) { return {.basis = WageBasis::rate, .rate = rate}; }
WageRuleLine fixed_line(std::int64_t amount) {
  return {.basis = WageBasis::fixed, .amount = amount};
}

schema::DraftWageRule draft(std::vector<WageRuleLine> lines, std::string_view from = "2026-03-01") {
  return {
      .rule = "default", .name = "提成", .effective_from = day(from), .lines = std::move(lines)};
}
void publish(Given& given, const schema::DraftWageRule& command, std::uint32_t version) {
  given.as(somebody("ann")).when(command).then_accepted();
  given.as(somebody("bob"))
      .when(schema::PublishWageRule{.rule = command.rule, .version = version})
      .then_accepted();
}

// An order of T-1 at A, completed on that date and posted, with one charge.
void post(Given& given, const std::string& order, std::string_view date, std::int64_t charge) {
  const std::int64_t at = to_ms(core::start_of(day(date)) + std::chrono::hours(10));
  start_order(given, order, "T-1");
  given.history(order, schema::ChargeAdded{.line = 1,
                                           .status = schema::ChargeStatus::agreed,
                                           .item = "install",
                                           .quantity = 1000,
                                           .unit_price = charge,
                                           .amount = charge,
                                           .payer = schema::Payer::customer});
  given.history(order, schema::WorkReported{.booking = 1, .technician = "T-1", .at = at});
  given.history(order, schema::WorkOrderCompleted{.at = at});
  given.history(order, schema::WorkOrderPosted{.at = at});
}

schema::CalculateWages calculate(std::string period = "2026-03") {
  return {.outlet = "A", .period = std::move(period)};
}
schema::ApproveWages approve(std::string period = "2026-03") {
  return {.outlet = "A", .period = std::move(period)};
}
const schema::WageRun& run(Given& given) { return given.state<schema::WageRun>("A:2026-03"); }

// 20 installs at 150.00: 12 before the 15th, 8 from then on (T8).
Given a_month_of_installs() {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  for (int i = 1; i <= 20; ++i) {
    const std::string order = "WO-" + std::to_string(100 + i);
    post(given, order, i <= 12 ? "2026-03-05" : "2026-03-15", 15000);
    given.when(schema::EarnWageLine{.order = order}).then_accepted();
  }
  return given;
}

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
  EXPECT_EQ(given.outcome()->list().size(), 9u) << "eight orders and the run";
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-03-15").lines.front().rule_version, 2u);
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-03-05").lines.front().rule_version, 1u);
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

using Shares = std::vector<schema::WageShare>;

TEST(Shares, SplitToTheFen) {  // T9
  Shares two{{"T-1", 5000, 0}, {"T-2", 5000, 0}};
  ASSERT_TRUE(core::wage::share_out(10001, two).has_value());
  EXPECT_EQ(two, (Shares{{"T-1", 5000, 5001}, {"T-2", 5000, 5000}}));
  Shares three{{"T-3", 0, 0}, {"T-1", 0, 0}, {"T-2", 0, 0}};
  ASSERT_TRUE(core::wage::share_out(10000, three).has_value());
  EXPECT_EQ(three, (Shares{{"T-3", 0, 3333}, {"T-1", 0, 3334}, {"T-2", 0, 3333}}));
}

TEST(Rate, ChargesAndTheOrderItselfEarnByTheirBestLines) {
  WageRuleLine hole = fixed_line(300), ac = fixed_line(23000);
  hole.item = "hole";
  ac.category = "ac";
  const schema::WageRuleVersion version{.lines = {rate_line(1000), hole, fixed_line(5000), ac}};
  core::wage::Work work{"haier", "ac", "KFR-35", schema::ServiceType::install, {}};
  work.charges = {{.item = "visit", .quantity = 1000, .charge = 5005},
                  {.item = "hole", .quantity = 2500, .charge = 1}};
  const auto rated = core::wage::rate(version, work);
  ASSERT_TRUE(rated.has_value());
  EXPECT_EQ(rated->pieces, (std::vector<schema::WagePiece>{{"visit", 1000, 5005, 1, 501},
                                                           {"hole", 2500, 1, 2, 750},
                                                           {"", 1000, 0, 4, 23000}}));
  EXPECT_EQ(rated->total, 501 + 750 + 23000);
  work.charges = {
      {.item = "visit", .quantity = 1000, .charge = std::numeric_limits<std::int64_t>::max()}};
  EXPECT_EQ(core::wage::rate(version, work).error().code, "money.overflow");
}

TEST(DraftWageRule, IsRefused) {
  Given given = stores();
  given.when(draft({})).then_refused("wage_rule.no_lines");
  given.when(draft({rate_line(10001)})).then_refused("wage_rule.bad_rate");
  given.when(draft({rate_line(-1)})).then_refused("wage_rule.bad_rate");
  given.when(draft({fixed_line(-1)})).then_refused("wage_rule.bad_amount");
  given.when(draft({WageRuleLine{.rate = 1}})).then_refused("wage_rule.basis_missing");
  given.when(draft({rate_line(1), rate_line(2)})).then_refused("wage_rule.equally_specific");
  given.when(draft({rate_line(1), fixed_line(2)})).then_accepted();
  given.when(draft({rate_line(1)})).then_refused("wage_rule.draft_pending");
  auto command = draft({rate_line(1)});
  command.rule = "A";
  command.crews = {{.shares = {6000, 3999}}};
  given.when(command).then_refused("wage_rule.shares_not_whole");
  command.crews = {{.shares = {-1, 10001}}};
  given.when(command).then_refused("wage_rule.shares_not_whole");
  command.crews = {{.shares = {6000, 4000}}, {.shares = {5000, 5000}}};
  given.when(command).then_refused("wage_rule.crew_twice");
  command.crews.pop_back();
  command.name.clear();
  given.when(command).then_refused("wage_rule.name_missing");
  command.name = "甲站";
  given.when(command).then_accepted();
  command.rule = "";
  given.when(command).then_refused("wage_rule.bad_id");
}

TEST(PublishWageRule, IsByAnotherPersonAndNeverBackwards) {
  Given given = stores();
  given.when(draft({rate_line(6000)})).then_accepted();
  given.when(schema::PublishWageRule{.rule = "default", .version = 1})
      .then_refused("wage_rule.same_operator");
  given.when(schema::PublishWageRule{.rule = "default", .version = 2})
      .then_refused("wage_rule.no_such_version");
  given.when(schema::PublishWageRule{.rule = "B", .version = 1})
      .then_refused("wage_rule.not_found");
  given.as(somebody("bob"))
      .when(schema::PublishWageRule{.rule = "default", .version = 1})
      .then_accepted();
  given.when(schema::PublishWageRule{.rule = "default", .version = 1})
      .then_refused("wage_rule.not_drafted");
  given.when(draft({rate_line(1)})).then_refused("wage_rule.backdated");
  given.when(draft({rate_line(1)}, "2026-03-02")).then_accepted();
  const schema::WithdrawWageRuleDraft withdraw{.rule = "default", .version = 2, .reason = "写错"};
  given.when(withdraw).then_accepted().when(withdraw).then_refused("wage_rule.not_drafted");
}

TEST(EarnWageLine, OnceAnOrderAndOnlyWhenPosted) {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  given.when(schema::EarnWageLine{.order = "WO-1"}).then_refused("wage.order_not_posted");
  given.when(schema::EarnWageLine{.order = "WO-9"}).then_refused("work_order.not_found");
  post(given, "WO-2", "2026-03-31", 15000);
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
  EXPECT_EQ(given.outcome()->rules().front(), (core::RuleUse{"wage_rule/default", 1}));
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_refused("wage.already_earned");
  const auto& line = given.state<schema::WageDay>("A:2026-03-31").lines.front();
  EXPECT_EQ(line.total, 9000);
  EXPECT_EQ(line.shares, (Shares{{"T-1", 0, 9000}}));
}

TEST(EarnWageLine, SharesAmongACrew) {
  Given given = stores();
  auto command = draft({rate_line(10000)});
  command.crews = {{.shares = {7000, 3000}}};
  publish(given, command, 1);
  post(given, "WO-2", "2026-03-04", 10001);
  schema::EarnWageLine earn{
      .order = "WO-2",
      .crew = {{.technician = "T-2", .weight = 6000}, {.technician = "T-1", .weight = 3000}}};
  given.when(earn).then_refused("wage.shares_not_whole");
  earn.crew[1].weight = -1;
  given.when(earn).then_refused("wage.shares_not_whole");
  earn.crew[1] = {.technician = "T-2", .weight = 4000};
  given.when(earn).then_refused("wage.technician_twice");
  earn.crew[1].technician = "T-9";
  given.when(earn).then_refused("wage.unknown_technician");
  earn.crew = {{.technician = "T-2"}, {.technician = "T-1"}};
  given.when(earn).then_accepted();
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-03-04").lines.front().shares,
            (Shares{{"T-2", 7000, 7001}, {"T-1", 3000, 3000}}));
}

TEST(EarnWageLine, FollowsTheOutletsOwnRuleBeforeTheDefault) {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  auto own = draft({rate_line(5000)}, "2026-03-10");
  own.rule = "A";
  publish(given, own, 1);
  post(given, "WO-2", "2026-03-09", 10000);
  post(given, "WO-3", "2026-03-10", 10000);
  given.when(schema::EarnWageLine{.order = "WO-2"})
      .when(schema::EarnWageLine{.order = "WO-3"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-03-09").lines.front().total, 6000);
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-03-10").lines.front().total, 5000);
}

TEST(EarnWageLine, WithoutARuleIsRatedOnceThereIsOne) {
  Given given = stores();
  post(given, "WO-2", "2026-03-04", 10000);
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-03-04").lines.front().total, 0);
  publish(given, draft({rate_line(6000)}), 1);
  given.when(calculate()).then_accepted();
  EXPECT_EQ(run(given).total, 6000);
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
  EXPECT_EQ(given.state<schema::WageDay>("A:2026-04-02").lines.front().total, 6000)
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

}  // namespace
}  // namespace kintsugi::tests
