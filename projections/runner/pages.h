#pragma once
// Pages over rows whose keys begin alike. A page's `next` is the rest of the last row's key after
// the head.

#include <optional>
#include <string>
#include <vector>

#include "projections/runner/scope.h"
#include "projections/tables/row_codec.h"

namespace kintsugi::projections {

// Walks keys under `head`, past `after`; `take(tail, value)` says whether the row was wanted.
template <class Row, class Take>
Result<Page<Row>> walk_page(const RowReader& rows, const Key& head, const PageRequest& page,
                            bool descending, Take take) {
  const std::string prefix(head.bytes());
  std::string from = prefix;
  std::string to = after_prefix(prefix);
  if (!page.after.empty()) {
    if (descending)
      to = prefix + page.after;
    else
      from = prefix + page.after + '\0';
  }
  Page<Row> out;
  std::string last;
  const auto cursor = rows.cursor(from, to, descending);
  for (; cursor->valid(); cursor->next()) {
    const auto tail = cursor->key().substr(prefix.size());
    KINTSUGI_TRY(auto row, take(tail, cursor->value()));
    if (!row) continue;
    if (out.rows.size() == page.limit) {
      out.next = last;
      return out;
    }
    last = tail;
    out.rows.push_back(std::move(*row));
  }
  KINTSUGI_TRY_OK(cursor->status());
  return out;
}

// So many rows are looked at for a look-up, wanted or not.
inline constexpr std::size_t looked_at_max = 2'000;

// The first rows whose keys begin as `head` does, at most `limit`, among the first `looked_at_max`;
// `take(key, value)` gives the row, or nothing where it is not wanted.
template <class Row, class Take>
Result<std::vector<Row>> first_rows(const RowReader& rows, const Key& head, std::size_t limit,
                                    Take take) {
  std::vector<Row> out;
  std::size_t looked_at = 0;
  const std::string prefix(head.bytes());
  const auto cursor = rows.cursor(prefix, after_prefix(prefix));
  for (; cursor->valid() && out.size() < limit && looked_at < looked_at_max; cursor->next()) {
    ++looked_at;
    KINTSUGI_TRY(std::optional<Row> row, take(cursor->key(), cursor->value()));
    if (row) out.push_back(*std::move(row));
  }
  KINTSUGI_TRY_OK(cursor->status());
  return out;
}

template <class Row, class Wanted>
Result<Page<Row>> page_of(const RowReader& rows, const Key& head, const PageRequest& page,
                          bool descending, Wanted wanted) {
  const auto take = [&](std::string_view, std::string_view value) -> Result<std::optional<Row>> {
    KINTSUGI_TRY(auto row, RowCodec<Row>::decode(value));
    if (!wanted(row)) return std::optional<Row>();
    return std::optional<Row>(std::move(row));
  };
  return walk_page<Row>(rows, head, page, descending, take);
}

// The same over index rows, whose values are the keys of the rows of `table` without their first
// octet.
template <class Row, class Wanted>
Result<Page<Row>> page_of_index(const RowReader& rows, const Key& head, std::uint8_t table,
                                const PageRequest& page, Wanted wanted, bool descending = false) {
  const auto take = [&](std::string_view, std::string_view value) -> Result<std::optional<Row>> {
    KINTSUGI_TRY(const auto bytes,
                 rows.get(std::string(1, static_cast<char>(table)).append(value)));
    if (!bytes) return std::optional<Row>();
    KINTSUGI_TRY(auto row, RowCodec<Row>::decode(*bytes));
    if (!wanted(row)) return std::optional<Row>();
    return std::optional<Row>(std::move(row));
  };
  return walk_page<Row>(rows, head, page, descending, take);
}

}  // namespace kintsugi::projections
