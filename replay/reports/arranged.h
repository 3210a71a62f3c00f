#pragma once
// A report as somebody has it on the screen: the columns that he chose, in the order that he chose.

#include <cstddef>
#include <string_view>

#include "replay/reports/reports.h"

namespace kintsugi::replay {

// So many rows are put in order at most: they are held in memory for it.
inline constexpr std::size_t arranged_rows_max = 100'000;

// The same report with its `columns` (ids separated by commas, in the order of their naming; empty:
// all of them) and its rows by `sort` ("-amount": the largest first; rows that are equal there stay
// as they were; empty: as they come). Texts go as people sort them: Chinese by pinyin, numbers in
// them by their value; what is empty comes first. A page of it begins at a number of rows.
// Errors: invalid "request.bad_parameter" for a column that the report has not; of a run refused
// "report.too_many_rows". Any thread.
Result<ReportKind> arranged(const ReportKind& report, std::string_view columns,
                            std::string_view sort);
// As the request's parameters "columns" and "sort" say; the report itself where they say nothing.
Result<ReportKind> arranged(const ReportKind& report, const ReportRequest& request);

}  // namespace kintsugi::replay
