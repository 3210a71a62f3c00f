// What a clerk makes of an order before anybody is sent; sales and customers' links.

#include "schema/assessment.h"
#include "schema/asset.h"
#include "schema/follow_link.h"
#include "schema/sale.h"
#include "schema/warranty_policy.h"
#include "schema/work_order.h"
#include "schema/work_order_back.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AssessWorkOrder;
using schema::ConfirmAddress;
using schema::ImportSale;
using schema::ResolveRemotely;
using schema::WarrantyFinding;
using Status = schema::WorkOrderStatus;

const schema::WorkOrder& order(Given& given, std::string_view id = "WO-1") {
  return given.state<schema::WorkOrder>(id);
}

TEST(ConfirmAddress, ComparesWhatTheCustomerSays) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  const std::string address = order(given).address;
  given.when(ConfirmAddress{.order = "WO-1", .address = address + " 10号"})
      .then_refused("work_order.address_differs");
  given.when(ConfirmAddress{.order = "WO-1", .address = " " + address}).then_accepted();
  EXPECT_EQ(order(given).address_confirmed_at, ms(now));
  given.when(ConfirmAddress{.order = "WO-1"}).then_refused("work_order.address_is_confirmed");
  given.when(schema::WithdrawAddressConfirmation{.order = "WO-1", .reason = "念错"})
      .then_accepted();
  given.when(schema::WithdrawAddressConfirmation{.order = "WO-1", .reason = "念错"})
      .then_refused("work_order.address_not_confirmed");
}

TEST(ConfirmAddress, AnotherAddressWasNotReadBack) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  given.when(ConfirmAddress{.order = "WO-1"}).then_accepted();
  schema::CorrectRegistration correction{.order = "WO-1",
                                         .service_type = order(given).service_type,
                                         .asset = "A-1",
                                         .phone = order(given).phone,
                                         .address = order(given).address,
                                         .symptom = "漏水",
                                         .reason = "听错"};
  given.when(correction).then_accepted();
  EXPECT_NE(order(given).address_confirmed_at, 0);
  correction.address = "浦东大道10号";
  given.when(correction).then_accepted();
  EXPECT_EQ(order(given).address_confirmed_at, 0);
}

// An order, and a policy of which 3 is in force after two others, and version 4 is being written.
Given with_three_guarantees(Status status) {
  Given given = order_in(status);
  for (std::uint32_t version = 1; version <= 4; ++version) {
    given.history("三包", schema::WarrantyPolicyDrafted{.name = "三包", .version = version});
    if (version < 4) {
      given.history("三包", schema::WarrantyPolicyApproved{.version = version});
      given.history("三包", schema::WarrantyPolicyPublished{.version = version});
    }
  }
  given.as(person("call"));
  return given;
}

TEST(AssessWorkOrder, CitesThePolicyAndIsSaidAgain) {
  struct Case {
    AssessWorkOrder command;
    std::string_view code;
  };
  const AssessWorkOrder good{.order = "WO-1",
                             .warranty = WarrantyFinding::in_warranty,
                             .policy = "三包",
                             .policy_version = 3,
                             .differs_because = "发票照片已看"};
  AssessWorkOrder no_finding = good, no_policy = good, no_version = good, impossible = good,
                  paid = good, no_reason = good, negative = good, text = good, unknown = good,
                  invented = good, never = good, drafted = good;
  no_finding.warranty = WarrantyFinding::none;
  no_policy.policy.clear();
  no_version.policy_version = 0;
  impossible.infeasible = true;
  paid.cost = 1;
  no_reason.declined = true;
  negative.cost = -1;
  text.scope = std::string(4001, 'x');
  unknown.order = "WO-404";
  invented.policy = "四包";
  never.policy_version = 9;
  drafted.policy_version = 4;
  const Case cases[] = {{no_finding, "assessment.warranty_missing"},
                        {no_policy, "assessment.policy_missing"},
                        {no_version, "assessment.policy_missing"},
                        {impossible, "assessment.contradicts"},
                        {paid, "assessment.contradicts"},
                        {no_reason, "assessment.reason_missing"},
                        {negative, "assessment.bad_amount"},
                        {text, "assessment.bad_text"},
                        {unknown, "assessment.not_registered"},
                        {invented, "assessment.unknown_policy"},
                        {never, "assessment.unknown_policy"},
                        {drafted, "assessment.unknown_policy"}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.code);
    with_three_guarantees(Status::assigned).when(one.command).then_refused(one.code);
  }
  Given given = with_three_guarantees(Status::assigned);
  given.when(good).then_accepted();
  AssessWorkOrder older = good;
  older.policy_version = 2;  // still owed for what was sold before
  with_three_guarantees(Status::assigned).when(older).then_accepted();
  AssessWorkOrder out = good;
  out.warranty = WarrantyFinding::out_of_warranty;
  out.cost = 12000;
  out.infeasible = out.declined = true;
  out.reason = "无配件";
  given.when(out).then_accepted();
  const auto& found = given.state<schema::Assessment>("WO-1");
  EXPECT_EQ(found.status, schema::AssessmentStatus::declined);
  EXPECT_EQ(found.policy_version, 3u);
  EXPECT_EQ(found.times, 2u);
  order_in(Status::in_progress).as(person("call")).when(good).then_refused("assessment.under_way");
}

