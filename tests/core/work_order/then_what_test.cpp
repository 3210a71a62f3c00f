// Steps in an unusual order: what was concluded from the one before follows, and each leads on.

#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/subcontract.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_back.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"
#include "tests/core/work_order/as_registered.h"

namespace kintsugi::tests::then_what {
namespace {

using schema::OrderWait;
using Status = schema::WorkOrderStatus;

constexpr const char* why = "登记错误";

const schema::WorkOrder& order_now(Given& given) {
  return given.state<schema::WorkOrder>("WO-1");
}

std::int64_t ends_of_first_hold(Given& given) {
  return first(order_now(given).warranty.holds).held_until;
}

// Paused for a part that does not come, the visit ends so: nobody waits by that pause any more.
TEST(MarkAbnormal, EndsThePause) {
  Given given = order_in(Status::on_hold);
  given.at("2026-03-02T09:00:00Z").as(person("tech1"));
  given
      .when(schema::MarkAbnormal{.order = "WO-1",
                                 .kind = schema::AbnormalKind::other,
                                 .revisit = true,
                                 .note = "等件，改日再来"})
      .then_accepted();
  EXPECT_EQ(ends_of_first_hold(given), ms("2026-03-02T09:00:00Z"));
}

TEST(ApproveSubcontract, EndsThePause) {
  Given given = order_in(Status::on_hold);
  given.history("WO-1", schema::SubcontractRequested{.order = "WO-1",
                                                     .outlet = "S1",
                                                     .contractor = "邻县维修部",
                                                     .requested_by = "disp"});
  given.at("2026-03-02T09:00:00Z").as(person("acc"));
  given.when(schema::ApproveSubcontract{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(ends_of_first_hold(given), ms("2026-03-02T09:00:00Z"));
}

// Nobody was there the first time, the second time it could not be done: that is to be decided
// whatever becomes of the first.
TEST(WithdrawFailedVisit, LeavesWhatTheOrderWaitsForSince) {
  Given given = order_in(Status::traveling);
  given.at(visit_start).as(person("disp"));
  given.when(schema::RecordNoShow{.order = "WO-1", .note = "敲门无人"}).then_accepted();
  given.history("WO-1", schema::AppointmentSet{.appointment_from = 1, .appointment_until = 2});
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"})
      .history("WO-1", schema::BookingAccepted{.booking = 2, .technician = "T2"});
  given
      .when(schema::MarkAbnormal{.order = "WO-1",
                                 .booking = 2,
                                 .kind = schema::AbnormalKind::other,
                                 .note = "无法施工"})
      .then_accepted();
  ASSERT_EQ(order_now(given).waits_for, OrderWait::decision);
  schema::WithdrawFailedVisit back{.order = "WO-1", .booking = 1, .reason = why};
  given.when(back).then_accepted();
  EXPECT_EQ(order_now(given).waits_for, OrderWait::decision);
  back.booking = 2;
  given.when(back).then_accepted();
  EXPECT_EQ(order_now(given).waits_for, OrderWait::none);
}

// The slip came back with an order that nobody worked on; it is another's.
TEST(WithdrawServiceSlip, OfAnOrderThatGoesOnOrIsCanceled) {
  for (const bool canceled : {false, true}) {
    SCOPED_TRACE(canceled);
    Given given = order_in(Status::work_reported);
    given.as(person("disp"))
        .when(schema::WithdrawWorkReport{.order = "WO-1", .reason = why})
        .then_accepted();
    if (canceled)
      given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = why}).then_accepted();
    given.when(schema::WithdrawServiceSlip{.order = "WO-1", .reason = why}).then_accepted();
    EXPECT_EQ(order_now(given).service_slip, "");
    EXPECT_EQ(given.streams().state<schema::Slip>("SLIP-0001")->order, "");
  }
}

TEST(WithdrawInstallCard, OfAnOrderThatIsCanceled) {
  Given given = order_in(Status::work_reported, {.service_type = schema::ServiceType::install});
  given.as(person("disp"))
      .when(schema::HandBackInstallCard{.order = "WO-1", .card = "AZ-0001"})
      .when(schema::WithdrawWorkReport{.order = "WO-1", .reason = why})
      .when(schema::CancelWorkOrder{.order = "WO-1", .reason = why})
      .then_accepted();
  given.when(schema::WithdrawInstallCard{.order = "WO-1", .reason = why}).then_accepted();
  EXPECT_EQ(order_now(given).install_card, "");
}

// The machine's sheet was put right meanwhile; whoever corrects a telephone number says nothing of
// that, and the order follows.
TEST(CorrectRegistration, FollowsTheSheetOfItsMachine) {
  Given given = order_in(Status::assigned);
  given.as(person("call"))
      .when(schema::CorrectAsset{.asset = "A-1",
                                 .brand = "haier",
                                 .category = "ac",
                                 .model = "KFR-50",
                                 .serial = "SN00000002",
                                 .customer = "C-1",
                                 .reason = why})
      .then_accepted();
  schema::CorrectRegistration right = as_registered(given, why);
  right.phone = "13900000002";
  given.when(right).then_accepted();
  EXPECT_EQ(order_now(given).phone, "13900000002");
  EXPECT_EQ(order_now(given).asset, "A-1");
  EXPECT_EQ(order_now(given).serial, "SN00000002");
  EXPECT_EQ(order_now(given).model, "KFR-50");
}

// The machine was sold on meanwhile: the order is for whom it was made.
TEST(CorrectRegistration, StaysForItsCustomerWhenTheMachineIsSoldOn) {
  Given given = order_in(Status::completed);
  given.history("C-2", schema::CustomerRegistered{
                           .name = "李强", .phone = "13900000003", .address = "世纪大道9号"});
  given.as(person("call"))
      .when(schema::TransferAsset{.asset = "A-1", .customer = "C-2", .reason = "转卖"})
      .then_accepted();
  schema::CorrectRegistration right = as_registered(given, why);
  right.symptom = "漏水";
  given.when(right).then_accepted();
  EXPECT_EQ(order_now(given).customer, "C-1");
  EXPECT_EQ(order_now(given).asset, "A-1");
  right = as_registered(given, why);
  right.customer = "C-2";
  given.when(right).then_accepted();
  EXPECT_EQ(order_now(given).customer, "C-2");
}

// A third party has it: nobody helps by telephone beside it.
TEST(ResolveRemotely, NotWhileAThirdPartyHasIt) {
  Given given = order_in(Status::assigned);
  given
      .history("WO-1", schema::SubcontractRequested{.order = "WO-1",
                                                    .outlet = "S1",
                                                    .contractor = "邻县维修部",
                                                    .requested_by = "disp"})
      .history("WO-1", schema::WorkOrderSubcontracted{.contractor = "邻县维修部"})
      .history("WO-1", schema::SubcontractApproved{.decided_by = "acc"});
  const schema::ResolveRemotely helped{.order = "WO-1", .solution = "断电重启"};
  given.as(person("call")).when(helped).then_refused("subcontract.at_third_party");
  given.as(person("disp"))
      .when(schema::WithdrawSubcontract{.order = "WO-1", .reason = "电话已解决"})
      .then_accepted();
  given.as(person("call")).when(helped).then_accepted();
}

// What waits for somebody's word about an order ends with it.
TEST(CancelWorkOrder, EndsTheSubcontractThatWasOnlyAskedFor) {
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::SubcontractRequested{.order = "WO-1",
                                                     .outlet = "S1",
                                                     .contractor = "邻县维修部",
                                                     .requested_by = "disp"});
  given.as(person("call"))
      .when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户取消"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Subcontract>("WO-1").status, schema::SubcontractStatus::withdrawn);
}

}  // namespace
}  // namespace kintsugi::tests::then_what
