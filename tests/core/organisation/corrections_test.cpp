// What was registered wrongly is changed; cash that was not handed in is held again.

#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/outlet.h"
#include "schema/remittance.h"
#include "schema/technician.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

TEST(Remittance, IsWithdrawnByNumberAndAnotherPerson) {
  Given given = company();
  given.history("T1", schema::CashCollected{.order = "WO-0", .amount = 177'000});
  given.as(person("acc"))
      .when(schema::RemitPayment{.technician = "T1", .amount = 15'000, .receipt = "R-1"})
      .then_accepted();
  const std::string id = "RM-20260302-0001";
  EXPECT_EQ(given.state<schema::Remittance>(id).received_by, "acc");
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, 162'000);
  schema::WithdrawRemittance withdraw{.remittance = id, .reason = "没交"};
  given.when(withdraw).then_refused("remittance.same_author");
  withdraw.reason.clear();
  given.as(person("boss")).when(withdraw).then_refused("remittance.bad_text");
  withdraw.reason = "没交";
  given.when(withdraw).then(
      {on(id, schema::RemittanceWithdrawn{
                  .reason = "没交", .withdrawn_by = "boss", .withdrawn_at = ms(now)}),
       on("T1", schema::PaymentRemittedBack{.amount = 15'000, .remittance = id})});
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, 177'000);
  given.when(withdraw).then_refused("remittance.withdrawn");
}

// He handed in what he had told; then it turned out that the customer had not paid it.
TEST(PayBackCash, EndsWhatWasHandedInTooMuch) {
  Given given = company();
  given.history("T1", schema::CashCollected{.order = "WO-0", .amount = 15'000});
  given.as(person("acc"));
  schema::PayBackCash back{.technician = "T1", .amount = 1, .receipt = "TK-1"};
  given.when(back).then_refused("technician.not_owed");
  given.when(schema::RemitPayment{.technician = "T1", .amount = 15'000}).then_accepted();
  given.history("T1", schema::CashReturned{.order = "WO-0", .amount = 15'000});
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, -15'000);
  given.when(schema::RemitPayment{.technician = "T1", .amount = 1})
      .then_refused("technician.more_than_held");
  back.amount = 15'001;
  given.when(back).then_refused("technician.not_owed");
  back.amount = 0;
  given.when(back).then_refused("technician.out_of_bounds");
  back.amount = 15'000;
  given.when(back).then_accepted();
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, 0);
  const std::string id = "RM-20260302-0002";
  EXPECT_EQ(given.state<schema::Remittance>(id).amount, -15'000);
  EXPECT_EQ(given.state<schema::Remittance>(id).receipt, "TK-1");
  given.when(back).then_refused("technician.not_owed");
  // It was not paid, after all.
  given.as(person("boss"))
      .when(schema::WithdrawRemittance{.remittance = id, .reason = "没付"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Technician>("T1").cash_held, -15'000);
}

TEST(Technician, IsChangedAsAWhole) {
  Given given = company();
  given.history("T1", schema::CashCollected{.order = "WO-0", .amount = 100});
  given.as(person("boss"));
  schema::ChangeTechnician change{.technician = "T1",
                                  .name = "王",
                                  .phone = "138-0000-0009",
                                  .outlet = "R2",
                                  .daily_minutes_max = 480,
                                  .cash_limit = 5000};
  given.when(change).then_accepted();
  const auto& technician = given.state<schema::Technician>("T1");
  EXPECT_EQ(technician.phone, "13800000009");
  EXPECT_EQ(technician.outlet, "R2");
  EXPECT_EQ(technician.cash_limit, 5000);
  EXPECT_EQ(technician.cash_held, 100);
  given.when(change).then_refused("technician.nothing_changed");
  change.outlet = "S9";
  given.when(change).then_refused("technician.unknown_outlet");
  change.outlet = "R2", change.phone = "x";
  given.when(change).then_refused("technician.bad_phone");
}

TEST(Outlet, IsChanged) {
  Given given = company();
  given.as(person("boss"));
  schema::ChangeOutlet change{
      .outlet = "S1", .name = "新站", .address = "新街1号", .phone = "(021) 5555"};
  given.when(change).then_accepted();
  EXPECT_EQ(given.state<schema::Outlet>("S1").phone, "0215555");
  EXPECT_EQ(given.state<schema::Outlet>("S1").name, "新站");
  given.when(change).then_refused("outlet.nothing_changed");
  change.phone = "abc";
  given.when(change).then_refused("outlet.bad_phone");
}

TEST(Customer, MovesToAnotherOutlet) {
  Given given = company();
  given.history("C-2", schema::CustomerRegistered{.name = "李", .phone = "12345", .outlet = "S1"});
  given.as(person("call"));
  given.when(schema::MoveCustomer{.customer = "C-2", .outlet = "R2"}).then_accepted();
  EXPECT_EQ(given.state<schema::Customer>("C-2").outlet, "R2");
  given.when(schema::MoveCustomer{.customer = "C-2", .outlet = "R2"})
      .then_refused("customer.nothing_changed");
  given.when(schema::MoveCustomer{.customer = "C-2", .outlet = "S9"})
      .then_refused("customer.unknown_outlet");
}

TEST(Asset, IsCorrectedAndItsOldSerialIsFree) {
  Given given = company();
  schema::RegisterAsset registration{.asset = "A-2",
                                     .brand = "haier",
                                     .category = "ac",
                                     .model = "X",
                                     .serial = "SN2222",
                                     .customer = "C-1"};
  given.as(person("call")).when(registration).then_accepted();
  schema::CorrectAsset correct{.asset = "A-2",
                               .brand = "haier",
                               .category = "ac",
                               .model = "X-2",
                               .serial = "SN2223",
                               .customer = "C-1",
                               .sold_on = 20000,
                               .reason = "抄错"};
  given.when(correct).then({on("A-2", schema::AssetCorrected{.brand = "haier",
                                                             .category = "ac",
                                                             .model = "X-2",
                                                             .serial = "SN2223",
                                                             .customer = "C-1",
                                                             .sold_on = 20000,
                                                             .reason = "抄错"}),
                            on("haier:SN2222", schema::SerialFreed{}),
                            on("haier:SN2223", schema::SerialClaimed{.asset = "A-2"})});
  EXPECT_EQ(given.state<schema::Asset>("A-2").serial, "SN2223");
  given.when(correct).then_refused("asset.nothing_changed");
  registration.asset = "A-3";
  given.when(registration).then_accepted();  // the old serial
  correct.serial = "SN2222";
  given.when(correct).then_refused("asset.serial_taken");
  correct.serial = "SN2223", correct.sold_on = 99999;
  given.when(correct).then_refused("asset.sold_in_future");
  correct.sold_on = 0, correct.reason.clear();
  given.when(correct).then_refused("asset.bad_text");
}

// Logs of before have claims that nobody gave back.
TEST(Asset, AClaimWhoseAssetBearsAnotherSerialOrIsWithdrawnKeepsNobodyOut) {
  Given given = company();
  const auto machine = [](std::string id, std::string serial) {
    return schema::RegisterAsset{.asset = std::move(id),
                                 .brand = "haier",
                                 .category = "ac",
                                 .model = "X",
                                 .serial = std::move(serial),
                                 .customer = "C-1"};
  };
  given.as(person("call")).when(machine("A-2", "SN2222")).then_accepted();
  given.history("haier:SN2223", schema::SerialClaimed{.asset = "A-2"});
  given.when(machine("A-3", "SN2222")).then_refused("asset.serial_taken");
  given.when(machine("A-3", "sn-2223"))
      .then_accepted();
  EXPECT_EQ(given.state<schema::BrandSerial>("haier:SN2223").asset, "A-3");
  given.when(machine("A-4", "SN2223")).then_refused("asset.serial_taken");
  given.history("A-3", schema::AssetWithdrawn{.reason = "收回"});
  given.when(machine("A-4", "SN2223")).then_accepted();
  // A unit on its way to a customer is no asset yet, and nobody else's.
  given.history("haier:SN2224", schema::SerialClaimed{.asset = "A-5"});
  given.when(machine("A-6", "SN2224")).then_refused("asset.serial_taken");
}

}  // namespace
}  // namespace kintsugi::tests
