// Wage rules and what orders earn, with the worked figures T9.

#include "core/wage/wage.h"

#include <limits>

#include "core/rules/lines.h"
#include "core/wage/rate.h"
#include "schema/subcontract.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "tests/core/wage/wages.h"

namespace kintsugi::tests {
namespace {

using namespace wages;

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
  command.rule = "B";
  command.name = std::string(201, 'x');
  given.when(command).then_refused("wage_rule.bad_text");
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
  given.when(draft({rate_line(1)}, "2020-01-01")).then_refused("wage_rule.backdated");
  given.when(draft({rate_line(1)})).then_refused("wage_rule.day_taken");
  given.when(draft({rate_line(1)}, "2026-03-02")).then_accepted();
  const schema::WithdrawWageRuleDraft withdraw{.rule = "default", .version = 2, .reason = "写错"};
  given.when(withdraw).then_accepted().when(withdraw).then_refused("wage_rule.not_drafted");
}

// A slip is put right for the same days, by two persons, as long as no wages were approved by it.
TEST(DraftWageRule, FromTheSameDayOnTakesThePlaceOfTheOther) {
  Given given = stores();
  publish(given, draft({rate_line(600)}), 1);
  schema::DraftWageRule right = draft({rate_line(6000)});
  right.reason = "\x01";
  given.as(somebody("ann")).when(right).then_refused("wage_rule.bad_text");
  right.reason = "少打一个零";
  publish(given, right, 2);
  const auto rule = given.state<schema::WageRule>("default");
  EXPECT_EQ(rule.versions[0].replaced_by, 2u);
  const auto* in_force = core::rules::in_force(rule.versions, right.effective_from);
  ASSERT_NE(in_force, nullptr);
  EXPECT_EQ(in_force->version, 2u);
}

TEST(WithdrawWageRule, BeforeItIsInForceAndByAnotherPerson) {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  publish(given, draft({rate_line(600)}, "2026-04-01"), 2);
  schema::WithdrawWageRule withdraw{.rule = "default", .version = 3, .reason = "少打一个零"};
  given.as(somebody("eve")).when(withdraw).then_refused("wage_rule.no_such_version");
  withdraw.version = 2;
  given.as(somebody("bob")).when(withdraw).then_refused("wage_rule.same_author");
  given.as(somebody("eve")).when(withdraw).then_accepted();
  given.when(withdraw).then_refused("wage_rule.not_published");
  publish(given, draft({rate_line(6500)}, "2026-03-15"), 3);
}

TEST(EarnWageLine, OnceAnOrderAndOnlyWhenPosted) {
  Given given = stores();
  publish(given, draft({rate_line(6000)}), 1);
  given.when(schema::EarnWageLine{.order = "WO-1"}).then_refused("wage.order_not_posted");
  given.when(schema::EarnWageLine{.order = "WO-9"}).then_refused("work_order.not_found");
  post(given, "WO-2", "2026-03-31", 15000);
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
  EXPECT_EQ(first(given.events().rules()), (core::RuleUse{"wage_rule/default", 1}));
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_refused("wage.already_earned");
  const auto& line = first(given.state<schema::WageDay>("A:2026-03-31").lines);
  EXPECT_EQ(line.total, 9000);
  EXPECT_EQ(line.shares, (Shares{{"T-1", 0, 9000}}));
  const auto& order = given.state<schema::WorkOrder>("WO-2");
  EXPECT_EQ(line.service_type, order.service_type);
  EXPECT_EQ(line.brand, order.brand);
  EXPECT_EQ(line.category, order.category);
  EXPECT_EQ(line.model, order.model);
  const auto& charge = first(order.charges);
  EXPECT_EQ(line.pieces, (std::vector<schema::WagePiece>{
                             {charge.item, charge.quantity, charge.amount, 1, 9000}}));
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
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-04").lines).shares,
            (Shares{{"T-2", 7000, 7001}, {"T-1", 3000, 3000}}));
}

TEST(EarnWageLine, NeedsSomebodyWhoWorked) {
  Given given = stores();
  given.history("WO-2", schema::WorkOrderRegistered{});
  given.history("WO-2", schema::OutletAssigned{.outlet = "A"});
  given.history("WO-2", schema::WorkOrderCompleted{.at = 1});
  given.history("WO-2", schema::WorkOrderPosted{.at = 1});
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_refused("wage.no_technician");
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
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-09").lines).total, 6000);
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-10").lines).total, 5000);
}

TEST(EarnWageLine, WithoutARuleIsRatedOnceThereIsOne) {
  Given given = stores();
  post(given, "WO-2", "2026-03-04", 10000);
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-04").lines).total, 0);
  publish(given, draft({rate_line(6000)}), 1);
  given.when(calculate()).then_accepted();
  EXPECT_EQ(run(given).total, 6000);
}

