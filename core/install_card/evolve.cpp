#include <string>

#include "schema/install_card_dispatch.h"

namespace kintsugi::core {

using schema::CardAccount;
using schema::CardMovement;
using schema::InstallCard;
using schema::InstallCardStatus;

void evolve(InstallCard& state, const schema::InstallCardPrintedView& event) {
  state.status = InstallCardStatus::in_stock;
  state.outlet = event.outlet;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardIssuedView& event) {
  state.status =
      event.technician.empty() ? InstallCardStatus::in_stock : InstallCardStatus::issued;
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardTakenBackView& event) {
  state.status = InstallCardStatus::in_stock;
  state.technician.clear();
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardUsedView& event) {
  state.status = InstallCardStatus::handed_back;
  state.order = event.order;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardUseWithdrawnView& event) {
  state.status =
      state.technician.empty() ? InstallCardStatus::in_stock : InstallCardStatus::issued;
  state.order.clear();
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardSettledView& event) {
  state.status = InstallCardStatus::settled;
  state.statement = event.statement;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::CardLossReportedView& event) {
  state.status = InstallCardStatus::loss_reported;
  state.reason = event.reason;
  state.reported_by = event.reported_by;
  state.decided_by.clear();
  state.outlet = event.outlet;
  state.technician = event.technician;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::CardLossDecidedView& event) {
  state.status = event.status;
  state.decided_by = event.decided_by;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardVoidedView& event) {
  state.status = InstallCardStatus::voided;
  state.reason = event.reason;
  state.changed_at = event.changed_at;
}

void evolve(InstallCard& state, const schema::InstallCardRestoredView& event) {
  if (state.status == InstallCardStatus::settled) {
    state.statement.clear();
  } else {  // it was never gone
    state.reason.clear();
    state.reported_by.clear();
    state.decided_by.clear();
  }
  state.status = event.status;
  state.changed_at = event.changed_at;
}

void evolve(CardAccount& state, const schema::CardsMovedView& event) {
  state.technician = event.technician;
  state.outlet = event.outlet;
  switch (event.movement) {
    case CardMovement::none:
      break;
    case CardMovement::received:
      state.received += event.count;
      break;
    case CardMovement::passed_on:
      state.passed_on += event.count;
      break;
    case CardMovement::back:
      state.back += event.count;
      break;
    case CardMovement::lost:
      state.lost += event.count;
      break;
    case CardMovement::voided:
      state.voided += event.count;
      break;
  }
  state.outstanding =
      state.received - state.passed_on - state.back - state.lost - state.voided;
}

void evolve(CardAccount& state, const schema::CardsReconciledView& event) {
  state.counted = event.counted;
  state.difference = event.difference;
  state.counted_by = event.counted_by;
  state.counted_at = event.counted_at;
}

}  // namespace kintsugi::core
