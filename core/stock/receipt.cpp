// Receipts by number: withdrawn, or another cost, by another person than who received.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/money/money.h"
#include "core/reads.h"
#include "core/stock/stock.h"
#include "core/text/text.h"
#include "schema/stock_events.h"
#include "schema/stock_receipt_dispatch.h"
#include "schema/stock_state.h"
#include "schema/warehouse.h"

namespace kintsugi::core {

using schema::StockReceipt;
using schema::StockReceiptStatus;
using No = schema::StockReceiptRefusal;

namespace {

// The receipt, where the actor may put it right.
template <class Command>
Result<const StockReceipt*> receipt_of(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const StockReceipt* receipt, reads.require<StockReceipt>(command.receipt));
  KINTSUGI_TRY(const schema::Warehouse* warehouse,
               reads.require<schema::Warehouse>(receipt->warehouse));
  KINTSUGI_TRY_OK(within_scope(command, warehouse->outlet, reads));
  if (receipt->status == StockReceiptStatus::withdrawn) return refuse(No::withdrawn);
  if (!is_reason(command.reason)) return refuse(No::bad_text, "say why");
  if (is_author(receipt->received_by, reads)) return refuse(No::same_author, receipt->received_by);
  return receipt;
}

std::string shelf_of(const StockReceipt& receipt) {
  return stock::id_of(receipt.warehouse, receipt.part, receipt.condition);
}

// What it and its corrections have put on the shelf.
std::int64_t booked(const StockReceipt& receipt) { return receipt.cost - receipt.elsewhere; }

// The count that was approved before the receipt was told; null where it does not stand any more.
const schema::ApprovedCount* count_before(const StockReceipt& receipt,
                                          const schema::StockItem& item) {
  const auto* count =
      receipt.restated_count == 0 ? nullptr : stock::find_count(item, receipt.restated_count);
  return count == nullptr || count->withdrawn ? nullptr : count;
}

// Where another cost of a receipt goes.
struct Recosted {
  std::int64_t shelf = 0;      // change of the value on the shelf
  std::int64_t counted = 0;    // of that, what the count takes: pieces that it had not found
  std::int64_t elsewhere = 0;  // of the cost, what belongs to pieces that have left
  std::int64_t gone = 0;       // so many have, in thousandths
};

Result<Recosted> recost(const StockReceipt& receipt, const schema::StockItem& item,
                        std::int64_t cost) {
  const std::int64_t more = cost - receipt.cost, quantity = receipt.quantity;
  std::int64_t found = quantity;
  if (const auto* count = count_before(receipt, item))
    found = std::clamp<std::int64_t>(count->difference + quantity, 0, quantity);
  Recosted out;
  KINTSUGI_TRY(const std::int64_t of_found, money::share_of(more, found, quantity));
  out.counted = more - of_found;
  out.gone = found - std::min(item.on_hand, found);
  // What had left at the last correction and is back has come with its cost of before.
  if (receipt.gone > 0) {
    KINTSUGI_TRY(out.elsewhere, money::share_of(receipt.elsewhere,
                                                std::min(out.gone, receipt.gone), receipt.gone));
  }
  KINTSUGI_TRY(const std::int64_t of_gone, money::share_of(more, out.gone, quantity));
  out.elsewhere += of_gone;
  out.shelf = cost - out.elsewhere - booked(receipt);
  // Nothing is worth nothing, and nothing less than that.
  const std::int64_t left = item.value + out.shelf - out.counted;
  const std::int64_t amiss = item.on_hand == 0 || left < 0 ? left : 0;
  out.shelf -= amiss;
  out.elsewhere += amiss;
  KINTSUGI_TRY_OK(money::add(item.value, out.shelf));
  return out;
}

}  // namespace

