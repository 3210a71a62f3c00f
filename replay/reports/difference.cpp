#include "replay/reports/difference.h"

#include <unordered_map>
#include <utility>

namespace kintsugi::replay {
namespace {

struct Known {
  std::vector<std::pair<std::string, Row>> rows;  // by id, in their order
};

Result<Known> rows_of(const ReportKind& report, const View& view, ReportRequest request,
                      const projections::Scope& scope) {
  Known out;
  request.page = {compared_rows_max + 1, {}};
  const RowSink keep([&](const Row& row, std::string_view id) {
    out.rows.emplace_back(id, row);
    return out.rows.size() <= compared_rows_max;
  });
  KINTSUGI_TRY(const std::string next, report.run(view, request, scope, keep));
  if (!next.empty() || out.rows.size() > compared_rows_max)
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
  KINTSUGI_TRY(const Known then, rows_of(report, before, request, scope));
  KINTSUGI_TRY(const Known now, rows_of(report, after, request, scope));
  std::unordered_map<std::string_view, const Row*> earlier;
  for (const auto& [id, row] : then.rows) earlier.emplace(id, &row);
  Differences out;
  for (const auto& [id, row] : now.rows) {
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
  for (const auto& [id, row] : then.rows) {
    if (!earlier.contains(id)) continue;
    ++out.went;
    out.rows.push_back({id, row, std::nullopt});
  }
  return out;
}

}  // namespace kintsugi::replay
