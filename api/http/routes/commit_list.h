#pragma once
// Lists of commits, read from the log where the audit index points. Any thread.

#include <functional>
#include <string>

#include "api/http/reading/commit_json.h"
#include "api/http/routes/route.h"
#include "events/commit/commit.h"
#include "projections/audit/audit.h"

namespace kintsugi::api {

// Gives the positions of a range, in its order.
using VisitCommits = std::function<Result<void>(const projections::PositionRange&,
                                                const projections::VisitPosition&)>;
using WantCommit = std::function<bool(CommitView&)>;

// A page of commits. Each is looked into: the index has them by hash. `stream`: only those that
// touched it; empty: all.
Result<Response> commit_list(const Call& call, const Reading& reading,
                             const projections::PositionRange& range, const std::string& stream,
                             const VisitCommits& visit, const WantCommit& want = nullptr);

// Where a page begins that comes after a cursor. Errors: invalid "request.bad_cursor".
Result<Position> after_position(const std::string& after);

// Operators by name, as of the reading's moment.
NameOf names_of(const Reading& reading);

}  // namespace kintsugi::api
