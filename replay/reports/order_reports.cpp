#include "replay/reports/order_reports.h"

#include "projections/orders/orders.h"
#include "replay/reports/names.h"
#include "replay/reports/paging.h"

namespace kintsugi::replay {

using projections::PageRequest;
using projections::Scope;

const Column repair_status_columns[22] = {
    {"order", "工单", "Order", CellType::text, {}},
    {"registered_at", "登记时间", "Registered at", CellType::instant, {}},
    {"status", "状态", "Status", CellType::enumeration, "work_order_status"},
    {"service_type", "服务类型", "Service type", CellType::enumeration, "service_type"},
    {"severity", "严重程度", "Severity", CellType::enumeration, "severity"},
    {"outlet", "网点", "Outlet", CellType::text, {}},
    {"outlet_name", "网点名称", "Outlet name", CellType::text, {}},
    {"technician", "技术员", "Technician", CellType::text, {}},
    {"technician_name", "技术员姓名", "Technician name", CellType::text, {}},
    {"customer", "客户", "Customer", CellType::text, {}},
    {"contact", "联系人", "Contact", CellType::text, {}},
    {"phone", "电话", "Phone", CellType::text, {}},
    {"address", "地址", "Address", CellType::text, {}},
    {"brand", "品牌", "Brand", CellType::text, {}},
    {"category", "产品类别", "Product category", CellType::text, {}},
    {"model", "型号", "Model", CellType::text, {}},
    {"serial", "机号", "Serial number", CellType::text, {}},
    {"reported_at", "报完时间", "Work reported at", CellType::instant, {}},
    {"completed_at", "完工时间", "Completed at", CellType::instant, {}},
    {"due", "应收", "Due", CellType::money, {}},
    {"paid", "已收", "Paid", CellType::money, {}},
    {"changed_at", "最近变更", "Last changed at", CellType::instant, {}},
};
const std::string_view repair_status_parameters[5] = {"outlet", "status", "technician", "from",
                                                      "until"};

Result<std::string> run_repair_status(const View& view, const ReportRequest& request,
                                      const Scope& scope, const RowSink& sink) {
  KINTSUGI_TRY(const auto rows, view.rows("orders"));
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  Names names(*directory);
  projections::OrderFilter filter;
  filter.outlet = request.outlet;
  filter.technician = request.technician;
  filter.registered_from = request.from;
  filter.registered_until = request.until;
  if (!request.status.empty()) {
    filter.status = schema::parse_enum<schema::WorkOrderStatus>(request.status);
    if (!filter.status)
      return fail(ErrorKind::invalid, "report.bad_parameter",
                  "there is no order status " + request.status, "/status");
  }
  const auto write = [&](const schema::OrderRow& row) {
    const auto& order = row.order;
    return sink({row.id,
                 row.registered_at,
                 std::string(schema::name_of(order.status)),
                 std::string(schema::name_of(order.service_type)),
                 std::string(schema::name_of(order.severity)),
                 order.outlet,
                 names.of<schema::Outlet>(order.outlet),
                 order.technician,
                 names.of<schema::Technician>(order.technician),
                 order.customer,
                 order.contact,
                 order.phone,
                 order.address,
                 order.brand,
                 order.category,
                 order.model,
                 order.serial,
                 order.reported_at,
                 order.completed_at,
                 row.due,
                 row.paid,
                 row.changed_at});
  };
  return write_rows(
      request.page,
      [&](const PageRequest& page) { return list_orders(*rows, filter, scope, page); }, write);
}

}  // namespace kintsugi::replay
