#pragma once
// One thing through time: the commits that made its versions, and its state as of a moment.

#include <functional>
#include <string_view>

#include "events/commit/commit.h"
#include "events/schema/runtime/erased.h"
#include "replay/views/views.h"

namespace kintsugi::replay {

// Called for each commit that moved the thing, oldest first, with the version that it made; false:
// no more are wanted. The commit is open, its events are not.
using VisitChange =
    std::function<bool(std::uint64_t version, Position position, CommitView& commit)>;

// Those before the view's bound and `until`. Costs one reading of the log a version.
// Errors: as View::rows, and the log's.
Result<void> visit_changes(const View& view, std::string_view stream, Position until,
                           const VisitChange& visit);

struct Thing {
  schema::State state;  // monostate: it was not there yet
  std::uint64_t version = 0;
};
Result<Thing> thing_as_of(const View& view, std::string_view stream);

}  // namespace kintsugi::replay
