#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& warranty_coverage() {
  using enum ReportColumn::Formula;
  static const Report report{
      .id = "warranty_coverage",
      .zh = "保修覆盖统计",
      .en = "Coverage by warranties",
      .about_zh =
          "按品牌、品类统计登记时间在所选期间内的维修工单处于保修的哪个阶段，以及保修期内的占已评定的比例。",
      .about_en =
          "Repairs registered in the period, by brand and category: at which stage of the warranty "
          "their machines were, and those in warranty as a part of those looked at.",
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
          field("order.brand"), field("order.category"), counted("repairs", "维修", "Repairs"),
          counted("in_term", "保修期内", "In warranty", "order.warranty.warranty_stage=in_term"),
          counted("out_of_term", "保修期外", "Out of warranty",
                  "order.warranty.warranty_stage=out_of_term"),
          counted("unproven", "凭证不全", "Unproven", "order.warranty.warranty_stage=unproven"),
          counted("not_begun", "尚未起算", "Not begun", "order.warranty.warranty_stage=not_begun"),
          counted("no_policy", "无适用政策", "No policy fits",
                  "order.warranty.warranty_stage=no_policy"),
          counted("unseen", "未评定", "Not looked at", "order.warranty.warranty_stage=none"),
          computed("seen", "已评定", "Looked at", total, {"+repairs", "-unseen"}),
          computed("share_in_term", "保修期内占比", "Share in warranty", rate, {"in_term", "seen"})},
      .chart = {.kind = ReportChart::Kind::heat,
                .along = "brand",
                .across = "category",
                .figures = {"in_term"}}};
  return report;
}

}  // namespace kintsugi::replay
