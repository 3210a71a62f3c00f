// An order canceled or opened again by mistake, a way that nobody went: taken back, in every stream
// that was touched.

#include "schema/asset.h"
#include "schema/follow_up.h"
#include "schema/sale.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_back.h"
#include "schema/work_order_board.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::FollowUpStatus;
using Status = schema::WorkOrderStatus;

constexpr const char* mistake = "点错了";

const schema::WorkOrder& order_now(Given& given) {
  return *given.streams().state<schema::WorkOrder>("WO-1");
}
bool open_on_its_asset(Given& given) {
  return !given.streams().state<schema::Asset>("A-1")->open_orders.empty();
}

schema::ReinstateWorkOrder reinstate() { return {.order = "WO-1", .reason = mistake}; }
schema::WithdrawReopening not_reopened() { return {.order = "WO-1", .reason = mistake}; }

TEST(ReinstateWorkOrder, LetsACanceledOrderGoOn) {
  Given given = order_in(Status::scheduled);
  given.as(person("call"));
  given.when(reinstate()).then_refused("work_order.not_canceled");
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户取消"}).then_accepted();
  ASSERT_FALSE(open_on_its_asset(given));
  given.when(schema::ReinstateWorkOrder{.order = "WO-1"})
      .then_refused("work_order.reason_missing");
  const schema::WorkOrder before = order_now(given);
  given.when(reinstate()).then_accepted();
  const schema::WorkOrder& after = order_now(given);
  EXPECT_EQ(after.status, Status::assigned);
  EXPECT_EQ(after.canceled_for, "");
  EXPECT_EQ(after.customer, before.customer);
  EXPECT_EQ(after.address, before.address);
  EXPECT_EQ(after.outlet, before.outlet);
  EXPECT_TRUE(open_on_its_asset(given));
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty()) << "it is dispatched again";
  given.as(person("disp"))
      .when(schema::ScheduleBooking{.order = "WO-1",
                                    .technician = "T1",
                                    .starts_at = ms("2026-03-03T02:00:00Z"),
                                    .ends_at = ms("2026-03-03T04:00:00Z")})
      .then_accepted();
}

TEST(ReinstateWorkOrder, OfOneWithoutAnOutletAsksForOne) {
  Given given = order_in(Status::registered);
  given.as(person("call"))
      .when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户取消"})
      .when(reinstate())
      .then_accepted();
  EXPECT_EQ(order_now(given).status, Status::registered);
  given.when(schema::AssignOutlet{.order = "WO-1", .outlet = "S1"}).then_accepted();
}

TEST(ReinstateWorkOrder, IsNotOnHoldAnyMore) {
  Given given = order_in(Status::on_hold);
  given.as(person("disp"))
      .when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户取消"})
      .when(reinstate())
      .then_accepted();
  EXPECT_EQ(order_now(given).paused_for, schema::PauseReason::none);
  for (const schema::OrderHold& hold : order_now(given).warranty.holds)
    EXPECT_NE(hold.held_until, 0);
}

// A sale that was withdrawn by mistake: nobody else can use its line of the file.
TEST(ReinstateWorkOrder, BringsItsSaleBack) {
  Given given = company();
  given.as(person("call"))
      .when(schema::ImportSale{.sale = "L-1",
                               .contact = "王",
                               .phone = "13800000001",
                               .address = "浦东大道1号",
                               .brand = "haier",
                               .sold_on = 20'000,
                               .outlet = "S1"})
      .then_accepted();
  const std::string order = given.state<schema::Sale>("L-1").order;
  given.when(schema::WithdrawSale{.sale = "L-1", .reason = "退货"}).then_accepted();
  given.when(schema::ReinstateWorkOrder{.order = order, .reason = mistake}).then_accepted();
  EXPECT_EQ(given.state<schema::Sale>("L-1").status, schema::SaleStatus::imported);
  given.when(schema::CancelWorkOrder{.order = order, .reason = mistake}).then_accepted();
  EXPECT_EQ(given.state<schema::Sale>("L-1").status, schema::SaleStatus::imported);
  given.when(schema::ReinstateWorkOrder{.order = order, .reason = mistake}).then_accepted();
  for (const core::StreamEvent& one : given.events().list())
    EXPECT_FALSE(one.event.is<schema::SaleReinstated>()) << "it was not withdrawn";
}

