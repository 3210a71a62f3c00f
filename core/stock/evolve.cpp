#include <algorithm>
#include <string_view>
#include <utility>

#include "core/stock/stock.h"
#include "schema/stock_dispatch.h"
#include "schema/stock_receipt_dispatch.h"

namespace kintsugi::core {

namespace {

void move(schema::StockItem& item, std::int64_t happened_at, std::int64_t change,
          std::int64_t cost) {
  stock::move(item, happened_at, {change, cost});
  item.last_moved_at = std::max(item.last_moved_at, happened_at);
}

// As far as it goes: less than nothing is never reserved.
void unreserve(schema::StockItem& item, std::int64_t quantity) {
  item.reserved -= std::min(quantity, item.reserved);
}

// The list of early holds by hand: commits of before StockHeld are all that it is made of.
void note_early_hold(schema::StockItem& item, std::string_view hold, std::int64_t quantity) {
  item.reservations.push_back({.request = {}, .hold = std::string(hold), .quantity = quantity});
}
void drop_early_hold(schema::StockItem& item, std::string_view hold) {
  std::erase_if(item.reservations,
                [&](const schema::StockReservation& r) { return r.hold == hold; });
}

constexpr std::size_t counts_kept = 100;  // the schema's bound

// Before its proposal is dropped, which says the rest of it.
void keep_count(schema::StockItem& item, const schema::StockAdjustedView& event) {
  auto& kept = item.approved_counts;
  const auto proposal =
      std::find_if(item.proposals.begin(), item.proposals.end(),
                   [&](const schema::StockCount& count) { return count.number == event.number; });
  const bool known = proposal != item.proposals.end();
  const auto later = std::find_if(kept.begin(), kept.end(), [&](const schema::ApprovedCount& c) {
    return c.counted_at > event.counted_at;
  });
  kept.insert(later, {.number = event.number,
                      .counted_at = event.counted_at,
                      .difference = 0,
                      .cost = 0,
                      .restated = 0,
                      .counter = known ? proposal->counter : std::string(),
                      .approver = std::string(event.approver),
                      .reason = known ? proposal->reason : std::string(),
                      .withdrawn = false,
                      .withdrawn_by = {},
                      .was_difference = 0,
                      .was_cost = 0,
                      .book = known ? proposal->book : item.on_hand,
                      .worth = known ? proposal->worth : item.value});
  if (kept.size() > counts_kept) kept.erase(kept.begin());
}

void drop_proposal(schema::StockItem& item, std::uint32_t number) {
  std::erase_if(item.proposals,
                [&](const schema::StockCount& count) { return count.number == number; });
}

}  // namespace

void evolve(schema::StockItem& item, const schema::StockReceivedView& event) {
  move(item, event.happened_at, event.quantity, event.cost);
  if (!event.receipt.empty()) ++item.receipts;
}

void evolve(schema::StockItem& item, const schema::StockReceiptWithdrawnView& event) {
  move(item, event.happened_at, -event.quantity, -event.cost);
}

void evolve(schema::StockItem& item, const schema::StockReservedView& event) {
  item.reserved += event.quantity;
  if (event.request.empty()) note_early_hold(item, event.hold, event.quantity);
}

void evolve(schema::StockItem& item, const schema::StockReleasedView& event) {
  unreserve(item, event.quantity);
  if (event.request.empty()) drop_early_hold(item, event.hold);
}

void evolve(schema::StockItem& item, const schema::StockHeldView& event) {
  item.reserved += event.quantity;
  ++item.holds;
}

void evolve(schema::StockItem& item, const schema::StockUnheldView& event) {
  unreserve(item, event.quantity);
  if (item.holds > 0) --item.holds;
}

void evolve(schema::StockHold& hold, const schema::StockHoldOpenedView& event) {
  hold = {.status = schema::StockHoldStatus::open,
          .outlet = std::string(event.outlet),
          .warehouse = std::string(event.warehouse),
          .part = std::string(event.part),
          .condition = event.condition,
          .hold = std::string(event.hold),
          .quantity = event.quantity,
          .reason = std::string(event.reason),
          .holder = std::string(event.holder),
          .held_at = event.at,
          .released_by = {},
          .released_at = 0};
}

void evolve(schema::StockHold& hold, const schema::StockHoldReleasedView& event) {
  hold.status = schema::StockHoldStatus::released;
  hold.released_by = event.by;
  hold.released_at = event.at;
}

void evolve(schema::StockItem& item, const schema::StockIssuedView& event) {
  // What a request reserved is what is issued for it.
  if (!event.request.empty()) unreserve(item, event.quantity);
  move(item, event.happened_at, -event.quantity, -event.cost);
}

void evolve(schema::StockItem& item, const schema::StockReturnedView& event) {
  move(item, event.happened_at, event.quantity, event.cost);
}

void evolve(schema::StockItem& item, const schema::StockIssueWithdrawnView& event) {
  move(item, event.happened_at, event.quantity, event.cost);
  item.reserved += event.quantity;
}

void evolve(schema::StockItem& item, const schema::StockReturnWithdrawnView& event) {
  move(item, event.happened_at, -event.quantity, -event.cost);
}

void evolve(schema::StockItem& item, const schema::StockAdjustmentProposedView& event) {
  item.counts = std::max(item.counts, event.number);
  item.proposals.push_back({.number = event.number,
                            .counted = event.counted,
                            .book = event.book,
                            .counted_at = event.counted_at,
                            .reason = std::string(event.reason),
                            .counter = std::string(event.counter),
                            .worth = item.value});
}

void evolve(schema::StockItem& item, const schema::StockAdjustedView& event) {
  keep_count(item, event);
  drop_proposal(item, event.number);
  // A count proposed later was taken on a shelf that this one only now describes.
  stock::recount(item, event.number, event.counted_at, {event.difference, event.cost});
  item.last_count = event.number;
  item.last_counted_at = event.counted_at;
}

void evolve(schema::StockItem& item, const schema::StockAdjustmentWithdrawnView& event) {
  stock::recount(item, event.number, event.counted_at, {event.difference, event.cost});
  item.last_count = 0;
  item.last_counted_at = 0;
  for (schema::ApprovedCount& count : item.approved_counts) {
    if (count.number == event.number) {
      count.withdrawn = true;
      count.was_difference = std::exchange(count.difference, 0) - event.difference;
      count.was_cost = std::exchange(count.cost, 0) - event.cost;
      count.withdrawn_by = event.by;
      count.reason = event.reason;
    }
    if (count.withdrawn) continue;
    item.last_count = count.number;
    item.last_counted_at = count.counted_at;
  }
}

void evolve(schema::StockItem& item, const schema::StockAdjustmentRejectedView& event) {
  drop_proposal(item, event.number);
}

void evolve(schema::StockItem& item, const schema::StockMinimumSetView& event) {
  item.minimum = event.minimum;
}

void evolve(schema::StockItem& item, const schema::StockCountRestatedView& event) {
  // Commits of before counted_at always meant the last count.
  const std::int64_t counted_at = event.counted_at != 0 ? event.counted_at : item.last_counted_at;
  stock::recount(item, event.number, counted_at, {event.difference, event.cost});
  for (schema::ApprovedCount& count : item.approved_counts)
    if (count.number == event.number) ++count.restated;
}

}  // namespace kintsugi::core
