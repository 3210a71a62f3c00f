#pragma once
// Rows of the schema, stored as their Cap'n Proto words. Included by the sources of read models.

#include "events/schema/runtime/bytes.h"
#include "projections/tables/table.h"

namespace kintsugi::projections {

template <class Row>
struct RowCodec {
  static std::string encode(const Row& row) { return schema::to_bytes(row); }
  static Result<Row> decode(std::string_view bytes) { return schema::from_bytes<Row>(bytes); }
};

// A row by its key; nothing where there is none.
template <class Row>
Result<std::optional<Row>> read_row(const RowReader& rows, const Key& key) {
  KINTSUGI_TRY(const auto bytes, rows.get(key.bytes()));
  if (!bytes) return std::optional<Row>();
  KINTSUGI_TRY(auto row, RowCodec<Row>::decode(*bytes));
  return std::optional<Row>(std::move(row));
}

// Visits the rows whose keys begin with `prefix`, ascending or descending, until `visit` says
// false.
template <class Row>
Result<void> visit_rows(const RowReader& rows, std::string_view prefix, bool descending,
                        const std::function<bool(const Row&)>& visit) {
  Result<void> broken;
  KINTSUGI_TRY_OK(rows.scan(
      prefix, after_prefix(prefix),
      [&](std::string_view, std::string_view value) {
        const auto row = RowCodec<Row>::decode(value);
        if (row) return visit(*row);
        broken = tl::unexpected(row.error());
        return false;
      },
      descending));
  return broken;
}

}  // namespace kintsugi::projections
