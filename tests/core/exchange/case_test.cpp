// The life of a case: three persons decide, the units go and come, the maker settles.

#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/technician.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_state.h"
#include "schema/work_order_visit.h"
#include "tests/core/exchange/machine.h"

namespace kintsugi::tests {
namespace {

using schema::AppraisalVerdict;
using schema::ExchangeCase;
using schema::ExchangeUnit;
using schema::Remedy;
using Status = schema::ExchangeStatus;

Status status_of(Given& given) { return given.state<ExchangeCase>("A-1").status; }

void take_back(Given& given, const char* who, Status back_to) {
  given.as(person(who)).when(schema::TakeBackExchangeStep{.exchange = "A-1", .reason = "看错"});
  given.then_accepted();
  EXPECT_EQ(status_of(given), back_to);
}

TEST(ExchangeCase, GoesFromTheRequestToTheEnd) {
  Given given = approved();
  ship(given);
  const std::string unit = given.state<ExchangeCase>("A-1").new_asset;
  EXPECT_EQ(given.state<schema::BrandSerial>("haier:SN00000077").asset, unit);
  collect(given);
  receive(given);
  settle(given);
  given.as(person("call"));
  given.when(schema::CloseExchange{.exchange = "A-1", .note = "已告知"})
      .then({on("A-1", schema::ExchangeClosed{.closed_at = ms(now), .note = "已告知", .by = "call"}),
             on("WO-1", schema::ExchangeOver{.exchange = "A-1", .outcome = Status::settled})});
  const ExchangeCase& over = given.state<ExchangeCase>("A-1");
  EXPECT_EQ(over.status, Status::closed);
  EXPECT_EQ(over.claimed, 400'000);
  // Another remedy of the same machine is not to be had.
  report_fault(given, "WO-2", "2026-02-21T01:00:00Z");
  schema::RequestExchange again = request(Remedy::refund);
  again.order = "WO-2";
  given.when(again).then_refused("exchange_case.already_remedied");
  // Nor where the customer's card was merged into another, which has the machine now.
  given.history("C-9", schema::CustomerRegistered{.name = "王九", .phone = "13800000009"});
  given.history("C-1", schema::CustomerMerged{.merged_into = "C-9", .reason = "登记了两次"});
  given.history("A-1", schema::AssetTransferred{.customer = "C-9", .reason = "登记了两次"});
  given.when(again).then_refused("exchange_case.already_remedied");
}

// The new unit is the customer's asset from the day of the exchange; its warranty starts then, at
// the price and the terms of the old one.
TEST(ExchangeCase, TheWarrantyStartsAnewOnTheNewUnit) {
  Given given = approved();
  ship(given);
  collect(given);
  const std::string unit = given.state<ExchangeCase>("A-1").new_asset;
  const schema::Asset& asset = given.state<schema::Asset>(unit);
  EXPECT_EQ(asset.customer, "C-1");
  EXPECT_EQ(asset.serial, new_serial);
  EXPECT_EQ(asset.model, "KFR-35");
  const schema::Warranty& warranty = given.state<schema::Warranty>(unit);
  EXPECT_EQ(warranty.source, schema::WarrantySource::exchange);
  EXPECT_EQ(warranty.started_on, date("2026-03-02"));
  EXPECT_EQ(warranty.until, date("2027-03-02"));
  EXPECT_EQ(given.state<schema::Asset>(unit).warranty_until, date("2027-03-02"));
  EXPECT_EQ(warranty.replaces, "A-1");
  EXPECT_EQ(warranty.price, 400'000);
}

// Where the policy does not restart it, it goes on from the old unit's start.
TEST(ExchangeCase, OrGoesOnWhereThePolicySaysSo) {
  schema::WarrantyLine line = colour_tv();
  line.restarts_after_exchange = false;
  Given given = broken("2026-02-15", "2026-02-20", line);
  ask(given);
  appraise(given);
  approve(given);
  ship(given);
  collect(given);
  const std::string unit = given.state<ExchangeCase>("A-1").new_asset;
  EXPECT_EQ(given.state<schema::Warranty>(unit).started_on, date("2026-02-15"));
}

// An order about an exchange, done but for its papers.
Given reported() {
  Given given = with_policy();
  given.as(person("call")).when(by_invoice("2026-02-15")).then_accepted();
  schema::WorkOrderRegistered order = registered();
  order.service_type = schema::ServiceType::exchange;
  order.registered_at = ms("2026-02-20T01:00:00Z");
  given.history("WO-1", order);
  given.history("A-1", schema::AssetOrderOpened{.order = "WO-1", .fault = "cooling"});
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  begin_work(given, "WO-1", "2026-02-21T01:00:00Z");
  given.history("WO-1", schema::WorkReported{.booking = 1, .technician = "T1"});
  given.history("WO-1", schema::ServiceSlipReturned{.slip = "SLIP-1"});
  return given;
}

// An order about an exchange is done once the old unit is collected, or there is no exchange.
TEST(ExchangeCase, HoldsUpItsOrderUntilTheOldUnitIsCollected) {
  const schema::CompleteWorkOrder complete{.order = "WO-1"};
  Given given = reported();
  ask(given);
  given.as(person("disp")).when(complete).then_refused("work_order.exchange_open");
  appraise(given);
  approve(given);
  ship(given);
  given.as(person("disp")).when(complete).then_refused("work_order.exchange_open");
  collect(given);
  given.as(person("disp")).when(complete).then_accepted();
  Given withdrawn = reported();
  ask(withdrawn);
  withdrawn.when(schema::WithdrawExchange{.exchange = "A-1", .reason = "用户不换了"});
  withdrawn.then_accepted();
  withdrawn.as(person("disp")).when(complete).then_accepted();
}

// Without a case somebody says what was decided on instead: another remedy, the customer's no, that
// it is no exchange.
TEST(ExchangeCase, HoldsUpItsOrderUntilThereIsOneOrNone) {
  const schema::CompleteWorkOrder complete{.order = "WO-1"};
  const auto without = [&] {
    Given given = reported();
    given.as(person("disp")).when(complete).then_refused("work_order.exchange_missing");
    return given;
  };
  Given repaired = without();
  repaired.when(schema::DecideRemedy{.order = "WO-1", .remedy = Remedy::repair});
  repaired.then_accepted();
  repaired.when(complete).then_accepted();
  Given declined = without();
  declined.history("A-1",
                   schema::ExchangeEntitled{.order = "WO-1",
                                            .gate = schema::WarrantyGate::failed_repairs,
                                            .asset = "A-1"});
  declined.when(complete).then_refused("work_order.exchange_missing");
  declined.as(person("call"))
      .when(schema::DeclineExchange{.order = "WO-1", .reason = "用户要修"})
      .then_accepted();
  declined.as(person("disp")).when(complete).then_accepted();
  Given imported = reported();
  imported.as(importer("x")).when(complete).then_accepted();
}

// Units on their way: the new one until the old one is collected, that until it comes in.
TEST(ExchangeCase, KnowsWhatIsOnItsWay) {
  const auto on_the_way = [](Given& given) {
    std::string out;
    for (const ExchangeUnit& unit : given.state<ExchangeCase>("A-1").units)
      if (unit.on_the_way) out += unit.serial + " ";
    return out;
  };
  Given given = approved();
  ship(given);
  EXPECT_EQ(on_the_way(given), "SN00000077 ");
  collect(given);
  EXPECT_EQ(on_the_way(given), "SN00000001 ");
  receive(given);
  EXPECT_EQ(on_the_way(given), "");
  take_back(given, "keeper", Status::collected);
  EXPECT_EQ(on_the_way(given), "SN00000001 ");
  take_back(given, "tech1", Status::shipped);
  EXPECT_EQ(on_the_way(given), "SN00000077 ");
}

TEST(ExchangeCase, NotASerialThatWasNotShipped) {
  Given given = approved();
  ship(given);
  schema::CollectOldUnit command{
      .exchange = "A-1", .serial = old_serial, .new_serial = "SN00000078"};
  given.as(person("tech1")).when(command).then_refused("exchange_case.not_shipped");
  command.new_serial = "ＳＮ００００００７７";  // of full width
  command.serial = "SN00000002";
  given.when(command).then_refused("exchange_case.serial_mismatch");
  command.serial = "sn00000001";
  given.when(command).then_accepted();
  schema::ReceiveOldUnit in{.exchange = "A-1", .serial = new_serial};
  given.as(person("keeper")).when(in).then_refused("exchange_case.not_shipped");
  in.serial = "?";
  given.when(in).then_refused("exchange_case.bad_text");
}

TEST(ExchangeCase, NotTheSerialOfAnotherMachine) {
  Given given = approved();
  schema::ShipUnit command{.exchange = "A-1", .serial = old_serial};
  given.as(person("keeper")).when(command).then_refused("exchange_case.serial_taken");
  command.serial = "sn-00000001";  // the same serial
  given.when(command).then_refused("exchange_case.serial_taken");
  command.serial = new_serial;
  given.when(command).then_accepted();
  // Nor may anybody register it elsewhere meanwhile.
  given.as(person("call"))
      .when(schema::RegisterAsset{.asset = "A-9",
                                  .brand = "haier",
                                  .category = "ac",
                                  .model = "KFR-35",
                                  .serial = new_serial,
                                  .customer = "C-1"})
      .then_refused("asset.serial_taken");
}

TEST(ExchangeCase, AnotherModelNeedsAReason) {
  Given given = approved();
  schema::ShipUnit command{.exchange = "A-1", .serial = new_serial, .model = "KFR-50"};
  given.as(person("keeper")).when(command).then_refused("exchange_case.other_model");
  command.reason = "停产，同等更好";
  given.when(command).then_accepted();
  EXPECT_EQ(given.state<ExchangeCase>("A-1").new_model, "KFR-50");
}

TEST(ExchangeCase, NotTwoRemedies) {
  Given given = approved();
  given.as(person("acc"))
      .when(schema::RefundCustomer{.exchange = "A-1", .receipt = "TK-1"})
      .then_refused("exchange_case.other_remedy");
  given.as(person("call")).when(request(Remedy::refund)).then_refused("exchange_case.open_case");
  Given refund = approved(Remedy::refund);
  refund.as(person("keeper"))
      .when(schema::ShipUnit{.exchange = "A-1", .serial = new_serial})
      .then_refused("exchange_case.other_remedy");
  refund.as(person("acc")).when(schema::RefundCustomer{.exchange = "A-1", .receipt = "TK-1"});
  refund.then_accepted();
  EXPECT_EQ(refund.event<schema::CustomerRefunded>().refund, 400'000);
  schema::CollectOldUnit command{
      .exchange = "A-1", .serial = old_serial, .new_serial = new_serial};
  refund.as(person("tech1")).when(command).then_refused("exchange_case.not_shipped");
  command.new_serial.clear();
  refund.when(command).then_accepted();
}

TEST(ExchangeCase, ThreePersonsDecide) {
  Given given = broken("2026-02-15");
  given.as(person("disp")).when(request()).then_accepted();
  given.when(appraisal()).then_refused("exchange_case.same_requester");
  given.as(person("boss")).when(appraisal()).then_accepted();
  const schema::ApproveExchange go{.exchange = "A-1"};
  given.when(go).then_refused("exchange_case.same_appraiser");
  given.as(person("acc")).when(go).then_accepted();
  Given own = broken("2026-02-15");
  own.as(person("boss")).when(request()).then_accepted();
  appraise(own);
  own.as(person("boss")).when(go).then_refused("exchange_case.same_requester");
}

TEST(ExchangeCase, IsRefusedWhereNoDefectWasFound) {
  Given given = broken("2026-02-15");
  ask(given);
  given.as(person("tech1")).when(appraisal(AppraisalVerdict::caused)).then_accepted();
  given.as(person("acc"))
      .when(schema::ApproveExchange{.exchange = "A-1"})
      .then_refused("exchange_case.not_defective");
  schema::RefuseExchange refuse{.exchange = "A-1"};
  given.when(refuse).then_refused("exchange_case.bad_text");
  refuse.reason = "人为损坏";
  given.when(refuse).then_accepted();
  given.when(schema::CloseExchange{.exchange = "A-1"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").warranty.remedy, Remedy::none);
  // What was refused may be asked for anew.
  ask(given);
}

// What was found stays in the book; another appraiser finds anew.
TEST(AppraiseUnit, AnAppealIsANewFact) {
  Given given = broken("2026-02-15");
  ask(given);
  given.as(person("tech1")).when(appraisal(AppraisalVerdict::not_defective)).then_accepted();
  given.as(person("call"))
      .when(schema::AppealAppraisal{.exchange = "A-1", .reason = "仍不制冷"})
      .then_accepted();
  given.as(person("tech1")).when(appraisal()).then_refused("exchange_case.same_appraiser");
  given.as(person("tech2")).when(appraisal()).then_accepted();
  const auto& book = given.state<ExchangeCase>("A-1").appraisals;
  ASSERT_EQ(book.size(), 2u);
  EXPECT_TRUE(book[0].appealed);
  EXPECT_EQ(book[0].appeal_reason, "仍不制冷");
  EXPECT_EQ(book[1].verdict, AppraisalVerdict::defective);
}

TEST(AppraiseUnit, NeedsALicence) {
  Given given = broken("2026-02-15");
  ask(given);
  schema::AppraiseUnit command = appraisal();
  command.licence.clear();
  given.as(person("tech1")).when(command).then_refused("exchange_case.licence_missing");
  // Of a skill of his for such machines, that holds.
  schema::SkillGranted skill{.category = "ac",
                             .service_type = schema::ServiceType::test,
                             .expires_on = date("2026-03-02"),
                             .certificate = "ZS-7"};
  given.history("T1", skill);
  given.when(command).then_refused("exchange_case.licence_missing");
  skill.expires_on = date("2026-03-03");
  given.history("T1", skill);
  given.when(command).then_accepted();
  EXPECT_EQ(given.event<schema::UnitAppraised>().licence, "ZS-7");
}

TEST(AppraiseUnit, IsRefusedWithItsReason) {
  Given given = broken("2026-02-15");
  ask(given);
  const auto refused = [&](auto change, const char* code) {
    schema::AppraiseUnit command = appraisal();
    change(command);
    given.as(person("tech1")).when(command).then_refused(code);
  };
  refused([](auto& c) { c.verdict = AppraisalVerdict::none; }, "exchange_case.verdict_missing");
  refused([](auto& c) { c.finding.clear(); }, "exchange_case.bad_text");
  refused([](auto& c) { c.photo_hash = "ab"; }, "exchange_case.bad_photo");
}

// Each step is taken back by whose duty it is.
TEST(TakeBackExchangeStep, GoesBackStepByStep) {
  Given given = approved(Remedy::refund);
  const schema::TakeBackExchangeStep back{.exchange = "A-1", .reason = "看错"};
  given.as(person("keeper")).when(back).then_refused("authority.out_of_scope");
  take_back(given, "acc", Status::appraised);
  take_back(given, "tech1", Status::requested);
  given.when(back).then_refused("exchange_case.nothing_to_take_back");
  EXPECT_TRUE(given.state<ExchangeCase>("A-1").appraisals.empty());
  appraise(given);
  approve(given);
  given.when(schema::RefundCustomer{.exchange = "A-1", .receipt = "TK-1"}).then_accepted();
  take_back(given, "acc", Status::approved);
  given.when(schema::RefundCustomer{.exchange = "A-1", .receipt = "TK-2"}).then_accepted();
  given.as(person("tech1"))
      .when(schema::CollectOldUnit{.exchange = "A-1", .serial = old_serial})
      .then_accepted();
  receive(given);
  settle(given);
  given.as(person("call")).when(schema::CloseExchange{.exchange = "A-1"}).then_accepted();
  take_back(given, "call", Status::settled);
  take_back(given, "acc", Status::received);
  take_back(given, "keeper", Status::collected);
  take_back(given, "tech1", Status::refunded);
}

// A shipment frees the serial.
TEST(TakeBackExchangeStep, FreesTheSerial) {
  Given given = approved();
  ship(given);
  take_back(given, "keeper", Status::approved);
  EXPECT_EQ(given.state<schema::BrandSerial>("haier:SN00000077").asset, "");
  ship(given);
}

// Shipped to the wrong customer, and found out when it had been handed over.
TEST(TakeBackExchangeStep, WithdrawsAUnitThatWasHandedOver) {
  const auto handed_over = [] {
    Given given = approved();
    ship(given);
    collect(given);
    take_back(given, "tech1", Status::shipped);
    return given;
  };
  const schema::TakeBackExchangeStep back{.exchange = "A-1", .reason = "看错"};
  Given given = handed_over();
  const std::string unit = given.state<ExchangeCase>("A-1").new_asset;
  given.as(person("keeper")).when(back).then_refused("exchange_case.same_shipper");
  take_back(given, "boss", Status::approved);
  EXPECT_FALSE(given.state<schema::Asset>(unit).registered);
  EXPECT_EQ(given.state<schema::Asset>(unit).customer, "");
  EXPECT_EQ(given.state<schema::Warranty>(unit).status, schema::WarrantyStatus::none);
  EXPECT_EQ(given.state<schema::BrandSerial>("haier:SN00000077").asset, "");
  EXPECT_TRUE(given.state<ExchangeCase>("A-1").units.empty());
  // It goes again, as another machine of the books.
  ship(given);
  collect(given);
  EXPECT_NE(given.state<ExchangeCase>("A-1").new_asset, unit);
  EXPECT_TRUE(given.state<schema::Asset>(given.state<ExchangeCase>("A-1").new_asset).registered);

  // Taken back no more once something hangs on it.
  const auto hangs = [&](auto event) {
    Given hung = handed_over();
    hung.history(hung.state<ExchangeCase>("A-1").new_asset, event);
    hung.as(person("boss")).when(back).then_refused("exchange_case.delivered");
  };
  hangs(schema::AssetOrderOpened{.order = "WO-5"});
  hangs(schema::AssetRepaired{.order = "WO-5", .at = 1});
  hangs(schema::AssetTransferred{.customer = "C-9", .reason = "过户"});
  hangs(schema::ExchangeEntitled{.order = "WO-5"});
  hangs(schema::ExchangeRequested{.order = "WO-5"});
  given = handed_over();
  collect(given);  // what is registered stays so
  EXPECT_EQ(status_of(given), Status::collected);
}

TEST(SettleExchange, ChecksItsAmount) {
  Given given = approved();
  ship(given);
  collect(given);
  receive(given);
  schema::SettleExchange command{.exchange = "A-1", .settlement = "JS-1", .claimed = -1};
  given.as(person("acc")).when(command).then_refused("exchange_case.bad_amount");
}

}  // namespace
}  // namespace kintsugi::tests
