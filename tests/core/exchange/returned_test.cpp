// Machines that came back: by serial, once, and never sold as new.

#include "schema/asset.h"
#include "schema/brand.h"
#include "schema/buyer_registration.h"
#include "schema/returned_machine.h"
#include "schema/sale.h"
#include "schema/work_order_life.h"
#include "tests/core/exchange/machine.h"

namespace kintsugi::tests {
namespace {

using schema::MachineRelease;
using schema::ReturnedMachine;
using schema::ReceiveReturnedMachine;
using MachineStatus = schema::ReturnedMachineStatus;

constexpr const char* returned = "haier:SN00000500";

ReceiveReturnedMachine from_trade() {
  return {.brand = "haier",
          .model = "KFR-35",
          .serial = "SN00000500",
          .outlet = "S1",
          .document = "TH-1",
          .note = "包装破损"};
}

Given in_stock() {
  Given given = company();
  given.as(person("keeper")).when(from_trade()).then_accepted();
  return given;
}

TEST(ReturnedMachine, IsInStockOnceBySerial) {
  Given given = in_stock();
  EXPECT_EQ(given.state<ReturnedMachine>(returned).status, MachineStatus::in_stock);
  EXPECT_EQ(given.state<ReturnedMachine>(returned).returned_from, schema::ReturnedFrom::trade);
  ReceiveReturnedMachine again = from_trade();
  again.serial = "sn-00000500";  // the same serial
  given.when(again).then_refused("returned_machine.already_in");
}

// The paper with which it came is not that with which it goes.
TEST(ReturnedMachine, KeepsItsPaperWhenItsReleaseIsTakenBack) {
  Given given = in_stock();
  given
      .when(schema::ReleaseReturnedMachine{
          .machine = returned, .released_for = MachineRelease::to_maker, .document = "TC-7"})
      .then_accepted();
  EXPECT_EQ(given.state<ReturnedMachine>(returned).document, "TH-1");
  EXPECT_EQ(given.state<ReturnedMachine>(returned).released_with, "TC-7");
  given.when(schema::RestoreReturnedMachine{.machine = returned, .reason = "未退"})
      .then_accepted();
  EXPECT_EQ(given.state<ReturnedMachine>(returned).document, "TH-1");
  EXPECT_EQ(given.state<ReturnedMachine>(returned).released_with, "");
}

// Taken in once more by mistake: that it was here and went stands.
TEST(ReturnedMachine, IsReleasedStillWhenItsComingAgainIsWithdrawn) {
  Given given = in_stock();
  given
      .when(schema::ReleaseReturnedMachine{
          .machine = returned, .released_for = MachineRelease::scrapped, .document = "BF-1"})
      .then_accepted();
  const ReturnedMachine gone = given.state<ReturnedMachine>(returned);
  ReceiveReturnedMachine again = from_trade();
  again.document = "TH-2";
  given.when(again).then_accepted();
  given.when(schema::WithdrawReturnedMachine{.machine = returned, .reason = "误收"})
      .then_accepted();
  ReturnedMachine now = given.state<ReturnedMachine>(returned);
  EXPECT_EQ(now.reason, "误收");
  now.reason = gone.reason;
  EXPECT_EQ(now, gone);
}

TEST(ReturnedMachine, IsRefusedWithItsReason) {
  Given given = company();
  const auto refused = [&](auto change, const char* code) {
    ReceiveReturnedMachine command = from_trade();
    change(command);
    given.as(person("boss")).when(command).then_refused(code);
  };
  refused([](auto& c) { c.serial = old_serial; }, "returned_machine.at_customer");
  refused([](auto& c) { c.serial = "?"; }, "returned_machine.bad_text");
  refused([](auto& c) { c.model.clear(); }, "returned_machine.bad_text");
  refused([](auto& c) { c.outlet = "NOWHERE"; }, "returned_machine.unknown_outlet");
  refused([](auto& c) { c.dealer = "D-9"; }, "returned_machine.unknown_dealer");
  Given there = in_stock();
  schema::ReleaseReturnedMachine release{.machine = returned};
  there.when(release).then_refused("returned_machine.release_missing");
}

// Whatever it is released for: nobody gets it as a new one.
TEST(ReturnedMachine, IsNeverSoldAsNew) {
  Given given = approved();
  given.as(person("keeper")).when(from_trade()).then_accepted();
  const schema::ShipUnit ship_it{.exchange = "A-1", .serial = "SN00000500"};
  given.when(ship_it).then_refused("returned_machine.not_new");
  const schema::ImportSale sale{.sale = "S-1",
                                .contact = "李",
                                .phone = "13900000002",
                                .address = "世纪大道1号",
                                .brand = "haier",
                                .category = "ac",
                                .model = "KFR-35",
                                .serial = "sn00000500",
                                .sold_on = date("2026-03-01"),
                                .outlet = "S1"};
  given.as(person("call")).when(sale).then_refused("returned_machine.not_new");
  given.as(person("keeper"))
      .when(schema::ReleaseReturnedMachine{.machine = returned,
                                           .released_for = MachineRelease::refurbished})
      .then_accepted();
  given.when(ship_it).then_refused("returned_machine.not_new");
  given.as(person("call")).when(sale).then_refused("returned_machine.not_new");
}

// What stands in the store is nobody's: it is released first.
TEST(ReturnedMachine, IsNoCustomersWhileItStandsInTheStore) {
  Given given = in_stock();
  const schema::RegisterAsset asset{.asset = "A-2",
                                    .brand = "haier",
                                    .category = "ac",
                                    .model = "KFR-35",
                                    .serial = "sn00000500",
                                    .customer = "C-1"};
  given.as(person("call")).when(asset).then_refused("returned_machine.not_new");
  given.when(schema::RegisterByBuyer{.brand = "haier",
                                     .category = "ac",
                                     .model = "KFR-35",
                                     .serial = "SN00000500",
                                     .customer = "C-1",
                                     .sold_on = date("2026-02-20"),
                                     .invoice = "FP-9"});
  given.then_refused("returned_machine.not_new");
  schema::RegisterWorkOrder order{.order = "WO-9",
                                  .service_type = schema::ServiceType::install,
                                  .brand = "haier",
                                  .serial = "SN00000500",
                                  .customer = "C-1",
                                  .outlet = "S1"};
  given.when(order).then_refused("returned_machine.not_new");
  given.as(person("keeper"))
      .when(schema::ReleaseReturnedMachine{.machine = returned,
                                           .released_for = MachineRelease::refurbished})
      .then_accepted();
  given.as(person("call")).when(order).then_accepted();
}

// The old unit of an exchange is one from the day on which it comes in, until that is taken back.
TEST(ReturnedMachine, IsTheOldUnitOfAnExchange) {
  Given given = approved();
  ship(given);
  collect(given);
  receive(given);
  const std::string old = "haier:SN00000001";
  EXPECT_EQ(given.state<ReturnedMachine>(old).returned_from, schema::ReturnedFrom::exchange);
  EXPECT_EQ(given.state<ReturnedMachine>(old).asset, "A-1");
  given.when(schema::WithdrawReturnedMachine{.machine = old, .reason = "看错"})
      .then_refused("returned_machine.by_exchange");
  const schema::TakeBackExchangeStep back{.exchange = "A-1", .reason = "看错"};
  given.when(back).then_accepted();
  EXPECT_EQ(given.state<ReturnedMachine>(old).status, MachineStatus::withdrawn);
  receive(given);
  given.when(schema::ReleaseReturnedMachine{.machine = old,
                                            .released_for = MachineRelease::to_maker});
  given.then_accepted();
  given.when(back).then_refused("returned_machine.not_in_stock");
}

}  // namespace
}  // namespace kintsugi::tests
