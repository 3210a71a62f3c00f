#pragma once
// What orders bring in and what they cost, in columns: of the reports about margins.

#include <vector>

#include "replay/reports/declared.h"

namespace kintsugi::replay {

// A report of orders, with these columns behind its own.
inline Report with_margins(Report report) {
  const auto total = ReportColumn::Formula::total;
  const auto charged = [](std::string_view id, std::string_view zh, std::string_view en,
                          std::string_view where) {
    return gathered(id, zh, en, "id", "charges", "order", "amount", where);
  };
  const std::vector<ReportColumn> columns{
      charged("from_customer", "用户收费", "Charged to customers",
              "status=agreed&payer=customer"),
      charged("from_maker", "厂家收费", "Charged to makers",
              "status=agreed&payer=manufacturer"),
      gathered("corrected", "封帐后更正", "Corrections after posting", "id", "corrections",
               "order", "amount", "status=approved&payer=customer,manufacturer"),
      computed("income", "收入", "Income", total,
               {"+from_customer", "+from_maker", "+corrected"}),
      gathered("parts_cost", "用件成本", "Cost of parts", "id", "used_parts", "order", "cost",
               "withdrawn=false"),
      gathered("wages", "工资", "Wages", "id", "wage_lines", "order", "amount"),
      gathered("subcontracted", "外委费用", "Third parties", "id", "subcontracted_work",
               "order", "cost"),
      computed("cost", "成本", "Cost", total, {"+parts_cost", "+wages", "+subcontracted"}),
      computed("margin", "毛利", "Margin", total, {"+income", "-cost"}),
      computed("margin_rate", "毛利率", "Margin rate", ReportColumn::Formula::rate,
               {"margin", "income"})};
  report.columns.insert(report.columns.end(), columns.begin(), columns.end());
  return report;
}

}  // namespace kintsugi::replay
