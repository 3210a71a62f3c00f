#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& posted_corrections() {
  static const Report report{
      .id = "posted_corrections",
      .zh = "封帐后更正表",
      .en = "Corrections of posted orders",
      .about_zh = "计入日期在所选期间内、已批准的封帐后更正；已封帐的收费不变，更正计入批准当日。",
      .about_en =
          "What was approved in the period to be charged more or less than was posted. What was "
          "posted stays as it is; a correction counts on the day of its approval.",
      .readers = {"administrator", "auditor", "dispatcher", "accountant"},
      .list = "corrections",
      .where = {"status=approved"},
      .parameters = {{"outlet", "outlet", {}},
                     {"payer", "payer", {}},
                     {"from", "counts_on.from", {}},
                     {"until", "counts_on.until", {}}},
      .columns = {field("order"), field("number"), field("counts_on"), field("outlet"),
                  name_of("outlet", "outlet_name"), field("customer"),
                  name_of("customer", "customer_name"), field("brand"), field("service_type"),
                  field("item"), summed("amount", "amount"), field("payer"), field("by"),
                  name_of("by", "by_name"), field("decided_by"),
                  name_of("decided_by", "decided_by_name"), field("reason")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "item", .figures = {"amount"}}};
  return report;
}

}  // namespace kintsugi::replay
