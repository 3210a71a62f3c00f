#pragma once
// 操作日志.

#include "replay/reports/reports.h"

namespace kintsugi::replay {

extern const Column operation_log_columns[13];
extern const std::string_view operation_log_parameters[8];
// Every command that counted, refused ones included, in the order of the log.
Result<std::string> run_operation_log(const View& view, const ReportRequest& request,
                                      const projections::Scope& scope, const RowSink& sink);

}  // namespace kintsugi::replay
