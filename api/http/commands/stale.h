#pragma once
// What a client with a stale version has missed, and the versions of a commit that was answered
// before: both from the audit index and the log. Any thread.

#include <string>
#include <vector>

#include "api/http/session/principal.h"
#include "api/node/command_request.h"
#include "api/service/service.h"
#include "events/commit/commit.h"

namespace kintsugi::api {

// The members of a 412's problem document, as the text of a JSON object: stream, expected_version,
// and, where the operator may see the thing, actual_version, changes (who, when, which command,
// where; oldest first), more_changes and changes_url. `at`: the position of the refusal. Waits a
// moment for the tables; without them the list is left out.
std::string stale_members(Service& service, const Principal& principal,
                          const ExpectedVersion& expected, Position at);

// The versions that the commit gave to what it touched, in its order; empty where the tables cannot
// tell in time, or a history is too long to be counted.
std::vector<std::uint64_t> versions_given(Service& service, const CommitView& commit, Position at);

}  // namespace kintsugi::api
