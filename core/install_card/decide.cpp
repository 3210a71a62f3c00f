// Cards are printed for an outlet, issued to technicians or to other outlets, taken back unused,
// and settled with the maker once they are back with their orders.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/install_card/account.h"
#include "core/install_card/range.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/install_card_dispatch.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"

namespace kintsugi::core {
namespace {

using install_card::CardMovements;
using schema::CardMovement;
using schema::InstallCard;
using schema::InstallCardStatus;
using No = schema::InstallCardRefusal;

struct CardHolder {
  std::string technician;  // empty: the outlet
  std::string outlet;
};

Result<CardHolder> holder_of(const schema::IssueInstallCards& command, Reads& reads) {
  if (command.technician.empty() && command.outlet.empty())
    return refuse(No::holder_missing, "one of both");
  if (!command.outlet.empty() && !reads.exists<schema::Outlet>(command.outlet))
    return refuse(No::unknown_outlet, command.outlet);
  if (!command.technician.empty()) {
    const auto* technician = reads.find<schema::Technician>(command.technician);
    if (technician == nullptr) return refuse(No::unknown_technician, command.technician);
    if (technician->status != schema::TechnicianStatus::active)
      return refuse(No::technician_suspended, command.technician);
    if (!command.outlet.empty() && command.outlet != technician->outlet)
      return refuse(No::holder_missing, "he is of outlet " + technician->outlet);
    return CardHolder{command.technician, technician->outlet};
  }
  return CardHolder{{}, command.outlet};
}

std::string standing(const std::string& id, const InstallCard& card) {
  return id + " is " + std::string(schema::name_of(card.status));
}

}  // namespace

Result<Events> decide(const schema::PrintInstallCards& command, Reads& reads) {
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY(const std::vector<std::string> range,
               install_card::range_of(command.card, command.count));
  if (!reads.exists<schema::Outlet>(command.outlet))
    return refuse(No::unknown_outlet, command.outlet);
  Events events;
  CardMovements moved;
  for (const std::string& id : range) {
    if (reads.exists<InstallCard>(id)) return refuse(No::exists, id);
    events.on(id, schema::InstallCardPrinted{.outlet = command.outlet,
                                             .changed_at = to_ms(reads.business_time())});
    moved.note(CardMovement::received, {}, command.outlet, id);
  }
  moved.tell({}, reads, events);
  return events;
}

Result<Events> decide(const schema::IssueInstallCards& command, Reads& reads) {
  KINTSUGI_TRY(const std::vector<std::string> range,
               install_card::range_of(command.card, command.count));
  Events events;
  CardMovements moved;
  CardHolder to;
  for (const std::string& id : range) {
    KINTSUGI_TRY(const InstallCard* card, reads.require<InstallCard>(id));
    KINTSUGI_TRY_OK(within_scope(command, card->outlet, reads));
    if (card->status != InstallCardStatus::in_stock)
      return refuse(No::not_in_stock, standing(id, *card));
    if (to.outlet.empty()) {
      KINTSUGI_TRY(to, holder_of(command, reads));
    }
    if (to.technician.empty() && to.outlet == card->outlet)
      return refuse(No::same_holder, to.outlet);
    events.on(id, schema::InstallCardIssued{.outlet = to.outlet,
                                            .technician = to.technician,
                                            .changed_at = to_ms(reads.business_time())});
    moved.note(CardMovement::passed_on, {}, card->outlet, id);
    moved.note(CardMovement::received, to.technician, to.outlet, id);
  }
  moved.tell({}, reads, events);
  return events;
}

Result<Events> decide(const schema::TakeBackInstallCards& command, Reads& reads) {
  KINTSUGI_TRY(const std::vector<std::string> range,
               install_card::range_of(command.card, command.count));
  if (!is_reason_or_empty(command.reason)) return refuse(No::bad_text, "the reason");
  Events events;
  CardMovements moved;
  for (const std::string& id : range) {
    KINTSUGI_TRY(const InstallCard* card, reads.require<InstallCard>(id));
    KINTSUGI_TRY_OK(within_scope(command, card->outlet, reads));
    if (card->status != InstallCardStatus::issued)
      return refuse(No::not_issued, standing(id, *card));
    events.on(id,
              schema::InstallCardTakenBack{.changed_at = to_ms(reads.business_time())});
    moved.note(CardMovement::passed_on, card->technician, card->outlet, id);
    moved.note(CardMovement::received, {}, card->outlet, id);
  }
  moved.tell({}, reads, events);
  return events;
}

Result<Events> decide(const schema::SettleInstallCards& command, Reads& reads) {
  KINTSUGI_TRY(const std::vector<std::string> range,
               install_card::range_of(command.card, command.count));
  if (!is_line(command.statement, 64)) return refuse(No::bad_text, "name the maker's statement");
  Events events;
  for (const std::string& id : range) {
    KINTSUGI_TRY(const InstallCard* card, reads.require<InstallCard>(id));
    KINTSUGI_TRY_OK(within_scope(command, card->outlet, reads));
    if (card->status != InstallCardStatus::handed_back)
      return refuse(No::not_back, standing(id, *card));
    events.on(id, schema::InstallCardSettled{.statement = command.statement,
                                             .changed_at = to_ms(reads.business_time())});
  }
  return events;
}

}  // namespace kintsugi::core
