// Money, paper, and the end of an order.

#include "core/calendar/calendar.h"
#include "schema/alarm.h"
#include "schema/asset.h"
#include "schema/follow_up.h"
#include "schema/handover.h"
#include "schema/tariff.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::Payer;
using Status = schema::WorkOrderStatus;

Given in(Status status, const char* who) {
  Given given = order_in(status);
  given.as(person(who));
  return given;
}

schema::AddCharge manual() {
  return {.order = "WO-1",
          .item = "打眼",
          .quantity = 1500,
          .payer = Payer::customer,
          .manual_price = 3333,
          .reason = "墙厚"};
}

// An agreed charge of the customer, as a tariff gives it.
schema::ChargeAdded charged(std::int64_t fen) {
  return {.line = 1,
          .status = schema::ChargeStatus::agreed,
          .item = "上门",
          .quantity = 1000,
          .unit_price = fen,
          .amount = fen,
          .payer = Payer::customer};
}

TEST(AddCharge, AManualPriceWaitsForASecondPerson) {
  Given given = in(Status::in_progress, "disp");
  given.when(manual()).then({on("WO-1", schema::ChargeAdded{.line = 1,
                                                            .status = schema::ChargeStatus::pending,
                                                            .item = "打眼",
                                                            .quantity = 1500,
                                                            .unit_price = 3333,
                                                            .amount = 5000,  // 4999.5, half up
                                                            .payer = Payer::customer,
                                                            .technician = "T1",
                                                            .by = "disp",
                                                            .reason = "墙厚"})});
  given.when(schema::ApproveCharge{.order = "WO-1", .line = 1})
      .then_refused("work_order.same_author");
  given.when(schema::ApproveCharge{.order = "WO-1", .line = 2})
      .then_refused("work_order.no_such_charge");
  given.as(person("disp2")).when(schema::ApproveCharge{.order = "WO-1", .line = 1}).then_accepted();
  given.when(schema::ApproveCharge{.order = "WO-1", .line = 1})
      .then_refused("work_order.charge_agreed");
}

