// An order of several rounds: what was done, charged and handed in before it was opened again stays
// whose it was, and can be put right.

#include "schema/outlet.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_back.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests::rounds {
namespace {

using Status = schema::WorkOrderStatus;

constexpr const char* why = "登记错误";

const schema::WorkOrder& order_now(Given& given) {
  return given.state<schema::WorkOrder>("WO-1");
}

schema::ChargeAdded charged(const char* technician, std::uint16_t visit = 0) {
  return {.line = 1,
          .status = schema::ChargeStatus::agreed,
          .item = "上门",
          .quantity = 1000,
          .unit_price = 15'000,
          .amount = 15'000,
          .payer = schema::Payer::customer,
          .technician = technician,
          .by = "acc",
          .visit = visit};
}

// T1 was there, and the order was completed and opened again.
Given reopened() {
  Given given = order_in(Status::completed);
  given.history("WO-1", charged("T1", 1));
  given.as(person("call"))
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .then_accepted();
  return given;
}

// T2 is sent in the second round.
Given with_another_there(Status status) {
  Given given = reopened();
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"})
      .history("WO-1", schema::BookingAccepted{.booking = 2, .technician = "T2"})
      .history("WO-1", schema::TechnicianCheckedIn{.booking = 2, .technician = "T2", .at = 1});
  if (status == Status::in_progress)
    given.history("WO-1", schema::WorkStarted{.booking = 2, .at = 1});
  return given;
}

schema::ReplaceCharge replace() {
  return {.order = "WO-1",
          .line = 1,
          .item = "上门",
          .quantity = 1000,
          .payer = schema::Payer::customer,
          .manual_price = 12'000,
          .reason = why};
}

TEST(ReplaceCharge, StaysTheWorkOfWhoDidIt) {
  Given given = with_another_there(Status::in_progress);
  ASSERT_EQ(order_now(given).technician, "T2");
  given.as(person("disp")).when(replace()).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).technician, "T1");
  schema::ReplaceCharge his = replace();
  his.line = 2, his.booking = 2;
  given.as(person("disp2")).when(his).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).technician, "T2") << "as is told";
}

// The fee of the first visit is that visit's, whoever went since.
TEST(ReplaceCharge, StaysTheFeeOfItsVisit) {
  Given given = with_another_there(Status::in_progress);
  schema::ReplaceCharge fee = replace();
  fee.basis = schema::ChargeBasis::visit;
  given.as(person("disp")).when(fee).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).visit, 1);
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).technician, "T1");
}

// Opened again by mistake, and given to another outlet meanwhile: who did it is paid where he did.
TEST(WithdrawReopening, LeavesTheOrderWhereItWasDone) {
  Given given = reopened();
  given.history("R2", schema::BrandAuthorised{.brand = "haier"});
  given.as(person("call"))
      .when(schema::AssignOutlet{.order = "WO-1", .outlet = "R2", .override_reason = "改派"})
      .then_accepted();
  ASSERT_EQ(order_now(given).outlet, "R2");
  given.when(schema::WithdrawReopening{.order = "WO-1", .reason = why}).then_accepted();
  EXPECT_EQ(order_now(given).outlet, "S1");
  EXPECT_EQ(order_now(given).status, Status::completed);
}

// What was done and charged before would be paid by nobody, and to nobody.
TEST(CancelWorkOrder, NotOfOneThatWasCompletedBefore) {
  Given given = reopened();
  const schema::CancelWorkOrder cancel{.order = "WO-1", .reason = "用户说不用了"};
  given.as(person("call")).when(cancel).then_refused("work_order.completed_before");
  given.when(schema::WithdrawReopening{.order = "WO-1", .reason = "用户说不用了"}).then_accepted();
  EXPECT_EQ(order_now(given).status, Status::completed);
}

TEST(CancelWorkOrder, NotWhileItsCustomersMoneyIsHere) {
  Given given = order_in(Status::work_reported);
  given.history("WO-1", charged("T1", 1));
  given.as(person("tech1"))
      .when(schema::CollectPayment{
          .order = "WO-1", .amount = 15'000, .method = schema::PaymentMethod::cash})
      .then_accepted();
  given.as(person("disp"))
      .when(schema::WithdrawWorkReport{.order = "WO-1", .reason = why})
      .then_accepted();
  const schema::CancelWorkOrder cancel{.order = "WO-1", .reason = "用户退单"};
  given.when(cancel).then_refused("work_order.paid_too_much");
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 1, .reason = "已退还用户"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, 0);
  given.when(cancel).then_accepted();
}

// Somebody went, and it came to nothing; the customer does not want anybody any more.
TEST(WithdrawReopening, AfterAVisitThatCameToNothing) {
  Given given = with_another_there(Status::traveling);
  given.as(person("disp"));
  const schema::WithdrawReopening back{.order = "WO-1", .reason = "用户说已正常"};
  given.when(back).then_refused("work_order.not_reopened");
  given.at(visit_start).when(schema::RecordNoShow{.order = "WO-1", .note = "敲门无人"});
  given.then_accepted();
  given.when(back).then_accepted();
  EXPECT_EQ(order_now(given).status, Status::completed);
  EXPECT_EQ(order_now(given).technician, "T1");
  EXPECT_EQ(order_now(given).waits_for, schema::OrderWait::none);
}

// The slip of the first round was another order's.
TEST(WithdrawServiceSlip, OfTheRoundBefore) {
  Given given = reopened();
  ASSERT_EQ(order_now(given).service_slip, "");
  ASSERT_EQ(given.state<schema::Slip>("SLIP-0001").order, "WO-1");
  const schema::WithdrawServiceSlip back{.order = "WO-1", .reason = why};
  given.as(person("disp")).when(back).then_accepted();
  EXPECT_EQ(given.event<schema::ServiceSlipWithdrawn>(0).slip, "SLIP-0001");
  EXPECT_EQ(given.streams().state<schema::Slip>("SLIP-0001")->order, "");
  given.when(back).then_refused("work_order.no_slip");
  given.as(person("call"))
      .when(schema::WithdrawReopening{.order = "WO-1", .reason = why})
      .then_accepted();
  EXPECT_EQ(order_now(given).service_slip, "") << "it is not back by the reopening";
}

}  // namespace
}  // namespace kintsugi::tests::rounds
