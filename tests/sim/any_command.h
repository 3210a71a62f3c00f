#pragma once
// A random command of the schema, whichever: its fields filled by what the schema says of them, its
// ids out of few, so that commands meet. Most are refused, each for a reason of its own.

#include <functional>
#include <string>
#include <string_view>

#include "events/schema/runtime/erased.h"
#include "schema/description.h"
#include "tests/sim/sim_log.h"

namespace kintsugi::sim {

// Where it is asked: the ids of a stream type that there are (empty: whatever), the moment.
struct Surroundings {
  std::function<std::string(std::string_view stream_type, Random& random)> id;
  Instant now;
  std::function<bool(const schema::TypeInfo& command)> wanted = nullptr;  // none: of every type
};

// The same for the same state of `random` (and the same surroundings). One thread.
schema::Command any_command(Random& random);
schema::Command any_command(Random& random, const Surroundings& around);

}  // namespace kintsugi::sim