// By what is known of the appliance, all of it.
TEST(AddCharge, TakesThePriceOfTheLineThatFitsTheOrderBest) {
  const schema::TariffLine any{.item = "visit", .unit_price = 100};
  schema::TariffLine brand = any, category = any, type = any, item = any;
  brand.brand = "haier", brand.unit_price = 200;
  category.category = "ac", category.unit_price = 300;
  type.service_type = schema::ServiceType::repair, type.unit_price = 400;
  item.item = "other", item.unit_price = 500;
  const auto price = [&](std::vector<schema::TariffLine> lines) {
    Given given = in(Status::in_progress, "disp");
    given
        .history("TF-1",
                 schema::TariffDrafted{
                     .version = 1, .effective_from = 20'000, .lines = std::move(lines)})
        .history("TF-1", schema::TariffPublished{.version = 1});
    schema::AddCharge command = manual();
    command.item = "visit", command.tariff = "TF-1", command.manual_price = 0;
    command.reason.clear();
    return given.when(command).event<schema::ChargeAdded>().unit_price;
  };
  EXPECT_EQ(price({any, item}), 100);
  EXPECT_EQ(price({any, brand}), 200);
  EXPECT_EQ(price({any, category}), 300);
  EXPECT_EQ(price({any, type}), 400);
}

TEST(AddCharge, RefusesBadInput) {
  schema::AddCharge c = manual();
  c.item.clear();
  in(Status::in_progress, "disp").when(c).then_refused("work_order.bad_text");
  c = manual();
  c.quantity = -1;
  in(Status::in_progress, "disp").when(c).then_refused("work_order.bad_quantity");
  c = manual();
  c.payer = Payer::none;
  in(Status::in_progress, "disp").when(c).then_refused("work_order.payer_missing");
  c = manual();
  c.reason.clear();
  in(Status::in_progress, "disp").when(c).then_refused("work_order.manual_price_missing");
  c = manual();
  c.manual_price = -1;
  in(Status::in_progress, "disp").when(c).then_refused("work_order.bad_amount");
  c = manual();
  c.manual_price = INT64_MAX;
  in(Status::in_progress, "disp").when(c).then_refused("money.overflow");
  c = manual();
  c.tariff = "T-9";
  in(Status::in_progress, "disp").when(c).then_refused("tariff.not_found");
  c = manual();
  c.booking = 9;
  in(Status::in_progress, "disp").when(c).then_refused("work_order.no_such_booking");
}

TEST(AddCharge, AnOrderHasAThousandAtMost) {
  Given given = in(Status::in_progress, "disp");
  for (std::uint16_t line = 1; line <= 1000; ++line) {
    given.history("WO-1", schema::ChargeAdded{.line = line, .item = "x", .quantity = 1000});
  }
  given.when(manual()).then_refused("work_order.too_many");
}

// Else he would owe cash that he never saw.
TEST(Payment, IsInNobodysPocketAtAnotherOutlet) {
  Given given = in(Status::work_reported, "disp");
  given.history("WO-1", charged(15000));
  given.history("T9", schema::TechnicianRegistered{.name = "远", .outlet = "R2"});
  schema::CollectPayment paid{.order = "WO-1",
                              .amount = 15000,
                              .method = schema::PaymentMethod::cash,
                              .technician = "T9"};
  given.when(paid).then_refused("work_order.unknown_technician");
  paid.technician = "T2";
  given.when(paid).then_accepted();
  given.as(person("disp2"));
  given
      .when(schema::CorrectPayment{.order = "WO-1",
                                   .number = 1,
                                   .amount = 15000,
                                   .method = schema::PaymentMethod::cash,
                                   .technician = "T9",
                                   .reason = "记错"})
      .then_refused("work_order.unknown_technician");
}

TEST(CollectPayment, TakesWhatIsDueAndNoMore) {
  Given given = in(Status::work_reported, "tech1");
  const auto pay = [](std::int64_t fen) {
    return schema::CollectPayment{
        .order = "WO-1", .amount = fen, .method = schema::PaymentMethod::cash};
  };
  given.when(pay(1)).then_refused("work_order.nothing_due");
  given.history("WO-1", charged(15000));
  given.when(pay(15001)).then_refused("work_order.more_than_due");
  given.when(pay(0)).then_refused("work_order.bad_amount");
  given.when(schema::CollectPayment{.order = "WO-1", .amount = 1})
      .then_refused("work_order.method_missing");
  given.when(pay(15000))
      .then({on("WO-1", schema::PaymentCollected{.amount = 15000,
                                                 .method = schema::PaymentMethod::cash,
                                                 .technician = "T1",
                                                 .by = "tech1"}),
             on("T1", schema::CashCollected{.order = "WO-1", .amount = 15000})});
  given.when(pay(15000)).then_refused("work_order.nothing_due");
  given.as(person("acc"));
  given.when(schema::RemitPayment{.technician = "T1", .amount = 15001})
      .then_refused("technician.more_than_held");
  given.when(schema::RemitPayment{.technician = "T1", .amount = 15000}).then_accepted();
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, 0);
}

TEST(HandBackInstallCard, OnceAndForOneOrder) {
  Given given = order_in(Status::in_progress);
  schema::WorkOrderRegistered install = registered();
  install.service_type = schema::ServiceType::install;
  given.history("WO-2", install);
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-2", schema::BookingScheduled{.booking = 1, .technician = "T1"});
  given.history("WO-2", schema::WorkReported{.booking = 1, .technician = "T1"});
  given.history("CARD-0001", schema::CardClaimed{.order = "WO-3"});
  given.as(person("keeper"));
  const auto card = [](const char* number) {
    return schema::HandBackInstallCard{.order = "WO-2", .card = number};
  };
  given.when(card("x y")).then_refused("work_order.bad_card");
  given.when(card("CARD-0001")).then_refused("work_order.card_taken");
  given.as(person("disp"))
      .when(schema::CompleteWorkOrder{.order = "WO-2"})
      .then_refused("work_order.card_missing");
  given.when(card("CARD-0002"))
      .then({on("WO-2", schema::InstallCardHandedBack{.card = "CARD-0002", .by = "disp"}),
             on("CARD0002", schema::CardClaimed{.order = "WO-2"})});
  given.when(card("CARD-0002")).then_refused("work_order.card_handed_back");
  given.when(schema::CompleteWorkOrder{.order = "WO-2"}).then_accepted();
}

TEST(ReturnServiceSlip, OnceAndForOneOrder) {
  Given given = order_in(Status::in_progress);
  given.history("WO-1", schema::WorkReported{.booking = 1, .technician = "T1"});
  given.history("SLIP-0007", schema::SlipClaimed{.order = "WO-9"});
  given.as(person("disp"));
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_refused("work_order.slip_missing");
  given.when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "?"})
      .then_refused("work_order.bad_slip");
  given.when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-0007"})
      .then_refused("work_order.slip_taken");
  given.when(schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-0008"}).then_accepted();
}

