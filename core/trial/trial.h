#pragma once
// Commands decided without being sent: what would happen, by the very `decide` that would say no.
// Pure; one thread.

#include <span>

#include "core/decide.h"
#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core::trial {

// Who tries, on which states, and when. All outlive whatever is tried; the states of `source` live
// as long as it does.
struct Attempt {
  StateSource& source;
  const Actor& actor;
  Instant now;

  Reads reads() const { return {source, actor, "trial", now, now}; }
};

// As decide_command now. `before`: events that did not happen, as if they had.
Result<Events> decide_on_trial(const schema::Command& command, const Attempt& attempt,
                               const Events& before = {});

}  // namespace kintsugi::core::trial
