#pragma once
// One run of a declared report: rows of lists as of the view's moment, and what was looked up in
// them. Of the reports' own files only. One thread; not longer than the view.

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "core/money/money.h"
#include "projections/lists/every.h"
#include "replay/reports/ready.h"

namespace kintsugi::replay::declared {

inline constexpr std::size_t rows_at_once = 1000;

// When the view's last commit was recorded, where a column asks for it.
Result<std::int64_t> moment_of(const Ready& what, const View& view);
// What a field of a group is: its value, or the month of it.
Cell key_of(const Resolved& column, std::size_t source, const lists::Item& item);

class Run {
 public:
  // Of the rows of one of its lists: the report's own, unless another is named.
  static Result<Run> begin(const Ready& what, const View& view, const ReportRequest& request,
                           const projections::Scope& scope, std::size_t source = 0) {
    const auto own = request.scopes.find(what.sources()[source].list);
    const bool of_report = source == 0 || own == request.scopes.end();
    Run run(what, view, of_report ? scope : own->second, source);
    run.names_ = request.names;
    const lists::List& list = run.list();
    KINTSUGI_TRY(run.rows_, run.rows(list.info->model));
    KINTSUGI_TRY(run.moment_, moment_of(what, view));
    for (std::string_view one : what.sources()[source].where) {
      const auto equals = one.find('=');
      KINTSUGI_TRY_OK(lists::add_condition(list, one.substr(0, equals), one.substr(equals + 1),
                                           run.query_));
    }
    if (what.report().open) {
      for (const auto& [name, text] : request.parameters) {
        if (name == "q") {
          run.query_.search = text;
        } else if (name == "sort") {
          run.query_.sort = text;
        } else {
          KINTSUGI_TRY_OK(lists::add_condition(list, name, text, run.query_));
        }
      }
    }
    for (const ReportParameter& parameter : what.report().parameters) {
      const std::string text = request.named(parameter.name, parameter.preset);
      if (text.empty()) continue;
      const std::string condition = run.asked_there(parameter.condition, text);
      if (condition.empty()) continue;
      auto added = lists::add_condition(list, condition, text, run.query_);
      if (!added)
        return fail(ErrorKind::invalid, "request.bad_parameter",
                    std::string(parameter.name) + ": " + added.error().what);
    }
    return run;
  }
  // Of each of its lists.
  static Result<std::vector<Run>> begin_all(const Ready& what, const View& view,
                                            const ReportRequest& request,
                                            const projections::Scope& scope) {
    std::vector<Run> runs;
    for (std::size_t source = 0; source < what.sources().size(); ++source) {
      KINTSUGI_TRY(Run run, begin(what, view, request, scope, source));
      runs.push_back(std::move(run));
    }
    return runs;
  }
  std::size_t source() const { return source_; }
  std::int64_t moment() const { return moment_; }
  const lists::List& list() const { return what_.list(source_); }

  // Every item from `page.after` on, until `visit` says false or `page.limit` were visited.
  Result<std::string> items(const projections::PageRequest& page, const lists::VisitItem& visit) {
    std::size_t left = has_none_ ? 0 : page.limit;
    std::string after = has_none_ ? std::string() : page.after;
    bool wanted = true;
    while (left > 0 && wanted) {
      std::size_t got = 0;
      const projections::PageRequest some{std::min(left, rows_at_once), after};
      KINTSUGI_TRY(auto end, lists::read_page(list(), *rows_, query_, viewer(), some,
                                              [&](const lists::Item& item) {
                                                ++got;
                                                return wanted = visit(item);
                                              }));
      left -= std::min(got, left);
      after = std::move(end.next);
      if (after.empty()) break;
    }
    return wanted ? after : std::string();
  }
  // Every item, in no order, of a grouped report: with what its cells look at.
  Result<void> every(const lists::VisitItem& visit) {
    return lists::read_every(list(), *rows_, query_, viewer(), what_.looked_at(source_), visit);
  }
  lists::Query& query() { return query_; }
  bool has_none() const { return has_none_; }
  // Do items() come in the order asked for? Else they cannot be asked for in it.
  Result<bool> has_order() { return lists::has_order(list(), *rows_, query_, scope_); }

