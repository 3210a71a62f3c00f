#pragma once
// Finds a position by recorded time in any log, by bisection: no index to keep, nothing to get wrong.

#include <functional>
#include <vector>

#include "events/log/event_log.h"

namespace kintsugi::log {

struct TimedRecord {
  Position position;
  Instant time;
};

// The records of [from, until) that have a recorded time, in order. until > from unless the log ends.
struct TimeWindow {
  Position from;
  Position until;
  std::vector<TimedRecord> records;
};

// Some records from `from` on, in one go.
using ReadWindow = std::function<Result<TimeWindow>(Position from)>;
inline constexpr std::size_t time_window_records = 512;

// Adds what counts of `record` to the window: its recorded time, or without `recorded_at` the log's own
// clock; strays (time zero) only move the window's end.
void add_to_window(TimeWindow& window, const Record& record, const RecordedAt& recorded_at);

// Writers race by a few records only, so times may step back by a few records only.
inline constexpr std::int64_t time_look_back_records = 256;

// The first position in [begin, end) recorded at or after `time`; `end` where there is none.
// Reads about log2(end - begin) windows, then looks back. Errors: those of `read`.
Result<Position> find_by_time(Position begin, Position end, Instant time, const ReadWindow& read);

// The same by cursors of `log` itself.
Result<Position> find_by_time(EventLog& log, Position begin, Position end, Instant time,
                              const RecordedAt& recorded_at);

}  // namespace kintsugi::log
