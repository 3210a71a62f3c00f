// 服务单据: 安装单、维修单、投诉单, all of one series of numbers.

#include "replay/reports/declared.h"

namespace kintsugi::replay {

const Report& service_documents() {
  static const Report report{
      .id = "service_documents",
      .zh = "服务单据表",
      .en = "Service documents",
      .about_zh =
          "安装单、维修单、投诉单等全部单据，编号统一、互不重复；及其安装卡号、回单号和各环节时间。"
          "投诉（CP-）列在工单之后，保密投诉除外。",
      .about_en =
          "Every install, repair, complaint and other sheet, in one space of numbers, with its "
          "card, its slip and when it was filed and settled. Complaints (CP-) follow the orders, "
          "without confidential ones.",
      .readers = {"administrator", "auditor", "call_centre", "dispatcher", "accountant"},
      .list = "work_orders",
      .parameters = {{"outlet", "outlet", {}},
                     {"kind", "service_type", {}},
                     {"status", "status", {}},
                     {"from", "registered_at.from", {}},
                     {"until", "registered_at.until", {}}},
      .also = {{"complaints",
                {"confidential=false"},
                {{"order.service_type", "=complaint"},
                 {"service_type", "=complaint"},
                 {"order.status", ""},
                 {"status", ""},
                 {"order.outlet", "outlet"},
                 {"order.customer", "customer"},
                 {"order.posted_at", "closed_at"}}}},
      .columns = {field("id", "order"), field("order.service_type"),
                  labelled(field("order.status"), "工单状态", "Order's status"),
                  of_list(labelled(field("status", "complaint_status"), "投诉状态",
                                   "Complaint's status"),
                          "complaints"),
                  field("order.outlet"), name_of("order.outlet", "outlet_name"),
                  field("order.customer"), field("order.maker_number"),
                  field("order.install_card"), field("order.service_slip"),
                  field("registered_at"), field("paper_at"), field("cleared_at"),
                  field("reviewed_at"), field("order.posted_at")},
      .chart = {.kind = ReportChart::Kind::share, .along = "service_type"}};
  return report;
}

}  // namespace kintsugi::replay