  // The cells of a row that stands for one item.
  Result<Row> cells(const lists::Item& item) {
    Row row;
    for (const Resolved& column : what_.columns()) {
      KINTSUGI_TRY(auto cell, cell_in(column, row, item));
      row.push_back(std::move(cell));
    }
    return row;
  }
  // One of them. `before`: those of the columns before it, where it is computed.
  Result<Cell> cell_in(const Resolved& column, const Row& before, const lists::Item& item) {
    switch (column.declared->is) {
      case ReportColumn::Is::field:
        return field_cell(column, item);
      case ReportColumn::Is::summed:
        return cell_of(item, column.path);
      case ReportColumn::Is::counted:
        return std::int64_t{1};
      case ReportColumn::Is::gathered:
        return gathered(column, item).map([](std::int64_t sum) { return Cell(sum); });
      default:
        return other_cell(column, before, item);
    }
  }
  // Of a field; empty where the list of the run does not have it.
  Cell field_cell(const Resolved& column, const lists::Item& item) const {
    if (!column.words[source_].empty()) return std::string(column.words[source_]);
    const lists::FieldPath& path = column.keys[source_];
    if (path.there()) return cell_of(item, path);
    return column.shown.type == CellType::text ? Cell(std::string()) : Cell();
  }
  // What a group is made by, or looked up by that: `item` is any of its rows.
  Result<Cell> key_cell(const Resolved& column, const lists::Item& item) {
    if (column.declared->is == ReportColumn::Is::field) return key_of(column, source_, item);
    return other_cell(column, {}, item);
  }
  // What is neither summed nor counted: `item` is any of the row's.
  Result<Cell> other_cell(const Resolved& column, const Row& before, const lists::Item& item) {
    if (column.declared->is == ReportColumn::Is::computed) return compute(column, before);
    KINTSUGI_TRY(const std::string id, id_looked_up(column, item));
    return look_up(column, id);
  }
  Result<std::string> id_looked_up(const Resolved& column, const lists::Item& item) {
    if (!column.keys.empty()) {
      const lists::FieldPath& path = column.keys[source_];
      return path.there() ? text_of(cell_of(item, path)) : std::string();
    }
    std::string id;
    std::string_view parts = column.declared->field;
    while (!parts.empty()) {
      const auto end = std::min(parts.find(':'), parts.size());
      KINTSUGI_TRY(const auto path, list().field(parts.substr(0, end)));
      id.append(id.empty() ? "" : ":").append(text_of(cell_of(item, path)));
      parts.remove_prefix(std::min(end + 1, parts.size()));
    }
    return id;
  }
  static Cell compute(const Resolved& column, const Row& row) {
    std::int64_t total = 0;
    switch (column.declared->formula) {
      case ReportColumn::Formula::rate: {
        const auto whole = number_of(row[column.terms[1].column]);
        if (whole == 0) return {};
        const auto rate = core::money::share_of(core::money::rate_whole,
                                                number_of(row[column.terms[0].column]), whole);
        return rate ? Cell(*rate) : Cell();
      }
      case ReportColumn::Formula::mean:
      case ReportColumn::Formula::average: {
        const auto count = number_of(row[column.terms[1].column]);
        if (count == 0) return {};
        const std::int64_t unit =
            column.declared->formula == ReportColumn::Formula::mean ? 1000 : 1;
        const auto mean =
            core::money::share_of(unit, number_of(row[column.terms[0].column]), count);
        return mean ? Cell(*mean) : Cell();
      }
      case ReportColumn::Formula::minutes: {
        const auto from = number_of(row[column.terms[0].column]);
        const auto until = number_of(row[column.terms[1].column]);
        if (from == 0 || until == 0) return {};
        return (until - from) / 60'000;
      }
      default:
        for (const auto& term : column.terms) total += term.sign * number_of(row[term.column]);
        return total;
    }
  }
  // What items of another list that refer to this one come to.
  Result<std::int64_t> gathered(const Resolved& column, const lists::Item& item) {
    const auto known = gathered_.find(&column);
    if (known == gathered_.end()) KINTSUGI_TRY_OK(gather(*column.other));
    const auto& sums = gathered_[&column];
    const auto sum = sums.find(text_of(cell_of(item, column.keys[source_])));
    return sum == sums.end() ? 0 : sum->second;
  }
  // Each of them, whole.
  Result<void> each_gathered(const Resolved& column, const lists::Item& item,
                             const lists::VisitItem& visit);
  lists::Viewer viewer() {
    return {scope_, [this](std::string_view model) { return rows(model); }};
  }
  // Of a read model, opened once.
  Result<const projections::RowReader*> rows(std::string_view model) {
    auto& rows = opened_[std::string(model)];
    if (!rows) {
      KINTSUGI_TRY(rows, view_.rows(model));
    }
    return rows.get();
  }

