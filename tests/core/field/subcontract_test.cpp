// Work that a third party does at our cost.

#include "schema/subcontract.h"

#include "schema/alarm.h"
#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::SubcontractStatus;
using Status = schema::WorkOrderStatus;

constexpr const char* alarm = "WO-1:booking_acceptance:1";

schema::SubcontractWorkOrder ask() {
  return {.order = "WO-1",
          .contractor = "邻县维修部",
          .alarm = alarm,
          .cost_expected = 20000,
          .reason = "无人可派"};
}

// The deadline for accepting has passed.
Given late(const char* who = "disp") {
  Given given = order_in(Status::scheduled);
  given.history(alarm, schema::AlarmTripped{.at = ms(now), .order = "WO-1"});
  given.as(person(who));
  return given;
}
Given approved() {
  Given given = late();
  given.when(ask()).then_accepted();
  given.as(person("acc")).when(schema::ApproveSubcontract{.order = "WO-1"}).then_accepted();
  given.as(person("disp"));
  return given;
}

TEST(SubcontractWorkOrder, OnlyAfterADeadlineOfTheOrderHasTripped) {
  Given given = order_in(Status::scheduled);
  given.as(person("disp"));
  given.when(ask()).then_refused("subcontract.not_tripped");
  given.history("WO-2:booking_acceptance:1",
                schema::AlarmArmed{.version = 1, .due_at = 1, .order = "WO-2"});
  given.history("WO-2:booking_acceptance:1", schema::AlarmTripped{.at = 1, .order = "WO-2"});
  schema::SubcontractWorkOrder other = ask();
  other.alarm = "WO-2:booking_acceptance:1";
  given.when(other).then_refused("subcontract.not_tripped");
  given.history(alarm, schema::AlarmTripped{.at = ms(now), .order = "WO-1"});
  given.when(ask()).then_accepted();
  given.when(ask()).then_refused("subcontract.open");
}

// It had tripped, and what it waited for turned out to have happened in time.
TEST(SubcontractWorkOrder, NotWhereItWasMetInTime) {
  Given given = late();
  given.history(alarm, schema::AlarmFoundMet{.version = 1, .at = 1});
  given.when(ask()).then_refused("subcontract.not_tripped");
}

TEST(SubcontractWorkOrder, NamesWhoAndWhy) {
  Given given = late();
  schema::SubcontractWorkOrder bad = ask();
  bad.contractor.clear();
  given.when(bad).then_refused("subcontract.contractor_missing");
  bad = ask();
  bad.cost_expected = -1;
  given.when(bad).then_refused("subcontract.bad_amount");
  bad = ask();
  bad.reason.clear();
  given.when(bad).then_refused("subcontract.reason_missing");
}

TEST(ApproveSubcontract, IsForAnotherPersonAndEndsTheBookings) {
  Given given = late("boss");
  given.when(ask()).then_accepted();
  given.when(schema::ApproveSubcontract{.order = "WO-1"}).then_refused("subcontract.same_author");
  given.when(schema::RejectSubcontract{.order = "WO-1", .answer = "x"});
  given.then_refused("subcontract.same_author");
  given.as(person("acc"));
  given.when(schema::RejectSubcontract{.order = "WO-1"}).then_refused("subcontract.reason_missing");
  given.when(schema::ApproveSubcontract{.order = "WO-1", .answer = "a\x01"});
  given.then_refused("subcontract.bad_text");
  given.when(schema::ApproveSubcontract{.order = "WO-1"}).then_accepted();
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.status, Status::assigned);
  EXPECT_EQ(order.waits_for, schema::OrderWait::subcontractor);
  EXPECT_EQ(order.bookings[0].status, schema::BookingStatus::canceled);
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
  given.when(schema::ApproveSubcontract{.order = "WO-1"});
  given.then_refused("subcontract.not_requested");
}

TEST(ApproveSubcontract, NotWhileOurTechnicianHasParts) {
  Given given = late();
  given.history("P-1", schema::PartRegistered{.name = "主板"});
  given.history(
      "WO-1-P1",
      schema::PartRequested{.order = "WO-1", .part = "P-1", .technician = "T1", .quantity = 1000});
  given.history("WO-1", schema::PartRequestLinked{.request = "WO-1-P1"});
  given.history("WO-1-P1", schema::PartIssued{.quantity = 1000, .technician = "T1", .part = "P-1"});
  given.when(ask()).then_accepted();
  given.as(person("acc")).when(schema::ApproveSubcontract{.order = "WO-1"});
  given.then_refused("subcontract.parts_out");
}

