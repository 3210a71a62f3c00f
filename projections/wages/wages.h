#pragma once
// What technicians earned: lines with the rule version that made them, sheets per month, and the
// runs.

#include <string>

#include "projections/runner/projection.h"
#include "projections/runner/scope.h"
#include "schema/rows_wages_state.h"

namespace kintsugi::projections {

const ProjectionKind& wages_projection();

struct WageFilter {
  std::string outlet;
  std::string period;  // "2026-03"; needs no outlet
  std::string technician;
};
// All by period, outlet, technician; lines then by day and order.
Result<Page<schema::WageLineRow>> list_wage_lines(const RowReader& rows, const WageFilter& filter,
                                                  const Scope& scope, const PageRequest& page);
Result<Page<schema::WageSheetRow>> list_wage_sheets(const RowReader& rows, const WageFilter& filter,
                                                    const Scope& scope, const PageRequest& page);
Result<Page<schema::WageRunRow>> list_wage_runs(const RowReader& rows, const WageFilter& filter,
                                                const Scope& scope, const PageRequest& page);

}  // namespace kintsugi::projections