Result<Events> decide(const schema::WithdrawStockReceipt& command, Reads& reads) {
  KINTSUGI_TRY(const StockReceipt* receipt, receipt_of(command, reads));
  const auto* warehouse = reads.find<schema::Warehouse>(receipt->warehouse);
  if (warehouse->frozen) return refuse(schema::WarehouseRefusal::frozen, receipt->warehouse);
  const std::string shelf = shelf_of(*receipt);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const Instant happened = instant_from_ms(receipt->happened_at);
  const Result<stock::Change> change =
      stock::without(item, shelf, happened, {receipt->quantity, booked(*receipt)});
  if (!change) return refuse(No::gone, change.error().what);
  Events events;
  events.on(shelf, schema::StockReceiptWithdrawn{.receipt = command.receipt,
                                                 .quantity = receipt->quantity,
                                                 .happened_at = receipt->happened_at,
                                                 .cost = -change->cost});
  KINTSUGI_TRY_OK(stock::restate_count(item, shelf, happened, *change, events,
                                       {receipt->restated_count, receipt->restated_cost}));
  events.on(command.receipt, schema::ReceiptWithdrawn{.reason = command.reason,
                                                      .changed_by = reads.actor().operator_id,
                                                      .changed_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::CorrectStockReceipt& command, Reads& reads) {
  KINTSUGI_TRY(const StockReceipt* receipt, receipt_of(command, reads));
  if (command.unit_cost < 0 || command.unit_cost > stock::unit_cost_max) {
    return refuse(No::bad_cost, std::to_string(command.unit_cost) + " fen");
  }
  if (command.unit_cost == receipt->unit_cost) return refuse(No::nothing_changed);
  KINTSUGI_TRY(const std::int64_t cost,
               money::times_quantity(command.unit_cost, receipt->quantity));
  const std::string shelf = shelf_of(*receipt);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const schema::StockItem now = item == nullptr ? schema::StockItem{} : *item;
  KINTSUGI_TRY(const Recosted change, recost(*receipt, now, cost));
  Events events;
  events.on(shelf, schema::StockReceiptCorrected{.receipt = command.receipt, .cost = change.shelf});
  if (change.counted != 0) {
    events.on(shelf, schema::StockCountRestated{
                         .number = receipt->restated_count,
                         .difference = 0,
                         .cost = -change.counted,
                         .counted_at = count_before(*receipt, now)->counted_at});
  }
  events.on(command.receipt, schema::ReceiptCorrected{.unit_cost = command.unit_cost,
                                                      .cost = cost,
                                                      .reason = command.reason,
                                                      .changed_by = reads.actor().operator_id,
                                                      .changed_at = to_ms(reads.business_time()),
                                                      .elsewhere = change.elsewhere,
                                                      .gone = change.gone,
                                                      .restating = -change.counted});
  return events;
}

void evolve(schema::StockItem& item, const schema::StockReceiptCorrectedView& event) {
  item.value += event.cost;
}

void evolve(StockReceipt& receipt, const schema::ReceiptRecordedView& event) {
  receipt.status = StockReceiptStatus::received;
  receipt.outlet = event.outlet;
  receipt.warehouse = event.warehouse;
  receipt.part = event.part;
  receipt.condition = event.condition;
  receipt.number = event.number;
  receipt.quantity = event.quantity;
  receipt.unit_cost = event.unit_cost;
  receipt.cost = event.cost;
  receipt.supplier = event.supplier;
  receipt.document = event.document;
  receipt.happened_at = event.happened_at;
  receipt.received_by = event.received_by;
  receipt.restated_count = event.restated_count;
  receipt.restated_cost = event.restated_cost;
}

void evolve(StockReceipt& receipt, const schema::ReceiptWithdrawnView& event) {
  receipt.status = StockReceiptStatus::withdrawn;
  receipt.reason = event.reason;
  receipt.changed_by = event.changed_by;
  receipt.changed_at = event.changed_at;
}

void evolve(StockReceipt& receipt, const schema::ReceiptCorrectedView& event) {
  receipt.unit_cost = event.unit_cost;
  receipt.cost = event.cost;
  receipt.reason = event.reason;
  receipt.changed_by = event.changed_by;
  receipt.changed_at = event.changed_at;
  receipt.elsewhere = event.elsewhere;
  receipt.gone = event.gone;
  receipt.restated_cost += event.restating;
  ++receipt.corrections;
}

}  // namespace kintsugi::core
