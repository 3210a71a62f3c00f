#include <string>

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/reads.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/warranty/entitlement.h"
#include "core/warranty/judge.h"
#include "core/work_order/rules.h"
#include "schema/warranty_claim_dispatch.h"

namespace kintsugi::core {

using No = schema::WarrantyClaimRefusal;
using schema::AuditVerdict;
using schema::Entitlement;
using schema::WarrantyClaim;
using schema::WarrantyStage;
using schema::WorkOrder;
using Status = schema::WarrantyClaimStatus;

namespace {

bool is_waiting(const WarrantyClaim& claim) {
  return claim.status == Status::waiting || claim.status == Status::appealed;
}

// The claim that a command names, in the actor's scope.
Result<const WarrantyClaim*> claim_named(const auto& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyClaim* claim, reads.require<WarrantyClaim>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, claim->outlet, reads));
  return claim;
}

Result<void> check_evidence(const auto& command) {
  if (!is_line_or_empty(command.invoice, 64) || !is_line_or_empty(command.card, 64))
    return refuse(No::bad_text, "single lines of at most 64 characters");
  if (!command.serial.empty() && !is_paper_number(command.serial))
    return refuse_field(No::bad_text, "serial", "4 to 40 letters, digits, '-', '.' and '_'");
  if (!command.photo_hash.empty() && !is_sha256(command.photo_hash))
    return refuse_field(No::bad_photo, "photo_hash", "64 hexadecimal digits in lower case");
  return {};
}

// Who repairs, who claims and who decided before do not decide.
Result<void> may_audit(const WarrantyClaim& claim, const WorkOrder& order, Reads& reads) {
  if (!is_person(reads)) return {};
  const std::string_view technician = technician_of_actor(reads);
  if (!technician.empty()) {
    if (technician == claim.technician || technician == order.technician)
      return refuse(No::own_repair, std::string(technician));
    for (const schema::Booking& booking : order.bookings)
      if (booking.technician == technician && booking.started_at != 0)
        return refuse(No::own_repair, std::string(technician));
  }
  if (is_author(claim.claimant, reads)) return refuse(No::same_author, claim.claimant);
  if (claim.status != Status::appealed) return {};
  if (is_author(claim.appellant, reads)) return refuse(No::same_author, claim.appellant);
  if (is_author(claim.auditor, reads)) return refuse(No::same_auditor, claim.auditor);
  return {};
}

// What stands against it, on the day of the fault.
Result<void> check_acceptable(const WarrantyClaim& claim, const WorkOrder& order,
                              const Entitlement& entitlement, Reads& reads) {
  if (claim.invoice.empty() && claim.card.empty())
    return refuse(No::evidence_missing, "neither invoice nor card");
  if (claim.asset != order.asset)
    return refuse(No::serial_mismatch, "the order is about " + order.asset + ": claim anew");
  const auto* asset = reads.find<schema::Asset>(claim.asset);
  if (asset == nullptr || !same_key(KeyKind::number, asset->serial, claim.serial))
    return refuse(No::serial_mismatch, "the asset " + claim.asset + " bears another");
  if (order.warranty.excluded)
    return refuse(No::excluded, std::string(schema::name_of(order.warranty.cause_class)));
  if (warranty::is_open(entitlement, schema::WarrantyGate::free_repair) ||
      warranty::is_open(entitlement, schema::WarrantyGate::repair_holds)) {
    return {};
  }
  if (entitlement.stage == WarrantyStage::in_term) {
    return refuse(No::excluded, std::string(schema::name_of(entitlement.cause_class)));
  }
  if (entitlement.stage == WarrantyStage::no_policy) return refuse(No::no_policy, claim.asset);
  if (entitlement.stage != WarrantyStage::out_of_term)
    return refuse(No::unproven, std::string(schema::name_of(entitlement.stage)));
  return refuse(No::out_of_term, "covered until " + calendar::format_date(entitlement.until));
}

}  // namespace

