#include "replay/reports/totals.h"

#include <algorithm>

#include "core/money/money.h"

namespace kintsugi::replay {

Totals::Totals(const ReportKind& report) : report_(report), sums_(report.columns.size()) {
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    if (!report.columns[i].adds) continue;
    any_ = true;
    sums_[i] = std::int64_t{0};
  }
}

void Totals::add(const Row& row) {
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const auto* more = std::get_if<std::int64_t>(&row[i]);
    auto* sum = std::get_if<std::int64_t>(&sums_[i]);
    if (more == nullptr || sum == nullptr) continue;
    if (const auto total = core::money::add(*sum, *more)) {
      *sum = *total;
    } else {
      sums_[i] = std::string("∞");  // more than can be counted: said, not wrapped
    }
  }
}

Row Totals::row(Language language) const {
  Row out = sums_;
  const auto first = std::find_if(report_.columns.begin(), report_.columns.end(),
                                  [](const Column& column) { return !column.adds; });
  if (first != report_.columns.end())
    out[static_cast<std::size_t>(first - report_.columns.begin())] =
        std::string(language == Language::zh ? "合计" : "Total");
  return out;
}

}  // namespace kintsugi::replay
