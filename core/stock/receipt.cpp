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

// Where another cost of a receipt goes: with its pieces from one count to the next, as far as they
// are there.
class Recosting {
 public:
  Recosting(const std::string& id, const StockReceipt& receipt, const schema::StockItem* item)
      : id_(id),
        receipt_(receipt),
        shelf_(shelf_of(receipt)),
        before_(item == nullptr ? schema::StockItem{} : *item),
        now_(before_),
        at_(receipt.happened_at),
        pieces_(receipt.quantity) {}

  Result<void> pass_on(std::int64_t more, Events& events) {
    carried_ = more;
    std::int64_t change = more;
    for (std::size_t i = 0; i < now_.approved_counts.size(); ++i) {
      const auto& count = now_.approved_counts[i];
      if (count.withdrawn || count.counted_at <= receipt_.happened_at) continue;
      KINTSUGI_TRY(const std::int64_t left, leave(count.book));
      book(change - left, events);
      KINTSUGI_TRY(const stock::Change counted,
                   stock::restate_one(now_, i, shelf_, before_.approved_counts[i], events));
      carried_ += counted.cost;
      if (count.difference > 0) pieces_ += count.difference;
      if (count.difference < 0) {
        KINTSUGI_TRY(pieces_,
                     stock::cost_of(pieces_, count.book, count.book + count.difference));
      }
      at_ = count.counted_at;
      change = 0;
    }
    KINTSUGI_TRY(const std::int64_t left, leave(now_.on_hand));
    KINTSUGI_TRY(const std::int64_t back, come_back());
    change += back - left;
    // Nothing is worth nothing, and nothing less than that.
    const std::int64_t value = now_.value + change;
    const std::int64_t amiss = now_.on_hand == 0 || value < 0 ? value : 0;
    elsewhere_ += amiss;
    book(change - amiss, events);
    return {};
  }

  const schema::StockItem& shelf() const { return now_; }  // as it is then
  std::int64_t elsewhere() const { return elsewhere_; }  // of the cost: of pieces that have left
  std::int64_t gone() const { return gone_; }            // so many have, in thousandths

 private:
  // What of the change leaves with the pieces that are more than are there.
  Result<std::int64_t> leave(std::int64_t there) {
    const std::int64_t stay = std::clamp<std::int64_t>(there, 0, pieces_);
    std::int64_t left = carried_;
    if (stay > 0) {
      KINTSUGI_TRY(left, money::share_of(carried_, pieces_ - stay, pieces_));
    }
    gone_ += pieces_ - stay;
    elsewhere_ += left;
    carried_ -= left;
    pieces_ = stay;
    return left;
  }
  // What had left at the last correction and is back has come with its cost of before.
  Result<std::int64_t> come_back() {
    std::int64_t still = 0;
    if (receipt_.gone > 0) {
      KINTSUGI_TRY(still, money::share_of(receipt_.elsewhere, std::min(gone_, receipt_.gone),
                                          receipt_.gone));
    }
    elsewhere_ += still;
    return receipt_.elsewhere - still;
  }
  void book(std::int64_t change, Events& events) {
    if (change == 0) return;
    stock::move(now_, at_, {0, change});
    events.on(shelf_, schema::StockReceiptCorrected{
                          .receipt = id_, .cost = change, .happened_at = at_});
  }

  const std::string& id_;
  const StockReceipt& receipt_;
  std::string shelf_;
  schema::StockItem before_, now_;
  std::int64_t at_;       // since when so many pieces are left, with so much of the change
  std::int64_t pieces_;
  std::int64_t carried_ = 0, elsewhere_ = 0, gone_ = 0;
};

}  // namespace

Result<Events> decide(const schema::WithdrawStockReceipt& command, Reads& reads) {
  KINTSUGI_TRY(const StockReceipt* receipt, receipt_of(command, reads));
  const auto* warehouse = reads.find<schema::Warehouse>(receipt->warehouse);
  if (warehouse->frozen) return refuse(schema::WarehouseRefusal::frozen, receipt->warehouse);
  const std::string shelf = shelf_of(*receipt);
  const auto* item = reads.find<schema::StockItem>(shelf);
  const Instant happened = instant_from_ms(receipt->happened_at);
  Events events;
  std::int64_t cost = booked(*receipt);
  // Where pieces have left between counts, its corrections are taken back as they were made.
  Recosting recosting(command.receipt, *receipt, item);
  const bool apart = receipt->elsewhere != 0 && item != nullptr &&
                     stock::first_count_after(*item, happened) != nullptr;
  if (apart) {
    cost = receipt->cost_at_first;
    KINTSUGI_TRY_OK(recosting.pass_on(cost - receipt->cost, events));
    item = &recosting.shelf();
  }
  const Result<stock::Change> change =
      stock::without(item, shelf, happened, {receipt->quantity, cost});
  if (!change) return refuse(No::gone, change.error().what);
  events.on(shelf, schema::StockReceiptWithdrawn{.receipt = command.receipt,
                                                 .quantity = receipt->quantity,
                                                 .happened_at = receipt->happened_at,
                                                 .cost = -change->cost});
  KINTSUGI_TRY_OK(stock::restate_counts(item, shelf, happened, *change, events));
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
  Events events;
  Recosting recosting(command.receipt, *receipt, reads.find<schema::StockItem>(shelf_of(*receipt)));
  KINTSUGI_TRY_OK(recosting.pass_on(cost - receipt->cost, events));
  events.on(command.receipt, schema::ReceiptCorrected{.unit_cost = command.unit_cost,
                                                      .cost = cost,
                                                      .reason = command.reason,
                                                      .changed_by = reads.actor().operator_id,
                                                      .changed_at = to_ms(reads.business_time()),
                                                      .elsewhere = recosting.elsewhere(),
                                                      .gone = recosting.gone()});
  return events;
}

void evolve(schema::StockItem& item, const schema::StockReceiptCorrectedView& event) {
  stock::move(item, event.happened_at, {0, event.cost});
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
  receipt.cost_at_first = event.cost;
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
