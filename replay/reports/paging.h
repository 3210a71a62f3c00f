#pragma once
// Reports that are lists: rows of a list, as many as the request wants.

#include <algorithm>
#include <string>

#include "replay/reports/reports.h"

namespace kintsugi::replay {

// Gives rows page by page to `write` until the request has its rows, or `write` says false. `list`
// takes a projections::PageRequest and does all filtering. Returns where the next page begins;
// empty: nothing more.
template <class List, class Write>
Result<std::string> write_rows(const projections::PageRequest& wanted, List list, Write write) {
  constexpr std::size_t rows_at_once = 1000;
  projections::PageRequest page{0, wanted.after};
  for (std::size_t left = wanted.limit; left > 0; left -= page.limit) {
    page.limit = std::min(left, rows_at_once);
    KINTSUGI_TRY(const auto some, list(page));
    for (const auto& row : some.rows)
      if (!write(row)) return std::string();
    page.after = some.next;
    if (page.after.empty()) break;
  }
  return page.after;
}

// The scope, narrowed to one outlet where one is named.
inline projections::Scope narrowed(const projections::Scope& scope, const std::string& outlet) {
  if (outlet.empty()) return scope;
  projections::Scope one;
  if (scope.sees(outlet)) one.outlets.insert(outlet);
  return one;
}

}  // namespace kintsugi::replay
