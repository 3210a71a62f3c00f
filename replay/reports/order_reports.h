#pragma once
// 报修状态表: every order and where it stands, newest registration first.

#include "replay/reports/reports.h"

namespace kintsugi::replay {

extern const Column repair_status_columns[22];
extern const std::string_view repair_status_parameters[5];
Result<std::string> run_repair_status(const View& view, const ReportRequest& request,
                                      const projections::Scope& scope, const RowSink& sink);

}  // namespace kintsugi::replay
