#pragma once
// The picture that a report declares, as figures: all its rows under what was asked, added up by
// the column that the picture goes along. The table below it is the report itself.

#include <string>
#include <vector>

#include "replay/reports/declared.h"

namespace kintsugi::replay {

// So many marks at most; of more, those after the largest are one, the rest. A line keeps its
// marks, the last so many.
inline constexpr std::size_t chart_marks_max = 24;
inline constexpr std::size_t chart_line_marks_max = 400;

struct ChartMark {
  Cell value;        // of the column along which it goes
  std::string name;  // beside it; empty: the value says it itself
};

struct ChartFigures {
  std::vector<ChartMark> marks;   // the largest first; of a line and heat in order
  std::vector<ChartMark> across;  // of heat: its rows, in order
  // A line a figure, of heat a line a row of it; a number a mark. Nothing where there is nothing.
  std::vector<std::vector<Cell>> values;
  bool rest = false;  // the last mark is the rest
};

// Of a report that declares a chart. Errors: those of a run; refused "money.overflow".
Result<ChartFigures> chart_figures(const Report& report, const View& view,
                                   const ReportRequest& request, const projections::Scope& scope);

}  // namespace kintsugi::replay
