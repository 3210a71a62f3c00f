#include "core/stock/stock.h"

#include <algorithm>
#include <cstdlib>

#include "core/money/money.h"
#include "core/part/part.h"
#include "schema/stock_events.h"
#include "schema/stock_refusals.h"

namespace kintsugi::core::stock {

std::string id_of(std::string_view place, std::string_view part, schema::PartCondition condition) {
  const std::string_view name = schema::name_of(condition);
  std::string id;
  id.reserve(place.size() + part.size() + name.size() + 2);
  id.append(place).append(1, ':').append(part).append(1, ':').append(name);
  return id;
}

std::optional<Name> parse_id(std::string_view id) {
  const std::size_t first = id.find(':');
  const std::size_t last = id.rfind(':');
  if (first == std::string_view::npos || first == last) return std::nullopt;
  const auto condition = schema::parse_enum<schema::PartCondition>(id.substr(last + 1));
  if (!condition) return std::nullopt;
  return Name{id.substr(0, first), id.substr(first + 1, last - first - 1), *condition};
}

std::string hold_id_of(std::string_view shelf, std::string_view hold) {
  return std::string(shelf).append(1, ':').append(hold);
}

std::string receipt_id_of(std::string_view shelf, std::uint32_t number) {
  return std::string(shelf).append(1, ':').append(std::to_string(number));
}

schema::PartCondition or_good(schema::PartCondition condition) {
  return condition == schema::PartCondition::none ? schema::PartCondition::good : condition;
}

std::int64_t available(const schema::StockItem& item) { return item.on_hand - item.reserved; }

Result<void> check_room(const schema::StockItem* item, std::int64_t more) {
  const std::int64_t on_hand = item == nullptr ? 0 : item->on_hand;
  if (more > 0 && on_hand > part::quantity_max - more) {
    return refuse(schema::StockRefusal::overflow,
                  std::to_string(on_hand) + " thousandths and " + std::to_string(more) + " more");
  }
  return {};
}

Result<std::int64_t> cost_of(std::int64_t value, std::int64_t on_hand, std::int64_t quantity) {
  if (on_hand <= 0) return std::int64_t{0};
  return money::share_of(value, quantity, on_hand);
}

namespace {

// What counts have missed and no later one has found.
Change missed_of(const schema::StockItem& item) {
  Change missed;
  for (const schema::ApprovedCount& count : item.approved_counts) {  // by time
    if (count.withdrawn) continue;
    if (count.difference < 0) {
      missed.quantity -= count.difference;
      missed.cost -= std::min<std::int64_t>(count.cost, 0);
      continue;
    }
    const std::int64_t found = std::min(count.difference, missed.quantity);
    if (found == 0) continue;
    missed.cost -= money::share_of(missed.cost, found, missed.quantity).value_or(missed.cost);
    missed.quantity -= found;
  }
  return missed;
}

const schema::ApprovedCount* next_count(const schema::StockItem& item,
                                        const schema::ApprovedCount& after) {
  bool passed = false;
  for (const schema::ApprovedCount& count : item.approved_counts) {
    if (passed && !count.withdrawn) return &count;
    passed = passed || count.number == after.number;
  }
  return nullptr;
}

}  // namespace

Result<std::int64_t> cost_of_difference(const schema::StockItem& item, std::int64_t difference) {
  const Change missed = difference > 0 ? missed_of(item) : Change{};
  const std::int64_t found = difference > 0 ? std::min(difference, missed.quantity) : 0;
  KINTSUGI_TRY(const std::int64_t cost, cost_of(missed.cost, missed.quantity, found));
  KINTSUGI_TRY(const std::int64_t more, cost_of(item.value, item.on_hand, difference - found));
  return money::add(cost, more);
}

Result<Change> without_count(const schema::StockItem& item, std::string_view id,
                             const schema::ApprovedCount& count) {
  if (next_count(item, count) != nullptr) return Change{-count.difference, -count.cost};
  const std::int64_t left = item.on_hand - count.difference;
  if (left < item.reserved) {
    return refuse(schema::StockRefusal::below_reserved,
                  std::string(id) + " would keep " + std::to_string(left) +
                      " thousandths and has " + std::to_string(item.reserved) + " reserved");
  }
  KINTSUGI_TRY_OK(check_room(&item, -count.difference));
  KINTSUGI_TRY(const std::int64_t value, money::add(item.value, -count.cost));
  const std::int64_t stays = left == 0 ? 0 : std::max<std::int64_t>(value, 0);
  return Change{-count.difference, stays - item.value};
}

Result<Change> without(const schema::StockItem* item, std::string_view id, Instant happened,
                       const Change& came) {
  const schema::StockItem now = item == nullptr ? schema::StockItem{} : *item;
  if (first_count_after(now, happened) != nullptr) return Change{-came.quantity, -came.cost};
  if (available(now) < came.quantity) {
    return refuse(schema::StockRefusal::insufficient,
                  std::string(id) + " has " + std::to_string(available(now)) +
                      " thousandths available, not " + std::to_string(came.quantity));
  }
  const bool last = now.on_hand == came.quantity;
  return Change{-came.quantity, last ? -now.value : -std::min(came.cost, now.value)};
}

const schema::ApprovedCount* find_count(const schema::StockItem& item, std::uint32_t number) {
  for (const schema::ApprovedCount& count : item.approved_counts)
    if (count.number == number) return &count;
  return nullptr;
}

const schema::ApprovedCount* first_count_after(const schema::StockItem& item, Instant happened) {
  for (const schema::ApprovedCount& count : item.approved_counts)  // by time
    if (!count.withdrawn && to_ms(happened) < count.counted_at) return &count;
  return nullptr;
}

namespace {

// What of the count's value is this movement: of the difference that it found, so much.
Result<std::int64_t> cost_in(const schema::ApprovedCount& count, const Change& change) {
  const bool same_way = (count.difference < 0) == (change.quantity < 0);
  const std::int64_t difference = std::abs(count.difference);
  const std::int64_t quantity = std::abs(change.quantity);
  const std::int64_t found = same_way ? std::min(difference, quantity) : 0;
  if (found == 0) return change.cost;
  KINTSUGI_TRY(const std::int64_t valued, money::share_of(count.cost, found, difference));
  KINTSUGI_TRY(const std::int64_t moved, money::share_of(change.cost, found, quantity));
  return change.cost + valued - moved;
}

Result<Restated> restate(const schema::StockItem& item, std::string_view id,
                         const schema::ApprovedCount& count, const Change& change, Events& events,
                         const Restated& undone) {
  std::int64_t cost = undone.cost;
  if (undone.count != count.number) {
    KINTSUGI_TRY(cost, cost_in(count, change));
  }
  // After both as many pieces lie there as before; none are worth nothing, and none less than that.
  KINTSUGI_TRY(const std::int64_t moved, money::add(item.value, change.cost));
  KINTSUGI_TRY(const std::int64_t left, money::add(moved, -cost));
  if (item.on_hand == 0 || left < 0) cost = moved;
  events.on(id, schema::StockCountRestated{.number = count.number,
                                           .difference = -change.quantity,
                                           .cost = -cost,
                                           .counted_at = count.counted_at});
  return Restated{count.number, -cost};
}

}  // namespace

Result<Restated> restate_count(const schema::StockItem* item, std::string_view id,
                               Instant happened, const Change& change, Events& events,
                               const Restated& undone) {
  const auto* count = item == nullptr ? nullptr : first_count_after(*item, happened);
  if (count == nullptr) return Restated{};
  return restate(*item, id, *count, change, events, undone);
}

Result<Restated> restate_after(const schema::StockItem& item, std::string_view id,
                               const schema::ApprovedCount& withdrawn, const Change& change,
                               Events& events) {
  const schema::ApprovedCount* count = next_count(item, withdrawn);
  if (count == nullptr) return Restated{};
  return restate(item, id, *count, change, events, {});
}

}  // namespace kintsugi::core::stock
