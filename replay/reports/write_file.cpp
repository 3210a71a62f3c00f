#include "replay/reports/write_file.h"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "replay/reports/cell_text.h"
#include "replay/reports/manifest.h"

namespace kintsugi::replay {
namespace {

namespace fs = std::filesystem;
using Write = std::function<bool(std::string_view)>;

// --- XLSX
constexpr std::uint32_t sheet_rows_max = 1'048'576;  // Excel's own limit, the header included

class Workbook {
 public:
  Workbook(const ReportKind& report, const Manifest& manifest, Language language,
           const std::string& path)
      : report_(report), language_(language), beside_(fs::path(path).parent_path().string()) {
    lxw_workbook_options options = {};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = beside_.data();  // its rows lie there until it is closed
    options.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(path.c_str(), &options);
    lxw_doc_properties properties = {};
    std::string title = manifest.title();
    properties.title = title.data();
    properties.created = static_cast<time_t>(to_ms(manifest.clock()) / 1000);
    workbook_set_properties(book_, &properties);
    bold_ = workbook_add_format(book_);
    format_set_bold(bold_);
    for (const Column& column : report.columns) formats_.push_back(format_of(column));
    begin_sheet();
  }
  void add(const Row& row) {
    if (line_ == sheet_rows_max) begin_sheet();
    for (std::size_t i = 0; i < row.size(); ++i) cell(i, row[i]);
    ++line_;
  }
  void add_manifest(const std::vector<std::pair<std::string, std::string>>& lines) {
    auto* sheet = workbook_add_worksheet(book_, language_ == Language::zh ? "口径说明" : "About");
    worksheet_set_column(sheet, 0, 0, 20, nullptr);
    worksheet_set_column(sheet, 1, 1, 90, nullptr);
    lxw_row_t at = 0;
    for (const auto& [name, text] : lines) {
      worksheet_write_string(sheet, at, 0, name.c_str(), bold_);
      worksheet_write_string(sheet, at, 1, text.c_str(), nullptr);
      ++at;
    }
  }
  Result<void> close() {
    const auto error = workbook_close(book_);
    if (error == LXW_NO_ERROR) return {};
    return fail(ErrorKind::unavailable, "report.cannot_write", lxw_strerror(error));
  }

 private:
  lxw_format* format_of(const Column& column) {
    auto* format = workbook_add_format(book_);
    switch (column.type) {
      case CellType::money:
        format_set_num_format(format, "#,##0.00");
        break;
      case CellType::quantity:
        format_set_num_format(format, "0.###");
        break;
      case CellType::rate:
        format_set_num_format(format, "0.00%");
        break;
      case CellType::instant:
        format_set_num_format(format, "yyyy-mm-dd hh:mm:ss");
        break;
      case CellType::date:
        format_set_num_format(format, "yyyy-mm-dd");
        break;
      case CellType::integer:
        format_set_num_format(format, "0");
        break;
      default:
        format_set_num_format(format, "@");  // numbers of things are texts
    }
    return format;
  }
  void begin_sheet() {
    sheet_ = workbook_add_worksheet(book_, nullptr);
    worksheet_freeze_panes(sheet_, 1, 0);
    const auto last =
        static_cast<lxw_col_t>(report_.columns.empty() ? 0 : report_.columns.size() - 1);
    worksheet_autofilter(sheet_, 0, 0, 0, last);
    for (std::size_t i = 0; i < report_.columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      worksheet_set_column(sheet_, column, column, 16, nullptr);
      const std::string text(label(report_.columns[i], language_));
      worksheet_write_string(sheet_, 0, column, text.c_str(), bold_);
    }
    line_ = 1;
  }
  void cell(std::size_t i, const Cell& cell) {
    const Column& column = report_.columns[i];
    if (is_empty(column, cell)) return;
    const auto at = static_cast<lxw_col_t>(i);
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (number == nullptr || column.type == CellType::position || column.type == CellType::text) {
      const std::string text = shown(column, cell, language_);
      worksheet_write_string(sheet_, line_, at, text.c_str(), formats_[i]);
      return;
    }
    worksheet_write_number(sheet_, line_, at, value_of(column, *number), formats_[i]);
  }
  // Excel's days since 1899-12-30, at UTC+8; yuan; whole pieces.
  static double value_of(const Column& column, std::int64_t number) {
    constexpr double days_to_1970 = 25'569, ms_a_day = 86'400'000, shanghai_ms = 28'800'000;
    const auto value = static_cast<double>(number);
    switch (column.type) {
      case CellType::money:
        return value / 100;
      case CellType::quantity:
        return value / 1000;
      case CellType::rate:
        return value / 10'000;
      case CellType::instant:
        return days_to_1970 + (value + shanghai_ms) / ms_a_day;
      case CellType::date:
        return days_to_1970 + value;
      default:
        return value;
    }
  }

