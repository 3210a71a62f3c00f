#include "replay/reports/run.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <unordered_map>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/calendar/dates.h"
#include "events/commit/commit.h"

namespace kintsugi::replay::declared {
namespace {

using Is = ReportColumn::Is;

namespace calendar = core::calendar;

calendar::Month month_of(std::int64_t instant) {
  return calendar::month_of(core::day_of(instant_from_ms(instant)));
}

using Per = ReportColumn::Per;

// What makes a group another one: of a month its first day; no instant has none and comes first.
lists::FieldValue key_value(const Resolved& column, std::size_t source, const lists::Item& item) {
  auto value = lists::value_of(item, column.keys[source]);
  if (column.declared->per == Per::instant) return value;
  if (value.number == 0)
    value.number = std::numeric_limits<std::int64_t>::min();
  else if (column.declared->per == Per::month)
    value.number = calendar::first_day(month_of(value.number));
  else
    value.number = core::day_of(instant_from_ms(value.number));
  return value;
}

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
  const auto is = column.declared->is;
  return is == Is::counted || is == Is::summed || is == Is::gathered;
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
      const auto value = key_value(*field, source, item);
      const std::int64_t number = value.is_text ? std::ssize(value.text) : value.number;
      key_.append(reinterpret_cast<const char*>(&number), sizeof(number)).append(value.text);
    }
    const auto [at, added] = by_key_.try_emplace(key_, groups_.size());
    fresh = added;
    if (!added) return groups_[at->second];
    Group& group = groups_.emplace_back();
    for (const Resolved* field : fields_) {
      const auto value = key_value(*field, source, item);
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
    const auto is = column.declared->is;
    if (adds_up(column) || is_end(is)) row[i] = std::int64_t{0};
    if (adds_up(column) || is_end(is) || is == Is::computed) continue;
    KINTSUGI_TRY(row[i], run.key_cell(column, item));
  }
  return {};
}

Result<void> add_item(const Ready& what, Run& run, const lists::Item& item, Row& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Resolved& column = what.columns()[i];
    const bool end = is_end(column.declared->is);
    if (column.source != run.source() || (!end && !adds_up(column))) continue;
    if (!goes_into(column, item, run)) continue;
    if (end) {
      const std::int64_t at = lists::value_of(item, column.path).number;
      if (number_of(row[i]) == 0 || is_nearer(column, at, number_of(row[i]))) row[i] = at;
      continue;
    }
    KINTSUGI_TRY(const std::int64_t share, column.declared->is == Is::gathered
                                               ? run.gathered(column, item)
                                               : Result<std::int64_t>(share_in(column, item)));
    KINTSUGI_TRY(row[i], core::money::add(number_of(row[i]), share));
  }
  return {};
}

// By the column that the report names; those without a value last.
void put_in_order(const Ready& what, std::vector<Groups::Group>& groups) {
  const std::string_view by = what.report().order;
  if (by.empty()) return;
  const std::size_t at = what.index_of(by);
  const auto place = [&](const Groups::Group& group) {
    return std::pair(std::holds_alternative<std::monostate>(group.row[at]), group.row[at]);
  };
  std::stable_sort(groups.begin(), groups.end(), [&](const auto& a, const auto& b) {
    return place(a) < place(b);
  });
}

}  // namespace

// All items at once, since a report has many rows, and for all columns that gather from the list.
Result<void> Run::gather(const lists::List& list) {
  KINTSUGI_TRY(const auto* of, rows(list.info->model));
  std::vector<const Resolved*> columns;
  std::vector<lists::FieldPath> looked_at;
  for (const Resolved& column : what_.columns()) {
    if (column.declared->is != Is::gathered || column.other != &list) continue;
    columns.push_back(&column);
    gathered_[&column];
    looked_at.insert(looked_at.end(), {column.by, column.of});
    for (const lists::Condition& one : column.where.conditions) looked_at.push_back(one.field);
  }
  Result<void> added;
  const auto take = [&](const lists::Item& item) {
    for (const Resolved* column : columns) {
      if (!column->where.holds(item)) continue;
      std::int64_t& sum = gathered_[column][text_of(cell_of(item, column->by))];
      const auto more = core::money::add(sum, lists::value_of(item, column->of).number);
      if (!more) added = tl::unexpected(more.error());
      if (more) sum = *more;
    }
    return added.has_value();
  };
  KINTSUGI_TRY_OK(lists::read_every(list, *of, {}, viewer(), looked_at, take));
  return added;
}

