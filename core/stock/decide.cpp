#include <algorithm>
#include <string>
#include <string_view>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/part/part.h"
#include "core/reads.h"
#include "core/stock/stock.h"
#include "core/text/text.h"
#include "schema/part_state.h"
#include "schema/stock_dispatch.h"
#include "schema/stock_receipt_events.h"
#include "schema/warehouse.h"

namespace kintsugi::core {

using schema::StockRefusal;

namespace {

// What every command about stock looks at first.
struct Shelf {
  std::string id;
  const schema::Warehouse* warehouse = nullptr;
  const schema::Part* part = nullptr;
  const schema::StockItem* item = nullptr;  // null: nothing was ever here
};

template <class Command>
Result<Shelf> shelf_of(const Command& command, Reads& reads) {
  Shelf shelf;
  KINTSUGI_TRY(shelf.warehouse, reads.require<schema::Warehouse>(command.warehouse));
  KINTSUGI_TRY_OK(within_scope(command, shelf.warehouse->outlet, reads));
  KINTSUGI_TRY(shelf.part, reads.require<schema::Part>(command.part));
  shelf.id = stock::id_of(command.warehouse, command.part, stock::or_good(command.condition));
  shelf.item = reads.find<schema::StockItem>(shelf.id);
  return shelf;
}

// A hold of before holds had streams (StockHeld): logs have them, and they must be released yet.
const schema::StockReservation* find_early_hold(const schema::StockItem* item,
                                                std::string_view hold) {
  if (item == nullptr) return nullptr;
  const auto found =
      std::find_if(item->reservations.begin(), item->reservations.end(),
                   [&](const schema::StockReservation& r) { return r.hold == hold; });
  return found == item->reservations.end() ? nullptr : &*found;
}

bool is_open(const schema::StockHold* hold) {
  return hold != nullptr && hold->status == schema::StockHoldStatus::open;
}

const schema::StockCount* find_proposal(const schema::StockItem* item, std::uint32_t number) {
  if (item == nullptr) return nullptr;
  const auto found =
      std::find_if(item->proposals.begin(), item->proposals.end(),
                   [&](const schema::StockCount& count) { return count.number == number; });
  return found == item->proposals.end() ? nullptr : &*found;
}

tl::unexpected<Error> no_proposal(const std::string& id, std::uint32_t number) {
  return refuse(StockRefusal::no_such_proposal, id + " has no proposal " + std::to_string(number));
}

}  // namespace

Result<Events> decide(const schema::ReceiveStock& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  KINTSUGI_TRY_OK(part::check_quantity(*shelf.part, command.quantity));
  KINTSUGI_TRY_OK(stock::check_room(shelf.item, command.quantity));
  if (!is_line_or_empty(command.supplier, 200) || !is_line_or_empty(command.document, 64)) {
    return refuse(StockRefusal::bad_text, shelf.id);
  }
  if (command.unit_cost < 0 || command.unit_cost > stock::unit_cost_max) {
    return refuse(StockRefusal::bad_cost, std::to_string(command.unit_cost) + " fen");
  }
  KINTSUGI_TRY(const std::int64_t cost, money::times_quantity(command.unit_cost, command.quantity));
  KINTSUGI_TRY_OK(money::add(shelf.item == nullptr ? 0 : shelf.item->value, cost));
  const std::uint32_t number = (shelf.item == nullptr ? 0 : shelf.item->receipts) + 1;
  const std::string receipt = stock::receipt_id_of(shelf.id, number);
  const std::int64_t happened_at = to_ms(reads.business_time());
  Events events;
  part::note_movement(*shelf.part, command.part, events);
  events.on(shelf.id, schema::StockReceived{.quantity = command.quantity,
                                            .supplier = command.supplier,
                                            .document = command.document,
                                            .happened_at = happened_at,
                                            .cost = cost,
                                            .receipt = receipt});
  KINTSUGI_TRY(const stock::Restated restated,
               stock::restate_counts(shelf.item, shelf.id, reads.business_time(),
                                     {command.quantity, cost}, events));
  events.on(receipt, schema::ReceiptRecorded{.outlet = shelf.warehouse->outlet,
                                             .warehouse = command.warehouse,
                                             .part = command.part,
                                             .condition = stock::or_good(command.condition),
                                             .number = number,
                                             .quantity = command.quantity,
                                             .unit_cost = command.unit_cost,
                                             .cost = cost,
                                             .supplier = command.supplier,
                                             .document = command.document,
                                             .happened_at = happened_at,
                                             .received_by = reads.actor().operator_id,
                                             .restated_count = restated.count,
                                             .restated_cost = restated.cost});
  return events;
}

Result<Events> decide(const schema::ReserveStock& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  KINTSUGI_TRY_OK(part::check_quantity(*shelf.part, command.quantity));
  if (shelf.warehouse->frozen) {
    return refuse(schema::WarehouseRefusal::frozen, command.warehouse);
  }
  if (!is_id(command.hold) || !is_reason_or_empty(command.reason)) {
    return refuse(StockRefusal::bad_text, shelf.id);
  }
  const std::string hold = stock::hold_id_of(shelf.id, command.hold);
  if (is_open(reads.find<schema::StockHold>(hold)) || find_early_hold(shelf.item, command.hold)) {
    return refuse(StockRefusal::hold_exists, command.hold);
  }
  const std::int64_t available = shelf.item == nullptr ? 0 : stock::available(*shelf.item);
  if (available < command.quantity) {
    return refuse(StockRefusal::insufficient, shelf.id + " has " + std::to_string(available) +
                                                  " thousandths available, not " +
                                                  std::to_string(command.quantity));
  }
  Events events;
  part::note_movement(*shelf.part, command.part, events);
  events.on(hold, schema::StockHoldOpened{.outlet = shelf.warehouse->outlet,
                                          .warehouse = command.warehouse,
                                          .part = command.part,
                                          .condition = stock::or_good(command.condition),
                                          .hold = command.hold,
                                          .quantity = command.quantity,
                                          .reason = command.reason,
                                          .holder = reads.actor().operator_id,
                                          .at = to_ms(reads.business_time())});
  events.on(shelf.id, schema::StockHeld{.hold = hold, .quantity = command.quantity});
  return events;
}

Result<Events> decide(const schema::ReleaseStock& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  const std::string id = stock::hold_id_of(shelf.id, command.hold);
  Events events;
  if (const auto* hold = reads.find<schema::StockHold>(id); is_open(hold)) {
    events.on(id, schema::StockHoldReleased{.by = reads.actor().operator_id,
                                            .at = to_ms(reads.business_time())});
    events.on(shelf.id, schema::StockUnheld{.hold = id, .quantity = hold->quantity});
    return events;
  }
  const schema::StockReservation* early = find_early_hold(shelf.item, command.hold);
  if (early == nullptr) return refuse(StockRefusal::no_such_hold, id);
  events.on(shelf.id, schema::StockReleased{
                          .request = {}, .hold = early->hold, .quantity = early->quantity});
  return events;
}

Result<Events> decide(const schema::ProposeStockAdjustment& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  KINTSUGI_TRY_OK(part::check_count(*shelf.part, command.counted));
  if (!is_reason(command.reason)) return refuse(StockRefusal::bad_text, shelf.id);
  const std::int64_t counted_at = to_ms(reads.business_time());
  if (shelf.item != nullptr && counted_at < shelf.item->last_counted_at) {
    return refuse(StockRefusal::before_last_count, shelf.id);
  }
  if (shelf.item != nullptr && counted_at < shelf.item->last_moved_at) {
    return refuse(StockRefusal::moved_since, shelf.id);
  }
  Events events;
  part::note_movement(*shelf.part, command.part, events);
  events.on(shelf.id, schema::StockAdjustmentProposed{
                          .number = (shelf.item == nullptr ? 0 : shelf.item->counts) + 1,
                          .counted = command.counted,
                          .book = shelf.item == nullptr ? 0 : shelf.item->on_hand,
                          .counted_at = counted_at,
                          .reason = command.reason,
                          .counter = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::ApproveStockAdjustment& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  const schema::StockCount* count = find_proposal(shelf.item, command.number);
  if (count == nullptr) return no_proposal(shelf.id, command.number);
  if (is_author(count->counter, reads)) {
    return refuse(StockRefusal::same_operator, count->counter);
  }
  if (count->counted_at < shelf.item->last_counted_at) {
    return refuse(StockRefusal::before_last_count, shelf.id);
  }
  const std::int64_t difference = count->counted - count->book;
  if (shelf.item->on_hand + difference < shelf.item->reserved) {
    return refuse(StockRefusal::below_reserved,
                  shelf.id + " would keep " + std::to_string(shelf.item->on_hand + difference) +
                      " thousandths and has " + std::to_string(shelf.item->reserved) + " reserved");
  }
  KINTSUGI_TRY_OK(stock::check_room(shelf.item, difference));
  KINTSUGI_TRY(const std::int64_t cost, stock::cost_of_difference(*shelf.item, *count));
  KINTSUGI_TRY_OK(money::add(shelf.item->value, cost));
  Events events;
  events.on(shelf.id, schema::StockAdjusted{.number = count->number,
                                            .difference = difference,
                                            .counted_at = count->counted_at,
                                            .approver = reads.actor().operator_id,
                                            .cost = cost});
  return events;
}

Result<Events> decide(const schema::WithdrawStockAdjustment& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  const schema::ApprovedCount* count =
      shelf.item == nullptr ? nullptr : stock::find_count(*shelf.item, command.number);
  if (count == nullptr) {
    return refuse(StockRefusal::no_such_count,
                  shelf.id + " has no count " + std::to_string(command.number));
  }
  if (count->withdrawn) return refuse(StockRefusal::count_withdrawn, shelf.id);
  if (!is_reason(command.reason)) return refuse(StockRefusal::bad_text, shelf.id);
  if (is_author(count->counter, reads) || is_author(count->approver, reads)) {
    return refuse(StockRefusal::same_author, reads.actor().operator_id);
  }
  KINTSUGI_TRY(const stock::Change change, stock::without_count(*shelf.item, shelf.id, *count));
  Events events;
  events.on(shelf.id, schema::StockAdjustmentWithdrawn{.number = count->number,
                                                       .difference = change.quantity,
                                                       .cost = change.cost,
                                                       .counted_at = count->counted_at,
                                                       .reason = command.reason,
                                                       .by = reads.actor().operator_id});
  KINTSUGI_TRY_OK(stock::restate_after(*shelf.item, shelf.id, *count, change, events));
  return events;
}

Result<Events> decide(const schema::RejectStockAdjustment& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  const schema::StockCount* count = find_proposal(shelf.item, command.number);
  if (count == nullptr) return no_proposal(shelf.id, command.number);
  if (!is_reason(command.reason)) return refuse(StockRefusal::bad_text, shelf.id);
  Events events;
  events.on(shelf.id,
            schema::StockAdjustmentRejected{.number = count->number, .reason = command.reason});
  return events;
}

Result<Events> decide(const schema::SetStockMinimum& command, Reads& reads) {
  KINTSUGI_TRY(const Shelf shelf, shelf_of(command, reads));
  KINTSUGI_TRY_OK(part::check_count(*shelf.part, command.minimum));
  const std::int64_t before = shelf.item == nullptr ? 0 : shelf.item->minimum;
  if (command.minimum == before) return Events();
  Events events;
  events.on(shelf.id,
            schema::StockMinimumSet{
                .minimum = command.minimum,
                .on_hand = shelf.item == nullptr ? 0 : shelf.item->on_hand,
                .reserved = shelf.item == nullptr ? 0 : shelf.item->reserved});
  return events;
}

}  // namespace kintsugi::core
