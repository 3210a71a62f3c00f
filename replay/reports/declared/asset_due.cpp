#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& asset_due() {
  static const Report report{
      .id = "asset_due",
      .zh = "装置到期表",
      .en = "Machines due",
      .about_zh =
          "装置的保修截止、下次保养、下次巡检日期。选一个日期范围即得将到期或已过期的装置；"
          "不选则列出所有装置。",
      .about_en =
          "When warranty ends and when maintenance and inspection are due, by machine. A range of "
          "days gives those that come near, or are past.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "assets",
      .parameters = {{"brand", "brand", {}},
                     {"category", "category", {}},
                     {"customer", "customer", {}},
                     {"warranty_from", "warranty_until.from", {}},
                     {"warranty_until", "warranty_until.until", {}},
                     {"maintenance_from", "next_maintenance.from", {}},
                     {"maintenance_until", "next_maintenance.until", {}},
                     {"inspection_from", "next_inspection.from", {}},
                     {"inspection_until", "next_inspection.until", {}}},
      .columns = {field("id"), field("customer"), name_of("customer", "customer_name"),
                  field("brand"), field("category"), field("model"), field("serial"),
                  field("sold_on"), field("proof"), field("warranty_until"),
                  field("next_maintenance"), field("next_inspection")},
      .chart = {.kind = ReportChart::Kind::share, .along = "brand"}};
  return report;
}

}  // namespace kintsugi::replay
