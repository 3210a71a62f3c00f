#include "replay/reports/run.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <unordered_map>
#include <vector>

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

// The groups of a run: found by the octets of what they are grouped by, since each item looks for
// its own; told in the order of the values, enumerants in theirs.
class Groups {
 public:
  explicit Groups(const Ready& what) {
    for (const Resolved& column : what.columns())
      if (column.declared->is == Is::field) fields_.push_back(&column);
  }
  struct Group {
    Row place;  // among the others
    Row row;
  };
  // `fresh`: it was not there before, its row is empty. Good until the next call.
  Group& of(const lists::Item& item, std::size_t source, bool& fresh) {
    key_.clear();
    for (const Resolved* field : fields_) {
      const auto value = lists::value_of(item, field->keys[source]);
      const std::int64_t number = value.is_text ? std::ssize(value.text) : value.number;
      key_.append(reinterpret_cast<const char*>(&number), sizeof(number)).append(value.text);
    }
    const auto [at, added] = by_key_.try_emplace(key_, groups_.size());
    fresh = added;
    if (!added) return groups_[at->second];
    Group& group = groups_.emplace_back();
    for (const Resolved* field : fields_) {
      const auto value = lists::value_of(item, field->keys[source]);
      group.place.push_back(value.is_text ? Cell(std::string(value.text)) : Cell(value.number));
    }
    return group;
  }
  std::vector<Group> in_order() && {
    std::sort(groups_.begin(), groups_.end(),
              [](const Group& a, const Group& b) { return a.place < b.place; });
    return std::move(groups_);
  }

 private:
  std::vector<const Resolved*> fields_;
  std::string key_;
  std::unordered_map<std::string, std::size_t> by_key_;
  std::vector<Group> groups_;
};

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
  Groups groups(what);
  for (Run& run : runs) {
    Result<void> added;
    const auto take = [&](const lists::Item& item) {
      bool fresh = false;
      Groups::Group& group = groups.of(item, run.source(), fresh);
      if (fresh) added = begin_group(what, run, item, group.row);
      if (added) added = add_item(what, run, item, group.row);
      return added.has_value();
    };
    KINTSUGI_TRY_OK(run.every(take));
    KINTSUGI_TRY_OK(added);
  }
  const std::size_t skip = begin_of(page.after);
  std::size_t at = 0;
  for (auto& [place, row] : std::move(groups).in_order()) {
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
