#pragma once
// One command, decided: may this operator ask it, what happens then, and is there room for it.

#include <span>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::core {

// Pure. The streams of the events that it gives are noted in `reads`, whether the decision looked
// at them or not. Errors of kind refused, forbidden, not_found and invalid are refusals (recorded);
// unavailable and corrupt come from the source of states and decide nothing.
Result<Events> decide_command(const schema::Command& command, Reads& reads);

// The commands one on the other, as one commit: the events of all, or the first refusal. Otherwise
// as above.
Result<Events> decide_commands(std::span<const schema::Command> commands, Reads& reads);

}  // namespace kintsugi::core
