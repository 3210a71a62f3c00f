#include "core/stock/stock.h"

#include <algorithm>

#include "core/money/money.h"
#include "core/part/part.h"
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

}  // namespace kintsugi::core::stock
