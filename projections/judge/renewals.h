#pragma once
// What is asked for anew where a service policy begins.

#include <set>
#include <string>
#include <string_view>

#include "projections/judge/stream_fold.h"

namespace kintsugi::projections {

// The orders of the tenant of which a deadline by the service policy is armed.
std::set<std::string> orders_with_deadlines(const StreamFold::DueOrder& due,
                                            std::string_view tenant);

}  // namespace kintsugi::projections
