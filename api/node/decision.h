#pragma once
// One request, decided as a whole: its commands one on the other, with the union of what they read.

#include <optional>
#include <string_view>
#include <vector>

#include "api/node/command_request.h"
#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::api {

struct Decision {
  std::vector<core::NotedRead> noted;  // each stream once
  core::Events events;                 // empty when refused
  // Of the first command that was refused: then nothing happens.
  std::optional<Error> refusal;
};

// Errors: unavailable, corrupt (from the source): nothing is decided.
Result<Decision> decide_request(const CommandRequest& request, core::StateSource& source,
                                Instant recorded_at);

}  // namespace kintsugi::api
