#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& repair_status() {
  static const Report report{
      .id = "repair_status",
      .zh = "报修状态表",
      .en = "Repair status",
      .about_zh = "每张工单及其当前状态，登记时间新的在前；应收、已收为用户承担部分。",
      .about_en =
          "Every order and where it stands, newest registration first; due and paid are the "
          "customer's.",
      .readers = {"administrator", "auditor", "call_centre",
                  "dispatcher", "store_keeper", "accountant"},
      .own = true,
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"status", "status", {}},
                     {"technician", "technician", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .columns = {
          labelled(field("id", "order"), "工单", "Order"),
          field("registered_at"),
          field("order.status"),
          field("order.service_type"),
          field("order.severity"),
          field("order.outlet"),
          labelled(name_of("order.outlet", "outlet_name"), "网点名称", "Outlet name"),
          labelled(field("order.technician"), "技术员", "Technician"),
          labelled(name_of("order.technician", "technician_name"), "技术员姓名", "Technician name"),
          field("order.customer"),
          field("order.contact"),
          field("order.phone"),
          field("order.address"),
          field("order.brand"),
          field("order.category"),
          field("order.model"),
          field("order.serial"),
          labelled(field("order.reported_at"), "报完时间", "Work reported at"),
          field("order.completed_at"),
          labelled(field("due"), "应收", "Due"),
          labelled(field("paid"), "已收", "Paid"),
          field("changed_at")},
      .chart = {.kind = ReportChart::Kind::share, .along = "status"}};
  return report;
}

}  // namespace kintsugi::replay
