// What a cell of a declared report is made of.

#include <utility>

#include "replay/reports/run.h"

namespace kintsugi::replay {
namespace {

namespace lists = projections::lists;
using declared::goes_into;
using declared::group_id;
using declared::number_of;
using declared::Ready;
using declared::Resolved;
using declared::Run;
using declared::share_in;
using projections::Scope;
using Is = ReportColumn::Is;

// The rule that priced an item, where it names one with its version.
void add_rule(const lists::List& list, const lists::Item& item, Explanation& out) {
  for (std::string_view name : {"rule", "tariff"}) {
    const auto rule = list.field(name), version = list.field(std::string(name) + "_version");
    if (!rule || !version) continue;
    const auto id = lists::value_of(item, *rule);
    if (!id.is_text || id.empty()) continue;
    out.rule = std::string(rule->field()->ref).append("/").append(id.text);
    out.rule_version = lists::value_of(item, *version).number;
  }
}

CellPart part_of(const lists::List& list, const lists::Item& item, const Resolved& column,
                 const lists::FieldPath& path, Cell value) {
  // The id of the row around an element has a name of its own in the list.
  const bool named = path.is_id && path.around;
  const std::string_view name = named          ? column.declared->field
                                : path.there() ? path.name()
                                               : std::string_view();
  return {std::string(list.name()),
          lists::id_of(list, item),
          std::string(name),
          {},
          std::move(value),
          1};
}

// What is a field of the item, or looked up by one.
Result<void> explain_value(Run& run, const lists::Item& item, const Resolved& column, Cell value,
                           Explanation& out) {
  out.value = std::move(value);
  add_rule(run.list(), item, out);
  if (column.other == nullptr) {
    const bool own = run.source() == column.source || column.keys.empty();
    const bool is_field = column.declared->per == ReportColumn::Per::instant;
    const lists::FieldPath path = !is_field ? lists::FieldPath()
                                  : own     ? column.path
                                            : column.keys[run.source()];
    out.parts.push_back(part_of(run.list(), item, column, path, out.value));
    return {};
  }
  KINTSUGI_TRY(std::string id, run.id_looked_up(column, item));
  out.parts.push_back({std::string(column.other->name()), std::move(id),
                       std::string(column.of.name()), {}, out.value, 1});
  return {};
}

// The columns of the row that a computed one is made of.
void add_terms(const Ready& what, const Resolved& column, const Row& row, Explanation& out) {
  for (const auto& term : column.terms)
    out.parts.push_back({{},
                         {},
                         {},
                         std::string(what.columns()[term.column].declared->id),
                         row[term.column],
                         term.sign});
}

// The items of another list that come together in a cell.
Result<void> add_gathered(Run& run, const lists::Item& item, const Resolved& column,
                          Explanation& out) {
  const lists::List& list = *column.other;
  std::int64_t sum = number_of(out.value);
  KINTSUGI_TRY_OK(run.each_gathered(column, item, [&](const lists::Item& one) {
    const std::int64_t share = lists::value_of(one, column.of).number;
    sum += share;
    out.parts.push_back(part_of(list, one, column, column.of, share));
    return true;
  }));
  out.value = sum;
  return {};
}

Result<void> explain_item(const Ready& what, Run& run, const lists::Item& item, std::size_t at,
                          Explanation& out) {
  const Resolved& column = what.columns()[at];
  if (column.declared->is == Is::gathered) return add_gathered(run, item, column, out);
  if (column.declared->is != Is::computed) {
    KINTSUGI_TRY(auto cell, run.cell_in(column, {}, item));
    return explain_value(run, item, column, std::move(cell), out);
  }
  KINTSUGI_TRY(const Row row, run.cells(item));
  out.value = row[at];
  add_rule(run.list(), item, out);
  add_terms(what, column, row, out);
  return {};
}

Result<void> explain_terms(const Ready& what, std::vector<Run>& runs, std::string_view id,
                           std::size_t at, Explanation& out, bool& found) {
  const RowSink sink([&](const Row& row, std::string_view its) {
    if (its != id) return true;
    found = true;
    out.value = row[at];
    add_terms(what, what.columns()[at], row, out);
    return false;
  });
  return run_grouped(what, runs, {SIZE_MAX, {}}, sink).map([](const std::string&) {});
}

// What an item adds to a cell that tells of several. Minutes are no field of it.
void add_share(const lists::List& list, const lists::Item& item, const Resolved& column,
               Explanation& out) {
  const std::int64_t share = share_in(column, item);
  const bool is_field = !column.since.there();
  CellPart part = part_of(list, item, column, is_field ? column.path : lists::FieldPath(), share);
  if (!declared::is_end(column.declared->is)) {
    out.value = number_of(out.value) + share;
    out.parts.push_back(std::move(part));
  } else if (out.parts.empty() || declared::is_nearer(column, share, number_of(out.value))) {
    out.value = share;
    out.parts = {std::move(part)};
  }
}

Result<void> explain_grouped(const Ready& what, std::vector<Run>& runs, std::string_view id,
                             std::size_t at, Explanation& out, bool& found) {
  const Resolved& column = what.columns()[at];
  const auto is = column.declared->is;
  // What is computed adds up the row's own cells, which a run of the group gives.
  if (is == Is::computed) return explain_terms(what, runs, id, at, out, found);
  const bool sums =
      is == Is::summed || is == Is::counted || declared::is_end(is) || is == Is::gathered;
  for (Run& run : runs) {
    Result<void> broken;
    const auto take = [&](const lists::Item& item) {
      if (group_id(what, item, run.source()) != id) return true;
      const bool first = !std::exchange(found, true);
      if (!sums) {
        auto value = first ? run.key_cell(column, item) : Result<Cell>();
        broken = !value ? tl::unexpected(value.error())
                 : first ? explain_value(run, item, column, *std::move(value), out)
                         : Result<void>();
        return first && broken.has_value();
      }
      if (column.source != run.source() || !goes_into(column, item, run)) return true;
      if (is == Is::gathered)
        broken = add_gathered(run, item, column, out);
      else
        add_share(run.list(), item, column, out);
      return broken.has_value();
    };
    KINTSUGI_TRY_OK(run.items({SIZE_MAX, {}}, take));
    KINTSUGI_TRY_OK(broken);
    if (found && !sums) return {};
  }
  if (found) out.value = number_of(out.value);
  return {};
}

Result<void> explain_listed(const Ready& what, std::vector<Run>& runs, std::string_view id,
                            std::size_t at, Explanation& out, bool& found) {
  for (Run& run : runs) {
    KINTSUGI_TRY(const auto* rows, run.rows(run.list().info->model));
    Result<void> broken;
    KINTSUGI_TRY_OK(lists::read_item(run.list(), *rows, id, [&](const lists::Item& item) {
      const auto seen = run.viewer().sees(run.list(), item);
      if (!seen || !*seen || run.has_none() || !run.query().holds(item)) return;
      found = true;
      broken = explain_item(what, run, item, at, out);
    }));
    KINTSUGI_TRY_OK(broken);
    if (found) break;
  }
  return {};
}

}  // namespace

Result<Explanation> explain(const Report& report, const View& view, const ReportRequest& request,
                            const Scope& scope, std::string_view row, std::string_view column) {
  const Ready& what = declared::ready(report);
  const std::size_t at = what.index_of(column);
  if (at == what.columns().size())
    return fail(ErrorKind::not_found, "report.no_column",
                "the report has no column " + std::string(column));
  Explanation out;
  out.is = what.columns()[at].declared->is;
  out.formula = what.columns()[at].declared->formula;
  bool found = false;
  if (report.grouped) {
    KINTSUGI_TRY(auto runs, Run::begin_all(what, view, request, scope));
    KINTSUGI_TRY_OK(explain_grouped(what, runs, row, at, out, found));
  } else {
    KINTSUGI_TRY(auto runs, Run::begin_all(what, view, request, scope));
    KINTSUGI_TRY_OK(explain_listed(what, runs, row, at, out, found));
  }
  if (!found)
    return fail(ErrorKind::not_found, "report.no_row",
                "the report has no row " + std::string(row) + " under these parameters");
  return out;
}

const Report* find_declared(std::string_view id) {
  for (const Report* one : declared_reports())
    if (one->id == id) return one;
  return nullptr;
}

}  // namespace kintsugi::replay
