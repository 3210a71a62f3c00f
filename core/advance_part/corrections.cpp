// A shipment that was none, an old part that need not come, or did not come after all.

#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/stock/stock.h"
#include "core/text/text.h"
#include "schema/advance_part_dispatch.h"
#include "schema/stock.h"
#include "schema/warehouse.h"

namespace kintsugi::core {
namespace {

using schema::AdvancePart;
using schema::AdvancePartStatus;
using schema::PartCondition;
using No = schema::AdvancePartRefusal;

template <class Command>
Result<const AdvancePart*> shipment_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const AdvancePart* sent, reads.require<AdvancePart>(command.advance));
  KINTSUGI_TRY_OK(within_scope(command, sent->outlet, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  return sent;
}

Result<void> check_not_frozen(const std::string& warehouse, Reads& reads) {
  const auto* found = reads.find<schema::Warehouse>(warehouse);
  if (found != nullptr && found->frozen)
    return refuse(schema::WarehouseRefusal::frozen, warehouse);
  return {};
}

}  // namespace

Result<Events> decide(const schema::WithdrawAdvancePart& command, Reads& reads) {
  KINTSUGI_TRY(const AdvancePart* sent, shipment_of(command, reads));
  if (sent->status != AdvancePartStatus::shipped)
    return refuse(No::settled, std::string(schema::name_of(sent->status)));
  KINTSUGI_TRY_OK(check_not_frozen(sent->warehouse, reads));
  const std::string shelf = stock::id_of(sent->warehouse, sent->part, PartCondition::good);
  const auto* item = reads.find<schema::StockItem>(shelf);
  KINTSUGI_TRY_OK(stock::check_room(item, sent->quantity));
  KINTSUGI_TRY_OK(money::add(item == nullptr ? 0 : item->value, sent->cost));
  const Instant happened = instant_from_ms(sent->shipped_at);
  Events events;
  events.on(shelf, schema::StockShipped{.quantity = -sent->quantity,
                                        .order = sent->order,
                                        .advance = command.advance,
                                        .cost = -sent->cost,
                                        .happened_at = sent->shipped_at});
  KINTSUGI_TRY_OK(
      stock::restate_counts(item, shelf, happened, {sent->quantity, sent->cost}, events));
  events.on(command.advance, schema::AdvancePartUnsent{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::WaiveOldPart& command, Reads& reads) {
  KINTSUGI_TRY(const AdvancePart* sent, shipment_of(command, reads));
  if (sent->status != AdvancePartStatus::shipped)
    return refuse(No::settled, std::string(schema::name_of(sent->status)));
  if (is_author(sent->shipped_by, reads)) return refuse(No::same_author, sent->shipped_by);
  Events events;
  events.on(command.advance, schema::OldPartWaived{.reason = command.reason,
                                                   .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawOldPartReturn& command, Reads& reads) {
  KINTSUGI_TRY(const AdvancePart* sent, shipment_of(command, reads));
  const bool came = sent->status == AdvancePartStatus::returned;
  if (!came && sent->status != AdvancePartStatus::waived)
    return refuse(No::not_settled, std::string(schema::name_of(sent->status)));
  Events events;
  if (came) {
    KINTSUGI_TRY_OK(check_not_frozen(sent->returned_to, reads));
    const std::string shelf = stock::id_of(sent->returned_to, sent->part, PartCondition::old);
    const auto* item = reads.find<schema::StockItem>(shelf);
    const Instant happened = instant_from_ms(sent->returned_at);
    const auto change = stock::without(item, shelf, happened, {sent->quantity, 0});
    if (!change) return refuse(No::gone, change.error().what);
    events.on(shelf, schema::StockReturnWithdrawn{.quantity = sent->quantity,
                                                  .from = schema::PlaceKind::customer,
                                                  .happened_at = sent->returned_at,
                                                  .cost = -change->cost});
    KINTSUGI_TRY_OK(stock::restate_counts(item, shelf, happened, *change, events));
  }
  events.on(command.advance, schema::OldPartOwedAgain{.reason = command.reason,
                                                      .order = sent->order,
                                                      .outlet = sent->outlet,
                                                      .part = sent->part,
                                                      .quantity = sent->quantity,
                                                      .old_due_at = sent->old_due_at});
  return events;
}

}  // namespace kintsugi::core
