#pragma once
// What a search finds: a page of a list in the order of terms, or the best of it. Any thread.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "projections/lists/read.h"
#include "projections/lists/search.h"

namespace kintsugi::projections::lists {

class PageOf;

// A page of what `typed` finds, for read_page: the first way of looking it up that finds anything,
// and where none does and it may be a short part of a number, numbers that have it inside, for
// which rows are looked through.
Result<PageEnd> read_found(const List& list, const RowReader& rows, std::string_view typed,
                           const PageRequest& page, PageOf& out);

struct Bounds {
  std::size_t limit = 5;             // items that are shown
  std::int64_t looked_at_max = 500;  // rows that are read for them
};
struct BestEnd {
  bool more = false;           // there are others that fit as well or less
  bool bounded = false;        // broke off at looked_at_max: there may be others, better ones too
  std::int64_t looked_at = 0;  // rows read
};
// The best of a list that can be searched, best first, then in the list's own order; of very many
// that fit equally well those with the last keys. Nothing where `typed` says nothing.
// `viewer` sees what is visited. Errors: those of the rows.
using VisitFound = std::function<void(const Item& item, Fit fit)>;
Result<BestEnd> read_best(const List& list, const RowReader& rows, std::string_view typed,
                          const Viewer& viewer, const Bounds& bounds, const VisitFound& visit);

// How well an item fits: as its best field. none: some word is nowhere in it.
Fit fit_of(const List& list, const Item& item, const std::vector<std::string>& words);

}  // namespace kintsugi::projections::lists
