// What customers do themselves, by their link or told to a clerk: a machine registered or asked
// for, and a word on the money.

#include "schema/asset.h"
#include "schema/buyer_registration.h"
#include "schema/charge_finding.h"
#include "schema/charge_statement.h"
#include "schema/customer.h"
#include "schema/follow_link.h"
#include "schema/work_order.h"
#include "schema/work_order_correction.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::BuyerRegistration;
using schema::BuyerRegistrationStatus;
using schema::ChargedAnswer;
using schema::ChargeFindingStatus;
using schema::PurchaseProof;
using schema::RegisterByBuyer;
using schema::StateCharge;
using OrderStatus = schema::WorkOrderStatus;

RegisterByBuyer machine(std::string serial = "SN00000002") {
  return {.brand = "haier",
          .category = "ac",
          .model = "KFR",
          .serial = std::move(serial),
          .customer = "C-1",
          .sold_on = 20000,
          .invoice = "F-1"};
}

Given shop() {
  Given given = order_in(OrderStatus::assigned);
  given.history("C-2", schema::CustomerRegistered{.name = "王二", .phone = "13800000002"});
  given.history("haier:*", schema::SerialFormatDefined{.length = 10});
  given.history("haier:KFR", schema::SerialFormatDefined{.check = schema::SerialCheck::none});
  given.history("haier:GS", schema::SerialFormatDefined{.check = schema::SerialCheck::gs1});
  given.at(now).as(person("call"));
  return given;
}

TEST(RegisterByBuyer, MakesTheAssetAndTellsHowItIsProved) {
  Given given = shop();
  given.when(machine()).then_accepted();
  const auto& made = given.state<BuyerRegistration>("haier:SN00000002");
  EXPECT_EQ(made.status, BuyerRegistrationStatus::registered);
  EXPECT_EQ(made.proof, PurchaseProof::invoiced);
  EXPECT_EQ(made.way, schema::RegistrationWay::shop);
  EXPECT_EQ(given.state<schema::Asset>(made.asset).customer, "C-1");
  // By his own link the number of an invoice is only his word.
  given.as(system_actor());
  RegisterByBuyer by_link = machine("SN00000003");
  by_link.order = "WO-1";
  given.when(by_link).then_accepted();
  const auto& second = given.state<BuyerRegistration>("haier:SN00000003");
  EXPECT_EQ(second.proof, PurchaseProof::unproven);
  EXPECT_EQ(second.way, schema::RegistrationWay::link);
  EXPECT_EQ(given.state<schema::Asset>(second.asset).proof, PurchaseProof::unproven);
  EXPECT_EQ(given.state<schema::FollowLink>("WO-1").machines, 1u);
  given.when(by_link).then_refused("buyer_registration.already_his");
}

TEST(RegisterByBuyer, KnowsNoOrderOfAnotherOutlet) {
  Given given = shop();
  RegisterByBuyer told = machine();
  told.order = "WO-1", told.customer = "C-2";  // whom every outlet serves
  given.as(person("far")).when(told).then_refused("buyer_registration.unknown_order");
}

TEST(RegisterByBuyer, ASerialOfAnotherOwnerIsATransferThatSomebodyDecides) {
  Given given = shop();
  RegisterByBuyer taken = machine("sn-0000 0001");
  taken.serial = "sn00000001";  // in any case
  taken.customer = "C-2";
  given.as(system_actor()).when(taken).then_accepted();
  const std::string id = "haier:SN00000001";
  EXPECT_EQ(given.state<BuyerRegistration>(id).status, BuyerRegistrationStatus::waiting);
  EXPECT_EQ(given.state<BuyerRegistration>(id).owner, "C-1");
  EXPECT_EQ(given.state<schema::Asset>("A-1").customer, "C-1") << "nothing moved yet";
  given.when(taken).then_refused("buyer_registration.waiting");
  given.as(person("call"));
  given.when(schema::AcceptRegistration{.registration = id})
      .then_refused("buyer_registration.bad_text");
  given.when(schema::RefuseRegistration{.registration = id, .reason = "没有凭证"}).then_accepted();
  given.when(schema::ReopenRegistration{.registration = id, .reason = "补了发票"}).then_accepted();
  given.when(schema::AcceptRegistration{.registration = id, .reason = "看过发票"}).then_accepted();
  EXPECT_EQ(given.state<schema::Asset>("A-1").customer, "C-2");
  EXPECT_EQ(given.state<BuyerRegistration>(id).status, BuyerRegistrationStatus::transferred);
}

TEST(AcceptRegistration, NotOnceTheMachineChangedHandsOtherwise) {
  Given given = shop();
  given.history("C-3", schema::CustomerRegistered{.name = "王三", .phone = "13800000003"});
  RegisterByBuyer taken = machine("SN00000001");
  taken.customer = "C-2";
  given.when(taken).then_accepted();
  given.when(schema::TransferAsset{.asset = "A-1", .customer = "C-3", .reason = "卖了"})
      .then_accepted();
  given.when(schema::AcceptRegistration{.registration = "haier:SN00000001", .reason = "可以"})
      .then_refused("buyer_registration.changed_hands");
  given.when(schema::RefuseRegistration{.registration = "haier:SN00000001", .reason = "已换用户"})
      .then_accepted();
}

