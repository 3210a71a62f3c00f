#include "replay/reports/arranged.h"

#include <unicode/coll.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

#include "events/base/check.h"

namespace kintsugi::replay {
namespace {

using projections::Scope;

constexpr std::size_t key_octets_max = 4096;  // of a text, as a key by which it is sorted

// A report whose columns are chosen from those of another.
struct Arranged {
  ReportKind of;
  std::vector<std::size_t> chosen;  // of its columns
  std::vector<Column> columns;      // these
  std::optional<std::size_t> by;    // of its columns
  bool descending = false;

  Row shown(const Row& row) const {
    Row out;
    out.reserve(chosen.size());
    for (const std::size_t at : chosen) out.push_back(row[at]);
    return out;
  }
};

// How people of China sort, after ICU: the same as the console does it.
const icu::Collator& collator() {
  static const std::unique_ptr<icu::Collator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Collator> one(icu::Collator::createInstance(icu::Locale("zh"), status));
    if (one) one->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, status);
    KINTSUGI_CHECK(one && U_SUCCESS(status), "ICU's data has the order of Chinese");
    return one;
  }();
  return *made;
}

// Octets that stand in the order of the texts.
std::string key_of(std::string_view text) {
  std::uint8_t key[key_octets_max];
  const auto whole = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  const auto size = collator().getSortKey(whole, key, sizeof key);
  return {reinterpret_cast<const char*>(key),
          std::min(static_cast<std::size_t>(size), sizeof key)};
}

struct Sorted {
  Cell key;  // nothing, a number, or a text's key
  Row row;
  std::string id;
};

Cell key_of(const Cell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  if (text == nullptr) return cell;
  return text->empty() ? Cell() : Cell(key_of(std::string_view(*text)));
}

Result<std::vector<Sorted>> sorted_rows(const Arranged& how, const View& view,
                                        ReportRequest request, const Scope& scope) {
  request.page = {SIZE_MAX, {}};
  std::vector<Sorted> rows;
  bool fits = true;
  KINTSUGI_TRY_OK(how.of.run(view, request, scope, [&](const Row& row, std::string_view id) {
    fits = rows.size() < arranged_rows_max;
    if (fits) rows.push_back({key_of(row[*how.by]), how.shown(row), std::string(id)});
    return fits;
  }));
  if (!fits) {
    return fail(ErrorKind::refused, "report.too_many_rows",
                "more than " + std::to_string(arranged_rows_max) + " rows; ask for fewer");
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const Sorted& a, const Sorted& b) {
    return how.descending ? b.key < a.key : a.key < b.key;
  });
  return rows;
}

Result<std::string> run_sorted(const Arranged& how, const View& view, const ReportRequest& request,
                               const Scope& scope, const RowSink& sink) {
  KINTSUGI_TRY(const auto rows, sorted_rows(how, view, request, scope));
  std::size_t at = 0;
  std::from_chars(request.page.after.data(),
                  request.page.after.data() + request.page.after.size(), at);
  for (std::size_t shown = 0; at < rows.size(); ++at, ++shown) {
    if (shown == request.page.limit) return std::to_string(at);
    if (!sink(rows[at].row, rows[at].id)) return std::string();
  }
  return std::string();
}

Result<std::size_t> column_of(const ReportKind& report, std::string_view id) {
  const auto found = std::find_if(report.columns.begin(), report.columns.end(),
                                  [&](const Column& one) { return one.id == id; });
  if (found != report.columns.end())
    return static_cast<std::size_t>(found - report.columns.begin());
  return fail(ErrorKind::invalid, "request.bad_parameter",
              "the report " + std::string(report.id) + " has no column " + std::string(id));
}

}  // namespace

Result<ReportKind> arranged(const ReportKind& report, std::string_view columns,
                            std::string_view sort) {
  const auto how = std::make_shared<Arranged>();
  how->of = report;
  for (std::size_t i = 0; columns.empty() && i < report.columns.size(); ++i)
    how->chosen.push_back(i);
  while (!columns.empty()) {
    const auto end = std::min(columns.find(','), columns.size());
    KINTSUGI_TRY(const std::size_t at, column_of(report, columns.substr(0, end)));
    how->chosen.push_back(at);
    columns.remove_prefix(std::min(end + 1, columns.size()));
  }
  for (const std::size_t at : how->chosen) how->columns.push_back(report.columns[at]);
  how->descending = sort.starts_with('-');
  if (!sort.empty()) {
    KINTSUGI_TRY(how->by, column_of(report, sort.substr(how->descending ? 1 : 0)));
  }
  ReportKind out = report;
  out.columns = how->columns;
  out.run = [how](const View& view, const ReportRequest& request, const Scope& scope,
                  const RowSink& sink) {
    if (how->by) return run_sorted(*how, view, request, scope, sink);
    return how->of.run(view, request, scope, [&](const Row& row, std::string_view id) {
      return sink(how->shown(row), id);
    });
  };
  return out;
}

Result<ReportKind> arranged(const ReportKind& report, const ReportRequest& request) {
  const std::string columns = request.named("columns", ""), sort = request.named("sort", "");
  if (columns.empty() && sort.empty()) return report;
  return arranged(report, columns, sort);
}

}  // namespace kintsugi::replay
