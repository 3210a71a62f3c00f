#pragma once
// May somebody see that a commit is there? Any thread.

#include "events/base/result.h"
#include "events/commit/commit.h"
#include "projections/lists/read.h"

namespace kintsugi::projections::lists {

// False where the commit moved or asked about a thing that may be hidden ($list hiddenFrom) and is
// not for this scope. Who audits sees whatever else the people of his outlets did.
Result<bool> sees_commit(const Viewer& viewer, const CommitView& commit);

}  // namespace kintsugi::projections::lists
