#pragma once
// How far back and ahead the days and times lie that people name in commands. Pure; any thread.

#include "core/reads.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

// Each instant and date that the command itself names, where a person sends it. Errors: refused
// "reach.too_early", "reach.too_late", of the field, with the bound.
Result<void> within_reach(const schema::Command& command, const Reads& reads);

}  // namespace kintsugi::core
