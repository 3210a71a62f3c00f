#pragma once
// 安装工工资汇总表, 操作日志.

#include "replay/reports/reports.h"

namespace kintsugi::replay {

extern const Column installer_wages_columns[10];
extern const std::string_view installer_wages_parameters[3];
// By month, outlet, technician.
Result<std::string> run_installer_wages(const View& view, const ReportRequest& request,
                                        const projections::Scope& scope, const RowSink& sink);

extern const Column operation_log_columns[13];
extern const std::string_view operation_log_parameters[3];
// Every command that counted, refused ones included, in the order of the log.
Result<std::string> run_operation_log(const View& view, const ReportRequest& request,
                                      const projections::Scope& scope, const RowSink& sink);

}  // namespace kintsugi::replay
