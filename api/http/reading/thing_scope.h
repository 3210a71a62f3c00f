#pragma once
// May somebody with this scope see this thing? Any thread.

#include <string_view>

#include "events/base/result.h"
#include "events/schema/runtime/erased.h"
#include "projections/lists/read.h"

namespace kintsugi::api {

// Whose a thing is, is declared: by the owner of its list, else by a part of its id that is an
// outlet. What neither says is the whole company's.
Result<bool> sees_thing(const projections::lists::Viewer& viewer, std::string_view type,
                        std::string_view id, const schema::State& state);

}  // namespace kintsugi::api
