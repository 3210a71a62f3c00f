#include "replay/reports/difference.h"

#include <deque>
#include <memory>
#include <unordered_map>
#include <utility>

#include "replay/reports/declared.h"

namespace kintsugi::replay {
namespace {

using Rows = std::vector<std::pair<std::string, Row>>;  // by id, in their order

Result<Rows> rows_of(const ReportKind& report, const View& view, ReportRequest request,
                     const projections::Scope& scope) {
  Rows out;
  request.page = {compared_rows_max + 1, {}};
  const RowSink keep([&](const Row& row, std::string_view id) {
    out.emplace_back(id, row);
    return out.size() <= compared_rows_max;
  });
  KINTSUGI_TRY(const std::string next, report.run(view, request, scope, keep));
  if (!next.empty() || out.size() > compared_rows_max)
    return fail(ErrorKind::refused, "report.too_many_rows",
                "more than " + std::to_string(compared_rows_max) + " rows are to be compared");
  return out;
}

}  // namespace

Result<Differences> difference(const ReportKind& report, const View& before, const View& after,
                               const ReportRequest& request, const projections::Scope& scope) {
  if (report.declared == nullptr)
    return fail(ErrorKind::not_found, "report.not_compared",
                "the rows of this report have no ids by which they could be compared");
  KINTSUGI_TRY(const Rows then, rows_of(report, before, request, scope));
  KINTSUGI_TRY(const Rows now, rows_of(report, after, request, scope));
  std::unordered_map<std::string_view, const Row*> earlier;
  for (const auto& [id, row] : then) earlier.emplace(id, &row);
  Differences out;
  for (const auto& [id, row] : now) {
    const auto found = earlier.find(id);
    if (found == earlier.end()) {
      ++out.came;
      out.rows.push_back({id, std::nullopt, row});
      continue;
    }
    if (*found->second == row) {
      ++out.same;
    } else {
      ++out.changed;
      out.rows.push_back({id, *found->second, row});
    }
    earlier.erase(found);
  }
  for (const auto& [id, row] : then) {
    if (!earlier.contains(id)) continue;
    ++out.went;
    out.rows.push_back({id, row, std::nullopt});
  }
  return out;
}

namespace {

struct Heads {
  std::deque<std::string> texts;
  std::vector<Column> columns;
  std::vector<bool> twice;  // of each of the report's: with what it was before
  std::string_view text(std::string one) { return texts.emplace_back(std::move(one)); }
};

// What rows are grouped by, and its name, are the same before and after.
bool never_changes(const ReportKind& report, const Column& column) {
  if (!report.declared->grouped) return false;
  for (const ReportColumn& one : report.declared->columns) {
    const std::string_view id = one.id.empty() ? one.field : one.id;
    if (id == column.id)
      return one.is == ReportColumn::Is::field || one.is == ReportColumn::Is::name;
  }
  return false;
}

std::shared_ptr<const Heads> heads_of(const ReportKind& report) {
  auto heads = std::make_shared<Heads>();
  heads->columns.push_back({"change", "变化", "Change", CellType::text, {}, false});
  for (Column column : report.columns) {
    column.adds = false;
    heads->columns.push_back(column);
    heads->twice.push_back(report.declared == nullptr || !never_changes(report, column));
    if (!heads->twice.back()) continue;
    column.id = heads->text(std::string(column.id) + "_before");
    column.zh = heads->text(std::string(column.zh) + "（之前）");
    column.en = heads->text(std::string(column.en) + " before");
    heads->columns.push_back(column);
  }
  return heads;
}

Row told(const Heads& heads, const RowDifference& one) {
  const bool both = one.before && one.after;
  const Row& row = one.after ? *one.after : *one.before;
  Row out{std::string(both ? "changed" : one.after ? "came" : "went")};
  for (std::size_t i = 0; i < row.size(); ++i) {
    out.push_back(row[i]);
    if (!heads.twice[i]) continue;
    out.push_back(both && (*one.before)[i] != row[i] ? (*one.before)[i] : Cell());
  }
  return out;
}

}  // namespace

ReportKind compared(const ReportKind& report, const View& before) {
  const auto heads = heads_of(report);
  ReportKind out = report;
  out.columns = heads->columns;
  out.run = [report, heads, &before](const View& after, const ReportRequest& request,
                                     const projections::Scope& scope,
                                     const RowSink& sink) -> Result<std::string> {
    KINTSUGI_TRY(const Differences found, difference(report, before, after, request, scope));
    for (const RowDifference& one : found.rows)
      if (!sink(told(*heads, one), one.id)) break;
    return std::string();
  };
  return out;
}

}  // namespace kintsugi::replay
