#pragma once
// Finds a position by recorded time in any log, by bisection: no index to keep, nothing to get wrong.

#include <functional>
#include <optional>

#include "events/log/event_log.h"

namespace kintsugi::log {

struct TimedRecord {
  Position position;
  Instant time;
};

// The first record at or after `from` (and before the end of the search) that has a recorded time.
using TimeProbe = std::function<Result<std::optional<TimedRecord>>(Position from)>;

// Writers race by a few records only, so times may step back by a few records only.
inline constexpr std::int64_t time_look_back_records = 256;

// The first position in [begin, end) recorded at or after `time`; `end` where there is none.
// Calls `probe` about log2(end - begin) times, then looks back record by record.
// Errors: those of `probe`.
Result<Position> find_by_time(Position begin, Position end, Instant time, const TimeProbe& probe);

// The same by cursors of `log` itself; records of which `recorded_at` says zero are passed over.
// Without `recorded_at` the log's own clock (Record::appended_at) counts.
Result<Position> find_by_time(EventLog& log, Position begin, Position end, Instant time,
                              const RecordedAt& recorded_at);

}  // namespace kintsugi::log
