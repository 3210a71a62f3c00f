#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& fault_statistics() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "fault_statistics",
      .zh = "故障统计",
      .en = "Faults",
      .about_zh =
          "按品牌、品类、故障代码和故障现象统计登记时间在所选期间内的维修工单，不含已取消的；"
          "尚未诊断的单列一行。",
      .about_en =
          "Repairs registered in the period, by brand, category, fault code and fault, without "
          "those that were canceled; what is not diagnosed yet has a row of its own.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"service_type=repair",
                "status=registered,assigned,scheduled,accepted,traveling,in_progress,on_hold,"
                "work_reported,completed,followed_up,posted"},
      .parameters = {{"brand", "brand", {}},
                     {"category", "category", {}},
                     {"fault_code", "fault_code", {}},
                     {"outlet", "outlet", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {
          field("order.brand"), field("order.category"), field("order.fault_code"),
          looked_up("fault_name", "order.fault_code", "fault_codes", "name"),
          looked_up("fault_english", "order.fault_code", "fault_codes", "english"),
          field("order.fault"), counted("repairs", "维修", "Repairs"),
          counted("completed", "已完工", "Completed", "status=completed,followed_up,posted"),
          computed("completion", "完工率", "Completion", rate, {"completed", "repairs"}),
          summed("reopenings", "order.reopenings"),
          summed("due", "due")},
      .chart = {.kind = ReportChart::Kind::heat,
                .along = "fault_code",
                .across = "brand",
                .figures = {"repairs"}}};
  return report;
}

}  // namespace kintsugi::replay