// What is known of the machine says otherwise: asked about once, taken with a reason, and told.
TEST(AssessWorkOrder, SaysWhyWhereTheEntitlementIsAnother) {
  using Agreement = schema::EntitlementAgreement;
  constexpr auto in_warranty = WarrantyFinding::in_warranty;
  constexpr auto out_of_warranty = WarrantyFinding::out_of_warranty;
  constexpr auto unproven = WarrantyFinding::unproven;
  constexpr auto agrees = Agreement::agrees, contradicts = Agreement::contradicts;
  struct Case {
    schema::AssetRegistered sheet;
    WarrantyFinding found;
    Agreement agreement;
    schema::WarrantyStage entitled;
  };
  const auto until = [](std::int32_t day) {
    return schema::AssetRegistered{.brand = "haier",
                                   .category = "ac",
                                   .model = "KFR-35",
                                   .serial = "SN00000001",
                                   .customer = "C-1",
                                   .warranty_until = day};
  };
  using Stage = schema::WarrantyStage;  // reported on day 20514
  const Case cases[] = {{until(20514), in_warranty, agrees, Stage::in_term},
                        {until(20514), out_of_warranty, contradicts, Stage::in_term},
                        {until(20514), unproven, contradicts, Stage::in_term},
                        {until(20513), out_of_warranty, agrees, Stage::out_of_term},
                        {until(20513), in_warranty, contradicts, Stage::out_of_term},
                        {until(20513), unproven, contradicts, Stage::out_of_term},
                        {until(0), unproven, agrees, Stage::unproven},
                        {until(0), out_of_warranty, agrees, Stage::unproven},
                        {until(0), in_warranty, contradicts, Stage::unproven}};
  for (const Case& one : cases) {
    SCOPED_TRACE(schema::name_of(one.entitled));
    SCOPED_TRACE(schema::name_of(one.found));
    AssessWorkOrder command{
        .order = "WO-1", .warranty = one.found, .policy = "三包", .policy_version = 3};
    Given given = with_three_guarantees(Status::assigned);
    given.history("A-1", one.sheet);
    if (one.agreement == contradicts) {
      given.when(command).then_refused("assessment.contradicts_entitlement");
      command.differs_because = std::string(1001, 'x');
      given.when(command).then_refused("assessment.bad_text");
    }
    command.differs_because = "与用户核对过";
    given.when(command).then_accepted();
    const auto& found = given.state<schema::Assessment>("WO-1");
    EXPECT_EQ(found.agreement, one.agreement);
    EXPECT_EQ(found.entitled, one.entitled);
    EXPECT_EQ(found.differs_because.empty(), one.agreement != contradicts);
  }
}

TEST(AssessWorkOrder, ComparesNothingWhereTheOrderNamesNoMachine) {
  Given given = with_three_guarantees(Status::assigned);
  schema::WorkOrderRegistered without = registered();
  without.asset.clear();
  given.history("WO-2", without);
  given
      .when(AssessWorkOrder{.order = "WO-2",
                            .warranty = WarrantyFinding::in_warranty,
                            .policy = "三包",
                            .policy_version = 3})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Assessment>("WO-2").agreement, schema::EntitlementAgreement::none);
}

