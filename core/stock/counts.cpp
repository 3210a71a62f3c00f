// Counts: a count stands, whatever is told later. What it found is set against its book, which is
// all that lay before it as far as is known by now, and valued at what the book was worth.

#include <algorithm>

#include "core/money/money.h"
#include "core/stock/stock.h"
#include "schema/stock_events.h"
#include "schema/stock_refusals.h"

namespace kintsugi::core::stock {

namespace {

using Counts = std::vector<schema::ApprovedCount>;  // by time

void add(schema::StockCount& count, const Change& change) {
  count.book += change.quantity;
  count.worth += change.cost;
}
void add(schema::ApprovedCount& count, const Change& change) {
  count.book += change.quantity;
  count.worth += change.cost;
}

// What these counts have missed and no later one of them has found.
Change missed_of(Counts::const_iterator first, Counts::const_iterator last) {
  Change missed;
  for (auto count = first; count != last; ++count) {
    if (count->withdrawn) continue;
    if (count->difference < 0) {
      missed.quantity -= count->difference;
      missed.cost -= std::min<std::int64_t>(count->cost, 0);
      continue;
    }
    const std::int64_t found = std::min(count->difference, missed.quantity);
    if (found == 0) continue;
    missed.cost -= money::share_of(missed.cost, found, missed.quantity).value_or(missed.cost);
    missed.quantity -= found;
  }
  return missed;
}

// What a count changes the value by: of its book, what it found, and what it and earlier counts
// make of that. Where the book has none of the pieces, they are worth `known`.
Result<std::int64_t> cost_of_count(const Change& book, std::int64_t difference, Change missed,
                                   std::int64_t known) {
  // None are worth nothing, and none less than that.
  const std::int64_t worth = book.quantity > 0 ? std::max<std::int64_t>(book.cost, 0) : 0;
  const std::int64_t amiss = worth - book.cost;
  if (difference <= 0) {
    KINTSUGI_TRY(const std::int64_t gone, cost_of(worth, book.quantity, -difference));
    return money::add(amiss, -gone);
  }
  const std::int64_t found = std::min(difference, missed.quantity);
  KINTSUGI_TRY(const std::int64_t back, cost_of(missed.cost, missed.quantity, found));
  std::int64_t more = 0;
  if (book.quantity > 0) {
    KINTSUGI_TRY(more, cost_of(worth, book.quantity, difference - found));
  } else if (difference > found) {
    more = std::max<std::int64_t>(known - back, 0);
  }
  KINTSUGI_TRY(const std::int64_t all, money::add(back, more));
  return money::add(amiss, all);
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

void move(schema::StockItem& item, std::int64_t happened_at, const Change& change) {
  item.on_hand += change.quantity;
  item.value += change.cost;
  for (schema::StockCount& count : item.proposals)
    if (happened_at < count.counted_at) add(count, change);
  for (schema::ApprovedCount& count : item.approved_counts)
    if (happened_at < count.counted_at) add(count, change);
}

void recount(schema::StockItem& item, std::uint32_t number, std::int64_t counted_at,
             const Change& change) {
  item.on_hand += change.quantity;
  item.value += change.cost;
  for (schema::StockCount& count : item.proposals)
    if (count.counted_at >= counted_at) add(count, change);
  bool passed = false;
  for (schema::ApprovedCount& count : item.approved_counts) {
    if (passed) add(count, change);
    if (count.number != number) continue;
    count.difference += change.quantity;
    count.cost += change.cost;
    passed = true;
  }
}

Result<std::int64_t> cost_of_difference(const schema::StockItem& item,
                                        const schema::StockCount& count) {
  const Counts& all = item.approved_counts;
  const std::int64_t difference = count.counted - count.book;
  KINTSUGI_TRY(const std::int64_t cost,
               cost_of_count({count.book, count.worth}, difference,
                             missed_of(all.begin(), all.end()), 0));
  KINTSUGI_TRY(const std::int64_t left, money::add(item.value, cost));
  return item.on_hand + difference == 0 || left < 0 ? -item.value : cost;
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

const schema::ApprovedCount* find_count(const schema::StockItem& item, std::uint32_t number) {
  for (const schema::ApprovedCount& count : item.approved_counts)
    if (count.number == number) return &count;
  return nullptr;
}

const schema::ApprovedCount* first_count_after(const schema::StockItem& item, Instant happened) {
  for (const schema::ApprovedCount& count : item.approved_counts)
    if (!count.withdrawn && to_ms(happened) < count.counted_at) return &count;
  return nullptr;
}

Result<Change> restate_one(schema::StockItem& item, std::size_t index, std::string_view id,
                           const schema::ApprovedCount& before, Events& events) {
  const Counts& all = item.approved_counts;
  const schema::ApprovedCount& count = all[index];
  const std::int64_t difference = before.book + before.difference - count.book;
  const auto here = all.begin() + static_cast<std::ptrdiff_t>(index);
  KINTSUGI_TRY(const std::int64_t cost,
               cost_of_count({count.book, count.worth}, difference, missed_of(all.begin(), here),
                             before.worth + before.cost));
  const Change change{difference - count.difference, cost - count.cost};
  if (change.quantity == 0 && change.cost == 0) return change;
  const schema::StockCountRestated restated{.number = count.number,
                                            .difference = change.quantity,
                                            .cost = change.cost,
                                            .counted_at = count.counted_at};
  recount(item, restated.number, restated.counted_at, change);
  events.on(id, restated);
  return change;
}

namespace {

// The counts from this one on, after what lay before it has changed from `before` to `item`.
Result<Restated> restate_from(const schema::StockItem& before, schema::StockItem& item,
                              std::size_t index, std::string_view id, Events& events) {
  Restated first;
  std::size_t last = item.approved_counts.size();
  for (; index < item.approved_counts.size(); ++index) {
    if (item.approved_counts[index].withdrawn) continue;
    KINTSUGI_TRY(const Change change,
                 restate_one(item, index, id, before.approved_counts[index], events));
    if (first.count == 0) first = {item.approved_counts[index].number, change.cost};
    last = index;
  }
  if (last == item.approved_counts.size()) return first;
  // What has left since went at what was known then: none are worth nothing.
  const std::int64_t amiss = item.on_hand == 0 || item.value < 0 ? item.value : 0;
  if (amiss == 0) return first;
  const schema::ApprovedCount& count = item.approved_counts[last];
  events.on(id, schema::StockCountRestated{
                    .number = count.number, .cost = -amiss, .counted_at = count.counted_at});
  return first;
}

}  // namespace

Result<Restated> restate_counts(const schema::StockItem* item, std::string_view id,
                                Instant happened, const Change& change, Events& events) {
  const auto* count = item == nullptr ? nullptr : first_count_after(*item, happened);
  if (count == nullptr) return Restated{};
  schema::StockItem now = *item;
  move(now, to_ms(happened), change);
  return restate_from(*item, now, static_cast<std::size_t>(count - item->approved_counts.data()),
                      id, events);
}

Result<void> restate_after(const schema::StockItem& item, std::string_view id,
                           const schema::ApprovedCount& withdrawn, const Change& change,
                           Events& events) {
  schema::StockItem now = item;
  const auto index = static_cast<std::size_t>(&withdrawn - item.approved_counts.data());
  recount(now, withdrawn.number, withdrawn.counted_at, change);
  now.approved_counts[index].withdrawn = true;
  KINTSUGI_TRY_OK(restate_from(item, now, index + 1, id, events));
  return {};
}

}  // namespace kintsugi::core::stock
