#include "replay/reports/reports.h"

#include "replay/reports/order_reports.h"
#include "replay/reports/people_reports.h"
#include "replay/reports/stock_reports.h"

namespace kintsugi::replay {

std::span<const ReportKind> all_reports() {
  static const ReportKind all[] = {
      {"repair_status", "报修状态表", "Repair status", repair_status_columns,
       repair_status_parameters, run_repair_status},
      {"stock_detail", "库存明细表", "Stock, item by item", stock_detail_columns,
       stock_detail_parameters, run_stock_detail},
      {"stock_summary", "库存汇总表", "Stock, by part", stock_summary_columns,
       stock_summary_parameters, run_stock_summary},
      {"part_movements", "领返备件表", "Parts taken and returned", part_movements_columns,
       part_movements_parameters, run_part_movements},
      {"installer_wages", "安装工工资汇总表", "Wages of technicians", installer_wages_columns,
       installer_wages_parameters, run_installer_wages},
      {"operation_log", "操作日志", "Operation log", operation_log_columns,
       operation_log_parameters, run_operation_log},
  };
  return all;
}

const ReportKind* find_report(std::string_view id) {
  for (const auto& report : all_reports())
    if (report.id == id || report.zh == id) return &report;
  return nullptr;
}

}  // namespace kintsugi::replay
