#pragma once
// 库存汇总表, 领返备件表.

#include "replay/reports/reports.h"

namespace kintsugi::replay {

extern const Column stock_summary_columns[9];
extern const std::string_view stock_summary_parameters[2];
// By part and condition, over all warehouses and technicians of the scope.
Result<std::string> run_stock_summary(const View& view, const ReportRequest& request,
                                      const projections::Scope& scope, const RowSink& sink);

extern const Column part_movements_columns[16];
extern const std::string_view part_movements_parameters[5];
// What technicians took, used, handed back and lost; by technician, part, condition, line.
Result<std::string> run_part_movements(const View& view, const ReportRequest& request,
                                       const projections::Scope& scope, const RowSink& sink);

}  // namespace kintsugi::replay
