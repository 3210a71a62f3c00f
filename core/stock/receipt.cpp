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

}  // namespace

Result<Events> decide(const schema::WithdrawStockReceipt& command, Reads& reads) {
  KINTSUGI_TRY(const StockReceipt* receipt, receipt_of(command, reads));
  const auto* warehouse = reads.find<schema::Warehouse>(receipt->warehouse);
  if (warehouse->frozen) return refuse(schema::WarehouseRefusal::frozen, receipt->warehouse);
  const std::string shelf = shelf_of(*receipt);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const Instant happened = instant_from_ms(receipt->happened_at);
  const Result<stock::Change> change =
      stock::without(item, shelf, happened, {receipt->quantity, receipt->cost});
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
  const std::int64_t there = item == nullptr ? 0 : std::min(item->on_hand, receipt->quantity);
  std::int64_t change = 0;
  if (there > 0) {
    KINTSUGI_TRY(change, money::share_of(cost - receipt->cost, there, receipt->quantity));
    change = std::max(change, -item->value);
    KINTSUGI_TRY_OK(money::add(item->value, change));
  }
  Events events;
  events.on(shelf, schema::StockReceiptCorrected{.receipt = command.receipt, .cost = change});
  events.on(command.receipt, schema::ReceiptCorrected{.unit_cost = command.unit_cost,
                                                      .cost = cost,
                                                      .reason = command.reason,
                                                      .changed_by = reads.actor().operator_id,
                                                      .changed_at = to_ms(reads.business_time())});
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
  ++receipt.corrections;
}

}  // namespace kintsugi::core
