#pragma once
// What a commit's command is called, also where a newer engine was asked for it: what was asked is
// shown to people and decides nothing; only events must be known to whoever follows the log.

#include <string>

#include "events/commit/commit.h"
#include "events/schema/runtime/registry.h"

namespace kintsugi {

// "unknown_812" of a command with a code that this engine does not know.
inline std::string command_name(const CommitView& commit, std::size_t i = 0) {
  const std::uint16_t code = commit.command_code(i);
  const schema::TypeOps* known = schema::find_command(code);
  return known != nullptr ? std::string(known->name) : "unknown_" + std::to_string(code);
}

}  // namespace kintsugi
