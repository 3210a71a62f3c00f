#include "replay/reports/chart.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/money/money.h"
#include "replay/reports/ready.h"

namespace kintsugi::replay {
namespace {

using declared::Ready;
using projections::Scope;
using Kind = ReportChart::Kind;

// What one mark shows of one figure.
struct Added {
  std::int64_t total = 0;
  std::int64_t rows = 0;

  Result<void> add(std::int64_t more, std::int64_t counted) {
    KINTSUGI_TRY(total, core::money::add(total, more));
    rows += counted;
    return {};
  }
  Cell cell(bool mean) const {
    if (rows == 0) return {};
    return mean ? total / rows : total;
  }
};

struct Tally {
  std::string name;
  std::vector<Added> sums;  // a figure each
};
using MarkKey = std::pair<Cell, Cell>;  // along, across
using Marks = std::map<MarkKey, Tally>;

// Of a declaration whose columns were found.
struct Places {
  std::size_t along = 0, across = 0, named = 0;
  std::vector<std::size_t> figures;  // none: rows are counted
};

Places places_of(const Ready& what) {
  const ReportChart& chart = what.report().chart;
  Places out{what.index_of(chart.along), what.index_of(chart.across), what.index_of(chart.named),
             {}};
  for (std::string_view figure : chart.figures) out.figures.push_back(what.index_of(figure));
  return out;
}

Result<void> add_row(Marks& marks, const Places& places, const Row& row) {
  const Cell across = places.across < row.size() ? row[places.across] : Cell();
  Tally& mark = marks[{row[places.along], across}];
  mark.sums.resize(std::max<std::size_t>(1, places.figures.size()));
  if (places.named < row.size()) mark.name = declared::text_of(row[places.named]);
  if (places.figures.empty()) return mark.sums[0].add(1, 1);
  for (std::size_t i = 0; i < places.figures.size(); ++i)
    if (const auto* number = std::get_if<std::int64_t>(&row[places.figures[i]]))
      KINTSUGI_TRY_OK(mark.sums[i].add(*number, 1));
  return {};
}

// Of many marks, all after the largest become one; of a line those before the last go.
Result<ChartFigures> figures_of(const ReportChart& chart, Marks marks) {
  std::vector<std::pair<MarkKey, Tally>> order(marks.begin(), marks.end());
  ChartFigures out;
  if (chart.kind == Kind::line) {
    if (order.size() > chart_line_marks_max)
      order.erase(order.begin(), order.end() - chart_line_marks_max);
  } else {
    std::stable_sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
      return b.second.sums[0].cell(chart.mean) < a.second.sums[0].cell(chart.mean);
    });
    while (order.size() > chart_marks_max) {
      out.rest = true;
      const Tally last = std::move(order.back().second);
      order.pop_back();
      Tally& rest = order.back().second;
      for (std::size_t i = 0; i < rest.sums.size(); ++i)
        KINTSUGI_TRY_OK(rest.sums[i].add(last.sums[i].total, last.sums[i].rows));
    }
    if (out.rest) order.back().first = {}, order.back().second.name.clear();
  }
  out.values.resize(order.empty() ? 0 : order[0].second.sums.size());
  for (const auto& [key, mark] : order) {
    out.marks.push_back({key.first, mark.name});
    for (std::size_t i = 0; i < mark.sums.size(); ++i)
      out.values[i].push_back(mark.sums[i].cell(chart.mean));
  }
  return out;
}

ChartFigures heat_of(const ReportChart& chart, const Marks& marks) {
  std::set<Cell> along, across;
  for (const auto& [key, mark] : marks) along.insert(key.first), across.insert(key.second);
  ChartFigures out;
  for (const Cell& cell : along) out.marks.push_back({cell, {}});
  for (const Cell& cell : across) {
    out.across.push_back({cell, {}});
    auto& line = out.values.emplace_back();
    for (const ChartMark& mark : out.marks) {
      const auto found = marks.find({mark.value, cell});
      line.push_back(found == marks.end() ? Cell() : found->second.sums[0].cell(chart.mean));
    }
  }
  return out;
}

}  // namespace

Result<ChartFigures> chart_figures(const Report& report, const View& view,
                                   const ReportRequest& request, const Scope& scope) {
  const Ready& what = declared::ready(report);
  const Places places = places_of(what);
  Marks marks;
  Result<void> broken;
  ReportRequest whole = request;
  whole.page = {SIZE_MAX, {}};
  const ReportKind* kind = find_report(report.id);
  KINTSUGI_TRY_OK(kind->run(view, whole, scope, [&](const Row& row, std::string_view) {
    broken = add_row(marks, places, row);
    return broken.has_value();
  }));
  KINTSUGI_TRY_OK(broken);
  if (report.chart.kind == Kind::heat) return heat_of(report.chart, marks);
  return figures_of(report.chart, std::move(marks));
}

}  // namespace kintsugi::replay