// No visit: no papers are asked for, nobody earns, and the customer is called all the same.
TEST(ResolveRemotely, CompletesWithoutAVisit) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  given.when(ResolveRemotely{.order = "WO-1"}).then_refused("work_order.solution_missing");
  given.when(ResolveRemotely{.order = "WO-1", .solution = "教用户重启", .fault_code = "F09"})
      .then_accepted();
  EXPECT_EQ(order(given).status, Status::completed);
  EXPECT_TRUE(order(given).resolved_remotely);
  EXPECT_EQ(order(given).fault_code, "F09");
  EXPECT_EQ(order(given).technician, "");
  EXPECT_EQ(order(given).follow_up, schema::FollowUpStatus::due);
  EXPECT_TRUE(given.event<schema::WorkOrderCompleted>(1).waived.empty());
  given.history("WO-1", schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::reached});
  given.as(person("acc")).when(schema::PostWorkOrder{.order = "WO-1"}).then_accepted();
}

TEST(ResolveRemotely, DidNotHelpAfterAll) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  given.when(ResolveRemotely{.order = "WO-1", .solution = "教用户重启"}).then_accepted();
  given.when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"}).then_accepted();
  EXPECT_FALSE(order(given).resolved_remotely);
}

TEST(ResolveRemotely, WhatWasChargedIsPaidFirst) {
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::ChargeAdded{.line = 1,
                                            .status = schema::ChargeStatus::agreed,
                                            .amount = 5000,
                                            .payer = schema::Payer::customer});
  given.at(now).as(person("call"));
  given.when(ResolveRemotely{.order = "WO-1", .solution = "教用户重启"})
      .then_refused("work_order.payment_missing");
}

TEST(EscalateWorkOrder, OnceAndUntilItIsSettled) {
  Given given = order_in(Status::assigned);
  given.at(now).as(person("call"));
  given.when(schema::EscalateWorkOrder{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.when(schema::SettleEscalation{.order = "WO-1", .reason = "无"})
      .then_refused("work_order.not_urgent");
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"}).then_accepted();
  given.when(schema::EscalateWorkOrder{.order = "WO-1", .reason = "漏电"})
      .then_refused("work_order.already_urgent");
  given.when(ResolveRemotely{.order = "WO-1", .solution = "断电"}).then_accepted();
  EXPECT_EQ(order(given).escalated_at, 0);
}

ImportSale line() {
  return {.sale = "L-1",
          .contact = "王",
          .phone = "13800000001",
          .address = "浦东大道1号",
          .brand = "haier",
          .sold_on = 20480,
          .delivered_on = 20490,
          .install_on = 20491};
}

TEST(ImportSale, MakesOneOrderALine) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(line()).then_accepted();
  const auto& sale = given.state<schema::Sale>("L-1");
  const auto& made = order(given, sale.order);
  EXPECT_EQ(made.service_type, schema::ServiceType::install);
  EXPECT_EQ(made.window_from, ms("2026-02-06T16:00:00Z"));  // the day's begin in Shanghai
  EXPECT_EQ(made.window_until, ms("2026-02-07T16:00:00Z"));
  given.when(line()).then_refused("sale.exists");
  EXPECT_THAT(given.outcome().error().what, testing::HasSubstr(sale.order));
  given.when(schema::WithdrawSale{.sale = "L-1"}).then_refused("sale.bad_text");
  given.when(schema::WithdrawSale{.sale = "L-1", .reason = "退货"}).then_accepted();
  EXPECT_EQ(order(given, sale.order).status, Status::canceled);
}

// Wrong dates in a seller's file: put right, and the order is for the right day.
TEST(CorrectSale, MovesTheOrderToTheRightDay) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(line()).then_accepted();
  const std::string id = given.state<schema::Sale>("L-1").order;
  schema::CorrectSale right{.sale = "L-1",
                            .sold_on = 20480,
                            .delivered_on = 20490,
                            .install_on = 20491,
                            .reason = "日期写错"};
  given.when(right).then_refused("sale.nothing_changed");
  right.delivered_on = 20498;
  given.when(right).then_refused("sale.install_before_delivery");
  right.install_on = 20499;
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::Sale>("L-1").delivered_on, 20498);
  EXPECT_EQ(order(given, id).window_from, ms("2026-02-14T16:00:00Z"));
  EXPECT_EQ(order(given, id).phone, "13800000001");
  right.invoice = "a\x01";
  given.when(right).then_refused("sale.bad_text");
  right.invoice = "F-1";
  right.reason.clear();
  given.when(right).then_refused("sale.bad_text");
  right.reason = "补发票号";
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::Sale>("L-1").invoice, "F-1");
}

