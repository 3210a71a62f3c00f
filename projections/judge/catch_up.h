#pragma once
// Folds the log up to a position as a pipeline on two threads: one reads, hashes and opens the
// records and checks their seals, the other judges and folds them.

#include <cstddef>
#include <functional>

#include "events/base/result.h"
#include "events/log/event_log.h"
#include "projections/judge/stream_fold.h"

namespace kintsugi::projections {

struct CatchUpOptions {
  // Rows are written after so many commits, or changed streams (some kilobytes of memory each); the
  // rest at the end.
  std::size_t flush_commits = 250'000, flush_streams = 200'000;
  std::function<void(Position done, Position end)> progress;  // now and then; the caller's thread
};

// Folds from fold.next() up to `end`, on the caller's thread. Errors: the log's, the fold's;
// unavailable where the log gives nothing for half a minute.
Result<void> catch_up(log::EventLog& log, StreamFold& fold, Position end,
                      const CatchUpOptions& options);

}  // namespace kintsugi::projections
