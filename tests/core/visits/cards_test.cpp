// Install cards as stock: printed, issued, back with their orders; and every holder's ledger adds
// up.

#include <random>

#include "schema/identity.h"
#include "schema/install_card.h"
#include "schema/service_policy.h"
#include "schema/technician.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_paper.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::CardAccount;
using schema::InstallCard;
using CardStatus = schema::InstallCardStatus;

constexpr const char* of_t1 = "technician:T1";

// Five cards at S1, of which T1 has the first two.
Given with_cards(Given given) {
  given.as(person("keeper"));
  given.when(schema::PrintInstallCards{.card = "AZ-0008", .count = 5, .outlet = "S1"});
  given.then_accepted();
  given.when(schema::IssueInstallCards{.card = "AZ-0008", .count = 2, .technician = "T1"});
  given.then_accepted();
  return given;
}
Given reported_install() {
  return with_cards(order_in(schema::WorkOrderStatus::work_reported,
                             {.service_type = schema::ServiceType::install}));
}

TEST(InstallCards, AreCountedOnInTheirDigits) {
  Given given = with_cards(company());
  EXPECT_EQ(given.state<InstallCard>("AZ0010").status, CardStatus::in_stock);
  EXPECT_EQ(given.state<InstallCard>("AZ0012").outlet, "S1");
  const auto& outlet = given.state<CardAccount>("outlet:S1");
  EXPECT_EQ(outlet.received, 5);
  EXPECT_EQ(outlet.passed_on, 2);
  EXPECT_EQ(outlet.outstanding, 3);
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 2);
}

TEST(PrintInstallCards, RefusesWhatIsNoRange) {
  Given given = company();
  given.as(person("keeper"));
  const auto print = [&](const char* first, std::int32_t count) {
    given.when(schema::PrintInstallCards{.card = first, .count = count, .outlet = "S1"});
  };
  print("AZ-000A", 2);
  given.then_refused("install_card.bad_card");
  print("A1", 1);
  given.then_refused("install_card.bad_card");
  print("AZ9999", 2);
  given.then_refused("install_card.bad_count");
  print("AZ0001", 501);
  given.then_refused("install_card.bad_count");
  given.as(person("boss"));
  given.when(schema::PrintInstallCards{.card = "AZ0001", .outlet = "S99"})
      .then_refused("install_card.unknown_outlet");
}

TEST(IssueInstallCards, NeedsSomebodyWhoMayHaveThem) {
  Given given = with_cards(company());
  const auto issue = [&](const char* technician, const char* outlet) {
    given.when(schema::IssueInstallCards{
        .card = "AZ0010", .technician = technician, .outlet = outlet});
  };
  issue("", "");
  given.then_refused("install_card.holder_missing");
  issue("T99", "");
  given.then_refused("install_card.unknown_technician");
  issue("", "S99");
  given.then_refused("install_card.unknown_outlet");
  issue("", "S1");
  given.then_refused("install_card.same_holder");
  issue("T1", "R1");
  given.then_refused("install_card.holder_missing");
  given.history("T2", schema::TechnicianSuspended{.reason = "x"});
  issue("T2", "");
  given.then_refused("install_card.technician_suspended");
  issue("", "R1");
  given.then_accepted();
  EXPECT_EQ(given.state<CardAccount>("outlet:R1").outstanding, 1);
}

TEST(HandBackInstallCard, TakesACardThatTheTechnicianHas) {
  Given given = reported_install();
  given.when(schema::HandBackInstallCard{.order = "WO-1", .card = "az-0008"}).then_accepted();
  EXPECT_EQ(given.state<InstallCard>("AZ0008").status, CardStatus::handed_back);
  EXPECT_EQ(given.state<InstallCard>("AZ0008").order, "WO-1");
  EXPECT_EQ(given.state<CardAccount>(of_t1).back, 1);
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 1);
  given.when(schema::WithdrawInstallCard{.order = "WO-1", .reason = "看错"}).then_accepted();
  EXPECT_EQ(given.state<InstallCard>("AZ0008").status, CardStatus::issued);
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 2);
}

