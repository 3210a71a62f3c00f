#include "schema/liability_dispatch.h"

namespace kintsugi::core {

using schema::Liability;
using schema::LiabilityStatus;

void evolve(Liability& state, const schema::FaultAttributedView& event) {
  state.status = LiabilityStatus::attributed;
  state.party = event.party;
  state.order = event.order;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.amount = event.amount;
  state.cited_order = event.cited_order;
  state.cited_booking = event.cited_booking;
  state.complaint = event.complaint;
  state.inspection = event.inspection;
  state.reason = event.reason;
  state.attributed_by = event.attributed_by;
  state.attributed_at = event.attributed_at;
}

void evolve(Liability& state, const schema::LiabilityAppealedView& event) {
  state.status = LiabilityStatus::appealed;
  state.new_fact = event.new_fact;
  state.photo_hash = event.photo_hash;
  state.appellant = event.appellant;
}

void evolve(Liability& state, const schema::LiabilityAppealDecidedView& event) {
  using enum schema::AppealOutcome;
  state.status = event.outcome == changed  ? LiabilityStatus::changed
                 : event.outcome == lifted ? LiabilityStatus::lifted
                                           : LiabilityStatus::upheld;
  state.amount = event.amount;
  state.decision = event.decision;
  state.decided_by = event.decided_by;
}

void evolve(Liability& state, const schema::LiabilityWithdrawnView& event) {
  state.status = LiabilityStatus::withdrawn;
  state.reason = event.reason;
}

}  // namespace kintsugi::core