// Withdrawn by mistake, it comes back with its order, and can be corrected.
TEST(CorrectSale, AfterItCameBackWithItsOrder) {
  Given given = company();
  given.at(now).as(person("call"));
  given.when(line()).then_accepted();
  const std::string id = given.state<schema::Sale>("L-1").order;
  given.when(schema::WithdrawSale{.sale = "L-1", .reason = "日期写错"}).then_accepted();
  schema::CorrectSale right{.sale = "L-1", .sold_on = 20481, .reason = "日期写错"};
  given.when(right).then_refused("sale.withdrawn");
  given.when(schema::ReinstateWorkOrder{.order = id, .reason = "没有退货"}).then_accepted();
  given.when(right).then_accepted();
  EXPECT_EQ(order(given, id).window_from, 0) << "no day is agreed";
}

TEST(ImportSale, IsInstalledWithItsOrder) {
  using schema::SaleStatus;
  Given given = company();
  given.at(now).as(person("boss"));
  given.when(line()).then_accepted();
  const std::string id = given.state<schema::Sale>("L-1").order;
  given.when(ResolveRemotely{.order = id, .solution = "用户自装"}).then_accepted();
  EXPECT_EQ(given.state<schema::Sale>("L-1").status, SaleStatus::installed);
  given.when(schema::ReopenWorkOrder{.order = id, .reason = "没装好"}).then_accepted();
  EXPECT_EQ(given.state<schema::Sale>("L-1").status, SaleStatus::imported);
}

TEST(ImportSale, RefusesWhatCannotBe) {
  struct Case {
    ImportSale command;
    std::string_view code;
  };
  ImportSale id = line(), text = line(), brand = line(), future = line(), early = line(),
             before = line(), unsent = line(), phone = line();
  id.sale = "a:b";
  text.seller = "two\nlines";
  brand.brand.clear();
  future.sold_on = 30000;
  early.delivered_on = 20479;
  before.install_on = 20489;
  unsent.delivered_on = 0;
  unsent.install_on = 20479;
  phone.phone = "call me";
  const Case cases[] = {{id, "sale.bad_id"},
                        {text, "sale.bad_text"},
                        {brand, "sale.brand_missing"},
                        {future, "sale.sold_in_future"},
                        {early, "sale.delivered_before_sale"},
                        {before, "sale.install_before_delivery"},
                        {unsent, "sale.install_before_delivery"},
                        {phone, "work_order.bad_phone"}};
  for (const Case& one : cases) {
    SCOPED_TRACE(one.code);
    company().at(now).as(person("call")).when(one.command).then_refused(one.code);
  }
}

TEST(MakeFollowLink, IsOverWithItsOrder) {
  using schema::MakeFollowLink;
  Given given = order_in(Status::posted);
  given.as(person("call")).when(MakeFollowLink{.order = "WO-1", .link = "k1"});
  given.then_refused("follow_link.over");
  given.when(MakeFollowLink{.order = "WO-404", .link = "k1"});
  given.then_refused("follow_link.not_registered");
  Given open = order_in(Status::assigned);
  open.as(person("call")).when(MakeFollowLink{.order = "WO-1", .link = "a/b"});
  open.then_refused("follow_link.bad_link");
  open.when(MakeFollowLink{.order = "WO-1", .link = "k1"}).then_accepted();
  open.when(MakeFollowLink{.order = "WO-1", .link = "k2"}).then_accepted();
  EXPECT_EQ(open.state<schema::FollowLink>("WO-1").link, "k2");
}

}  // namespace
}  // namespace kintsugi::tests
