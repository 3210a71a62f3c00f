#pragma once
// What a suspension begins with: what is open at the technician or outlet, a line each, so that
// whoever plans need not look it up. Reads rows; any thread.

#include <string_view>
#include <vector>

#include "api/http/reading/possible.h"
#include "api/http/reading/rows_at.h"
#include "projections/runner/scope.h"

namespace kintsugi::api {

// Adds the `plan` to those of `possible` that suspend the thing: of a technician each booking that
// he leads, to be finished where it is under way, else given back; of an outlet each open order:
// it stays where a visit is under way, else goes to the outlet above where that is active and has
// the brand.
// As far as `scope` sees; as many as a plan may have. Errors: those of reading rows.
Result<void> fill_plans(std::string_view thing, std::string_view id, RowsAt& rows,
                        const projections::Scope& scope, std::vector<Possible>& possible);

}  // namespace kintsugi::api
