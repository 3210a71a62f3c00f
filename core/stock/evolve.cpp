#include <algorithm>
#include <string_view>

#include "schema/stock_dispatch.h"

namespace kintsugi::core {

namespace {

// On hand changes. A proposed count that was taken after the movement saw the goods already, so the
// book it is compared with changes too.
void move(schema::StockItem& item, std::int64_t happened_at, std::int64_t change,
          std::int64_t cost) {
  item.on_hand += change;
  item.value += cost;
  item.last_moved_at = std::max(item.last_moved_at, happened_at);
  for (schema::StockCount& count : item.proposals) {
    if (happened_at < count.counted_at) count.book += change;
  }
}

// Takes `quantity` off a reservation and drops it once it is empty; as far as it goes.
void use_reservation(schema::StockItem& item, std::string_view request, std::string_view hold,
                     std::int64_t quantity) {
  const auto found = std::find_if(
      item.reservations.begin(), item.reservations.end(),
      [&](const schema::StockReservation& r) { return r.request == request && r.hold == hold; });
  if (found == item.reservations.end()) return;
  const std::int64_t used = std::min(quantity, found->quantity);
  found->quantity -= used;
  item.reserved -= used;
  if (found->quantity == 0) item.reservations.erase(found);
}

void drop_proposal(schema::StockItem& item, std::uint32_t number) {
  std::erase_if(item.proposals,
                [&](const schema::StockCount& count) { return count.number == number; });
}

}  // namespace

void evolve(schema::StockItem& item, const schema::StockReceivedView& event) {
  move(item, event.happened_at, event.quantity, event.cost);
}

void evolve(schema::StockItem& item, const schema::StockReservedView& event) {
  item.reserved += event.quantity;
  for (schema::StockReservation& r : item.reservations) {
    if (r.request == event.request && r.hold == event.hold) {
      r.quantity += event.quantity;
      return;
    }
  }
  item.reservations.push_back({.request = std::string(event.request),
                               .hold = std::string(event.hold),
                               .quantity = event.quantity});
}

void evolve(schema::StockItem& item, const schema::StockReleasedView& event) {
  use_reservation(item, event.request, event.hold, event.quantity);
}

void evolve(schema::StockItem& item, const schema::StockIssuedView& event) {
  use_reservation(item, event.request, {}, event.quantity);
  move(item, event.happened_at, -event.quantity, -event.cost);
}

void evolve(schema::StockItem& item, const schema::StockReturnedView& event) {
  move(item, event.happened_at, event.quantity, event.cost);
}

void evolve(schema::StockItem& item, const schema::StockAdjustmentProposedView& event) {
  item.counts = std::max(item.counts, event.number);
  item.proposals.push_back({.number = event.number,
                            .counted = event.counted,
                            .book = event.book,
                            .counted_at = event.counted_at,
                            .reason = std::string(event.reason),
                            .counter = std::string(event.counter)});
}

void evolve(schema::StockItem& item, const schema::StockAdjustedView& event) {
  drop_proposal(item, event.number);
  item.on_hand += event.difference;
  item.value += event.cost;
  // A count proposed later was taken on a shelf that this one only now describes.
  for (schema::StockCount& count : item.proposals) {
    if (count.counted_at >= event.counted_at) count.book += event.difference;
  }
  item.last_count = event.number;
  item.last_counted_at = event.counted_at;
}

void evolve(schema::StockItem& item, const schema::StockAdjustmentRejectedView& event) {
  drop_proposal(item, event.number);
}

void evolve(schema::StockItem& item, const schema::StockCountRestatedView& event) {
  item.on_hand += event.difference;
  item.value += event.cost;
  for (schema::StockCount& count : item.proposals) {
    if (count.counted_at >= item.last_counted_at) count.book += event.difference;
  }
}

}  // namespace kintsugi::core
