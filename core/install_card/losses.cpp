// What becomes of cards that do not come back: lost, which another person has to agree to, void;
// and what turns up again. A holder's cards are counted by somebody else.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/install_card/account.h"
#include "core/install_card/range.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/identity_state.h"
#include "schema/install_card_dispatch.h"

namespace kintsugi::core {
namespace {

using install_card::CardMovements;
using schema::CardMovement;
using schema::InstallCard;
using schema::InstallCardStatus;
using No = schema::InstallCardRefusal;

template <class Command>
Result<const InstallCard*> card_in_scope(const Command& command, const std::string& id,
                                         Reads& reads) {
  KINTSUGI_TRY(const InstallCard* card, reads.require<InstallCard>(id));
  KINTSUGI_TRY_OK(within_scope(command, card->outlet, reads));
  return card;
}

bool is_at_hand(const InstallCard& card) {
  return card.status == InstallCardStatus::in_stock || card.status == InstallCardStatus::issued;
}

// With whom a card stands that is neither back nor lost nor void.
InstallCardStatus at_its_holder(const InstallCard& card) {
  return card.technician.empty() ? InstallCardStatus::in_stock : InstallCardStatus::issued;
}

// A technician tells of his own cards; of others, who keeps them.
Result<void> check_teller(const InstallCard& card, Reads& reads) {
  if (!is_person(reads)) return {};
  if (!card.technician.empty() && technician_of_actor(reads) == card.technician) return {};
  for (const auto role : {schema::Role::store_keeper, schema::Role::dispatcher})
    if (holds_role_over(role, card.outlet, reads)) return {};
  return refuse(No::not_yours, "technician " + card.technician + " has it");
}

}  // namespace

Result<Events> decide(const schema::ReportCardLost& command, Reads& reads) {
  KINTSUGI_TRY(const std::string id, install_card::id_of(command.card));
  KINTSUGI_TRY(const InstallCard* card, card_in_scope(command, id, reads));
  if (!is_at_hand(*card)) return refuse(No::not_held, std::string(schema::name_of(card->status)));
  KINTSUGI_TRY_OK(check_teller(*card, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "how it was lost");
  Events events;
  events.on(id, schema::CardLossReported{.reason = command.reason,
                                         .reported_by = reads.actor().operator_id,
                                         .outlet = card->outlet,
                                         .technician = card->technician,
                                         .changed_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::DecideCardLoss& command, Reads& reads) {
  KINTSUGI_TRY(const std::string id, install_card::id_of(command.card));
  KINTSUGI_TRY(const InstallCard* card, card_in_scope(command, id, reads));
  if (card->status != InstallCardStatus::loss_reported)
    return refuse(No::not_reported_lost, std::string(schema::name_of(card->status)));
  const bool his = is_person(reads) && !card->technician.empty() &&
                   technician_of_actor(reads) == card->technician;
  if (his || is_author(card->reported_by, reads))
    return refuse(No::same_author, reads.actor().operator_id);
  if (command.reject ? !is_reason(command.reason) : !is_reason_or_empty(command.reason))
    return refuse(No::reason_missing, "why it is rejected");
  Events events;
  events.on(id, schema::CardLossDecided{
                    .status = command.reject ? at_its_holder(*card) : InstallCardStatus::lost,
                    .decided_by = reads.actor().operator_id,
                    .note = command.reason,
                    .changed_at = to_ms(reads.business_time())});
  if (command.reject) return events;
  CardMovements moved;
  moved.note(CardMovement::lost, card->technician, card->outlet, id);
  moved.tell({}, reads, events);
  return events;
}

Result<Events> decide(const schema::VoidInstallCard& command, Reads& reads) {
  KINTSUGI_TRY(const std::string id, install_card::id_of(command.card));
  KINTSUGI_TRY(const InstallCard* card, card_in_scope(command, id, reads));
  if (!is_at_hand(*card)) return refuse(No::not_held, std::string(schema::name_of(card->status)));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why it is void");
  Events events;
  events.on(id, schema::InstallCardVoided{.reason = command.reason,
                                          .changed_at = to_ms(reads.business_time())});
  CardMovements moved;
  moved.note(CardMovement::voided, card->technician, card->outlet, id);
  moved.tell({}, reads, events);
  return events;
}

Result<Events> decide(const schema::RestoreInstallCard& command, Reads& reads) {
  KINTSUGI_TRY(const std::string id, install_card::id_of(command.card));
  KINTSUGI_TRY(const InstallCard* card, card_in_scope(command, id, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why it stands again");
  const bool settled = card->status == InstallCardStatus::settled;
  const bool gone =
      card->status == InstallCardStatus::lost || card->status == InstallCardStatus::voided;
  if (!settled && !gone && card->status != InstallCardStatus::loss_reported)
    return refuse(No::nothing_to_restore, std::string(schema::name_of(card->status)));
  Events events;
  events.on(id, schema::InstallCardRestored{
                    .status = settled ? InstallCardStatus::handed_back : at_its_holder(*card),
                    .note = command.reason,
                    .changed_at = to_ms(reads.business_time())});
  if (!gone) return events;
  const bool lost = card->status == InstallCardStatus::lost;
  CardMovements moved;
  moved.note(lost ? CardMovement::lost : CardMovement::voided, card->technician, card->outlet, id,
             -1);
  moved.tell({}, reads, events);
  return events;
}

Result<Events> decide(const schema::ReconcileCards& command, Reads& reads) {
  using Refusal = schema::CardAccountRefusal;
  KINTSUGI_TRY(const schema::CardAccount* account,
               reads.require<schema::CardAccount>(command.account));
  KINTSUGI_TRY_OK(within_scope(command, account->outlet, reads));
  const bool his = is_person(reads) && !account->technician.empty() &&
                   technician_of_actor(reads) == account->technician;
  if (his) return refuse(Refusal::own_cards, account->technician);
  if (!is_reason_or_empty(command.reason)) return refuse(Refusal::bad_text, "the reason");
  const std::int64_t difference = command.counted - account->outstanding;
  if (difference != 0 && command.reason.empty())
    return refuse(Refusal::reason_missing,
                  std::to_string(account->outstanding) + " are outstanding");
  Events events;
  events.on(command.account, schema::CardsReconciled{.counted = command.counted,
                                                     .outstanding = account->outstanding,
                                                     .difference = difference,
                                                     .reason = command.reason,
                                                     .counted_by = reads.actor().operator_id,
                                                     .counted_at = to_ms(reads.business_time())});
  return events;
}

}  // namespace kintsugi::core
