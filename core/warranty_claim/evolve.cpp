#include <string>
#include <utility>

#include "schema/warranty_claim_dispatch.h"

namespace kintsugi::core {

using schema::WarrantyClaim;
using Status = schema::WarrantyClaimStatus;

// A claim after one that was withdrawn begins anew.
void evolve(WarrantyClaim& state, const schema::WarrantyClaimedView& event) {
  state = {};
  state.status = Status::waiting;
  state.order = event.order;
  state.asset = event.asset;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.claimant = event.claimant;
  state.by = event.claimant;
  state.invoice = event.invoice;
  state.card = event.card;
  state.serial = event.serial;
  state.photo_hash = event.photo_hash;
  state.note = event.note;
  state.claimed_at = event.at;
}

void evolve(WarrantyClaim& state, const schema::WarrantyAcceptedView& event) {
  state.status = Status::accepted;
  state.before.clear();
  state.auditor = event.auditor;
  state.stage = event.stage;
  state.cause_class = schema::CauseClass::none;
  state.reason = event.reason;
  state.decided_at = event.at;
}

void evolve(WarrantyClaim& state, const schema::WarrantyRefusedView& event) {
  state.status = Status::refused;
  state.before.clear();
  state.auditor = event.auditor;
  state.stage = event.stage;
  state.cause_class = event.cause_class;
  state.reason = event.reason;
  state.decided_at = event.at;
}

void evolve(WarrantyClaim& state, const schema::WarrantyAppealedView& event) {
  state.standing = state.status;
  state.before = {{.invoice = state.invoice,
                   .card = state.card,
                   .serial = state.serial,
                   .photo_hash = state.photo_hash,
                   .by = state.by}};
  state.status = Status::appealed;
  state.appeals = static_cast<std::uint16_t>(state.appeals + 1);
  state.appellant = event.appellant;
  state.by = event.appellant;
  state.appeal_reason = event.appeal_reason;
  if (!event.invoice.empty()) state.invoice = event.invoice;
  if (!event.card.empty()) state.card = event.card;
  if (!event.serial.empty()) state.serial = event.serial;
  if (!event.photo_hash.empty()) state.photo_hash = event.photo_hash;
}

void evolve(WarrantyClaim& state, const schema::WarrantyClaimWithdrawnView& event) {
  if (state.status == Status::appealed) {  // what was decided stands, on what it was decided
    state.status = state.standing;
    if (state.before.empty()) return;
    const schema::ClaimPapers before = std::move(state.before.front());
    state.before.clear();
    state.invoice = before.invoice;
    state.card = before.card;
    state.serial = before.serial;
    state.photo_hash = before.photo_hash;
    state.by = before.by;
    return;
  }
  state.status = Status::withdrawn;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