  const ReportKind& report_;
  const Language language_;
  std::string beside_;
  lxw_workbook* book_ = nullptr;  // ended by workbook_close
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* bold_ = nullptr;
  std::vector<lxw_format*> formats_;
  lxw_row_t line_ = 0;
};

// A file of its own that goes when this ends.
class TemporaryFile {
 public:
  explicit TemporaryFile(const fs::path& directory) {
    const fs::path in = directory.empty() ? fs::temp_directory_path() : directory;
    path_ = (in / "export-XXXXXX.tmp").string();
    const int file = mkstemps(path_.data(), 4);
    if (file >= 0) ::close(file);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }
  Result<void> hand_on(const Write& write) const {
    std::ifstream in(path_, std::ios::binary);
    std::string piece(64u << 10, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
      if (!write(std::string_view(piece).substr(0, static_cast<std::size_t>(in.gcount())))) break;
    if (in.bad()) return fail(ErrorKind::unavailable, "report.cannot_write", path_);
    return {};
  }

 private:
  std::string path_;
};

// --- pages
std::string html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

bool to_the_right(const Column& column) {
  return !is_text(column) && column.type != CellType::date;
}

class Page {
 public:
  Page(const ReportKind& report, Language language, const Write& write)
      : report_(report), language_(language), write_(write) {}

  bool begin(const Manifest& manifest) {
    constexpr std::size_t portrait_columns_max = 8;
    const bool wide = report_.columns.size() > portrait_columns_max;
    std::string out = "<!doctype html><html lang=\"";
    out += language_ == Language::zh ? "zh-CN" : "en";
    out += "\"><meta charset=\"utf-8\"><title>" + html(manifest.title()) +
           "</title><style>@page{size:A4 ";
    out += wide ? "landscape" : "portrait";
    out +=
        ";margin:12mm}body{font:9pt/1.35 system-ui,\"PingFang SC\",\"Microsoft YaHei\","
        "\"Noto Sans CJK SC\",sans-serif;color:#1c1f22;margin:0}h1{font-size:14pt;margin:0 0 6pt}"
        "table{border-collapse:collapse;width:100%}thead{display:table-header-group}"
        "tr{break-inside:avoid}th,td{border:.4pt solid #888;padding:2pt 4pt;text-align:left;"
        "font-variant-numeric:tabular-nums;overflow-wrap:anywhere}.n{text-align:right}"
        "tr.total td{font-weight:bold;border-top:1pt solid #000}dl{font-size:8pt;margin:8pt 0 0;"
        "display:grid;grid-template-columns:auto 1fr;gap:1pt 8pt}dd{margin:0;"
        "overflow-wrap:anywhere}</style><h1>" +
        html(manifest.title()) + "</h1><table><thead><tr>";
    for (const Column& column : report_.columns)
      out += cell("th", column, label(column, language_));
    return write_(out + "</tr></thead><tbody>\n");
  }
  bool add(const Row& row, bool total = false) {
    std::string out = total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i)
      out += cell("td", report_.columns[i], shown(report_.columns[i], row[i], language_));
    return write_(out + "</tr>\n");
  }
  void end(const std::vector<std::pair<std::string, std::string>>& lines) {
    std::string out = "</tbody></table><dl>";
    for (const auto& [name, text] : lines)
      out += "<dt>" + html(name) + "</dt><dd>" + html(text) + "</dd>";
    write_(out + "</dl></html>\n");
  }

 private:
  static std::string cell(const std::string& tag, const Column& column, std::string_view text) {
    const std::string begin = to_the_right(column) ? "<" + tag + " class=\"n\">" : "<" + tag + ">";
    return begin + html(text) + "</" + tag + ">";
  }
  const ReportKind& report_;
  const Language language_;
  const Write& write_;
};

}  // namespace

Result<void> write_file(const ReportKind& report, const View& view, const ReportRequest& request,
                        const projections::Scope& scope, ReportFormat format, Language language,
                        const Write& write) {
  KINTSUGI_TRY(Manifest manifest, Manifest::of(report, view, request, language));
  Totals totals(report);
  const bool print = format == ReportFormat::print;
  const TemporaryFile file(request.made_in);
  std::optional<Workbook> book;
  Page page(report, language, write);
  bool heard = !print || page.begin(manifest);
  if (!print) book.emplace(report, manifest, language, file.path());
  const auto ran = report.run(view, request, scope, [&](const Row& row) {
    manifest.add(row);
    totals.add(row);
    if (print) return heard = page.add(row);
    book->add(row);
    return true;
  });
  if (print) {
    if (!ran) return tl::unexpected(ran.error());
    if (heard && totals.any()) heard = page.add(totals.row(language), true);
    if (heard) page.end(manifest.lines());
    return {};
  }
  if (totals.any()) book->add(totals.row(language));
  book->add_manifest(manifest.lines());
  KINTSUGI_TRY_OK(book->close());
  if (!ran) return tl::unexpected(ran.error());
  return file.hand_on(write);
}

}  // namespace kintsugi::replay