// Papers, money, the call and who earns are those of the round that is over.
TEST(WithdrawReopening, LeavesTheOrderAsItWas) {
  Given given = order_in(Status::completed);
  given.history("WO-1", schema::ChargeAdded{.line = 1,
                                            .status = schema::ChargeStatus::agreed,
                                            .quantity = 1000,
                                            .amount = 15'000,
                                            .payer = schema::Payer::customer,
                                            .by = "tech1"});
  given.history("WO-1", schema::CreditApproved{.amount = 15'000, .reason = "单位", .by = "acc"});
  given.as(person("call")).when(not_reopened()).then_refused("work_order.already_completed");
  const schema::WorkOrder before = order_now(given);
  const schema::FollowUp call = given.state<schema::FollowUp>("WO-1");
  ASSERT_EQ(before.follow_up, FollowUpStatus::due);
  ASSERT_FALSE(before.service_slip.empty());
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"}).then_accepted();
  ASSERT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::canceled);
  given.when(schema::WithdrawReopening{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.when(not_reopened()).then_accepted();
  EXPECT_EQ(order_now(given), before);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1"), call);
  EXPECT_FALSE(open_on_its_asset(given));
  EXPECT_EQ(given.event<schema::ReopeningWithdrawn>(1).follow_up_due_at, call.due_at);
  given.when(not_reopened()).then_refused("work_order.already_completed");
  given
      .when(schema::RecordFollowUp{
          .order = "WO-1", .satisfaction = 5, .answer = schema::ChargedAnswer::unsure})
      .then_accepted();
}

// Who let pass what, and why, is of the round that is over; what was let pass since, of none.
TEST(WithdrawReopening, BringsTheOverridesBack) {
  Given given = order_in(Status::completed);
  const auto let_pass = [&](schema::DispatchCheck check) {
    given.history("WO-1", schema::DispatchCheckOverridden{
                              .technician = "T1", .check = check, .reason = "好", .by = "boss"});
  };
  let_pass(schema::DispatchCheck::territory);
  const schema::WorkOrder before = order_now(given);
  ASSERT_EQ(before.overrides.size(), 1u);
  given.as(person("call")).when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"});
  EXPECT_TRUE(given.then_accepted().state<schema::WorkOrder>("WO-1").overrides.empty());
  let_pass(schema::DispatchCheck::debt);
  given.when(not_reopened()).then_accepted();
  EXPECT_EQ(order_now(given), before);
}

TEST(WithdrawReopening, OfOneThatWasFollowedUpAsksNobodyAgain) {
  Given given = order_in(Status::followed_up);
  const schema::WorkOrder before = order_now(given);
  given.as(person("call"))
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .when(not_reopened())
      .then_accepted();
  EXPECT_EQ(order_now(given), before);
  EXPECT_EQ(given.event<schema::ReopeningWithdrawn>().follow_up_due_at, 0);
}

// Helped by telephone before it had an outlet: it has none when it is opened again.
TEST(WithdrawReopening, OfOneThatHadNoOutlet) {
  Given given = order_in(Status::registered);
  given.as(person("call"));
  given.when(not_reopened()).then_refused("work_order.not_reopened");
  given.when(schema::ResolveRemotely{.order = "WO-1", .solution = "断电重启"}).then_accepted();
  const schema::WorkOrder before = order_now(given);
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"}).then_accepted();
  ASSERT_EQ(order_now(given).status, Status::registered);
  given.when(not_reopened()).then_accepted();
  EXPECT_EQ(order_now(given), before);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::due);
  EXPECT_FALSE(open_on_its_asset(given));
}

// It was opened again before its call was planned: it is planned now.
TEST(WithdrawReopening, PlansTheCallThatNobodyHadPlanned) {
  Given given = order_in(Status::work_reported);
  given.as(person("boss"))
      .when(schema::CompleteWorkOrder{.order = "WO-1"})
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .when(not_reopened())
      .then_accepted();
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::due);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").round, 1);
}

TEST(WithdrawReopening, OnlyBeforeAnybodyIsSentAgain) {
  Given given = order_in(Status::assigned);
  given.as(person("disp")).when(not_reopened()).then_refused("work_order.not_reopened");
  given = order_in(Status::completed);
  given.as(person("disp"))
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .when(schema::ScheduleBooking{.order = "WO-1",
                                    .technician = "T1",
                                    .starts_at = ms("2026-03-03T02:00:00Z"),
                                    .ends_at = ms("2026-03-03T04:00:00Z")})
      .then_accepted();
  given.when(not_reopened()).then_refused("work_order.not_reopened");
  const std::uint16_t booking = order_now(given).bookings.back().number;
  given.when(schema::WithdrawBooking{.order = "WO-1", .booking = booking, .reason = mistake})
      .when(schema::AgreeAppointment{.order = "WO-1",
                                     .starts_at = ms("2026-03-03T02:00:00Z"),
                                     .ends_at = ms("2026-03-03T04:00:00Z"),
                                     .asked_by = schema::AskedBy::customer})
      .then_accepted();
  given.when(not_reopened()).then_accepted();
  EXPECT_EQ(order_now(given).appointment_from, 0);
  given = order_in(Status::completed);
  given.as(person("disp"))
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .then_accepted();
  given.history("WO-1", schema::BookingScheduled{.booking = 9, .technician = "T1"});
  given.history("WO-1", schema::WorkReported{.booking = 9, .technician = "T1", .partly = true});
  given.when(not_reopened()).then_refused("work_order.not_reopened");
}

TEST(WithdrawTravel, LetsTheBookingWaitAsBefore) {
  Given given = order_in(Status::accepted);
  const schema::WorkOrder before = order_now(given);
  const schema::WithdrawTravel back{.order = "WO-1", .reason = mistake};
  given.as(person("tech1")).when(back).then_refused("work_order.not_traveling");
  given.when(schema::StartTravel{.order = "WO-1"}).then_accepted();
  given.when(schema::WithdrawTravel{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.as(person("tech2")).when(back).then_refused("work_order.not_your_booking");
  given.as(person("tech1"))
      .when(back)
      .then({on("WO-1", schema::TravelWithdrawn{
                            .booking = 1, .technician = "T1", .reason = mistake, .by = "tech1"})});
  EXPECT_EQ(order_now(given), before);
  given.when(schema::StartTravel{.order = "WO-1"}).then_accepted();
  given.when(schema::CheckIn{.order = "WO-1", .reason = "没有定位"}).then_accepted();
  given.when(back).then_refused("work_order.not_traveling");
  given.when(schema::WithdrawCheckIn{.order = "WO-1", .reason = mistake}).then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
