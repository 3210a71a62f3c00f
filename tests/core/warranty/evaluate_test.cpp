// What an order's asset is entitled to on the day of its fault, told from what its orders tell.

#include "schema/work_order_correction.h"
#include "schema/work_order_warranty.h"
#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {
namespace {

using schema::Entitlement;
using schema::EvaluateThreeGuarantees;
using schema::PauseReason;
using schema::Warranty;
using schema::WarrantyGate;
using schema::WarrantyStage;

constexpr const char* last_year = "2025-04-01T01:00:00Z";

Given started(std::string_view on, schema::WarrantyLine line = colour_tv()) {
  Given given = with_policy(std::move(line));
  given.as(person("call")).when(by_invoice(on)).then_accepted();
  return given;
}

Entitlement evaluated(Given& given, const std::string& order, std::string_view on = {}) {
  EvaluateThreeGuarantees command{.order = order};
  if (!on.empty()) command.on = date(on);
  given.as(person("disp")).when(command).then_accepted();
  return given.event<schema::ThreeGuaranteesEvaluated>().entitlement;
}

// Reported on the last day, repaired and looked at later: in the term.
TEST(EvaluateThreeGuarantees, GoesByTheDayOfTheFault) {
  Given given = started("2025-02-20");
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  EXPECT_EQ(evaluated(given, "WO-1").stage, WarrantyStage::in_term);
  EXPECT_EQ(evaluated(given, "WO-1", "2026-02-21").stage, WarrantyStage::out_of_term);
  EXPECT_EQ(evaluated(given, "WO-1", "2025-02-19").stage, WarrantyStage::not_begun);
  const schema::WorkOrder& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.warranty.warranty_stage, WarrantyStage::not_begun);  // as it was last looked at
  given.when(EvaluateThreeGuarantees{.order = "WO-1", .on = date("2026-03-03")})
      .then_refused("work_order.in_the_future");
}

TEST(EvaluateThreeGuarantees, SaysByWhichVersionAndLine) {
  Given given = started("2025-06-01");
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  const Entitlement found = evaluated(given, "WO-1");
  EXPECT_EQ(found.policy, "default");
  EXPECT_EQ(found.version, 1u);
  EXPECT_EQ(found.line, 1u);
  EXPECT_EQ(found.started_from, schema::WarrantySource::invoice);
  EXPECT_EQ(found.started_on, date("2025-06-01"));
  ASSERT_EQ(given.events().rules().size(), 1u);
  EXPECT_EQ(given.events().rules()[0], (core::RuleUse{"warranty_policy/default", 1}));
}

TEST(EvaluateThreeGuarantees, WithoutAProofItIsUnproven) {
  Given given = with_policy();
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  EXPECT_EQ(evaluated(given, "WO-1").stage, WarrantyStage::unproven);
  // The invoice on its sheet is one.
  schema::AssetCorrected sheet{.brand = "haier",
                               .category = "ac",
                               .model = "KFR-35",
                               .serial = "SN00000001",
                               .customer = "C-1",
                               .sold_on = date("2025-12-01"),
                               .invoice = "FP-9"};
  given.history("A-1", sheet);
  EXPECT_EQ(evaluated(given, "WO-1").stage, WarrantyStage::in_term);
  // A date that somebody told is believed, where nothing better is known.
  sheet.sold_on = 0, sheet.invoice.clear(), sheet.warranty_until = date("2026-02-19");
  given.history("A-1", sheet);
  EXPECT_EQ(evaluated(given, "WO-1").stage, WarrantyStage::out_of_term);
  EXPECT_EQ(evaluated(given, "WO-1").started_from, schema::WarrantySource::sheet);
}

TEST(EvaluateThreeGuarantees, WithoutAPolicyNothingIsSaid) {
  Given given = company();
  given.as(person("call")).when(by_invoice("2025-12-01")).then_accepted();
  report_fault(given, "WO-1", "2026-02-20T01:00:00Z");
  EXPECT_EQ(evaluated(given, "WO-1").stage, WarrantyStage::no_policy);
}

TEST(EvaluateThreeGuarantees, NeedsAnAsset) {
  Given given = with_policy();
  schema::WorkOrderRegistered registration = registered();
  registration.asset.clear();
  given.history("WO-1", registration);
  given.as(person("boss")).when(EvaluateThreeGuarantees{.order = "WO-1"});
  given.then_refused("work_order.no_asset");
}

// Fourteen days under repair: told by the order that repaired it.
TEST(EvaluateThreeGuarantees, DoesNotCountTheDaysUnderRepair) {
  Given given = started("2025-03-01");
  repair(given, "WO-R", last_year, "2025-04-15T01:00:00Z");
  report_fault(given, "WO-1", "2026-03-01T20:00:00Z");  // 2026-03-02 in Shanghai
  const Entitlement found = evaluated(given, "WO-1");
  EXPECT_EQ(found.paused_days, 14);
  EXPECT_EQ(found.until, date("2026-03-15"));
  EXPECT_EQ(found.stage, WarrantyStage::in_term);
  EXPECT_EQ(given.state<Warranty>("A-1").until, date("2026-03-15"));  // and on the calendar
  EXPECT_EQ(given.state<schema::Asset>("A-1").warranty_until, date("2026-03-15"));  // and the sheet
}

