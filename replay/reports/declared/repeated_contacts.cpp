#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& repeated_contacts() {
  static const Report report{
      .id = "repeated_contacts",
      .zh = "多次来访工单",
      .en = "Repeated contacts",
      .about_zh = "用户来访两次及以上的工单，按登记时间。",
      .about_en = "Orders about which the customer was in contact twice or more.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher"},
      .list = "work_orders",
      .where = {"contacts.from=2"},
      .parameters = {{"outlet", "outlet", {}},
                     {"status", "status", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .columns = {field("id", "order"), field("order.outlet"),
                  name_of("order.outlet", "outlet_name"), field("order.service_type"),
                  field("order.status"), field("order.severity"), field("order.brand"),
                  field("order.serial"), field("order.contacts"), field("registered_at"),
                  field("order.completed_at")},
      .chart = {.kind = ReportChart::Kind::bar,
                .along = "outlet",
                .named = "outlet_name",
                .figures = {"contacts"}}};
  return report;
}

}  // namespace kintsugi::replay
