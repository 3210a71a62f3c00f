#pragma once
// May somebody with this scope see this thing? Any thread.

#include <string_view>

#include "events/base/result.h"
#include "projections/runner/scope.h"
#include "projections/tables/row_store.h"
#include "schema/values.h"

namespace kintsugi::api {

// `directory`: as of the moment of the state. What belongs to an outlet (or to a warehouse,
// technician or customer of it) is seen where the outlet is; parts, tariffs and the default wage
// rule by everybody; the rest by the whole company's operators.
Result<bool> sees_thing(const projections::Scope& scope, const projections::RowReader& directory,
                        std::string_view type, std::string_view id, const schema::State& state);

}  // namespace kintsugi::api
