#pragma once
// Copies a log into another one, every position kept, and says what a log holds.

#include <functional>
#include <optional>

#include "events/log/event_log.h"

namespace kintsugi::log {

// Called now and then on the caller's thread: records done so far, and the end of the work.
using Progress = std::function<void(std::int64_t done, std::int64_t of)>;

// Makes what the destination wants to know of a record (tenant, headers) from its bytes, which it copies.
using Dress = std::function<Outgoing(ByteView)>;

struct CopySummary {
  std::int64_t already_there = 0;  // records that the destination had; compared by hash, all equal
  std::int64_t copied = 0;
  std::int64_t bytes = 0;          // of the copied records
  Position end;                    // of both logs, afterwards
};

// Brings `to` up to the end that `from` has at the start. `to` must be empty or hold a prefix of
// `from`: the same records with the same seals at the same positions; both logs must have been
// opened with seals, where they can be opened without. Nobody else may append to `to` meanwhile.
// Interrupted, the same call goes on where it stopped.
// Errors: conflict "log.copy_differs" (the first position that differs, nothing was appended),
// "log.copy_longer" (`to` has records that `from` has not), "log.copy_gap" (`from` leaves out positions
// that `to` cannot leave out; everything before the gap was copied), "log.copy_moved" (somebody else
// appended to `to`); those of the two logs; "log.copy_unknown" where an append's outcome is unknown:
// call again.
// `until`: only what is before that position, where the source goes further.
// Without `dress` the records get no tenant and no headers, which only a Kafka log would keep.
Result<CopySummary> copy(EventLog& from, EventLog& to, const Dress& dress = {},
                         const Progress& progress = {},
                         const std::optional<Position>& until = {});

struct LogInfo {
  std::optional<Position> first;  // none where the log is empty
  Position end;
  std::int64_t records = 0;
  std::int64_t bytes = 0;         // of the records, without what the log keeps beside them
  std::optional<Instant> first_recorded;
  std::optional<Instant> last_recorded;
};

// Reads the whole log once.
Result<LogInfo> info(EventLog& log, const RecordedAt& recorded_at, const Progress& progress = {});

}  // namespace kintsugi::log