TEST(HandBackInstallCard, RefusesACardOfSomebodyElse) {
  Given given = reported_install();
  given.when(schema::IssueInstallCards{.card = "AZ0010", .technician = "T2"}).then_accepted();
  given.when(schema::IssueInstallCards{.card = "AZ0011", .outlet = "R1"}).then_accepted();
  const auto back = [&](const char* card) {
    given.when(schema::HandBackInstallCard{.order = "WO-1", .card = card});
  };
  back("AZ0010");
  given.then_refused("work_order.card_not_his");
  back("AZ0011");
  given.then_refused("work_order.card_not_his");
  given.when(schema::VoidInstallCard{.card = "AZ0008", .reason = "破"}).then_accepted();
  back("AZ0008");
  given.then_refused("work_order.card_not_usable");
  back("AZ0012");  // lies at the order's own outlet
  given.then_accepted();
  back("AZ0009");
  given.then_refused("work_order.card_handed_back");
}

TEST(HandBackInstallCard, RefusesACardThatWasNeverPrintedWhereThePolicySaysSo) {
  Given given = reported_install();
  given.when(schema::HandBackInstallCard{.order = "WO-1", .card = "OLD-77"}).then_accepted();
  given.when(schema::WithdrawInstallCard{.order = "WO-1", .reason = "x"}).then_accepted();
  given.history("all", schema::ServicePolicyPublished{
                           .terms = {.version = 1,
                                     .effective_from = 0,
                                     .cards_registered = schema::PolicyAnswer::yes}});
  given.when(schema::HandBackInstallCard{.order = "WO-1", .card = "OLD-78"})
      .then_refused("work_order.card_not_registered");
}

// Where no card has to be registered, one that is on no record is asked about.
TEST(HandBackInstallCard, AsksAboutANumberThatIsOnNoRecord) {
  Given given = reported_install();
  schema::HandBackInstallCard odd{.order = "WO-1", .card = "OLD-77"};
  given.unknown({"card"}).when(odd).then_refused("work_order.card_unlikely");
  odd.confirm_reason = "旧卡，登记前发的";
  given.unknown({"card"}).when(odd).then_accepted();
}

TEST(WithdrawInstallCard, IsTooLateOnceTheMakerHasIt) {
  Given given = reported_install();
  given.when(schema::HandBackInstallCard{.order = "WO-1", .card = "AZ0008"}).then_accepted();
  given.as(person("acc"));
  given.when(schema::SettleInstallCards{.card = "AZ0008", .statement = ""})
      .then_refused("install_card.bad_text");
  given.when(schema::SettleInstallCards{.card = "AZ0008", .statement = "JS-1"}).then_accepted();
  given.as(person("keeper"));
  given.when(schema::WithdrawInstallCard{.order = "WO-1", .reason = "x"})
      .then_refused("work_order.card_not_usable");
}

TEST(ReportCardLost, NeedsAReasonAndASecondPerson) {
  Given given = with_cards(company());
  given.as(person("tech2")).when(schema::ReportCardLost{.card = "AZ0008", .reason = "丢"});
  given.then_refused("install_card.not_yours");
  given.as(person("tech1")).when(schema::ReportCardLost{.card = "AZ0008"});
  given.then_refused("install_card.reason_missing");
  given.when(schema::ReportCardLost{.card = "AZ0008", .reason = "丢"}).then_accepted();
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 2);
  given.as(person("keeper")).when(schema::ReportCardLost{.card = "AZ0009", .reason = "丢"});
  given.then_accepted();
  given.when(schema::DecideCardLoss{.card = "AZ0009"}).then_refused("install_card.same_author");
  given.when(schema::DecideCardLoss{.card = "AZ0008", .reject = true})
      .then_refused("install_card.reason_missing");
  given.when(schema::DecideCardLoss{.card = "AZ0008"}).then_accepted();
  EXPECT_EQ(given.state<CardAccount>(of_t1).lost, 1);
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 1);
  given.when(schema::RestoreInstallCard{.card = "AZ0008", .reason = "找到"}).then_accepted();
  EXPECT_EQ(given.state<InstallCard>("AZ0008").status, CardStatus::issued);
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 2);
  // Who reported and who decided a loss belongs to no card that is there.
  EXPECT_EQ(given.state<InstallCard>("AZ0008").reason, "");
  EXPECT_EQ(given.state<InstallCard>("AZ0008").reported_by, "");
  EXPECT_EQ(given.state<InstallCard>("AZ0008").decided_by, "");
}

