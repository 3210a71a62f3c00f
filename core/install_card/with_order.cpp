#include "core/install_card/with_order.h"

#include <algorithm>

#include "core/authority/authority.h"
#include "core/claims/claim.h"
#include "core/install_card/account.h"
#include "core/service_policy/service_policy.h"
#include "schema/install_card_events.h"
#include "schema/work_order_refusals.h"

namespace kintsugi::core::install_card {
namespace {

using schema::CardMovement;
using schema::InstallCard;
using schema::InstallCardStatus;
using OrderNo = schema::WorkOrderRefusal;

bool was_sent(const schema::WorkOrder& order, const std::string& technician) {
  return std::any_of(order.bookings.begin(), order.bookings.end(),
                     [&](const schema::Booking& booking) {
                       return booking.technician == technician;
                     });
}

bool is_of_order(const InstallCard& card, const schema::WorkOrder& order) {
  if (card.status == InstallCardStatus::issued) return was_sent(order, card.technician);
  return card.status == InstallCardStatus::in_stock && card.outlet == order.outlet;
}

}  // namespace

Result<void> take_in(const std::string& number, const std::string& order_id,
                     const schema::WorkOrder& order, Reads& reads, Events& events) {
  const std::string id = claims::claim(number).id;
  const InstallCard* card = reads.find<InstallCard>(id);
  if (card == nullptr) {
    const auto& policy = service_policy::in_force(judged_at(reads), reads);
    if (policy.cards_registered != schema::PolicyAnswer::yes || !is_person(reads)) return {};
    return refuse(OrderNo::card_not_registered, number);
  }
  const bool held =
      card->status == InstallCardStatus::issued || card->status == InstallCardStatus::in_stock;
  if (!held)
    return refuse(OrderNo::card_not_usable,
                  number + " is " + std::string(schema::name_of(card->status)));
  if (!is_of_order(*card, order)) {
    const bool stock = card->status == InstallCardStatus::in_stock;
    return refuse(OrderNo::card_not_his, stock ? "it lies at outlet " + card->outlet
                                          : "technician " + card->technician + " has it");
  }
  CardMovements moved;
  moved.note(CardMovement::back, card->technician, card->outlet, id);
  events.on(id, schema::InstallCardUsed{.order = order_id,
                                        .changed_at = to_ms(reads.business_time())});
  moved.tell(order_id, reads, events);
  return {};
}

Result<void> give_out_again(const std::string& number, const std::string& order_id, Reads& reads,
                            Events& events) {
  const std::string id = claims::claim(number).id;
  const InstallCard* card = reads.find<InstallCard>(id);
  if (card == nullptr || card->order != order_id) return {};
  if (card->status == InstallCardStatus::settled)
    return refuse(OrderNo::card_not_usable, "it is settled with " + card->statement);
  CardMovements moved;
  moved.note(CardMovement::back, card->technician, card->outlet, id, -1);
  events.on(id, schema::InstallCardUseWithdrawn{.changed_at = to_ms(reads.business_time())});
  moved.tell(order_id, reads, events);
  return {};
}

}  // namespace kintsugi::core::install_card
