// A grouped report over a list that holds fields beside its rows asks for none but those, whatever
// its parameters: it reads no row.

#include <gtest/gtest.h>

#include <algorithm>

#include "projections/lists/held.h"
#include "replay/reports/ready.h"

namespace kintsugi::tests {
namespace {

namespace lists = projections::lists;

std::string_view name_in(std::string_view condition) {
  for (const std::string_view end : {"=", ".from", ".until"})
    condition = condition.substr(0, std::min(condition.size(), condition.find(end)));
  return condition;
}

TEST(HeldReports, ReadNoRow) {
  std::size_t reports = 0;
  for (const replay::Report* report : replay::declared_reports()) {
    const lists::List& list = *lists::find(report->list);
    if (!report->grouped || list.held_fields.empty()) continue;
    // What gathers reads whole lists beside it, by which row each of their items is of.
    using Is = replay::ReportColumn::Is;
    const auto gathers = [](const auto& one) { return one.is == Is::gathered; };
    if (std::any_of(report->columns.begin(), report->columns.end(), gathers)) continue;
    ++reports;
    const auto looked_at = replay::declared::ready(*report).looked_at(0);
    std::vector<lists::FieldPath> fields(looked_at.begin(), looked_at.end());
    for (const std::string_view where : report->where)
      fields.push_back(*list.field(name_in(where)));
    for (const replay::ReportParameter& one : report->parameters)
      fields.push_back(*list.field(name_in(one.condition)));
    for (const auto* whose : {&list.owner, &list.own, &list.hidden_from})
      if (*whose) fields.push_back(**whose);
    for (const lists::FieldPath& field : fields)
      EXPECT_TRUE(lists::holds_all(list, std::span(&field, 1)))
          << report->id << " looks at " << field.name();
  }
  EXPECT_GE(reports, 11u);
}

}  // namespace
}  // namespace kintsugi::tests
