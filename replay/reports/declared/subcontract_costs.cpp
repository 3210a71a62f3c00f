// 外委费用表.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& subcontract_costs() {
  static const Report report{
      .id = "subcontract_costs",
      .zh = "外委费用表",
      .en = "Subcontract costs",
      .about_zh =
          "完成时间在所选期间内的外委：受托单位、批准人、预计与实际费用及差额。更正过的费用按更正后；"
          "一张工单多次外委的，每次一行。",
      .about_en =
          "Work that third parties did in the period: who, who approved it, what was expected, "
          "what it cost, and the difference. A cost that was corrected counts as corrected; an "
          "order has a row for each time.",
      .readers = {"administrator", "auditor", "dispatcher", "accountant"},
      .list = "subcontracted_work",
      .parameters = {{"outlet", "outlet", {}},
                     {"contractor", "contractor", {}},
                     {"from", "done_at.from", {}},
                     {"until", "done_at.until", {}}},
      .columns = {field("order"), field("outlet"), name_of("outlet", "outlet_name"),
                  field("contractor"), field("requested_at"), field("done_at"),
                  field("cost_expected"), field("cost"),
                  computed("difference", "超出预计", "Above what was expected",
                           ReportColumn::Formula::total, {"+cost", "-cost_expected"}),
                  field("invoice"), field("requested_by"),
                  name_of("requested_by", "requested_by_name"), field("decided_by"),
                  name_of("decided_by", "decided_by_name"), field("reason")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"cost_expected", "cost"}}};
  return report;
}

}  // namespace kintsugi::replay
