#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& repair_charges() {
  static const Report report{
      .id = "repair_charges",
      .zh = "报修收费表",
      .en = "Charges of repairs",
      .about_zh = "工单上登记的每一条收费，含待审批的；金额为登记时价目表版本的单价乘以数量。",
      .about_en =
          "Each charge of each order, pending ones too; amounts are quantity times the unit "
          "price of the tariff version in force when it was added.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "charges",
      .parameters = {{"outlet", "outlet", {}},
                     {"technician", "technician", {}},
                     {"status", "status", {}},
                     {"payer", "payer", {}},
                     {"source", "source", {}},
                     {"basis", "basis", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .columns = {field("order"),
                  field("registered_at"),
                  field("outlet"),
                  name_of("outlet", "outlet_name"),
                  field("technician"),
                  name_of("technician", "technician_name"),
                  field("customer"),
                  name_of("customer", "customer_name"),
                  field("brand"),
                  field("service_type"),
                  field("source"),
                  field("line"),
                  field("item"),
                  field("basis"),
                  field("quantity"),
                  field("unit_price"),
                  summed("amount", "amount"),
                  field("payer"),
                  field("status"),
                  field("tariff"),
                  field("tariff_version"),
                  field("by"),
                  name_of("by", "by_name"),
                  field("reason")},
      .chart = {.kind = ReportChart::Kind::bar, .along = "item", .figures = {"amount"}}};
  return report;
}

}  // namespace kintsugi::replay