Result<void> Run::each_gathered(const Resolved& column, const lists::Item& item,
                                const lists::VisitItem& visit) {
  KINTSUGI_TRY(const auto* of, rows(column.other->info->model));
  lists::Query query = column.where;
  KINTSUGI_TRY_OK(lists::add_condition(*column.other, column.declared->by,
                                       text_of(cell_of(item, column.keys[source_])), query));
  projections::PageRequest page{rows_at_once, {}};
  do {
    KINTSUGI_TRY(auto end, lists::read_page(*column.other, *of, query, viewer(), page, visit));
    page.after = std::move(end.next);
  } while (!page.after.empty());
  return {};
}

Result<std::int64_t> moment_of(const Ready& what, const View& view) {
  const auto& columns = what.columns();
  const bool asked = std::any_of(columns.begin(), columns.end(),
                                 [](const Resolved& one) { return one.past.there(); });
  if (!asked || view.bound().value == 0) return 0;
  KINTSUGI_TRY(const auto bytes, view.log().at(view.last()));
  CommitView last;
  KINTSUGI_TRY_OK(last.open(bytes));
  return to_ms(last.recorded_at());
}

Cell key_of(const Resolved& column, std::size_t source, const lists::Item& item) {
  if (column.declared->per == Per::instant) return cell_of(item, column.keys[source]);
  const std::int64_t instant = lists::value_of(item, column.keys[source]).number;
  if (column.declared->per == Per::day)
    return instant == 0 ? Cell() : Cell(std::int64_t{core::day_of(instant_from_ms(instant))});
  return instant == 0 ? std::string() : calendar::format_month(month_of(instant));
}

bool goes_into(const Resolved& column, const lists::Item& item, const Run& run) {
  if (column.declared->is == Is::gathered) return true;  // its condition is of other items
  if (!column.where.holds(item)) return false;
  const auto at = [&](const lists::FieldPath& path) { return lists::value_of(item, path).number; };
  if (column.past.there() && (at(column.past) == 0 || at(column.past) >= run.moment()))
    return false;
  if (column.since.there() && at(column.since) == 0) return false;
  const bool needs_one = column.since.there() || is_end(column.declared->is);
  return !needs_one || at(column.path) != 0;
}

bool is_nearer(const Resolved& column, std::int64_t at, std::int64_t than) {
  return column.declared->is == Is::latest ? at > than : at < than;
}

std::int64_t share_in(const Resolved& column, const lists::Item& item) {
  if (column.declared->is == Is::counted) return 1;
  const std::int64_t value = lists::value_of(item, column.path).number;
  if (!column.since.there()) return value;
  return (value - lists::value_of(item, column.since).number) / 60'000;
}

std::string group_id(const Ready& what, const lists::Item& item, std::size_t source) {
  Row cells;
  for (const Resolved& column : what.columns())
    if (column.declared->is == Is::field) cells.push_back(key_of(column, source, item));
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
  auto all = std::move(groups).in_order();
  for (auto& [place, row] : all)
    for (std::size_t i = 0; i < row.size(); ++i)
      if (what.columns()[i].declared->is == Is::computed)
        row[i] = Run::compute(what.columns()[i], row);
  put_in_order(what, all);
  const std::size_t skip = begin_of(page.after);
  for (std::size_t at = skip; at < all.size(); ++at) {
    if (at - skip >= page.limit) return std::to_string(at);
    const Row& row = all[at].row;
    Row fields;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (what.columns()[i].declared->is == Is::field) fields.push_back(row[i]);
    if (!sink(row, joined_id(fields))) return std::string();
  }
  return std::string();
}

}  // namespace kintsugi::replay::declared