TEST(Subcontract, NobodyOfOursIsSentMeanwhile) {
  Given given = approved();
  const schema::ScheduleBooking visit{.order = "WO-1",
                                      .technician = "T1",
                                      .starts_at = ms("2026-03-03T02:00:00Z"),
                                      .ends_at = ms("2026-03-03T04:00:00Z")};
  given.when(visit).then_refused("subcontract.at_third_party");
  given.when(schema::WithdrawSubcontract{.order = "WO-1"});
  given.then_refused("subcontract.reason_missing");
  given.when(schema::WithdrawSubcontract{.order = "WO-1", .reason = "自己修"}).then_accepted();
  given.when(visit).then_accepted();
}

TEST(ReportSubcontract, GoesOnAsAReportAndRecordsTheCost) {
  Given given = late();
  given.when(schema::ReportSubcontract{.order = "WO-1", .cost = 1, .invoice = "FP-1"});
  given.then_refused("subcontract.not_found");
  given = approved();
  given.when(schema::ReportSubcontract{.order = "WO-1", .cost = 18000, .invoice = ""});
  given.then_refused("subcontract.bad_text");
  given.as(person("acc"));
  given.when(
      schema::CorrectSubcontractCost{.order = "WO-1", .cost = 1, .invoice = "FP-1", .reason = "x"});
  given.then_refused("subcontract.not_done");
  given.as(person("disp"));
  given.when(schema::ReportSubcontract{
      .order = "WO-1", .cost = 18000, .invoice = "FP-1", .result = "已修好"});
  given.then({on("WO-1",
                 schema::SubcontractReported{.cost = 18000, .invoice = "FP-1", .done_at = ms(now)}),
              on("WO-1", schema::SubcontractedWorkReported{
                             .booking = 2, .result = "已修好", .at = ms(now)})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::work_reported);
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").status, SubcontractStatus::done);
  given.when(schema::WithdrawWorkReport{.order = "WO-1", .reason = "x"});
  given.then_refused("work_order.not_reported");
  given.as(person("acc"));
  schema::CorrectSubcontractCost correct{
      .order = "WO-1", .cost = 18000, .invoice = "FP-1", .reason = "开错"};
  given.when(correct).then_refused("subcontract.nothing_changed");
  correct.cost = 17000;
  given.when(correct).then_accepted();
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").cost, 17000);

  // It was another order that was done.
  given.as(person("disp"));
  const schema::WithdrawSubcontractReport back{.order = "WO-1", .reason = "看错单号"};
  given.when(schema::WithdrawSubcontractReport{.order = "WO-1"});
  given.then_refused("subcontract.reason_missing");
  given.when(back).then({on("WO-1", schema::SubcontractReportWithdrawn{
                                        .was = 17000, .why = "看错单号", .by = "disp"}),
                         on("WO-1", schema::SubcontractedWorkWithdrawn{.booking = 2})});
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.status, Status::assigned);
  EXPECT_EQ(order.waits_for, schema::OrderWait::subcontractor);
  EXPECT_EQ(order.reported_at, 0);
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").status, SubcontractStatus::approved);
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").cost, 0);
  given.when(back).then_refused("subcontract.not_done");
  given.when(schema::ReportSubcontract{.order = "WO-1", .cost = 9000, .invoice = "FP-3"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::work_reported);
}

// Done for 333.00, opened again, and given to a third party once more.
Given asked_again() {
  Given given = approved();
  given.when(schema::ReportSubcontract{.order = "WO-1", .cost = 33'300, .invoice = "FP-1"});
  given.then_accepted();
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now)});
  given.history("WO-1", schema::WorkOrderReopened{.round = 2});
  schema::SubcontractWorkOrder again = ask();
  again.contractor = "诚信维修部";
  again.alarm = "WO-1:booking_acceptance:2";
  given.history(again.alarm,
                schema::AlarmArmed{.version = 1, .due_at = 1, .order = "WO-1"});
  given.history(again.alarm, schema::AlarmTripped{.at = ms(now), .order = "WO-1"});
  given.when(again).then_accepted();
  return given;
}

