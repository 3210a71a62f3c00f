// What was posted stays as it is; what is wrong with it is put right in the period that is open.

#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_review.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Payer;
using schema::PaymentMethod;
using Status = schema::WorkOrderStatus;

constexpr const char* mistyped = "登记错误";

// 150.00 charged to the customer and paid, in cash, to T1: told by disp.
Given posted_and_paid() {
  Given given = order_in(Status::posted);
  given
      .history("WO-1", schema::ChargeAdded{.line = 1,
                                           .status = schema::ChargeStatus::agreed,
                                           .item = "上门",
                                           .quantity = 1000,
                                           .unit_price = 15'000,
                                           .amount = 15'000,
                                           .payer = Payer::customer,
                                           .by = "disp"})
      .history("WO-1", schema::PaymentCollected{.amount = 15'000,
                                                .method = PaymentMethod::cash,
                                                .technician = "T1",
                                                .by = "disp"})
      .history("T1", schema::CashCollected{.order = "WO-1", .amount = 15'000});
  given.as(person("acc"));
  return given;
}

std::int64_t cash_held(Given& given) {
  return given.state<schema::Technician>("T1").cash_held;
}

void correct_by(Given& given, std::int64_t fen, bool reject = false) {
  const auto number = given.state<schema::WorkOrder>("WO-1").corrections.size() + 1;
  given.as(person("acc"))
      .when(schema::CorrectWorkOrder{.order = "WO-1",
                                     .item = "上门",
                                     .amount = fen,
                                     .payer = Payer::customer,
                                     .reason = mistyped})
      .then_accepted();
  given.as(person("boss"))
      .when(schema::DecideCorrection{.order = "WO-1",
                                     .number = static_cast<std::uint16_t>(number),
                                     .reject = reject,
                                     .reason = mistyped})
      .then_accepted();
  given.as(person("acc"));
}

schema::CollectPayment collect(std::int64_t fen) {
  return {.order = "WO-1", .amount = fen, .method = PaymentMethod::wechat};
}
schema::RefundPayment refund(std::int64_t fen, PaymentMethod method = PaymentMethod::wechat) {
  return {.order = "WO-1", .amount = fen, .method = method, .reason = "多收"};
}

TEST(AfterPosting, WhatACorrectionMakesDueIsCollected) {
  Given given = posted_and_paid();
  given.when(collect(100)).then_refused("work_order.nothing_due");
  correct_by(given, 9'000, true);
  given.when(collect(100)).then_refused("work_order.nothing_due");
  correct_by(given, 5'000);
  given.when(collect(5'001)).then_refused("work_order.more_than_due");
  given.when(collect(5'000)).then_accepted();
  given.when(collect(1)).then_refused("work_order.nothing_due");
}

TEST(AfterPosting, WhatThePayersOfOthersOweIsNotTheCustomers) {
  Given given = posted_and_paid();
  given
      .when(schema::CorrectWorkOrder{.order = "WO-1",
                                     .item = "上门",
                                     .amount = 5'000,
                                     .payer = Payer::manufacturer,
                                     .reason = mistyped})
      .then_accepted();
  given.as(person("boss"))
      .when(schema::DecideCorrection{.order = "WO-1", .number = 1})
      .then_accepted();
  given.when(collect(5'000)).then_refused("work_order.nothing_due");
}

TEST(RefundPayment, GivesBackWhatIsPaidTooMuch) {
  Given given = posted_and_paid();
  given.when(refund(1)).then_refused("work_order.not_overpaid");
  correct_by(given, -4'000);
  given.when(refund(0)).then_refused("work_order.bad_amount");
  given.when(refund(4'001)).then_refused("work_order.not_overpaid");
  given.when(refund(4'000, PaymentMethod::none)).then_refused("work_order.method_missing");
  schema::RefundPayment back = refund(4'000, PaymentMethod::cash);
  back.technician = "T9";
  given.when(back).then_refused("work_order.unknown_technician");
  back.technician = "T1", back.reason = "";
  given.when(back).then_refused("work_order.reason_missing");
  back.reason = mistyped;
  given.as(person("disp")).when(back).then_refused("work_order.same_author");
  given.as(person("acc"))
      .when(back)
      .then({on("WO-1", schema::PaymentRefunded{.amount = 4'000,
                                                .method = PaymentMethod::cash,
                                                .technician = "T1",
                                                .reason = mistyped,
                                                .by = "acc"}),
             on("T1", schema::CashReturned{.order = "WO-1", .amount = 4'000})});
  EXPECT_EQ(cash_held(given), 11'000);
  given.when(refund(1)).then_refused("work_order.not_overpaid");
}

TEST(RefundPayment, IsCorrectedAndWithdrawnLikeAPayment) {
  Given given = posted_and_paid();
  correct_by(given, -4'000);
  schema::RefundPayment back = refund(3'000, PaymentMethod::cash);
  back.technician = "T1";
  given.when(back).then_accepted();
  given.as(person("boss"));
  schema::CorrectPayment right{.order = "WO-1",
                               .number = 2,
                               .amount = 4'001,
                               .method = PaymentMethod::cash,
                               .technician = "T1",
                               .reason = mistyped};
  given.when(right).then_refused("work_order.not_overpaid");
  right.amount = 3'000;
  given.when(right).then_refused("work_order.nothing_changed");
  right.amount = 4'000;
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").payments[1].amount, -4'000);
  EXPECT_EQ(cash_held(given), 11'000);
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 2, .reason = mistyped})
      .then_accepted();
  EXPECT_EQ(cash_held(given), 15'000);
  given.when(refund(4'000)).then_accepted();
}

// He has no cash: it was paid by telephone.
TEST(AfterPosting, HowItWasPaidIsCorrectedByAnother) {
  Given given = posted_and_paid();
  schema::CorrectPayment right{.order = "WO-1",
                               .number = 1,
                               .amount = 15'000,
                               .method = PaymentMethod::wechat,
                               .technician = "T1",
                               .reason = mistyped};
  given.as(person("disp")).when(right).then_refused("work_order.same_author");
  given.as(person("acc")).when(right).then_accepted();
  EXPECT_EQ(cash_held(given), 0);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::posted);
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 1, .reason = mistyped})
      .then_accepted();
  given.when(collect(15'000)).then_accepted();
}

// The wrong paper was taken in: its number is free, and the right one comes back.
TEST(AfterPosting, TheRightPaperIsTakenIn) {
  Given given = order_in(Status::posted);
  const std::string wrong = given.state<schema::WorkOrder>("WO-1").service_slip;
  ASSERT_FALSE(wrong.empty());
  given.history("WO-1", schema::TicketCleared{}).as(person("acc"));
  given.when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-77"})
      .then_refused("work_order.slip_returned");
  given.when(schema::WithdrawServiceSlip{.order = "WO-1", .reason = mistyped}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").clearing, schema::ClearingStatus::cleared);
  given.when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-77"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").service_slip, "SLIP-77");
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").slip_by, "acc");
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::posted);
}

// With its papers somebody else looked at it: who took one in does not change it alone.
TEST(AfterPosting, APaperIsWithdrawnByAnotherThanWhoTookItIn) {
  Given given = order_in(Status::posted, {.service_type = schema::ServiceType::install});
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  const schema::WithdrawServiceSlip slip{.order = "WO-1", .reason = mistyped};
  const schema::WithdrawInstallCard card{.order = "WO-1", .reason = mistyped};
  given.history("WO-1", schema::ServiceSlipReturned{.slip = order.service_slip, .by = "acc"});
  given.history("WO-1", schema::InstallCardHandedBack{.card = "AZ-0001", .by = "acc"});
  given.as(person("acc")).when(slip).then_refused("work_order.same_author");
  given.when(card).then_refused("work_order.same_author");
  given.as(person("disp")).when(slip).then_accepted();
  given.when(card).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").card_by, "");
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").slip_by, "");
}

}  // namespace
}  // namespace kintsugi::tests
