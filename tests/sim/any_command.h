#pragma once
// A random command of the schema, whichever: its fields filled by what the schema says of them, its
// ids out of few, so that commands meet. Most are refused, each for a reason of its own.

#include "events/schema/runtime/erased.h"
#include "tests/sim/sim_log.h"

namespace kintsugi::sim {

// The same for the same state of `random`. One thread.
schema::Command any_command(Random& random);

}  // namespace kintsugi::sim