TEST(CompleteWorkOrder, ClosesOnTheAssetAndNamesTheFollowUp) {
  in(Status::work_reported, "disp")
      .when(schema::CompleteWorkOrder{.order = "WO-1"})
      .then({on("WO-1",
                schema::WorkOrderCompleted{.at = ms(now),
                                           .follow_up_due_at = ms("2026-03-03T01:00:00Z"),
                                           .counts_on = core::day_of(instant_from_ms(ms(now)))}),
             on("A-1", schema::AssetOrderClosed{.order = "WO-1"}),
             on("A-1", schema::AssetRepaired{.order = "WO-1",
                                             .technician = "T1",
                                             .fault = "cooling",
                                             .at = ms(now),
                                             .fault_code = "F01"})})
      .when(schema::CompleteWorkOrder{.order = "WO-1"})
      .then_refused("work_order.already_completed");
}

TEST(CompleteWorkOrder, WaitsForMoneyOrCredit) {
  Given given = in(Status::work_reported, "disp");
  given.history("WO-1", charged(15000));
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_refused("work_order.payment_missing");
  given.as(person("acc"));
  given.when(schema::ApproveCredit{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.when(schema::ApproveCredit{.order = "WO-1", .reason = "单位客户"})
      .then(
          {on("WO-1", schema::CreditApproved{.amount = 15000, .reason = "单位客户", .by = "acc"})});
  given.when(schema::ApproveCredit{.order = "WO-1", .reason = "单位客户"})
      .then_refused("work_order.credit_held");
  given.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  given.history("WO-1", schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::reached});
  given.as(person("acc"))
      .when(schema::PostWorkOrder{.order = "WO-1"})
      .then_refused("work_order.payment_missing");
  given
      .when(schema::CollectPayment{
          .order = "WO-1", .amount = 15000, .method = schema::PaymentMethod::transfer})
      .then_accepted();
  given.when(schema::PostWorkOrder{.order = "WO-1"})
      .then({on("WO-1", schema::WorkOrderPosted{.at = ms(now)})});
}

TEST(CompleteWorkOrder, RefusesPendingCharges) {
  Given given = in(Status::work_reported, "disp");
  given.when(manual()).then_accepted();
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_refused("work_order.charges_pending");
}

// A training with who was trained, commissioning with the customer's acceptance.
TEST(CompleteWorkOrder, OfATrainingOrCommissioningNeedsItsHandover) {
  using schema::HandoverKind;
  struct Case {
    schema::ServiceType kind;
    HandoverKind other, needed;
    std::string_view code;
  };
  const Case cases[] = {{schema::ServiceType::train, HandoverKind::acceptance,
                         HandoverKind::training, "work_order.training_missing"},
                        {schema::ServiceType::commission, HandoverKind::training,
                         HandoverKind::acceptance, "work_order.acceptance_missing"}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.code);
    Given given = order_in(Status::work_reported, {.service_type = one.kind});
    given.as(person("disp"));
    const schema::CompleteWorkOrder complete{.order = "WO-1"};
    given.when(complete).then_refused(one.code);
    schema::RecordHandover handover{.order = "WO-1",
                                    .kind = one.other,
                                    .document = "单据",
                                    .document_hash = std::string(64, '0'),
                                    .signed_by = "张",
                                    .people = 2};
    given.when(handover).then_accepted();
    given.when(complete).then_refused(one.code);
    handover.kind = one.needed;
    handover.handover = "HO-7";
    given.when(handover).then_accepted();
    EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").handovers.size(), 2u);
    given.when(schema::WithdrawHandover{.handover = "HO-7", .reason = "签错"}).then_accepted();
    given.when(complete).then_refused(one.code);
    handover.handover = "HO-8";
    given.when(handover).then_accepted();
    given.when(complete).then_accepted();
    // Nor is it posted without.
    given.history("WO-1", schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::reached});
    given.when(schema::WithdrawHandover{.handover = "HO-8", .reason = "签错"}).then_accepted();
    given.as(person("acc"));
    given.when(schema::PostWorkOrder{.order = "WO-1"}).then_refused(one.code);
    handover.handover = "HO-9";
    given.as(person("disp")).when(handover).then_accepted();
    given.as(person("acc")).when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
  }
  // What an older system says was done was done there.
  Given imported = order_in(Status::work_reported, {.service_type = schema::ServiceType::train});
  imported.as(importer("Value 2")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
}

