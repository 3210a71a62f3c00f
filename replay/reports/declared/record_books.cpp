#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& record_books() {
  static const Report report{
      .id = "record_books",
      .zh = "业务记录",
      .en = "Record books",
      .about_zh =
          "已完工工单按服务类型归档：安装、升级、维修、巡检、保养、测试、培训、投诉等各一册；"
          "已结案的投诉（CP-）归入投诉册，保密投诉除外。全部由工单和投诉得出，不另行登记。"
          "选服务类型即看一册。",
      .about_en =
          "Completed orders by kind of service: a book each of installations, upgrades, repairs, "
          "inspections, maintenance, tests, trainings and complaints; closed complaints (CP-) are "
          "in the book of complaints, without confidential ones. All of it follows from orders and "
          "complaints; a kind of service is one book.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .where = {"status=completed,followed_up,posted"},
      .parameters = {{"service_type", "service_type", {}},
                     {"customer", "customer", {}},
                     {"asset", "asset", {}},
                     {"brand", "brand", {}},
                     {"outlet", "outlet", {}},
                     {"from", "completed_at.from", {}},
                     {"until", "completed_at.until", {}}},
      .also = {{"complaints",
                {"status=closed", "confidential=false"},
                {{"order.service_type", "=complaint"},
                 {"service_type", "=complaint"},
                 {"order.completed_at", "closed_at"},
                 {"completed_at", "closed_at"},
                 {"order.outlet", "outlet"},
                 {"order.customer", "customer"},
                 {"order.technician", "accused_technician"},
                 {"technician", "accused_technician"}}}},
      .columns = {field("order.service_type"), field("id"), field("order.completed_at"),
                  field("order.outlet"), name_of("outlet", "outlet_name"),
                  field("order.customer"), name_of("customer", "customer_name"),
                  field("order.asset"), field("order.brand"), field("order.category"),
                  field("order.model"), field("order.serial"), field("order.technician"),
                  name_of("technician", "technician_name"), field("order.symptom"),
                  field("order.fault"), field("order.fault_code"), field("order.fault_cause"),
                  of_list(field("kind", "complaint_kind"), "complaints"),
                  of_list(labelled(field("order", "complaint_order"), "被投诉工单",
                                   "Order complained of"),
                          "complaints")},
      .chart = {.kind = ReportChart::Kind::share, .along = "service_type"}};
  return report;
}

}  // namespace kintsugi::replay