TEST(RegisterByBuyer, RefusesWhatCannotBeAlsoByALink) {
  struct Case {
    RegisterByBuyer command;
    std::string_view code;
  };
  const auto with = [](auto change) {
    RegisterByBuyer out = machine();
    change(out);
    return out;
  };
  const Case cases[] = {
      {with([](auto& c) { c.brand = "a/b"; }), "buyer_registration.bad_brand"},
      {with([](auto& c) { c.serial = "?"; }), "buyer_registration.bad_serial"},
      {with([](auto& c) { c.model = "two\nlines"; }), "buyer_registration.bad_text"},
      {with([](auto& c) { c.invoice = "two\nlines"; }), "buyer_registration.bad_text"},
      {with([](auto& c) { c.sold_on = 0; }), "buyer_registration.date_missing"},
      {with([](auto& c) { c.sold_on = 40000; }), "buyer_registration.sold_in_future"},
      {with([](auto& c) { c.customer = "C-404"; }), "buyer_registration.unknown_customer"},
      {with([](auto& c) { c.order = "WO-404"; }), "buyer_registration.unknown_order"},
      {with([](auto& c) { c.order = "WO-1", c.customer = "C-2"; }),
       "buyer_registration.other_customer"},
      {with([](auto& c) { c.model = "GS", c.serial = "4006381333930"; }),
       "asset.serial_check_digit"},
      {with([](auto& c) { c.model = "other"; c.serial = "SN1234"; }), "asset.serial_length"},
      {with([](auto& c) { c.category.clear(); }), "asset.unknown_model"}};
  for (const Case& one : cases) {
    for (const bool link : {false, true}) {
      SCOPED_TRACE(std::string(one.code) + (link ? " by link" : ""));
      Given given = shop();
      if (link) given.as(system_actor());
      given.when(one.command).then_refused(one.code);
    }
  }
  RegisterByBuyer fits = machine("4006381333931");
  fits.model = "GS";
  shop().when(fits).then_accepted();
}

TEST(RegisterByBuyer, ALinkRegistersFiveMachinesAtMost) {
  Given given = shop();
  given.as(system_actor());
  for (int i = 2; i < 7; ++i) {
    RegisterByBuyer one = machine("SN0000000" + std::to_string(i));
    one.order = "WO-1";
    given.when(one).then_accepted();
  }
  RegisterByBuyer more = machine("SN00000009");
  more.order = "WO-1";
  given.when(more).then_refused("follow_link.too_many");
  given.as(person("call")).when(more).then_accepted();
}

TEST(StateCharge, OpensAFindingWhereItDoesNotFitAndClosesItWhereItDoes) {
  Given given = order_in(OrderStatus::completed);
  given.at(now).as(system_actor());
  const auto say = [&](ChargedAnswer answer, std::int64_t amount = 0) {
    given.when(StateCharge{.order = "WO-1", .answer = answer, .amount_said = amount});
  };
  say(ChargedAnswer::charged, 5000);
  given.then_accepted();
  const auto& finding = given.state<schema::ChargeFinding>("WO-1");
  EXPECT_EQ(finding.status, ChargeFindingStatus::opened);
  EXPECT_EQ(finding.amount_said, 5000);
  EXPECT_EQ(given.state<schema::ChargeStatement>("WO-1").status,
            schema::ChargeStatementStatus::disputed);
  say(ChargedAnswer::charged, 5000);
  given.then_refused("charge_statement.said");
  say(ChargedAnswer::not_charged);
  given.then_accepted();
  EXPECT_EQ(given.state<schema::ChargeFinding>("WO-1").outcome,
            schema::ChargeFindingOutcome::corrected);
  say(ChargedAnswer::unsure);
  given.then_refused("charge_statement.answer_missing");
  say(ChargedAnswer::not_charged, 100);
  given.then_refused("charge_statement.bad_amount");
  say(ChargedAnswer::charged, -1);
  given.then_refused("charge_statement.bad_amount");
  given.when(StateCharge{.order = "WO-1",
                         .answer = ChargedAnswer::charged,
                         .note = std::string(4001, 'x')});
  given.then_refused("charge_statement.bad_text");
  given.as(person("call"));
  say(ChargedAnswer::charged, 1);
  given.then_refused("authority.system_only");
  given.when(schema::WithdrawChargeStatement{.order = "WO-1"});
  given.then_refused("charge_statement.bad_text");
}

TEST(StateCharge, WaitsForTheSlip) {
  Given given = order_in(OrderStatus::work_reported, {.slip_is_back = false});
  given.at(now).as(system_actor());
  const StateCharge none{.order = "WO-1", .answer = ChargedAnswer::not_charged};
  given.when(none).then_refused("charge_statement.not_reported");
  Given back = order_in(OrderStatus::work_reported);
  back.at(now).as(system_actor()).when(none).then_accepted();
  for (const OrderStatus status : {OrderStatus::in_progress, OrderStatus::posted}) {
    Given other = order_in(status);
    other.at(now).as(system_actor()).when(none);
    EXPECT_FALSE(other.outcome()) << schema::name_of(status);
  }
}

}  // namespace
}  // namespace kintsugi::tests
