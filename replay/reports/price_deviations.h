#pragma once
// 收费与用件例外表: charges above what tariffs say, and parts that are not for the machine.

#include "replay/reports/reports.h"

namespace kintsugi::replay {

extern const Column price_deviation_columns[17];
extern const std::string_view price_deviation_parameters[4];
// By order as the list of orders has them. Charges of the customer that
// stand or wait for approval, at a price set by hand; parts of another brand than the machine's.
Result<std::string> run_price_deviations(const View& view, const ReportRequest& request,
                                         const projections::Scope& scope, const RowSink& sink);

}  // namespace kintsugi::replay
