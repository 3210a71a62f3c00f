#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& exclusion_rate() {
  static const Report report{
      .id = "exclusion_rate",
      .zh = "保修除外率",
      .en = "Rate of exclusions",
      .about_zh =
          "按品牌、品类统计登记时间在所选期间内的维修工单：已评定保修期内的、已判定责任的、"
          "属于除外责任的，以及除外占已判定的比例。",
      .about_en =
          "Repairs registered in the period, by brand and category: found in warranty, with the "
          "cause classified, excluded; and the excluded as a part of those classified.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"service_type=repair"},
      .parameters = {{"brand", "brand", {}},
                     {"category", "category", {}},
                     {"outlet", "outlet", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .grouped = true,
      .columns = {field("order.brand"), field("order.category"),
                  counted("repairs", "维修", "Repairs"),
                  counted("in_term", "保修期内", "In warranty",
                          "order.warranty.warranty_stage=in_term"),
                  counted("products", "产品质量", "The product's own",
                          "order.warranty.cause_class=product"),
                  counted("excluded", "除外责任", "Excluded", "order.warranty.excluded=true"),
                  computed("classified", "已判定", "Classified", ReportColumn::Formula::total,
                           {"+products", "+excluded"}),
                  computed("rate", "除外率", "Rate", ReportColumn::Formula::rate,
                           {"excluded", "classified"})},
      .chart = {.kind = ReportChart::Kind::heat,
                .along = "brand",
                .across = "category",
                .figures = {"excluded"}}};
  return report;
}

}  // namespace kintsugi::replay