// Colour TV, 4000.00, invoice 2024-03-01, returned 2024-09-01 after 14 days in repair: 3320.00.
TEST(EvaluateThreeGuarantees, SaysWhatIsRefundedLessDepreciation) {
  Given given = started("2024-03-01");
  repair(given, "WO-R", "2024-05-01T01:00:00Z", "2024-05-15T01:00:00Z");
  report_fault(given, "WO-1", "2024-09-01T01:00:00Z");
  const Entitlement found = evaluated(given, "WO-1");
  EXPECT_EQ(found.used_days, 170);
  EXPECT_EQ(found.price, 400'000);
  EXPECT_EQ(found.refund, 332'000);
}

TEST(EvaluateThreeGuarantees, AnExchangeIsDueAfterTwoFailedRepairs) {
  Given given = started("2025-03-10");
  repair(given, "WO-R1", last_year, "2025-04-02T01:00:00Z");
  repair(given, "WO-R2", "2025-06-01T01:00:00Z", "2025-06-02T01:00:00Z");
  report_fault(given, "WO-1", "2025-07-01T01:00:00Z");
  const Entitlement found = evaluated(given, "WO-1");
  EXPECT_EQ(found.repairs, 2);
  EXPECT_EQ(found.failed_repairs, 2);
  const std::vector<schema::ExchangeDue> due{{.order = "WO-1",
                                              .gate = WarrantyGate::failed_repairs,
                                              .on = date("2025-07-01"),
                                              .policy = "default",
                                              .version = 1,
                                              .line = 1}};
  EXPECT_EQ(given.state<Warranty>("A-1").exchanges_due, due);
  // Looked at again, it is due once.
  evaluated(given, "WO-1");
  EXPECT_EQ(given.state<Warranty>("A-1").exchanges_due, due);
}

// A fault of which the owner is the cause is no failed repair; looked at again it is not due.
TEST(EvaluateThreeGuarantees, AnExchangeIsNotDueForWhatIsExcluded) {
  Given given = started("2025-03-10");
  repair(given, "WO-R1", last_year, "2025-04-02T01:00:00Z");
  repair(given, "WO-R2", "2025-06-01T01:00:00Z", "2025-06-02T01:00:00Z");
  report_fault(given, "WO-1", "2025-07-01T01:00:00Z");
  evaluated(given, "WO-1");
  given.history("WO-R2", schema::FaultCauseClassified{.cause_class = schema::CauseClass::misuse,
                                                      .excluded = true});
  EXPECT_EQ(evaluated(given, "WO-1").failed_repairs, 1);
  EXPECT_TRUE(given.state<Warranty>("A-1").exchanges_due.empty());
}

TEST(EvaluateThreeGuarantees, OneFailedRepairIsEnoughWhereThePolicySaysSo) {
  schema::WarrantyLine line = colour_tv();
  line.failed_repairs = 1;
  Given given = started("2025-03-10", line);
  repair(given, "WO-R1", last_year, "2025-04-02T01:00:00Z");
  report_fault(given, "WO-1", "2025-07-01T01:00:00Z");
  evaluated(given, "WO-1");
  EXPECT_EQ(first(given.state<Warranty>("A-1").exchanges_due).gate, WarrantyGate::failed_repairs);
}

// Day 91 of waiting for a part; a pause that goes on counts up to the day that is asked about.
TEST(EvaluateThreeGuarantees, AnExchangeIsDueAfterNinetyDaysWithoutAPart) {
  Given given = started("2025-03-10");
  report_fault(given, "WO-1", last_year);
  begin_work(given, "WO-1", last_year);
  pause_work(given, "WO-1", PauseReason::part, last_year, {});
  evaluated(given, "WO-1", "2025-06-30");
  EXPECT_TRUE(given.state<Warranty>("A-1").exchanges_due.empty());
  const Entitlement found = evaluated(given, "WO-1", "2025-07-01");
  EXPECT_EQ(first(given.state<Warranty>("A-1").exchanges_due).gate, WarrantyGate::parts_wait);
  EXPECT_EQ(found.paused_days, 91);
}

// Thirty-one days in his hands; those that the customer had him wait are not his.
TEST(EvaluateThreeGuarantees, AnExchangeIsDueAfterThirtyDaysOfTheRepairers) {
  Given given = started("2025-03-10");
  report_fault(given, "WO-1", last_year);
  begin_work(given, "WO-1", last_year);
  pause_work(given, "WO-1", PauseReason::customer, "2025-04-10T01:00:00Z", "2025-04-20T01:00:00Z");
  evaluated(given, "WO-1", "2025-05-11");
  EXPECT_TRUE(given.state<Warranty>("A-1").exchanges_due.empty());
  evaluated(given, "WO-1", "2025-05-12");
  EXPECT_EQ(first(given.state<Warranty>("A-1").exchanges_due).gate, WarrantyGate::repairer_delay);
}

// Opened again, the order is a repair that failed and a fault that stands.
TEST(EvaluateThreeGuarantees, CountsAnOrderThatWasOpenedAgain) {
  schema::WarrantyLine line = colour_tv();
  line.failed_repairs = 1;
  Given given = started("2025-03-10", line);
  repair(given, "WO-1", last_year, "2025-04-02T01:00:00Z");
  given.history("WO-1", schema::WorkOrderReopened{.round = 2, .reason = "又坏了"});
  given.history("A-1", schema::AssetOrderOpened{.order = "WO-1"});
  const Entitlement found = evaluated(given, "WO-1", "2025-05-01");
  EXPECT_EQ(found.failed_repairs, 1);
  EXPECT_EQ(found.paused_days, 1);
}

// A visit that was withdrawn never paused anything.
TEST(WorkOrder, ForgetsThePauseOfAVisitThatWasWithdrawn) {
  Given given = started("2025-03-10");
  report_fault(given, "WO-1", last_year);
  begin_work(given, "WO-1", last_year);
  pause_work(given, "WO-1", PauseReason::part, last_year, {});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").warranty.holds.size(), 1u);
  given.history("WO-1", schema::CheckInWithdrawn{.booking = 1, .reason = "错"});
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").warranty.holds.empty());
}

}  // namespace
}  // namespace kintsugi::tests
