// What a cell of a declared report is made of.

#include <utility>

#include "replay/reports/run.h"

namespace kintsugi::replay {
namespace {

namespace lists = projections::lists;
using declared::group_id;
using declared::key_of;
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

Result<void> explain_item(const Ready& what, Run& run, const lists::Item& item, std::size_t at,
                          Explanation& out) {
  const Resolved& column = what.columns()[at];
  KINTSUGI_TRY(const Row row, run.cells(item));
  out.value = row[at];
  add_rule(what.list(), item, out);
  const std::string list(what.list().name());
  switch (column.declared->is) {
    case Is::computed:
      for (const auto& term : column.terms)
        out.parts.push_back({{},
                             {},
                             {},
                             std::string(what.columns()[term.column].declared->id),
                             row[term.column],
                             term.sign});
      return {};
    case Is::name:
    case Is::looked_up: {
      KINTSUGI_TRY(std::string id, run.id_looked_up(column, item));
      out.parts.push_back({std::string(column.other->name()),
                           std::move(id),
                           std::string(column.of.name()),
                           {},
                           row[at],
                           1});
      return {};
    }
    default:
      out.parts.push_back({list,
                           lists::id_of(what.list(), item),
                           column.path.there() ? std::string(column.path.name()) : std::string(),
                           {},
                           row[at],
                           1});
      return {};
  }
}

Result<void> explain_sums(const Ready& what, Run& run, std::string_view id, std::size_t at,
                          Explanation& out, bool& found) {
  const Resolved& column = what.columns()[at];
  const RowSink sink([&](const Row& row, std::string_view its) {
    if (its != id) return true;
    found = true;
    out.value = row[at];
    for (const auto& term : column.terms)
      out.parts.push_back({{},
                           {},
                           {},
                           std::string(what.columns()[term.column].declared->id),
                           row[term.column],
                           term.sign});
    return false;
  });
  return run_grouped(what, run, {SIZE_MAX, {}}, sink).map([](const std::string&) {});
}

Result<void> explain_grouped(const Ready& what, Run& run, std::string_view id, std::size_t at,
                             Explanation& out, bool& found) {
  // What is computed adds up the row's own cells, which a run of the group gives.
  if (what.columns()[at].declared->is == Is::computed)
    return explain_sums(what, run, id, at, out, found);
  const Resolved& column = what.columns()[at];
  const auto is = column.declared->is;
  Result<void> broken;
  const auto take = [&](const lists::Item& item) {
    if (group_id(key_of(what, item)) != id) return true;
    const bool first = !std::exchange(found, true);
    if (is != Is::summed && is != Is::counted)
      return first && (broken = explain_item(what, run, item, at, out)).has_value();
    const std::int64_t share = share_in(column, item);
    if (!column.where.holds(item)) return true;
    out.value = number_of(out.value) + share;
    out.parts.push_back({std::string(what.list().name()),
                         lists::id_of(what.list(), item),
                         column.path.there() ? std::string(column.path.name()) : std::string(),
                         {},
                         Cell(share),
                         1});
    return true;
  };
  KINTSUGI_TRY(const auto end, run.items({SIZE_MAX, {}}, take));
  (void)end;
  if (found && (is == Is::summed || is == Is::counted)) out.value = number_of(out.value);
  return broken;
}

}  // namespace

Result<Explanation> explain(const Report& report, const View& view, const ReportRequest& request,
                            const Scope& scope, std::string_view row, std::string_view column) {
  const Ready& what = declared::ready(report);
  const std::size_t at = what.index_of(column);
  if (at == what.columns().size())
    return fail(ErrorKind::not_found, "report.no_column",
                "the report has no column " + std::string(column));
  KINTSUGI_TRY(Run run, Run::begin(what, view, request, scope));
  Explanation out;
  out.is = what.columns()[at].declared->is;
  out.formula = what.columns()[at].declared->formula;
  bool found = false;
  if (report.grouped) {
    KINTSUGI_TRY_OK(explain_grouped(what, run, row, at, out, found));
  } else {
    KINTSUGI_TRY(const auto* rows, run.rows(what.list().info->model));
    Result<void> broken;
    KINTSUGI_TRY_OK(lists::read_item(what.list(), *rows, row, [&](const lists::Item& item) {
      const auto seen = run.viewer().sees(what.list(), item);
      if (!seen || !*seen || !run.query().holds(item)) return;
      found = true;
      broken = explain_item(what, run, item, at, out);
    }));
    KINTSUGI_TRY_OK(broken);
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
