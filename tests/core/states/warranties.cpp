// Warranty policies, the starts of warranties, claims and their audits.

#include "core/calendar/dates.h"
#include "schema/asset.h"
#include "schema/customer.h"
#include "schema/warranty.h"
#include "schema/warranty_claim.h"
#include "schema/warranty_policy.h"
#include "tests/core/states/table.h"

namespace kintsugi::tests {
namespace {

std::int32_t date(std::string_view text) { return core::calendar::parse_date(text).value(); }

schema::WarrantyPolicyDrafted drafted_policy() {
  return {.name = "三包",
          .version = 1,
          .effective_from = date("2026-03-04"),
          .author = "acc",
          .lines = {{.machine_months = 12}}};
}

// None, drafted by acc, approved, published by acc, superseded by a second version, withdrawn.
Given warranty_policy_in(std::size_t column) {
  Given given = company();
  if (column == 0) return given;
  given.history("P-7", drafted_policy());
  if (column == 5) {
    given.history("P-7", schema::WarrantyDraftWithdrawn{.version = 1, .reason = "写错"});
    return given;
  }
  if (column >= 2) {
    given.history("P-7", schema::WarrantyPolicyApproved{.version = 1, .approver = "boss"});
  }
  if (column >= 3) {
    given.history("P-7", schema::WarrantyPolicyPublished{.version = 1, .publisher = "acc"});
  }
  if (column == 4) {
    schema::WarrantyPolicyDrafted next = drafted_policy();
    next.version = 2;
    next.effective_from = date("2026-03-10");
    given.history("P-7", next);
    given.history("P-7", schema::WarrantyPolicyApproved{.version = 2, .approver = "boss"});
    given.history("P-7", schema::WarrantyPolicyPublished{.version = 2, .publisher = "acc"});
  }
  return given;
}

// The warranty of an asset of a customer of S1.
Given warranty_in(std::size_t column) {
  Given given = company();
  given.history("C-7", schema::CustomerRegistered{.name = "张", .phone = "12345", .outlet = "S1"});
  given.history("A-7",
                schema::AssetRegistered{.brand = "haier", .serial = "SN7", .customer = "C-7"});
  if (column == 1) {
    given.history("A-7",
                  schema::WarrantyStarted{.asset = "A-7",
                                          .start = {.source = schema::WarrantySource::invoice,
                                                    .proved_on = date("2026-01-01"),
                                                    .started_on = date("2026-01-01"),
                                                    .document = "FP-1"}});
  }
  return given;
}

// WO-1 in progress for A-1, which is covered until 2027: nothing, claimed by tech1, accepted or
// refused by acc, appealed by disp, withdrawn.
Given warranty_claim_in(std::size_t column) {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  given.history("A-1", schema::AssetRegistered{.brand = "haier",
                                               .category = "ac",
                                               .serial = "SN00000001",
                                               .customer = "C-1",
                                               .warranty_until = date("2027-01-01")});
  if (column == 0) return given;
  given.history("WO-1", schema::WarrantyClaimed{.order = "WO-1",
                                                .asset = "A-1",
                                                .outlet = "S1",
                                                .technician = "T1",
                                                .claimant = "tech1",
                                                .invoice = "FP-1",
                                                .serial = "sn-00000001"});
  if (column == 2) given.history("WO-1", schema::WarrantyAccepted{.auditor = "acc"});
  if (column == 3 || column == 4)
    given.history("WO-1", schema::WarrantyRefused{.auditor = "acc", .reason = "人为"});
  if (column == 4)
    given.history("WO-1", schema::WarrantyAppealed{.appellant = "disp", .appeal_reason = "有照片"});
  if (column == 5) given.history("WO-1", schema::WarrantyClaimWithdrawn{.reason = "重报"});
  return given;
}

}  // namespace

Table warranty_policies() {
  const std::string p = "P-7";
  constexpr const char* pending = "draft_pending";
  constexpr const char* not_draft = "not_drafted";
  constexpr const char* not_out = "not_published";
  return {"warranty_policy",
          {"none", "drafted", "approved", "published", "superseded", "withdrawn"},
          warranty_policy_in,
          {{schema::DraftWarrantyPolicy{.policy = p,
                                        .name = "三包",
                                        .effective_from = date("2026-04-01"),
                                        .lines = {{.machine_months = 12}}},
            {ok, pending, pending, ok, ok, ok}},
           {schema::ApproveWarrantyPolicy{.policy = p, .version = 1},
            {no, ok, not_draft, not_draft, not_draft, not_draft}},
           {schema::PublishWarrantyPolicy{.policy = p, .version = 1},
            {no, "not_approved", ok, "not_approved", "not_approved", "not_approved"}},
           {schema::WithdrawWarrantyDraft{.policy = p, .version = 1, .reason = "写错"},
            {no, ok, ok, not_draft, not_draft, not_draft}},
           {schema::WithdrawWarrantyPolicy{.policy = p, .version = 1, .reason = "写错"},
            {no, not_out, not_out, ok, ok, not_out}}}};
}

Table warranties() {
  return {"warranty",
          {"none", "started"},
          warranty_in,
          {{schema::StartWarranty{.asset = "A-7",
                                  .source = schema::WarrantySource::invoice,
                                  .proved_on = date("2026-02-01"),
                                  .document = "FP-2"},
            {ok, "already_started"}},
           {schema::CorrectWarrantyStart{.asset = "A-7",
                                         .source = schema::WarrantySource::invoice,
                                         .proved_on = date("2026-02-01"),
                                         .document = "FP-2",
                                         .reason = "抄错"},
            {no, ok}},
           {schema::WithdrawWarrantyStart{.asset = "A-7", .reason = "记错装置"}, {no, ok}}}};
}

Table warranty_claims() {
  const std::string wo = "WO-1";
  constexpr const char* waits = "already_waiting";
  return {"warranty_claim",
          {"none", "waiting", "accepted", "refused", "appealed", "withdrawn"},
          warranty_claim_in,
          {{schema::ClaimWarranty{.order = wo, .invoice = "FP-1", .serial = "SN00000001"},
            {ok, waits, "decided", "decided", waits, ok}},
           {schema::AuditWarranty{.order = wo, .verdict = schema::AuditVerdict::accept},
            {no, ok, "not_waiting", "not_waiting", ok, "not_waiting"}},
           {schema::AppealWarranty{.order = wo, .reason = "有照片"},
            {no, "not_decided", ok, ok, "not_decided", "not_decided"}},
           {schema::WithdrawWarrantyClaim{.order = wo, .reason = "重报"},
            {no, ok, "not_waiting", "not_waiting", ok, "not_waiting"}}}};
}

}  // namespace kintsugi::tests