TEST(Subcontract, OfAnEarlierRoundKeepsWhatItCost) {
  Given given = asked_again();
  const auto& subcontract = given.state<schema::Subcontract>("WO-1");
  EXPECT_EQ(subcontract.status, SubcontractStatus::requested);
  EXPECT_EQ(subcontract.cost, 0);
  ASSERT_EQ(subcontract.rounds.size(), 1u);
  EXPECT_EQ(subcontract.rounds[0].contractor, "邻县维修部");
  EXPECT_EQ(subcontract.rounds[0].cost, 33'300);
  EXPECT_EQ(subcontract.rounds[0].decided_by, "acc");
  given.as(person("acc"));
  schema::CorrectSubcontractCost correct{
      .order = "WO-1", .cost = 30'000, .invoice = "FP-1", .reason = "开错"};
  given.when(correct).then_refused("subcontract.not_done");
  correct.number = 2;
  given.when(correct).then_refused("subcontract.no_such_round");
  correct.number = 1;
  given.when(correct).then_accepted();
  given.when(correct).then_refused("subcontract.nothing_changed");
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").rounds[0].cost, 30'000);
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").cost, 0) << "not that of the new one";

  given.when(schema::ApproveSubcontract{.order = "WO-1"}).then_accepted();
  given.as(person("disp"));
  given.when(schema::ReportSubcontract{.order = "WO-1", .cost = 9000, .invoice = "FP-2"});
  given.then_accepted();
  const auto& done = given.state<schema::Subcontract>("WO-1");
  ASSERT_EQ(done.rounds.size(), 2u);
  EXPECT_EQ(done.rounds[1].number, 2u);
  EXPECT_EQ(done.rounds[1].cost, 9000);
  EXPECT_EQ(done.rounds[1].contractor, "诚信维修部");
  given.when(schema::WithdrawSubcontractReport{.order = "WO-1", .reason = "看错单号"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").rounds.size(), 1u);
}

// As other money of a posted order: one asks, another decides.
TEST(CorrectSubcontractCost, NeedsASecondPersonOnceTheOrderIsPosted) {
  Given given = approved();
  given.when(schema::ReportSubcontract{.order = "WO-1", .cost = 20'000, .invoice = "FP-1"});
  given.then_accepted();
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now)});
  given.history("WO-1", schema::WorkOrderPosted{.at = ms(now)});
  const schema::CorrectSubcontractCost correct{
      .order = "WO-1", .cost = 90'000, .invoice = "FP-1", .reason = "漏记"};
  const schema::DecideSubcontractCost agree{.order = "WO-1"};
  schema::DecideSubcontractCost reject{.order = "WO-1", .reject = true};
  given.as(person("boss")).when(agree).then_refused("subcontract.no_correction");
  given.when(correct).then({on("WO-1", schema::SubcontractCostQuestioned{.number = 1,
                                                                         .cost = 90'000,
                                                                         .invoice = "FP-1",
                                                                         .reason = "漏记",
                                                                         .by = "boss",
                                                                         .order = "WO-1",
                                                                         .outlet = "S1"})});
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").cost, 20'000);
  given.when(correct).then_refused("subcontract.correction_open");
  given.when(agree).then_refused("subcontract.same_author");
  given.as(person("acc")).when(reject).then_refused("subcontract.reason_missing");
  reject.reason = "发票不符";
  given.when(reject).then_accepted();
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").cost, 20'000);
  given.when(correct).then_accepted();
  given.when(agree).then_refused("subcontract.same_author");
  schema::DecideSubcontractCost bad = agree;
  bad.reason = "a\x01";
  given.as(person("boss")).when(bad).then_refused("subcontract.bad_text");
  given.when(agree).then_accepted();
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").cost, 90'000);
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").rounds[0].cost, 90'000);
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").correcting.number, 0u);
}

TEST(CancelWorkOrder, EndsTheSubcontract) {
  Given given = approved();
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "不修了"}).then_accepted();
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").status, SubcontractStatus::withdrawn);
}

}  // namespace
}  // namespace kintsugi::tests
