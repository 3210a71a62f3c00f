#pragma once
// From a moment to a position: what "as of 2026-03-14T16:20:31Z" means for one tenant.

#include <string_view>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/log/event_log.h"
#include "projections/judge/judged.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// The bound for folds: every counting commit of the tenant before it was recorded at or before
// `time`, none at or after it was. `streams` is a snapshot of the streams fold's rows; what they do
// not know yet is read from the log, as far as it is judged. At most a few thousand commits are
// read. Any thread.
Result<Position> position_as_of(const RowReader& streams, log::EventLog& log,
                                VerdictReader& verdicts, std::string_view tenant, Instant time);

}  // namespace kintsugi::projections
