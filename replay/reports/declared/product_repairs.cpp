#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& product_repairs() {
  static const Report report{
      .id = "product_repairs",
      .zh = "装置维修情况统计",
      .en = "Repairs by product",
      .about_zh =
          "按品牌、品类、型号统计登记时间在所选期间内的维修工单；完工含已回访与已封帐，"
          "未填型号的单列一行。",
      .about_en =
          "Repairs registered in the period, by brand, category and model; completed ones are "
          "those followed up or posted too; those without a model have a row of their own.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"service_type=repair"},
      .parameters = {{"brand", "brand", {}},
                     {"category", "category", {}},
                     {"outlet", "outlet", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {
          field("order.brand"), field("order.category"), field("order.model"),
          counted("repairs", "维修", "Repairs"),
          counted("critical", "紧急", "Critical", "severity=critical"),
          counted("completed", "已完工", "Completed", "status=completed,followed_up,posted"),
          counted("canceled", "已取消", "Canceled", "status=canceled"),
          computed("open", "未完工", "Open", ReportColumn::Formula::total,
                   {"+repairs", "-completed", "-canceled"}),
          computed("completion", "完工率", "Completion", ReportColumn::Formula::rate,
                   {"completed", "repairs"}),
          summed("reopenings", "order.reopenings"), summed("due", "due"), summed("paid", "paid")},
      .chart = {.kind = ReportChart::Kind::heat,
                .along = "brand",
                .across = "category",
                .figures = {"repairs"}}};
  return report;
}

}  // namespace kintsugi::replay