TEST(ReconcileCards, IsDoneBySomebodyElseAndExplained) {
  Given given = with_cards(company());
  given.when(schema::ReconcileCards{.account = of_t1, .counted = 1})
      .then_refused("card_account.reason_missing");
  given.when(schema::ReconcileCards{
                 .account = of_t1, .counted = 1, .reason = std::string(1001, 'x')})
      .then_refused("card_account.bad_text");
  given.when(schema::ReconcileCards{.account = of_t1, .counted = 1, .reason = "在车上"});
  given.then_accepted();
  EXPECT_EQ(given.state<CardAccount>(of_t1).difference, -1);
  EXPECT_EQ(given.state<CardAccount>(of_t1).outstanding, 2);
  given.history("tech1", schema::RoleGranted{.role = schema::Role::store_keeper, .outlet = "S1"});
  given.as(person("tech1")).when(schema::ReconcileCards{.account = of_t1, .counted = 2});
  given.then_refused("card_account.own_cards");
}

TEST(TakeBackInstallCards, RefusesAnUncleanReason) {
  Given given = with_cards(company());
  given.when(schema::TakeBackInstallCards{.card = "AZ0008", .reason = std::string(1001, 'x')})
      .then_refused("install_card.bad_text");
}

void expect_that_it_adds_up(Given& given, const std::string& account) {
  const auto* has = given.streams().state<CardAccount>(account);
  if (has == nullptr) return;
  std::int64_t cards = 0;
  for (int i = 1; i <= 40; ++i) {
    const std::string id = "CC" + std::string(i < 10 ? "000" : "00") + std::to_string(i);
    const auto* card = given.streams().state<InstallCard>(id);
    if (card == nullptr) continue;
    const bool at_hand = card->status == CardStatus::in_stock ||
                         card->status == CardStatus::issued ||
                         card->status == CardStatus::loss_reported;
    const std::string holder =
        card->technician.empty() ? "outlet:" + card->outlet : "technician:" + card->technician;
    if (at_hand && holder == account) ++cards;
  }
  ASSERT_EQ(has->outstanding, cards) << account;
  ASSERT_EQ(has->received,
            has->passed_on + has->back + has->lost + has->voided + has->outstanding);
}

// After each of 4,000 commands at random, whoever holds cards has as many as the cards say.
TEST(InstallCards, AreConserved) {
  std::mt19937_64 random(std::random_device{}());
  Given given = order_in(schema::WorkOrderStatus::work_reported,
                         {.service_type = schema::ServiceType::install});
  const auto pick = [&](std::uint64_t below) { return random() % below; };
  for (int step = 0; step < 4'000; ++step) {
    const std::uint64_t number = 1 + pick(30);
    const std::string card =
        "CC" + std::string(number < 10 ? "000" : "00") + std::to_string(number);
    const auto count = static_cast<std::int32_t>(pick(4));
    const char* technician = pick(2) == 0 ? "T1" : "T2";
    const char* outlet = pick(2) == 0 ? "S1" : "R1";
    schema::Command command;
    switch (pick(11)) {
      case 0: command = schema::PrintInstallCards{card, count, "S1"}; break;
      case 1: command = schema::IssueInstallCards{card, count, technician, ""}; break;
      case 2: command = schema::IssueInstallCards{card, count, "", outlet}; break;
      case 3: command = schema::TakeBackInstallCards{card, count, ""}; break;
      case 4: command = schema::ReportCardLost{card, "x"}; break;
      case 5: command = schema::DecideCardLoss{card, pick(2) == 0, "x"}; break;
      case 6: command = schema::VoidInstallCard{card, "x"}; break;
      case 7: command = schema::RestoreInstallCard{card, "x"}; break;
      case 8: command = schema::HandBackInstallCard{.order = "WO-1", .card = card}; break;
      case 9: command = schema::WithdrawInstallCard{.order = "WO-1", .reason = "x"}; break;
      default: command = schema::SettleInstallCards{card, count, "JS"}; break;
    }
    given.as(person(pick(2) == 0 ? "boss" : "keeper")).when(command);
    for (const char* account : {"outlet:S1", "outlet:R1", "technician:T1", "technician:T2"})
      ASSERT_NO_FATAL_FAILURE(expect_that_it_adds_up(given, account));
  }
}

}  // namespace
}  // namespace kintsugi::tests