 private:
  Run(const Ready& what, const View& view, const projections::Scope& scope, std::size_t source)
      : what_(what), view_(view), scope_(scope), source_(source) {}

  Result<void> gather(const lists::List& list);

  // The condition of a parameter by the name that its field has in the list of the run; empty where
  // nothing is to be asked, because all rows fit, or none.
  std::string asked_there(std::string_view condition, const std::string& text) {
    if (what_.report().grouped) return std::string(condition);
    const auto dot = std::min(condition.find('.'), condition.size());
    const std::string_view there = what_.sources()[source_].called(condition.substr(0, dot));
    if (there.starts_with('=')) {
      const std::string among = "," + text + ",";
      const bool fits = among.find("," + std::string(there.substr(1)) + ",") != among.npos;
      has_none_ = has_none_ || !fits;
      return {};
    }
    if (source_ > 0 && !list().field(there)) {
      has_none_ = true;
      return {};
    }
    return std::string(there).append(condition.substr(dot));
  }

  Result<Cell> look_up(const Resolved& column, const std::string& id) {
    const auto known = looked_up_.find({&column, id});
    if (known != looked_up_.end()) return known->second;
    Cell cell = nothing_found(column);
    if (!id.empty()) {
      KINTSUGI_TRY(const auto* of, rows(column.other->info->model));
      Result<bool> seen = true;
      KINTSUGI_TRY_OK(lists::read_item(*column.other, *of, id, [&](const lists::Item& item) {
        seen = may_be_named(column, item);
        if (seen && *seen) cell = cell_of(item, column.of);
      }));
      KINTSUGI_TRY_OK(std::move(seen));
    }
    return looked_up_.emplace(std::pair(&column, id), std::move(cell)).first->second;
  }

  // A person's name is for whoever may read him.
  Result<bool> may_be_named(const Resolved& column, const lists::Item& item) {
    if (column.declared->is != ReportColumn::Is::name) return true;
    const auto scope = names_.find(column.other->info->thing);
    if (scope == names_.end() || scope->second.all) return true;
    const lists::Viewer asks(scope->second, viewer().rows);
    return asks.sees(*column.other, item);
  }

  // What stands where there is no such thing: no text, an enumeration's first value, nothing.
  static Cell nothing_found(const Resolved& column) {
    if (column.declared->is == ReportColumn::Is::name) return std::string();
    const auto* field = column.of.field();
    if (field == nullptr || field->enumeration == nullptr) return {};
    return std::string(field->enumeration->values[0].name);
  }

  const Ready& what_;
  const View& view_;
  const projections::Scope& scope_;
  const std::size_t source_;
  std::int64_t moment_ = 0;
  NameScopes names_;  // whose names may be written
  bool has_none_ = false;  // no row of its list fits what is asked
  std::map<std::string, std::shared_ptr<const projections::RowReader>, std::less<>> opened_;
  const projections::RowReader* rows_ = nullptr;
  lists::Query query_;
  std::map<std::pair<const Resolved*, std::string>, Cell> looked_up_;
  // By what is referred to.
  std::map<const Resolved*, std::unordered_map<std::string, std::int64_t>> gathered_;
};

// --- rows that stand for a group of items
// Does an item go into a cell that tells of several?
bool goes_into(const Resolved& column, const lists::Item& item, const Run& run);
// Is a value nearer to the end that the cell tells of, the first or the last?
bool is_nearer(const Resolved& column, std::int64_t at, std::int64_t than);
// What it adds to a counted or summed cell then.
std::int64_t share_in(const Resolved& column, const lists::Item& item);
// The id of the row into which an item goes.
std::string group_id(const Ready& what, const lists::Item& item, std::size_t source);
Result<std::string> run_grouped(const Ready& what, std::vector<Run>& runs,
                                const projections::PageRequest& page, const RowSink& sink);

}  // namespace kintsugi::replay::declared
