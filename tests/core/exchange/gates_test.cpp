// By which gate a machine is exchanged or paid back, and how much is paid.

#include "schema/work_order_warranty.h"
#include "tests/core/exchange/machine.h"

namespace kintsugi::tests {
namespace {

using schema::ExchangeCase;
using schema::Remedy;
using schema::RequestExchange;
using schema::WarrantyGate;

constexpr const char* not_entitled = "exchange_case.remedy_not_entitled";

// Colour TV, 4000.00, invoice 2024-03-01, returned 2024-09-01 = 184 days, 14 of them in repair:
// 170 × 0.1 % = 680.00 taken off, 3320.00 paid back.
TEST(RequestExchange, ComputesTheRefundLessDepreciation) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2024-03-01")).then_accepted();
  repair(given, "WO-R", "2024-05-01T01:00:00Z", "2024-05-08T01:00:00Z");
  repair(given, "WO-S", "2024-06-01T01:00:00Z", "2024-06-08T01:00:00Z");
  report_fault(given, "WO-1", "2024-09-01T01:00:00Z");
  ask(given, request(Remedy::refund_depreciated));
  const ExchangeCase& found = given.state<ExchangeCase>("A-1");
  EXPECT_EQ(found.gate, WarrantyGate::failed_repairs);
  EXPECT_EQ(found.on, date("2024-09-01"));
  EXPECT_EQ(found.used_days, 170);
  EXPECT_EQ(found.price, 400'000);
  EXPECT_EQ(found.refund, 332'000);
  EXPECT_EQ(found.policy, "default");
  EXPECT_EQ(found.version, 1u);
  ASSERT_EQ(given.events().rules().size(), 1u);
}

// Within seven days the whole price; on the eighth there is no return.
TEST(RequestExchange, AReturnUntilDaySeven) {
  Given seven = broken("2026-02-13");
  ask(seven, request(Remedy::refund));
  EXPECT_EQ(seven.state<ExchangeCase>("A-1").gate, WarrantyGate::return_days);
  EXPECT_EQ(seven.state<ExchangeCase>("A-1").refund, 400'000);
  Given eight = broken("2026-02-12");
  eight.as(person("call")).when(request(Remedy::refund)).then_refused(not_entitled);
}

TEST(RequestExchange, AnExchangeUntilDayFifteen) {
  Given fifteen = broken("2026-02-05");
  ask(fifteen);
  EXPECT_EQ(fifteen.state<ExchangeCase>("A-1").gate, WarrantyGate::exchange_days);
  EXPECT_EQ(fifteen.state<ExchangeCase>("A-1").refund, 0);
  Given sixteen = broken("2026-02-04");
  sixteen.as(person("call")).when(request()).then_refused(not_entitled);
}

// More than ninety days without the part.
TEST(RequestExchange, AnExchangeAfterNinetyDaysOfWaitingForParts) {
  Given given = broken("2025-06-01", "2025-11-01");
  begin_work(given, "WO-1", "2025-11-01T01:00:00Z");
  pause_work(given, "WO-1", schema::PauseReason::part, "2025-11-02T01:00:00Z", {});
  RequestExchange command = request();
  command.on = date("2026-01-31");
  given.as(person("call")).when(command).then_refused(not_entitled);
  command.on = date("2026-02-01");
  command.gate = WarrantyGate::failed_repairs;
  given.when(command).then_refused("exchange_case.gate_not_open");
  command.gate = WarrantyGate::parts_wait;
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<ExchangeCase>("A-1").gate, WarrantyGate::parts_wait);
}

TEST(RequestExchange, AnExchangeAfterThirtyDaysOfDelayByTheRepairer) {
  Given given = broken("2025-06-01", "2026-01-01");
  begin_work(given, "WO-1", "2026-01-01T01:00:00Z");
  RequestExchange command = request();
  command.on = date("2026-01-31");
  given.as(person("call")).when(command).then_refused(not_entitled);
  command.on = date("2026-02-01");
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<ExchangeCase>("A-1").gate, WarrantyGate::repairer_delay);
}

// One plan gives a new machine after one failed repair, another after two.
TEST(RequestExchange, AfterAsManyFailedRepairsAsThePolicySays) {
  for (const int failed : {1, 2}) {
    schema::WarrantyLine line = colour_tv();
    line.failed_repairs = static_cast<std::uint8_t>(failed);
    Given given = with_policy(line);
    given.as(person("call")).when(by_invoice("2025-06-01")).then_accepted();
    repair(given, "WO-R", "2025-08-01T01:00:00Z", "2025-08-02T01:00:00Z");
    report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
    given.as(person("call")).when(request());
    if (failed == 1) {
      given.then_accepted();
    } else {
      given.then_refused(not_entitled);
    }
  }
}

// An excluded cause opens no gate.
TEST(RequestExchange, NotForWhatThePolicyExcludes) {
  Given given = broken("2026-02-15");
  begin_work(given, "WO-1", "2026-02-20T01:00:00Z");
  given.as(person("tech1"))
      .when(schema::ClassifyFaultCause{
          .order = "WO-1", .cause_class = schema::CauseClass::misuse, .note = "进水"})
      .then_accepted();
  given.as(person("call")).when(request()).then_refused(not_entitled);
}

TEST(RequestExchange, IsRefusedWithItsReason) {
  Given given = broken("2026-02-15");
  const auto refused = [&](auto change, const char* code) {
    RequestExchange command = request();
    change(command);
    given.as(person("call")).when(command).then_refused(code);
  };
  refused([](auto& c) { c.remedy = Remedy::none; }, "exchange_case.remedy_missing");
  refused([](auto& c) { c.remedy = Remedy::repair; }, "exchange_case.remedy_missing");
  refused([](auto& c) { c.remedy = Remedy::refund_depreciated; }, not_entitled);
  refused([](auto& c) { c.reason.clear(); }, "exchange_case.bad_text");
  refused([](auto& c) { c.on = date("2026-03-03"); }, "exchange_case.in_the_future");
  schema::WorkOrderRegistered registration = registered();
  registration.asset.clear();
  given.history("WO-2", registration);
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  refused([](auto& c) { c.order = "WO-2"; }, "exchange_case.no_asset");
}

// A refund of what nobody knows the price of.
TEST(RequestExchange, ARefundNeedsThePrice) {
  Given given = with_policy();
  schema::StartWarranty start = by_invoice("2026-02-15");
  start.price = 0;
  given.as(person("call")).when(start).then_accepted();
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  given.when(request(Remedy::refund)).then_refused("exchange_case.price_unknown");
  given.when(request()).then_accepted();
}

// The list of exchanges that are due: until one is granted, and again where that is taken back.
TEST(RequestExchange, IsDueUntilItIsGranted) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2025-06-01")).then_accepted();
  repair(given, "WO-R", "2025-08-01T01:00:00Z", "2025-08-02T01:00:00Z");
  repair(given, "WO-S", "2025-09-01T01:00:00Z", "2025-09-02T01:00:00Z");
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  const schema::EvaluateThreeGuarantees evaluate{.order = "WO-1"};
  given.when(evaluate).then_accepted();
  const auto due = [&] { return given.state<schema::Warranty>("A-1").exchanges_due.size(); };
  EXPECT_EQ(due(), 1u);
  ask(given);
  appraise(given);
  EXPECT_EQ(due(), 1u);
  approve(given);
  EXPECT_EQ(due(), 0u);
  given.as(person("call")).when(evaluate).then_accepted();
  EXPECT_EQ(due(), 0u);  // it was granted
  given.as(person("acc"))
      .when(schema::TakeBackExchangeStep{.exchange = "A-1", .reason = "看错"})
      .then_accepted();
  EXPECT_EQ(due(), 1u);
}

// All that was due comes back with it, and who declined what, when and why.
TEST(TakeBackExchangeStep, BringsBackWhatWasDueAsItStood) {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2025-06-01")).then_accepted();
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  for (const char* order : {"WO-R", "WO-S", "WO-1"}) {
    given.history("A-1", schema::ExchangeEntitled{.order = order,
                                                  .gate = WarrantyGate::failed_repairs,
                                                  .on = date("2026-02-20"),
                                                  .policy = "default",
                                                  .version = 1,
                                                  .line = 1,
                                                  .asset = "A-1"});
    given.history("A-1", schema::ExchangeDeclined{
                             .order = order, .reason = "愿意再修", .by = "disp", .at = 7});
  }
  const auto due = [&] { return given.state<schema::Warranty>("A-1").exchanges_due; };
  const auto before = due();
  given.history("A-1", schema::ExchangeRequested{.order = "WO-1",
                                                 .asset = "A-1",
                                                 .outlet = "S1",
                                                 .gate = WarrantyGate::failed_repairs,
                                                 .remedy = Remedy::exchange,
                                                 .requester = "call"});
  appraise(given);
  approve(given);
  EXPECT_TRUE(due().empty());
  given.when(schema::TakeBackExchangeStep{.exchange = "A-1", .reason = "看错"}).then_accepted();
  EXPECT_EQ(due(), before);
  approve(given);
  given.as(person("call")).when(schema::WithdrawExchange{.exchange = "A-1", .reason = "不换了"});
  given.then_accepted();
  EXPECT_EQ(due(), before);
}

// Decided on: a remedy of the entitlement, and no other.
TEST(DecideRemedy, OnlyWhatTheMachineIsEntitledTo) {
  Given given = broken("2026-01-15");
  schema::DecideRemedy command{.order = "WO-1", .remedy = Remedy::exchange};
  given.as(person("call")).when(command).then_refused(not_entitled);
  command.remedy = Remedy::none;
  given.when(command).then_refused("exchange_case.remedy_missing");
  command.remedy = Remedy::repair;
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").warranty.remedy, Remedy::repair);
  EXPECT_EQ(given.event<schema::RemedyDecided>().gate, WarrantyGate::free_repair);
  given.when(command).then_refused("work_order.nothing_changed");
}

// What is asked for is what was decided on, until it is withdrawn.
TEST(DecideRemedy, FollowsTheExchange) {
  Given given = broken("2026-02-15");
  ask(given);
  const auto remedy = [&] { return given.state<schema::WorkOrder>("WO-1").warranty.remedy; };
  EXPECT_EQ(remedy(), Remedy::exchange);
  given.when(schema::DecideRemedy{.order = "WO-1", .remedy = Remedy::repair})
      .then_refused("exchange_case.open_case");
  given.when(schema::WithdrawExchange{.exchange = "A-1", .reason = "改修"}).then_accepted();
  EXPECT_EQ(remedy(), Remedy::none);
}

}  // namespace
}  // namespace kintsugi::tests
