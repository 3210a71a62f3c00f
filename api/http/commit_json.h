#pragma once
// A commit as people read it: who, when, what was asked, what came of it. Pure.

#include <functional>
#include <string>
#include <string_view>

#include "api/http/message.h"
#include "events/commit/commit.h"

namespace kintsugi::api {

using NameOf = std::function<std::string(std::string_view operator_id)>;

// Appends one JSON object. The commit must be open. `with_command`: the whole command, too.
Result<void> write_commit_json(std::string& out, CommitView& commit, Position position,
                               Language language, const NameOf& name_of, bool with_command);

}  // namespace kintsugi::api
