#pragma once
// Names of what an answer refers to, beside it. One thread.

#include <string>

#include "api/http/reading/rows_at.h"
#include "projections/lists/item_json.h"

namespace kintsugi::api {

// {"outlet":{"O-1":"上海"}}: by kind and id, of those that have a name, as of the moment of `rows`.
// Errors: those of reading rows.
Result<std::string> names_json(RowsAt& rows, const projections::lists::References& references);

}  // namespace kintsugi::api
