#pragma once
// Reports as text: a table for terminals, CSV for Excel and for programs, JSON, NDJSON.

#include <functional>
#include <string>
#include <string_view>

#include "replay/reports/reports.h"

namespace kintsugi::replay {

// csv_excel: BOM, labels, times at UTC+8, money in yuan; text in quotes, defused where a
// spreadsheet would run or change it (csv.h). csv_data: ids with their unit ("amount_fen"), RFC
// 3339, fen and thousandths; values untouched. json, ndjson: the same values by their ids; units
// stand in the head of json. xlsx: numbers as numbers, ids as text, a second sheet that says what
// it counts and as of when. print: an HTML page that a browser prints on A4. Totals stand below
// the last row of table, csv_excel, xlsx and print.
enum class ReportFormat { table, csv_excel, csv_data, json, ndjson, xlsx, print };
// "table", "csv" (excel), "csv:excel", "csv:data", "json", "ndjson", "xlsx", "print".
std::optional<ReportFormat> parse_report_format(std::string_view name);
std::string_view media_type(ReportFormat format);

enum class Language { zh, en };

// Runs the report and hands its octets on, piece by piece (a table is held back whole: its widths
// are known at the end). `write` says false when nobody listens any more.
Result<void> write_report(const ReportKind& report, const View& view, const ReportRequest& request,
                          const projections::Scope& scope, ReportFormat format, Language language,
                          const std::function<bool(std::string_view)>& write);

// "repair_status-182734.csv": carries the position.
std::string file_name(const ReportKind& report, const View& view, ReportFormat format);

// Columns that a terminal gives the text: 2 for wide (CJK) characters, 0 for combining marks.
std::size_t display_width(std::string_view utf8);

}  // namespace kintsugi::replay
