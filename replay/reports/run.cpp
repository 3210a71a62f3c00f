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

bool adds_up(const Resolved& column) {
  return column.declared->is == Is::counted || column.declared->is == Is::summed;
}

std::string joined_id(const Row& cells) {
  std::string id;
  for (const Cell& cell : cells) id.append(id.empty() ? "" : ":").append(escaped(text_of(cell)));
  return id;
}

// Where its group stands among the others.
void set_place(const Ready& what, const lists::Item& item, std::size_t source, Row& place) {
  std::size_t at = 0;
  for (const Resolved& column : what.columns()) {
    if (column.declared->is != Is::field) continue;
    if (at == place.size()) place.emplace_back();
    Cell& cell = place[at++];
    const auto value = lists::value_of(item, column.keys[source]);
    auto* text = std::get_if<std::string>(&cell);
    if (!value.is_text) {
      cell = value.number;
    } else if (text != nullptr) {
      text->assign(value.text);
    } else {
      cell = std::string(value.text);
    }
  }
}

// The row of a group with what all its items have alike, and nothing added up yet.
Result<void> begin_group(const Ready& what, Run& run, const lists::Item& item, Row& row) {
  row.resize(what.columns().size());
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Resolved& column = what.columns()[i];
    if (adds_up(column)) row[i] = std::int64_t{0};
    if (adds_up(column) || column.declared->is == Is::computed) continue;
    KINTSUGI_TRY(row[i], run.key_cell(column, item));
  }
  return {};
}

Result<void> add_item(const Ready& what, const Run& run, const lists::Item& item, Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Resolved& column = what.columns()[i];
    if (!adds_up(column) || column.source != run.source()) continue;
    KINTSUGI_TRY(row[i], core::money::add(number_of(row[i]), share_in(column, item)));
  }
  return {};
}

}  // namespace

// What an item adds to a counted or summed cell.
std::int64_t share_in(const Resolved& column, const lists::Item& item) {
  if (!column.where.holds(item)) return 0;
  return column.declared->is == Is::counted ? 1 : lists::value_of(item, column.path).number;
}

std::string group_id(const Ready& what, const lists::Item& item, std::size_t source) {
  Row cells;
  for (const Resolved& column : what.columns())
    if (column.declared->is == Is::field) cells.push_back(cell_of(item, column.keys[source]));
  return joined_id(cells);
}

Result<std::string> run_grouped(const Ready& what, std::vector<Run>& runs,
                                const projections::PageRequest& page, const RowSink& sink) {
  std::map<Row, Row> groups;  // by what is grouped, enumerants in their order
  Row place;
  for (Run& run : runs) {
    Result<void> added;
    const auto take = [&](const lists::Item& item) {
      set_place(what, item, run.source(), place);
      const auto [at, fresh] = groups.try_emplace(place);
      if (fresh) added = begin_group(what, run, item, at->second);
      if (added) added = add_item(what, run, item, at->second);
      return added.has_value();
    };
    KINTSUGI_TRY_OK(run.every(take));
    KINTSUGI_TRY_OK(added);
  }
  const std::size_t skip = begin_of(page.after);
  std::size_t at = 0;
  for (auto& [key, row] : groups) {
    if (at++ < skip) continue;
    if (at - skip > page.limit) return std::to_string(at - 1);
    Row fields;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const Resolved& column = what.columns()[i];
      if (column.declared->is == Is::computed) row[i] = Run::compute(column, row);
      if (column.declared->is == Is::field) fields.push_back(row[i]);
    }
    if (!sink(row, joined_id(fields))) return std::string();
  }
  return std::string();
}

}  // namespace kintsugi::replay::declared
