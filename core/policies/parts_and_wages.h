#pragma once
// The reactions that parts and wages need; react() of core/policies asks them.

#include <string_view>

#include "core/policies/reactions.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

// PartRequested: source it at once. WorkOrderPosted: its wage is earned. Adds to `out`.
void react_parts_and_wages(std::string_view stream, const schema::EventView& event, Reactions& out);

}  // namespace kintsugi::core
