// Whose the fault is, and what that costs the customer: equipment at cost, labour, one fee a visit.

#include "schema/common.h"
#include "schema/tariff.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_money.h"
#include "schema/work_order_warranty.h"
#include "tests/core/warranty/terms.h"

namespace kintsugi::tests {
namespace {

using schema::AddCharge;
using schema::CauseClass;
using schema::ChargeBasis;
using schema::ClassifyFaultCause;

Given in_progress() {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  publish_policy(given, "default", {colour_tv()});
  given.history("A-1", schema::WarrantyStarted{.asset = "A-1",
                                               .start = {.source = schema::WarrantySource::invoice,
                                                         .started_on = date("2026-01-01")}});
  return given;
}

// Two pieces of a part were fitted, at 50.01 together; the fault is the owner's.
Given excluded_with_part() {
  Given given = in_progress();
  given.history("WO-1", schema::PartUsed{
                            .part = "P-1", .technician = "T1", .quantity = 2000, .cost = 5001});
  given.history("WO-1",
                schema::FaultCauseClassified{.cause_class = CauseClass::misuse, .excluded = true});
  given.as(person("disp"));
  return given;
}

AddCharge charge(ChargeBasis basis) {
  return {.order = "WO-1",
          .item = "收费",
          .quantity = 1000,
          .payer = schema::Payer::customer,
          .basis = basis};
}
AddCharge at_cost() {
  AddCharge command = charge(ChargeBasis::cost);
  command.part_use = 1;
  return command;
}
AddCharge by_hand(ChargeBasis basis) {
  AddCharge command = charge(basis);
  command.manual_price = 8000;
  command.reason = "两人两小时";
  return command;
}

TEST(ClassifyFaultCause, WhatIsExcludedNeedsAPhotoOrANote) {
  Given given = in_progress();
  given.as(person("tech1"));
  ClassifyFaultCause command{.order = "WO-1"};
  given.when(command).then_refused("work_order.cause_missing");
  command.cause_class = CauseClass::human_damage;
  given.when(command).then_refused("work_order.cause_unproved");
  command.photo_hash = "ab";
  given.when(command).then_refused("work_order.bad_photo");
  command.photo_hash = std::string(64, 'a');
  given.when(command).then_accepted();
  command.photo_hash.clear();
  command.note = "外壳裂开";
  given.when(command).then_accepted();
  command.cause_class = CauseClass::product;  // what was wrong is said again
  command.note.clear();
  given.when(command).then_accepted();
  EXPECT_FALSE(given.state<schema::WorkOrder>("WO-1").warranty.excluded);
  given.when(command).then_refused("work_order.nothing_changed");
}

TEST(ClassifyFaultCause, IsExcludedAsThePolicySays) {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  const ClassifyFaultCause worn{
      .order = "WO-1", .cause_class = CauseClass::consumable, .note = "滤网"};
  given.as(person("tech1")).when(worn).then_accepted();
  EXPECT_TRUE(given.event<schema::FaultCauseClassified>().excluded);  // nobody promised anything
  schema::WarrantyLine line = colour_tv();
  line.exclusions = {CauseClass::misuse};
  publish_policy(given, "default", {line});
  given.as(person("call")).when(by_invoice("2026-01-01")).then_accepted();
  given.as(person("tech1")).when(worn).then_accepted();
  EXPECT_FALSE(given.event<schema::FaultCauseClassified>().excluded);
}

TEST(AddCharge, OfAnExcludedCaseIsAtCostOrForLabour) {
  Given given = excluded_with_part();
  given.when(by_hand(ChargeBasis::none)).then_refused("work_order.basis_missing");
  given.when(by_hand(ChargeBasis::labour)).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>().status, schema::ChargeStatus::pending);
  given.when(at_cost()).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>().amount, 2501);  // half of 50.01, half up
  EXPECT_EQ(given.event<schema::ChargeAdded>().status, schema::ChargeStatus::agreed);
  AddCharge maker = by_hand(ChargeBasis::none);  // what the maker pays is between them
  maker.payer = schema::Payer::manufacturer;
  given.when(maker).then_accepted();
}

TEST(AddCharge, AtCostBearsNoMarginAndIsChargedOnce) {
  Given given = excluded_with_part();
  AddCharge command = at_cost();
  command.manual_price = 2502;
  given.when(command).then_refused("work_order.margin_on_cost");
  command = at_cost();
  command.part_use = 2;
  given.when(command).then_refused("work_order.no_such_part_use");
  command = at_cost();
  command.quantity = 2001;
  given.when(command).then_refused("work_order.part_charged");
  command.quantity = 2000;
  given.when(command).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>().amount, 5001);
  command.quantity = 1;
  given.when(command).then_refused("work_order.part_charged");
  // Replaced, what stood before does not count.
  given
      .when(schema::ReplaceCharge{.order = "WO-1",
                                  .line = 1,
                                  .item = "收费",
                                  .quantity = 1000,
                                  .payer = schema::Payer::customer,
                                  .reason = "只收一件",
                                  .basis = ChargeBasis::cost,
                                  .part_use = 1})
      .then_refused("work_order.same_author");
  given.as(person("acc"))
      .when(schema::ReplaceCharge{.order = "WO-1",
                                  .line = 1,
                                  .item = "收费",
                                  .quantity = 1000,
                                  .payer = schema::Payer::customer,
                                  .reason = "只收一件",
                                  .basis = ChargeBasis::cost,
                                  .part_use = 1})
      .then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>(1).amount, 2501);
}

TEST(AddCharge, OneFeeAVisit) {
  Given given = in_progress();
  given.as(person("disp")).when(by_hand(ChargeBasis::visit)).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>().visit, 1);
  given.when(by_hand(ChargeBasis::visit)).then_refused("work_order.visit_charged");
  AddCharge two = by_hand(ChargeBasis::visit);
  two.quantity = 2000;
  given.when(two).then_refused("work_order.bad_quantity");
  // A second visit has a fee of its own; one that was withdrawn can be charged again.
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"});
  given.when(by_hand(ChargeBasis::visit)).then_accepted();
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = "未上门"});
  given.then_accepted();
  AddCharge first_visit = by_hand(ChargeBasis::visit);
  first_visit.booking = 1;
  given.when(first_visit).then_accepted();
}

// A tariff says of each line what it is for: a second fee is found whatever the clerk leaves out.
TEST(AddCharge, TheTariffSaysWhatALineIsFor) {
  Given given = in_progress();
  schema::DraftTariff draft{.tariff = "TF-1",
                            .name = "收费",
                            .effective_from = date("2026-01-01"),
                            .lines = {{.item = "收费", .unit_price = 3000}}};
  draft.lines[0].basis = ChargeBasis::cost;
  given.as(person("acc")).when(draft).then_refused("tariff.cost_has_no_price");
  draft.lines[0].basis = ChargeBasis::visit;
  given.when(draft).then_accepted();
  given.as(person("boss")).when(schema::PublishTariff{.tariff = "TF-1", .version = 1});
  AddCharge command = charge(ChargeBasis::none);
  command.tariff = "TF-1";
  given.as(person("tech1")).when(command).then_accepted();
  EXPECT_EQ(given.event<schema::ChargeAdded>().basis, ChargeBasis::visit);
  command.basis = ChargeBasis::labour;
  given.when(command).then_refused("work_order.visit_charged");
}

}  // namespace
}  // namespace kintsugi::tests
