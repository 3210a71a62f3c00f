#pragma once
// What part requests and custody share of stock: names of its streams, and the movements' common
// rules.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/common_state.h"
#include "schema/stock_state.h"

namespace kintsugi::core::stock {

inline constexpr std::int64_t unit_cost_max = 100'000'000'000;  // fen: a billion yuan

// "<place>:<part>:<condition>": the id of a stock_item (place = warehouse) or of a custody (place =
// technician).
std::string id_of(std::string_view place, std::string_view part, schema::PartCondition condition);

struct Name {
  std::string_view place;  // warehouse or technician
  std::string_view part;
  schema::PartCondition condition = schema::PartCondition::none;
};
// The parts of such an id, as views into it; nothing where it is none.
std::optional<Name> parse_id(std::string_view id);

// "<warehouse>:<part>:<condition>:<hold>": the id of a stock_hold on that shelf.
std::string hold_id_of(std::string_view shelf, std::string_view hold);

// "<warehouse>:<part>:<condition>:<number>": the id of a stock_receipt of that shelf.
std::string receipt_id_of(std::string_view shelf, std::uint32_t number);

// None means good, where a command leaves the condition out.
schema::PartCondition or_good(schema::PartCondition condition);

// On hand - reserved.
std::int64_t available(const schema::StockItem& item);

// refused "stock_item.overflow" where `more` would make it more than can be counted.
Result<void> check_room(const schema::StockItem* item, std::int64_t more);

// What `quantity` of the goods costs, in fen: its share of their value at the moving average, half
// up; all of it for all of them. 0 where there are none. Errors: "money.overflow".
Result<std::int64_t> cost_of(std::int64_t value, std::int64_t on_hand, std::int64_t quantity);

// What a movement changes: on hand, in thousandths, and its value, in fen.
struct Change {
  std::int64_t quantity = 0;
  std::int64_t cost = 0;
};

// A movement, as evolve books it: on hand and value change, and so does the book of each count,
// proposed or approved, that is later.
void move(schema::StockItem& item, std::int64_t happened_at, const Change& change);

// The same of what an approved count found; it is in the book of those that follow it.
void recount(schema::StockItem& item, std::uint32_t number, std::int64_t counted_at,
             const Change& change);

// What a proposed count changes the value by once it is approved. Pieces that are missing take
// along what the pieces of the book cost; of those that are found, the ones that earlier counts
// missed come back with what went with them then. Errors: "money.overflow".
Result<std::int64_t> cost_of_difference(const schema::StockItem& item,
                                        const schema::StockCount& count);

// What it changes that `came` never came, at `happened`: its pieces leave, with what they came
// with, but no more than there is, and with all of it where they are the last. What had left before
// at their cost stays where it went. refused "stock_item.insufficient" where not all of them are
// available any more, unless a count was approved that is later than they: that saw what was there,
// and restate_counts says what stays.
Result<Change> without(const schema::StockItem* item, std::string_view id, Instant happened,
                       const Change& came);

// What it changes that this approved count never was: what it found goes, with its value. refused
// "stock_item.below_reserved", "stock_item.overflow", unless a later count says what is there.
Result<Change> without_count(const schema::StockItem& item, std::string_view id,
                             const schema::ApprovedCount& count);

// The approved count of that number, withdrawn or not, while it is kept; null: there is none.
const schema::ApprovedCount* find_count(const schema::StockItem& item, std::uint32_t number);

// The approved count that a movement of that time would have been known to; null where none is
// later.
const schema::ApprovedCount* first_count_after(const schema::StockItem& item, Instant happened);

// What a movement that was told late did to the first count after it.
struct Restated {
  std::uint32_t count = 0;  // its number; 0: there was none
  std::int64_t cost = 0;    // by how much its value changed, in fen
};

// A movement that changes on hand by `change` and happened before approved counts: they stand. So
// the difference that the first one after it found changes by as much the other way, and that one
// and those after it value what they found as if they had known of it. Nothing where the movement
// is later than all. Errors: "money.overflow".
Result<Restated> restate_counts(const schema::StockItem* item, std::string_view id,
                                Instant happened, const Change& change, Events& events);

// The same for a count that is withdrawn and changes on hand by `change`: of those after it.
Result<void> restate_after(const schema::StockItem& item, std::string_view id,
                           const schema::ApprovedCount& withdrawn, const Change& change,
                           Events& events);

// One count of `item`, after its book has changed from what it was `before`. Gives what it has
// changed by in turn, which `item` then has.
Result<Change> restate_one(schema::StockItem& item, std::size_t index, std::string_view id,
                           const schema::ApprovedCount& before, Events& events);

}  // namespace kintsugi::core::stock
