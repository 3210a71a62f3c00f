#pragma once
// The same report at two moments: which rows came, which went, which cells changed. Needs nothing
// of a report but ids of its rows, which every declared one has.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "replay/reports/reports.h"

namespace kintsugi::replay {

// So many rows of each moment are compared at most: they are held in memory for it.
inline constexpr std::size_t compared_rows_max = 100'000;

struct RowDifference {
  std::string id;
  std::optional<Row> before, after;  // not there: it came, or it went
};

struct Differences {
  // What is there afterwards, in its order; then what is not there any more, in its own.
  std::vector<RowDifference> rows;
  std::size_t came = 0, went = 0, changed = 0, same = 0;
};

// With the same request and for the same scope. Errors: not_found "report.not_compared" for a
// report whose rows have no ids; refused "report.too_many_rows"; those of a run. Any thread.
Result<Differences> difference(const ReportKind& report, const View& before, const View& after,
                               const ReportRequest& request, const projections::Scope& scope);

// The same as a report, for files and the command line: "change" (came, went, changed), then each
// column as it is now, or was, and what it was before where that changed. `before` outlives it.
ReportKind compared(const ReportKind& report, const View& before);

}  // namespace kintsugi::replay
