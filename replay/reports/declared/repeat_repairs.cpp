#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& repeat_repairs() {
  static const Report report{
      .id = "repeat_repairs",
      .zh = "二次维修表",
      .en = "Repeat repairs",
      .about_zh =
          "同一机号、同一故障在若干天内再次维修的每一次：上次工单与技术员、相隔天数。"
          "诊断代码相同即同一故障；没有代码的按故障组。"
          "默认 30 天，即法定“修复后应正常使用 30 天”。",
      .about_en =
          "Each repair of a machine whose same fault had been repaired less than so many full days "
          "before: by whom, and in which order. The same is what was diagnosed by the same code; "
          "without codes, what is of the same group. 30 where nobody says, the days that a "
          "repaired machine must work by law.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "asset_repairs",
      .where = {"repeat=true"},
      .parameters = {{"days", "days_since.until", "30"},
                     {"brand", "brand", {}},
                     {"category", "category", {}},
                     {"technician", "technician", {}},
                     {"from", "at.from", {}},
                     {"until", "at.until", {}}},
      .columns = {field("asset"), field("serial"), field("brand"), field("category"),
                  field("model"), field("customer"), name_of("customer", "customer_name"),
                  field("fault"), field("fault_code"), field("order"), field("at"),
                  field("technician"), name_of("technician", "technician_name"),
                  field("days_since"), field("previous_order"), field("previous_technician"),
                  name_of("previous_technician", "previous_technician_name")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "brand"}};
  return report;
}

}  // namespace kintsugi::replay
