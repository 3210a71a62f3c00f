#include "replay/reports/write.h"

#include <algorithm>

#include "events/schema/runtime/json_writer.h"
#include "replay/reports/cell_text.h"
#include "replay/reports/csv.h"
#include "replay/reports/write_file.h"

namespace kintsugi::replay {
namespace {

void append_json(std::string& out, const Column& column, const Cell& cell) {
  if (is_empty(column, cell))
    out += "null";
  else if (const auto* text = std::get_if<std::string>(&cell))
    schema::json::write_text(out, *text);
  else if (column.type == CellType::instant || column.type == CellType::date ||
           column.type == CellType::position)
    schema::json::write_text(out, plain(column, cell));
  else
    out += plain(column, cell);
}

// Without a row: the heads; those of programs say the unit of what is no text.
std::string csv_line(const ReportKind& report, bool excel, Language language, const Row* row) {
  std::string out;
  for (std::size_t i = 0; i < report.columns.size(); ++i) {
    const auto& column = report.columns[i];
    if (i > 0) out += ',';
    if (!row && excel)
      append_spreadsheet_text(out, label(column, language));
    else if (!row)
      append_csv(out, name_with_unit(column));
    else if (!excel)
      append_csv(out, plain(column, (*row)[i]));
    else if (is_text(column) || std::holds_alternative<std::string>((*row)[i]))
      append_spreadsheet_text(out, shown(column, (*row)[i], language));
    else
      append_csv(out, shown(column, (*row)[i], language));
  }
  return out + "\r\n";
}

std::string json_row(const ReportKind& report, const Row& row) {
  std::string out = "{";
  for (std::size_t i = 0; i < report.columns.size(); ++i) {
    if (i > 0) out += ',';
    schema::json::write_text(out, report.columns[i].id);
    out += ':';
    append_json(out, report.columns[i], row[i]);
  }
  return out + "}";
}

std::string json_head(const ReportKind& report, const View& view) {
  std::string out = "{\"report\":";
  schema::json::write_text(out, report.id);
  out += ",\"name\":{\"zh\":";
  schema::json::write_text(out, report.zh);
  out += ",\"en\":";
  schema::json::write_text(out, report.en);
  out += "},\"position\":";
  schema::json::write_text(out, std::to_string(view.last().value));
  out += ",\"columns\":[";
  for (std::size_t i = 0; i < report.columns.size(); ++i) {
    const auto& column = report.columns[i];
    out += i ? ",{\"id\":" : "{\"id\":";
    schema::json::write_text(out, column.id);
    out += ",\"zh\":";
    schema::json::write_text(out, column.zh);
    out += ",\"en\":";
    schema::json::write_text(out, column.en);
    if (!unit(column).empty()) {
      out += ",\"unit\":";
      schema::json::write_text(out, unit(column));
    }
    out += "}";
  }
  return out + "],\"rows\":[";
}

std::string table_of(const ReportKind& report, const std::vector<Row>& rows, Language language) {
  std::vector<std::vector<std::string>> cells(1);
  for (const auto& column : report.columns) cells[0].emplace_back(label(column, language));
  for (const auto& row : rows) {
    auto& line = cells.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      line.push_back(shown(report.columns[i], row[i], language));
      for (char& octet : line.back())
        if (static_cast<unsigned char>(octet) < 0x20 || octet == 0x7f) octet = ' ';
    }
  }
  std::vector<std::size_t> widths(report.columns.size(), 0);
  for (const auto& line : cells)
    for (std::size_t i = 0; i < line.size(); ++i)
      widths[i] = std::max(widths[i], display_width(line[i]));
  std::string out;
  for (std::size_t l = 0; l < cells.size(); ++l) {
    std::string text;
    for (std::size_t i = 0; i < cells[l].size(); ++i) {
      if (i > 0) text += "  ";
      const std::string blanks(widths[i] - display_width(cells[l][i]), ' ');
      const auto type = report.columns[i].type;
      const bool right = type == CellType::integer || type == CellType::money ||
                         type == CellType::quantity || type == CellType::rate ||
                         type == CellType::position;
      text += right ? blanks + cells[l][i] : cells[l][i] + blanks;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
    if (l > 0) continue;
    std::string rule;
    for (std::size_t i = 0; i < widths.size(); ++i)
      rule += (i ? "  " : "") + std::string(widths[i], '-');
    out += rule + "\n";
  }
  return out;
}

}  // namespace

std::optional<ReportFormat> parse_report_format(std::string_view name) {
  if (name == "table") return ReportFormat::table;
  if (name == "csv" || name == "csv:excel") return ReportFormat::csv_excel;
  if (name == "csv:data") return ReportFormat::csv_data;
  if (name == "json") return ReportFormat::json;
  if (name == "ndjson") return ReportFormat::ndjson;
  if (name == "xlsx") return ReportFormat::xlsx;
  if (name == "print") return ReportFormat::print;
  return std::nullopt;
}

std::string_view media_type(ReportFormat format) {
  switch (format) {
    case ReportFormat::table:
      return "text/plain; charset=utf-8";
    case ReportFormat::csv_excel:
    case ReportFormat::csv_data:
      return "text/csv; charset=utf-8";
    case ReportFormat::json:
      return "application/json";
    case ReportFormat::ndjson:
      return "application/x-ndjson";
    case ReportFormat::xlsx:
      return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    case ReportFormat::print:
      return "text/html; charset=utf-8";
  }
  return {};
}

Result<void> write_report(const ReportKind& report, const View& view, const ReportRequest& request,
                          const projections::Scope& scope, ReportFormat format, Language language,
                          const std::function<bool(std::string_view)>& write) {
  const bool excel = format == ReportFormat::csv_excel;
  if (format == ReportFormat::xlsx || format == ReportFormat::print)
    return write_file(report, view, request, scope, format, language, write);
  Totals totals(report);
  if (format == ReportFormat::table) {
    std::vector<Row> rows;
    KINTSUGI_TRY_OK(report.run(view, request, scope, [&](const Row& row) {
      rows.push_back(row);
      totals.add(row);
      return true;
    }));
    if (totals.any()) rows.push_back(totals.row(language));
    write(table_of(report, rows, language));
    return {};
  }
  bool first = true;
  bool heard = true;
  if (excel || format == ReportFormat::csv_data)
    heard = write((excel ? "\xef\xbb\xbf" : "") + csv_line(report, excel, language, nullptr));
  if (format == ReportFormat::json) heard = write(json_head(report, view));
  if (!heard) return {};
  KINTSUGI_TRY_OK(report.run(view, request, scope, [&](const Row& row) {
    if (format == ReportFormat::json)
      heard = write((first ? "" : ",") + json_row(report, row));
    else if (format == ReportFormat::ndjson)
      heard = write(json_row(report, row) + "\n");
    else
      heard = write(csv_line(report, excel, language, &row));
    first = false;
    totals.add(row);
    return heard;
  }));
  if (heard && excel && totals.any()) {
    const Row row = totals.row(language);
    write(csv_line(report, excel, language, &row));
  }
  if (heard && format == ReportFormat::json) write("]}\n");
  return {};
}

std::string file_name(const ReportKind& report, const View& view, ReportFormat format) {
  std::string_view ending = ".txt";
  if (format == ReportFormat::csv_excel || format == ReportFormat::csv_data)
    ending = ".csv";
  else if (format == ReportFormat::json)
    ending = ".json";
  else if (format == ReportFormat::ndjson)
    ending = ".ndjson";
  else if (format == ReportFormat::xlsx)
    ending = ".xlsx";
  else if (format == ReportFormat::print)
    ending = ".html";
  return std::string(report.id) + "-" + std::to_string(view.last().value) + std::string(ending);
}

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto first = static_cast<unsigned char>(utf8[i]);
    std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    size = std::min(size, utf8.size() - i);
    std::uint32_t code = size == 1 ? first : first & (0xffu >> (size + 1));
    for (std::size_t j = 1; j < size; ++j)
      code = code << 6 | (static_cast<unsigned char>(utf8[i + j]) & 0x3fu);
    i += size;
    const bool combining = (code >= 0x300 && code <= 0x36f) || (code >= 0x200b && code <= 0x200f) ||
                           (code >= 0xfe00 && code <= 0xfe0f);
    const bool wide = (code >= 0x1100 && code <= 0x115f) || (code >= 0x2e80 && code <= 0xa4cf) ||
                      (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) ||
                      (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) ||
                      (code >= 0xffe0 && code <= 0xffe6) || (code >= 0x1f300 && code <= 0x1faff) ||
                      (code >= 0x20000 && code <= 0x3fffd);
    width += combining ? 0 : wide ? 2 : 1;
  }
  return width;
}

}  // namespace kintsugi::replay
