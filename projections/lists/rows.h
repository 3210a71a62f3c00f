#pragma once
// Pages of a list for whoever knows the type of its rows: the queries of the read models.

#include <string_view>
#include <utility>

#include "projections/lists/read.h"

namespace kintsugi::projections::lists {

// `field` equal to `value`; nothing where the value is empty.
void add_equal(const List& list, std::string_view field, std::string_view value, Query& query);
void add_equal(const List& list, std::string_view field, std::int64_t value, Query& query);
void add_range(const List& list, std::string_view field, std::optional<std::int64_t> from,
               std::optional<std::int64_t> until, Query& query);

// A full page, however many rows have to be looked at.
template <class Row>
Result<Page<Row>> page_of(const List& list, const RowReader& rows, const Query& query,
                          const Viewer& viewer, const PageRequest& page) {
  Page<Row> out;
  PageRequest rest = page;
  do {
    rest.limit = page.limit - out.rows.size();
    KINTSUGI_TRY(auto end, read_page(list, rows, query, viewer, rest, [&](const Item& item) {
                   out.rows.push_back(*static_cast<const Row*>(item.row));
                   return true;
                 }));
    rest.after = std::move(end.next);
    if (!end.bounded) break;
  } while (out.rows.size() < page.limit && !rest.after.empty());
  out.next = std::move(rest.after);
  return out;
}

// Of a list whose rows name their outlet; who was merged into whom is not known here.
template <class Row>
Result<Page<Row>> page_of(const List& list, const RowReader& rows, const Query& query,
                          const Scope& scope, const PageRequest& page) {
  const Viewer viewer{scope, [&](std::string_view) -> Result<const RowReader*> { return &rows; },
                      Viewer::Knows::rows_alone};
  return page_of<Row>(list, rows, query, viewer, page);
}

}  // namespace kintsugi::projections::lists
