#pragma once
// May this actor send this command, and about this outlet? Reads the operator's stream as of the decision,
// so that a revoked role stops a command that was decided on the older state.

#include <string_view>

#include "core/reads.h"
#include "events/base/result.h"
#include "schema/values.h"

namespace kintsugi::core {

// forbidden "authority.…" unless the actor is an active operator who holds one of the command's roles.
// System and import actors pass.
Result<void> authorise(const schema::Command& command, Reads& reads);

// forbidden "authority.out_of_scope" unless one of the operator's scope outlets is `outlet` or above it
// in the tree of outlets. An empty scope outlet is the whole company. System and import actors pass.
Result<void> within_scope(std::string_view outlet, Reads& reads);

}  // namespace kintsugi::core
