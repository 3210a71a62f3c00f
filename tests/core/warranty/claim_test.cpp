// Claims and their audit: evidence, another person, the entitlement on the day of the fault,
// appeal.

#include "schema/identity.h"
#include "schema/warranty_claim.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_warranty.h"
#include "tests/core/warranty/terms.h"
#include "tests/core/work_order/as_registered.h"

namespace kintsugi::tests {
namespace {

using schema::AuditVerdict;
using schema::AuditWarranty;
using schema::CauseClass;
using schema::ClaimWarranty;
using schema::WarrantyClaim;
using Status = schema::WarrantyClaimStatus;

// Household air conditioners of one maker: six years, whole machine, free of charge.
schema::WarrantyLine air_conditioner() {
  return {.brand = "haier",
          .category = "ac",
          .machine_months = 72,
          .exclusions = {CauseClass::misuse, CauseClass::unsigned_outlet, CauseClass::no_proof,
                         CauseClass::proof_altered, CauseClass::disaster,
                         CauseClass::cleared_stock}};
}

constexpr const char* fault_day = "2026-02-20T01:00:00Z";

Given in_repair(std::string_view sold_on = "2020-03-01") {
  Given given = company();
  publish_policy(given, "haier", {air_conditioner()});
  given.as(person("call")).when(by_invoice(sold_on)).then_accepted();
  report_fault(given, "WO-1", fault_day);
  begin_work(given, "WO-1", fault_day);
  return given;
}

ClaimWarranty claim() {
  return {.order = "WO-1", .invoice = "FP-1", .serial = "sn 0000-0001", .note = "压缩机不启动"};
}
constexpr auto accept = AuditVerdict::accept;
constexpr auto refuse = AuditVerdict::refuse;

void claim_it(Given& given) {
  ClaimWarranty command = claim();
  command.serial = "sn00000001";
  given.as(person("tech1")).when(command).then_accepted();
}

TEST(AuditWarranty, IsAcceptedByAnotherPersonOnEvidence) {
  Given given = in_repair();
  claim_it(given);
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").status, Status::waiting);
  given.as(person("acc")).when(AuditWarranty{.order = "WO-1", .verdict = accept}).then_accepted();
  const auto& accepted = given.event<schema::WarrantyAccepted>();
  EXPECT_EQ(accepted.policy, "haier");
  EXPECT_EQ(accepted.line, 1u);
  EXPECT_EQ(accepted.stage, schema::WarrantyStage::in_term);
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").auditor, "acc");
}

TEST(AuditWarranty, NeitherByWhoRepairsNorByWhoClaims) {
  Given given = in_repair();
  // Who repairs may be a dispatcher, too.
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.as(person("disp")).when(claim());
  given.then_refused("warranty_claim.bad_text");  // no serial has blanks in it
  ClaimWarranty command = claim();
  command.serial = "SN00000001";
  given.when(command).then_accepted();
  const AuditWarranty audit{.order = "WO-1", .verdict = accept};
  given.when(audit).then_refused("warranty_claim.same_author");
  given.as(person("tech1")).when(audit).then_refused("warranty_claim.own_repair");
  given.as(person("disp2")).when(audit).then_accepted();
}

TEST(ClaimWarranty, IsRefusedWithoutEvidence) {
  Given given = in_repair();
  const auto refused = [&](auto change, const char* code) {
    ClaimWarranty command = claim();
    command.serial = "SN00000001";
    change(command);
    given.as(person("tech1")).when(command).then_refused(code);
  };
  refused([](auto& c) { c.invoice.clear(); }, "warranty_claim.evidence_missing");
  refused([](auto& c) { c.serial.clear(); }, "warranty_claim.bad_text");
  refused([](auto& c) { c.photo_hash = "ab"; }, "warranty_claim.bad_photo");
  refused([](auto& c) { c.card = "a\x01"; }, "warranty_claim.bad_text");
  refused([](auto& c) { c.note = "a\x01"; }, "warranty_claim.bad_text");
  schema::WorkOrderRegistered registration = registered();
  registration.asset.clear();
  given.history("WO-2", registration);
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  refused([](auto& c) { c.order = "WO-2"; }, "warranty_claim.no_asset");
}

TEST(AuditWarranty, NeedsAVerdictAndARefusalItsReason) {
  Given given = in_repair();
  claim_it(given);
  given.as(person("acc")).when(AuditWarranty{.order = "WO-1"});
  given.then_refused("warranty_claim.verdict_missing");
  given.when(AuditWarranty{.order = "WO-1", .verdict = refuse});
  given.then_refused("warranty_claim.reason_missing");
  given.when(AuditWarranty{.order = "WO-1", .verdict = accept, .reason = "a\x01"});
  given.then_refused("warranty_claim.bad_text");
}

TEST(AuditWarranty, TheSerialMustBeTheAssets) {
  Given given = in_repair();
  ClaimWarranty command = claim();
  command.serial = "SN00000009";
  given.as(person("tech1")).when(command).then_accepted();
  given.as(person("acc")).when(AuditWarranty{.order = "WO-1", .verdict = accept});
  given.then_refused("warranty_claim.serial_mismatch");
}

// Six years to the day: the day of the fault decides, not that of the audit.
TEST(AuditWarranty, OnlyInTheTerm) {
  const AuditWarranty audit{.order = "WO-1", .verdict = accept};
  Given last_day = in_repair("2020-02-20");
  claim_it(last_day);
  last_day.as(person("acc")).when(audit).then_accepted();
  Given over = in_repair("2020-02-19");
  claim_it(over);
  over.as(person("acc")).when(audit).then_refused("warranty_claim.out_of_term");
}

TEST(AuditWarranty, NotWithoutAStartOrAPolicy) {
  const AuditWarranty audit{.order = "WO-1", .verdict = accept};
  Given given = company();
  report_fault(given, "WO-1", fault_day);
  claim_it(given);
  given.as(person("acc")).when(audit).then_refused("warranty_claim.unproven");
  given.as(person("call")).when(by_invoice("2026-01-01")).then_accepted();
  given.as(person("acc")).when(audit).then_refused("warranty_claim.no_policy");
}

// Each exclusion alone refuses free repair.
TEST(AuditWarranty, EachExclusionAloneRefusesFreeRepair) {
  for (const CauseClass cause : air_conditioner().exclusions) {
    SCOPED_TRACE(schema::name_of(cause));
    Given given = in_repair();
    claim_it(given);
    given.as(person("tech1"))
        .when(schema::ClassifyFaultCause{.order = "WO-1", .cause_class = cause, .note = "照片在附件"})
        .then_accepted();
    EXPECT_TRUE(given.event<schema::FaultCauseClassified>().excluded);
    given.as(person("acc")).when(AuditWarranty{.order = "WO-1", .verdict = accept});
    given.then_refused("warranty_claim.excluded");
    given.when(AuditWarranty{.order = "WO-1", .verdict = refuse, .reason = "除外"});
    given.then_accepted();
    EXPECT_EQ(given.state<WarrantyClaim>("WO-1").cause_class, cause);
  }
}

// The verdict stays in the history; another auditor decides anew, on better evidence.
TEST(AppealWarranty, IsANewFactThatAnotherAuditorDecides) {
  Given given = in_repair();
  claim_it(given);
  given.as(person("acc"))
      .when(AuditWarranty{.order = "WO-1", .verdict = refuse, .reason = "发票模糊"})
      .then_accepted();
  schema::AppealWarranty appeal{.order = "WO-1", .reason = "补照片", .card = "BX-77"};
  appeal.serial = "?";
  given.as(person("tech1")).when(appeal).then_refused("warranty_claim.bad_text");
  appeal.serial.clear();
  appeal.reason.clear();
  given.when(appeal).then_refused("warranty_claim.reason_missing");
  appeal.reason = "补照片";
  given.when(appeal).then_accepted();
  const WarrantyClaim& appealed = given.state<WarrantyClaim>("WO-1");
  EXPECT_EQ(appealed.status, Status::appealed);
  EXPECT_EQ(appealed.card, "BX-77");
  EXPECT_EQ(appealed.invoice, "FP-1");
  const AuditWarranty audit{.order = "WO-1", .verdict = accept};
  given.as(person("acc")).when(audit).then_refused("warranty_claim.same_auditor");
  given.as(person("disp")).when(audit).then_accepted();
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").appeals, 1);
}

TEST(AppealWarranty, WithdrawnTheVerdictStands) {
  Given given = in_repair();
  claim_it(given);
  given.as(person("acc"))
      .when(AuditWarranty{.order = "WO-1", .verdict = refuse, .reason = "发票模糊"});
  given.as(person("tech1")).when(schema::AppealWarranty{.order = "WO-1", .reason = "不服"});
  schema::WithdrawWarrantyClaim withdraw{.order = "WO-1"};
  given.when(withdraw).then_refused("warranty_claim.reason_missing");
  withdraw.reason = "不申诉了";
  given.when(withdraw).then_accepted();
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").status, Status::refused);
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").reason, "发票模糊");
}

// What was decided was decided on the papers of then.
TEST(AppealWarranty, WithdrawnThePapersStandThatWereJudged) {
  Given given = in_repair();
  claim_it(given);
  given.as(person("acc")).when(AuditWarranty{.order = "WO-1", .verdict = accept}).then_accepted();
  const WarrantyClaim judged = given.state<WarrantyClaim>("WO-1");
  given.as(person("disp"))
      .when(schema::AppealWarranty{
          .order = "WO-1", .reason = "更正", .invoice = "FP-9", .card = "BX-9"})
      .then_accepted();
  ASSERT_EQ(given.state<WarrantyClaim>("WO-1").invoice, "FP-9");
  given.when(schema::WithdrawWarrantyClaim{.order = "WO-1", .reason = "误报"}).then_accepted();
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").invoice, judged.invoice);
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").card, judged.card);
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").by, judged.by);
  EXPECT_TRUE(given.state<WarrantyClaim>("WO-1").before.empty());
}

// The order turns out to be about another machine: what was claimed for the one is no claim for the
// other, before the verdict and after it.
Given about_another_machine(Given given) {
  given.history("A-2", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .model = "KFR-35",
                                               .serial = "SN00000002",
                                               .customer = "C-1"});
  given.history("haier:SN00000002", schema::SerialClaimed{.asset = "A-2"});
  schema::CorrectRegistration right = as_registered(given, "抄错了序列号");
  right.serial = "SN00000002";
  given.as(person("disp")).when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").asset, "A-2");
  return given;
}

TEST(AuditWarranty, NotOfAnotherMachineThanTheOrders) {
  Given given = in_repair();
  claim_it(given);
  given = about_another_machine(std::move(given));
  given.as(person("acc")).when(AuditWarranty{.order = "WO-1", .verdict = accept});
  given.then_refused("warranty_claim.serial_mismatch");
  given.as(person("disp"))
      .when(schema::WithdrawWarrantyClaim{.order = "WO-1", .reason = "另一台机器"})
      .then_accepted();
  ClaimWarranty again = claim();
  again.serial = "SN00000002";
  given.as(person("tech1")).when(again).then_accepted();
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").asset, "A-2");
}

TEST(ClaimWarranty, AnewForTheMachineThatItIsAboutInTruth) {
  Given given = in_repair();
  claim_it(given);
  given.as(person("acc")).when(AuditWarranty{.order = "WO-1", .verdict = accept}).then_accepted();
  ClaimWarranty again = claim();
  again.serial = "SN00000002";
  given.as(person("tech1")).when(again).then_refused("warranty_claim.decided");
  given = about_another_machine(std::move(given));
  given.as(person("tech1")).when(again).then_accepted();
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").status, Status::waiting);
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").asset, "A-2");
}

// Nobody repairs it any more: nobody has to decide who would have paid.
TEST(CancelWorkOrder, EndsTheClaimThatWaits) {
  Given given = in_repair();
  claim_it(given);
  given.as(person("disp"))
      .when(schema::CancelWorkOrder{.order = "WO-1", .reason = "用户不修了"})
      .then_accepted();
  EXPECT_EQ(given.state<WarrantyClaim>("WO-1").status, Status::withdrawn);
}

}  // namespace
}  // namespace kintsugi::tests