Result<Events> decide(const schema::ClaimWarranty& command, Reads& reads) {
  KINTSUGI_TRY(const WorkOrder* order,
               work_order::order_of(command, work_order::before_posting,
                                    work_order::No::not_registered, reads));
  const auto* before = reads.find<WarrantyClaim>(command.order);
  if (before != nullptr && is_waiting(*before)) return refuse(No::already_waiting, command.order);
  // What was decided of another machine says nothing of the one that the order is about.
  const bool decided = before != nullptr && before->asset == order->asset &&
                       (before->status == Status::accepted || before->status == Status::refused);
  if (decided) return refuse(No::decided, std::string(schema::name_of(before->status)));
  if (order->asset.empty()) return refuse(No::no_asset, "register the asset first");
  KINTSUGI_TRY_OK(check_evidence(command));
  if (command.serial.empty()) return refuse_field(No::bad_text, "serial", "as on the machine");
  if (command.invoice.empty() && command.card.empty())
    return refuse(No::evidence_missing, "an invoice or a card");
  if (!is_note(command.note)) return refuse_field(No::bad_text, "note", "at most 4000 characters");
  Events events;
  events.on(command.order, schema::WarrantyClaimed{.order = command.order,
                                                   .asset = order->asset,
                                                   .outlet = order->outlet,
                                                   .technician = order->technician,
                                                   .claimant = reads.actor().operator_id,
                                                   .invoice = command.invoice,
                                                   .card = command.card,
                                                   .serial = command.serial,
                                                   .photo_hash = command.photo_hash,
                                                   .note = command.note,
                                                   .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::AuditWarranty& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyClaim* claim, claim_named(command, reads));
  if (!is_waiting(*claim)) return refuse(No::not_waiting, command.order);
  KINTSUGI_TRY(const WorkOrder* order, reads.require<WorkOrder>(claim->order));
  KINTSUGI_TRY_OK(may_audit(*claim, *order, reads));
  if (command.verdict == AuditVerdict::none) return refuse(No::verdict_missing, "accept or refuse");
  if (!is_reason_or_empty(command.reason))
    return refuse_field(No::bad_text, "reason", "at most 1000 characters");
  const std::int32_t on = order->warranty.fault_on != 0 ? order->warranty.fault_on
                                                  : day_of(instant_from_ms(order->registered_at));
  KINTSUGI_TRY(const Entitlement entitlement,
               warranty::entitlement_of(claim->asset, on, {claim->order}, reads));
  const std::int64_t at = to_ms(reads.business_time());
  Events events;
  if (!entitlement.policy.empty())
    events.uses_rule("warranty_policy/" + entitlement.policy, entitlement.version);
  if (command.verdict == AuditVerdict::refuse) {
    if (command.reason.empty()) return refuse_field(No::reason_missing, "reason", "say why");
    events.on(command.order, schema::WarrantyRefused{.auditor = reads.actor().operator_id,
                                                     .stage = entitlement.stage,
                                                     .cause_class = order->warranty.cause_class,
                                                     .reason = command.reason,
                                                     .at = at});
    return events;
  }
  KINTSUGI_TRY_OK(check_acceptable(*claim, *order, entitlement, reads));
  events.on(command.order, schema::WarrantyAccepted{.auditor = reads.actor().operator_id,
                                                    .stage = entitlement.stage,
                                                    .policy = entitlement.policy,
                                                    .version = entitlement.version,
                                                    .line = entitlement.line,
                                                    .reason = command.reason,
                                                    .at = at});
  return events;
}

Result<Events> decide(const schema::AppealWarranty& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyClaim* claim, claim_named(command, reads));
  if (claim->status != Status::accepted && claim->status != Status::refused)
    return refuse(No::not_decided, std::string(schema::name_of(claim->status)));
  if (!is_reason(command.reason)) return refuse_field(No::reason_missing, "reason", "say why");
  KINTSUGI_TRY_OK(check_evidence(command));
  Events events;
  events.on(command.order, schema::WarrantyAppealed{.appellant = reads.actor().operator_id,
                                                    .appeal_reason = command.reason,
                                                    .invoice = command.invoice,
                                                    .card = command.card,
                                                    .serial = command.serial,
                                                    .photo_hash = command.photo_hash,
                                                    .at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::WithdrawWarrantyClaim& command, Reads& reads) {
  KINTSUGI_TRY(const WarrantyClaim* claim, claim_named(command, reads));
  if (!is_waiting(*claim)) return refuse(No::not_waiting, command.order);
  if (!is_reason(command.reason)) return refuse_field(No::reason_missing, "reason", "say why");
  Events events;
  events.on(command.order, schema::WarrantyClaimWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
