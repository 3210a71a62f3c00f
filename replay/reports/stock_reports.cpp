#include "replay/reports/stock_reports.h"

#include "projections/inventory/inventory.h"
#include "replay/reports/names.h"
#include "replay/reports/paging.h"
#include "schema/outlet.h"
#include "schema/part_state.h"
#include "schema/rows_inventory_state.h"
#include "schema/technician_state.h"
#include "schema/warehouse.h"

namespace kintsugi::replay {

using projections::PageRequest;
using projections::Scope;

const Column stock_summary_columns[9] = {
    {"part", "备件", "Part", CellType::text, {}},
    {"part_name", "备件名称", "Part name", CellType::text, {}},
    {"condition", "备件状态", "Condition", CellType::enumeration, "part_condition"},
    {"warehouses", "库房数", "Warehouses", CellType::integer, {}},
    {"on_hand", "在库", "On hand", CellType::quantity, {}},
    {"reserved", "已预留", "Reserved", CellType::quantity, {}},
    {"available", "可用", "Available", CellType::quantity, {}},
    {"in_custody", "技术员持有", "With technicians", CellType::quantity, {}},
    {"total", "合计", "Total", CellType::quantity, {}},
};
const std::string_view stock_summary_parameters[2] = {"outlet", "part"};

const Column part_movements_columns[16] = {
    {"technician", "技术员", "Technician", CellType::text, {}},
    {"technician_name", "技术员姓名", "Technician name", CellType::text, {}},
    {"outlet", "网点", "Outlet", CellType::text, {}},
    {"part", "备件", "Part", CellType::text, {}},
    {"part_name", "备件名称", "Part name", CellType::text, {}},
    {"condition", "备件状态", "Condition", CellType::enumeration, "part_condition"},
    {"line", "行号", "Line", CellType::integer, {}},
    {"at", "时间", "At", CellType::instant, {}},
    {"movement", "类型", "Movement", CellType::enumeration, "movement"},
    {"quantity", "数量", "Quantity", CellType::quantity, {}},
    {"balance", "结存", "Balance", CellType::quantity, {}},
    {"order", "工单", "Order", CellType::text, {}},
    {"request", "配件申请", "Part request", CellType::text, {}},
    {"counterparty", "对方", "Other place", CellType::text, {}},
    {"operator", "操作员", "Operator", CellType::text, {}},
    {"position", "位置", "Position", CellType::position, {}},
};
const std::string_view part_movements_parameters[5] = {"outlet", "technician", "part", "from",
                                                       "until"};

namespace {

std::string text(auto value) { return std::string(schema::name_of(value)); }

}  // namespace

Result<std::string> run_stock_summary(const View& view, const ReportRequest& request,
                                      const Scope& scope, const RowSink& sink) {
  KINTSUGI_TRY(const auto rows, view.rows("inventory"));
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  Names names(*directory);
  const Scope asked = narrowed(scope, request.outlet);
  return write_rows(
      request.page,
      [&](const PageRequest& page) { return list_stock_sums(*rows, request.part, asked, page); },
      [&](const projections::StockSum& sum) {
        return sink({sum.part, names.of<schema::Part>(sum.part), text(sum.condition),
                     sum.warehouses, sum.on_hand, sum.reserved, sum.on_hand - sum.reserved,
                     sum.in_custody, sum.on_hand + sum.in_custody});
      });
}

Result<std::string> run_part_movements(const View& view, const ReportRequest& request,
                                       const Scope& scope, const RowSink& sink) {
  KINTSUGI_TRY(const auto rows, view.rows("inventory"));
  KINTSUGI_TRY(const auto directory, view.rows("directory"));
  Names names(*directory);
  projections::CardOf card{projections::CardOf::Place::technician, request.technician, false, {}};
  card.wanted = [&](const schema::LedgerRow& row) {
    const auto at = instant_from_ms(row.at);
    return (request.part.empty() || row.part == request.part) &&
           (!request.from || at >= *request.from) && (!request.until || at < *request.until);
  };
  const Scope asked = narrowed(scope, request.outlet);
  return write_rows(
      request.page, [&](const PageRequest& page) { return list_ledger(*rows, card, asked, page); },
      [&](const schema::LedgerRow& row) {
        return sink({row.technician, names.of<schema::Technician>(row.technician), row.outlet,
                     row.part, names.of<schema::Part>(row.part), text(row.condition), row.line,
                     row.at, text(row.movement), row.quantity, row.balance, row.order, row.request,
                     row.counterparty, row.operator_, row.position});
      });
}

}  // namespace kintsugi::replay
