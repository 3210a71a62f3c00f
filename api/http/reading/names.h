#pragma once
// What things that an answer only refers to are called. Any thread.

#include <string>

#include "api/http/reading/rows_at.h"
#include "projections/lists/item_json.h"

namespace kintsugi::api {

// {"outlet":{"O-1":"上海"}}: names of what was referred to, where it has one. Errors: those of
// reading rows.
Result<std::string> names_json(RowsAt& rows, const projections::lists::References& references);

}  // namespace kintsugi::api
