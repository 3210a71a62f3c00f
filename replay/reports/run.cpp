#include "replay/reports/run.h"

#include <charconv>

namespace kintsugi::replay::declared {
namespace {

using Is = ReportColumn::Is;

// Ids are joined by ':'.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '%' || c == ':') {
      out += c == '%' ? "%25" : "%3A";
    } else {
      out += c;
    }
  }
  return out;
}

// Where a page begins: so many groups were shown before.
std::size_t begin_of(const std::string& after) {
  std::size_t begin = 0;
  std::from_chars(after.data(), after.data() + after.size(), begin);
  return begin;
}

}  // namespace

std::string group_id(const Row& key) {
  std::string id;
  for (const Cell& cell : key) id.append(id.empty() ? "" : ":").append(escaped(text_of(cell)));
  return id;
}

// What an item adds to a counted or summed cell.
std::int64_t share_in(const Resolved& column, const lists::Item& item) {
  if (!column.where.holds(item)) return 0;
  return column.declared->is == Is::counted ? 1 : lists::value_of(item, column.path).number;
}

Row key_of(const Ready& what, const lists::Item& item) {
  Row key;
  for (const Resolved& column : what.columns())
    if (column.declared->is == Is::field) key.push_back(cell_of(item, column.path));
  return key;
}

Result<std::string> run_grouped(const Ready& what, Run& run, const projections::PageRequest& page,
                                const RowSink& sink) {
  std::map<Row, Row> groups;  // by what is grouped
  Result<void> broken;
  const auto take = [&](const lists::Item& item) {
    const auto [at, fresh] = groups.try_emplace(key_of(what, item));
    if (fresh) at->second.resize(what.columns().size());
    Row& row = at->second;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Resolved& column = what.columns()[i];
      const auto is = column.declared->is;
      if (is == Is::counted || is == Is::summed) {
        const auto sum = core::money::add(number_of(row[i]), share_in(column, item));
        if (!sum) return broken = tl::unexpected(sum.error()), false;
        row[i] = *sum;
      } else if (fresh && is == Is::field) {
        row[i] = cell_of(item, column.path);
      } else if (fresh && is != Is::computed) {
        auto cell = run.other_cell(column, row, item);
        if (!cell) return broken = tl::unexpected(cell.error()), false;
        row[i] = *std::move(cell);
      }
    }
    return true;
  };
  KINTSUGI_TRY(const auto end, run.items({SIZE_MAX, {}}, take));
  (void)end;
  KINTSUGI_TRY_OK(broken);
  const std::size_t skip = begin_of(page.after);
  std::size_t at = 0;
  for (auto& [key, row] : groups) {
    if (at++ < skip) continue;
    if (at - skip > page.limit) return std::to_string(at - 1);
    for (std::size_t i = 0; i < row.size(); ++i)
      if (what.columns()[i].declared->is == Is::computed)
        row[i] = Run::compute(what.columns()[i], row);
    if (!sink(row, group_id(key))) return std::string();
  }
  return std::string();
}

}  // namespace kintsugi::replay::declared
