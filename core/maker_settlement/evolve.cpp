#include <algorithm>

#include "schema/maker_settlement_dispatch.h"

namespace kintsugi::core {

using schema::MakerSettlement;
using schema::SettlementLine;
using schema::SettlementLineStatus;
using schema::SettlementStatus;

namespace {

// Where the maker is done with it, and where the money is.
void settle(MakerSettlement& state) {
  if (state.waiting > 0) return;
  state.status =
      state.paid == state.accepted ? SettlementStatus::closed : SettlementStatus::answered;
}

}  // namespace

void evolve(schema::MakerAccount& state, const schema::MakerSettlementBegunView& event) {
  state.settlements = event.number;
}

void evolve(schema::MakerClaim& state, const schema::ClaimedFromMakerView& event) {
  auto found = std::find_if(
      state.parts.begin(), state.parts.end(),
      [&](const schema::ClaimedPart& part) { return part.correction == event.correction; });
  if (found == state.parts.end()) found = state.parts.insert(found, schema::ClaimedPart{});
  found->correction = event.correction;
  found->line = event.line;
}

void evolve(schema::MakerClaim& state, const schema::ClaimWithdrawnView& event) {
  std::erase_if(state.parts, [&](const schema::ClaimedPart& part) {
    return part.correction == event.correction;
  });
}

void evolve(SettlementLine& state, const schema::SettlementLineAddedView& event) {
  state.status = SettlementLineStatus::waiting;
  state.settlement = event.settlement;
  state.line = event.line;
  state.outlet = event.outlet;
  state.brand = event.brand;
  state.order = event.order;
  state.correction = event.correction;
  state.amount = event.amount;
  state.posted_on = event.posted_on;
  state.service_type = event.service_type;
  state.maker_number = event.maker_number;
  state.evidence = event.evidence;
  state.earlier = event.earlier;
}

void evolve(SettlementLine& state, const schema::SettlementLineWithdrawnView& event) {
  state.status = SettlementLineStatus::withdrawn;
  state.reason = event.reason;
}

void evolve(SettlementLine& state, const schema::SettlementLineAnsweredView& event) {
  state.accepted = event.accepted;
  state.reason = event.reason;
  state.status = event.accepted == state.amount ? SettlementLineStatus::accepted
                                                : SettlementLineStatus::rejected;
}

void evolve(SettlementLine& state, const schema::SettlementLineClaimedAgainView& event) {
  state.claimed_again = !event.undone;
}

void evolve(MakerSettlement& state, const schema::SettlementGrewView& event) {
  if (state.status == SettlementStatus::none) {
    state.status = SettlementStatus::open;
    state.outlet = event.outlet;
    state.brand = event.brand;
    state.opened_on = event.posted_on;
  }
  state.opened_on = std::min(state.opened_on, event.posted_on);
  state.total += event.amount;
  ++state.lines;
  ++state.waiting;
}

void evolve(MakerSettlement& state, const schema::SettlementShrankView& event) {
  state.total -= event.amount;
  --state.waiting;
}

void evolve(MakerSettlement& state, const schema::SettlementSubmittedView& event) {
  state.status = SettlementStatus::submitted;
  state.submitted_on = event.day;
  state.submitted_by = event.by;
  state.reason.clear();
}

void evolve(MakerSettlement& state, const schema::SettlementRecalledView& event) {
  state.status = SettlementStatus::open;
  state.submitted_on = 0;
  state.submitted_by.clear();
  state.reason = event.reason;
}

void evolve(MakerSettlement& state, const schema::SettlementAnsweredView& event) {
  state.waiting -= event.newly;
  state.answered += event.newly;
  state.accepted += event.more;
  settle(state);
}

void evolve(MakerSettlement& state, const schema::SettlementPaidView& event) {
  schema::SettlementPayment payment;
  payment.number = event.number;
  payment.amount = event.amount;
  payment.paid_on = event.paid_on;
  payment.receipt = event.receipt;
  payment.by = event.by;
  state.payments.push_back(std::move(payment));
  state.paid += event.amount;
  settle(state);
}

void evolve(MakerSettlement& state, const schema::SettlementPaymentWithdrawnView& event) {
  schema::SettlementPayment& payment = state.payments.at(event.number - 1);
  payment.withdrawn = true;
  payment.withdrawn_by = event.by;
  payment.reason = event.reason;
  state.paid -= payment.amount;
  state.status = SettlementStatus::answered;
}

void evolve(MakerSettlement& state, const schema::SettlementClosedView& event) {
  state.status = SettlementStatus::closed;
  state.closed_by = event.by;
  state.reason = event.reason;
}

void evolve(MakerSettlement& state, const schema::SettlementReopenedView& event) {
  state.status = SettlementStatus::answered;
  state.closed_by.clear();
  state.reason = event.reason;
}

}  // namespace kintsugi::core