// T-1's work was completed, the order opened again, and T-2 paid the last visit: what T-1 did is
// his.
TEST(EarnWageLine, PaysAPieceToTheTechnicianOfItsCharge) {
  Given given = stores();
  publish(given, draft({rate_line(6000), {.item = {}, .basis = WageBasis::fixed, .amount = 1000}}),
          1);
  const std::int64_t at = to_ms(core::start_of(day("2026-03-04")));
  start_order(given, "WO-2", "T-1");
  given.history("WO-2", schema::ChargeAdded{.line = 1,
                                            .status = schema::ChargeStatus::agreed,
                                            .item = "install",
                                            .quantity = 1000,
                                            .amount = 12500,
                                            .technician = "T-1"});
  given.history("WO-2", schema::WorkReported{.booking = 1, .technician = "T-1", .at = at});
  given.history("WO-2", schema::WorkOrderCompleted{.at = at});
  given.history("WO-2", schema::WorkOrderReopened{.round = 2, .reason = "漏水"});
  given.history("WO-2", schema::BookingScheduled{.booking = 2, .technician = "T-2"});
  given.history("WO-2", schema::BookingAccepted{.booking = 2, .technician = "T-2"});
  given.history("WO-2", schema::WorkStarted{.booking = 2});
  given.history("WO-2", schema::WorkReported{.booking = 2, .technician = "T-2", .at = at});
  given.history("WO-2", schema::WorkOrderCompleted{.at = at});
  given.history("WO-2", schema::WorkOrderPosted{.at = at});
  given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
  const auto& line = first(given.state<schema::WageDay>("A:2026-03-04").lines);
  EXPECT_EQ(line.total, 8500);
  EXPECT_EQ(line.shares, (Shares{{"T-2", 0, 1000}, {"T-1", 0, 7500}}));
  EXPECT_EQ(line.apart, 1);

  publish(given, draft({rate_line(8000)}, "2026-03-02"), 2);  // rated again, it stays whose it is
  given.when(calculate()).then_accepted();
  EXPECT_EQ(first(given.state<schema::WageDay>("A:2026-03-04").lines).shares,
            (Shares{{"T-2", 0, 0}, {"T-1", 0, 10000}}));
}

// Two who worked together: each his charges, unless the rule says how such a crew shares.
TEST(EarnWageLine, OfACrewPaysEachHisChargesUnlessTheRuleNamesShares) {
  const auto earned = [](std::vector<schema::CrewShares> crews) {
    Given given = stores();
    auto rule = draft({rate_line(10000)});
    rule.crews = std::move(crews);
    publish(given, rule, 1);
    const std::int64_t at = to_ms(core::start_of(day("2026-03-04")));
    start_order(given, "WO-2", "T-1");
    given.history("WO-2", schema::BookingScheduled{.booking = 2, .technician = "T-2"});
    given.history("WO-2", schema::BookingAccepted{.booking = 2, .technician = "T-2"});
    given.history("WO-2", schema::WorkStarted{.booking = 2});
    for (std::uint16_t line = 1; line <= 2; ++line)
      given.history("WO-2", schema::ChargeAdded{.line = line,
                                                .status = schema::ChargeStatus::agreed,
                                                .item = "install",
                                                .quantity = 1000,
                                                .amount = line * 1000,
                                                .technician = line == 1 ? "T-1" : "T-2"});
    given.history("WO-2", schema::WorkReported{.booking = 1, .technician = "T-1", .at = at});
    given.history("WO-2", schema::WorkReported{.booking = 2, .technician = "T-2", .at = at});
    given.history("WO-2", schema::WorkOrderCompleted{.at = at});
    given.history("WO-2", schema::WorkOrderPosted{.at = at});
    given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
    return first(given.state<schema::WageDay>("A:2026-03-04").lines).shares;
  };
  EXPECT_EQ(earned({}), (Shares{{"T-2", 0, 2000}, {"T-1", 0, 1000}}));
  EXPECT_EQ(earned({{.shares = {5000, 5000}}}), (Shares{{"T-2", 5000, 1500}, {"T-1", 5000, 1500}}));
}

// Opened again, and helped by telephone or by a third party: what was done before is whose it was.
TEST(EarnWageLine, PaysWhatWasDoneBeforeARoundInWhichNobodyOfOursWent) {
  for (const bool third_party : {false, true}) {
    SCOPED_TRACE(third_party);
    Given given = stores();
    publish(given,
            draft({rate_line(6000), {.item = {}, .basis = WageBasis::fixed, .amount = 1000}}), 1);
    const std::int64_t at = to_ms(core::start_of(day("2026-03-04")));
    start_order(given, "WO-2", "T-1");
    given.history("WO-2", schema::ChargeAdded{.line = 1,
                                              .status = schema::ChargeStatus::agreed,
                                              .item = "install",
                                              .quantity = 1000,
                                              .amount = 12500,
                                              .technician = "T-1"});
    given.history("WO-2", schema::WorkReported{.booking = 1, .technician = "T-1", .at = at});
    given.history("WO-2", schema::WorkOrderCompleted{.at = at});
    given.history("WO-2", schema::WorkOrderReopened{.round = 2, .reason = "漏水"});
    if (third_party) {
      given.history("WO-2", schema::SubcontractedWorkReported{.booking = 2, .at = at});
    } else {
      given.history("WO-2", schema::WorkOrderResolvedRemotely{.solution = "排水管复位"});
    }
    given.history("WO-2", schema::WorkOrderCompleted{.at = at});
    given.history("WO-2", schema::WorkOrderPosted{.at = at});
    given.when(schema::EarnWageLine{.order = "WO-2"}).then_accepted();
    const auto& line = first(given.state<schema::WageDay>("A:2026-03-04").lines);
    EXPECT_EQ(line.total, 8500);
    EXPECT_EQ(line.shares, (Shares{{"T-1", 0, 8500}}));
  }
}

}  // namespace
}  // namespace kintsugi::tests
