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
  place_items = 7,
  place_counts = 8,
};

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