TEST(CompleteWorkOrder, OfAnIncompleteOrderWaivesItsGates) {
  Given given = company();
  given.as(importer("Value 2"));
  given.when(schema::RegisterWorkOrder{.order = "WO-7"}).then_accepted();
  given.when(schema::ScheduleBooking{.order = "WO-7", .technician = "T1"}).then_accepted();
  given.when(schema::AcceptBooking{.order = "WO-7"}).then_accepted();
  given.when(schema::StartWork{.order = "WO-7"}).then_accepted();
  given.when(schema::ReportWorkDone{.order = "WO-7"}).then_accepted();
  given.when(schema::CompleteWorkOrder{.order = "WO-7"})
      .then({on("WO-7",
                schema::WorkOrderCompleted{.at = ms(now),
                                           .waived = {schema::CompletionGate::service_slip},
                                           .counts_on = core::day_of(instant_from_ms(ms(now)))})});
  given.when(schema::PostWorkOrder{.order = "WO-7"}).then_accepted();
}

TEST(CancelWorkOrder, ReleasesSlotDeadlineAndAsset) {
  Given given = in(Status::scheduled, "disp");
  given.when(schema::CancelWorkOrder{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户取消"})
      .then({on("WO-1", schema::BookingCanceled{.booking = 1, .technician = "T1", .at = ms(now)}),
             on("T1", schema::SlotReleased{.order = "WO-1", .booking = 1}),
             on("WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 1}),
             on("WO-1", schema::WorkOrderCanceled{.reason = "用户取消"}),
             on("A-1", schema::AssetOrderClosed{.order = "WO-1"})});
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户取消"})
      .then_refused("work_order.already_canceled");
}

TEST(ReopenWorkOrder, StartsANewRoundAndKeepsTheFirstCompletion) {
  Given given = in(Status::completed, "call");
  const std::int64_t first = given.state<schema::WorkOrder>("WO-1").first_completed_at;
  given.when(schema::ReopenWorkOrder{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .then({on("WO-1", schema::WorkOrderReopened{.round = 2, .reason = "又坏了"}),
             on("A-1", schema::AssetOrderOpened{.order = "WO-1", .fault = "cooling"}),
             on("WO-1", schema::FollowUpCanceled{.reason = "order reopened"})});
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.status, Status::assigned);
  EXPECT_EQ(order.first_completed_at, first);
  EXPECT_EQ(order.technician, "");
  EXPECT_EQ(order.service_slip, "");
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .then_refused("work_order.not_completed");
}

// What was agreed for one round is not for the next.
TEST(ReopenWorkOrder, ForgetsOverridesAndCredit) {
  Given given = in(Status::work_reported, "disp");
  given.history("WO-1", schema::DispatchCheckOverridden{.technician = "T1",
                                                        .check = schema::DispatchCheck::travel,
                                                        .reason = "急",
                                                        .by = "disp"});
  given.history("WO-1", charged(15000));
  given.history("WO-1", schema::CreditApproved{.amount = 15000, .reason = "单位客户", .by = "acc"});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").overrides.size(), 1u);
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").credit);
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  given.as(person("call"))
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .then_accepted();
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_TRUE(order.overrides.empty());
  EXPECT_FALSE(order.credit);
  EXPECT_EQ(order.charges.size(), 1u) << "what was charged stays charged";
}

}  // namespace
}  // namespace kintsugi::tests
