#pragma once
// Folds decided events by the path that stored ones take: encoded into a commit, viewed, evolved.

#include <functional>
#include <span>
#include <string_view>

#include "core/events.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::projections {

// `state_of("type/id")` gives the state to change; it may be monostate where the stream has none
// yet.
Result<void> evolve_all(std::span<const core::StreamEvent> events,
                        const std::function<schema::State&(std::string_view stream)>& state_of);

}  // namespace kintsugi::projections
