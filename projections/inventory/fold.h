#pragma once
// The tables of the inventory and the names of its streams; shared by its fold and its queries.

#include <cstdint>
#include <string_view>

#include "projections/tables/key.h"

namespace kintsugi::projections::inventory {

enum Octet : std::uint8_t {  // persistent within a version
  stock = 2,
  custody = 3,
  stock_lines = 4,
  custody_lines = 5,
  places = 6,
  sums = 9,
};

// What is summed up of a part in a condition.
enum Sum : std::uint8_t {  // persistent within a version
  sum_warehouses = 1,
  sum_on_hand = 2,
  sum_reserved = 3,
  sum_in_custody = 4,
};

// The sums of one outlet, and those of all: what their keys begin with, before part, condition and
// Sum.
inline Key sums_of(std::string_view outlet) { return Key(sums).octet(2).text(outlet); }
inline Key sums_of_all() { return Key(sums).octet(1); }

// "<place>:<part>:<condition>", the id of a stock item or a custody. Missing parts are empty.
struct ItemName {
  std::string_view place, part, condition;
};
inline ItemName parse_item(std::string_view id) {
  ItemName name;
  const auto first = id.find(':');
  const auto last = id.rfind(':');
  name.place = id.substr(0, first);
  if (first == std::string_view::npos) return name;
  if (last == first)
    name.part = id.substr(first + 1);
  else {
    name.part = id.substr(first + 1, last - first - 1);
    name.condition = id.substr(last + 1);
  }
  return name;
}

}  // namespace kintsugi::projections::inventory
