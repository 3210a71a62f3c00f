#include "events/log/time_search.h"

#include <algorithm>

namespace kintsugi::log {
namespace {

// The first record in [from, until) recorded at or after `time`, looked at one by one.
Result<std::optional<Position>> first_at_or_after(Position from, Position until, Instant time,
                                                  const TimeProbe& probe) {
  while (from < until) {
    KINTSUGI_TRY(const auto found, probe(from));
    if (!found || found->position >= until) return std::nullopt;
    if (found->time >= time) return found->position;
    from = found->position.next();
  }
  return std::nullopt;
}

}  // namespace

Result<Position> find_by_time(Position begin, Position end, Instant time, const TimeProbe& probe) {
  Position low = begin;  // every timed record before `low` is older, but for races
  Position high = end;   // no answer lies at or after `high`, but for `answer`
  Position answer = end;
  while (low < high) {
    const Position middle{low.value + (high.value - low.value) / 2};
    KINTSUGI_TRY(const auto found, probe(middle));
    if (!found || found->position >= end) {
      high = middle;
    } else if (found->time >= time) {
      answer = std::min(answer, found->position);
      high = middle;
    } else {
      low = found->position.next();
    }
  }
  const Position back{std::max(begin.value, answer.value - time_look_back_records)};
  KINTSUGI_TRY(const auto earlier, first_at_or_after(back, answer, time, probe));
  return earlier.value_or(answer);
}

Result<Position> find_by_time(EventLog& log, Position begin, Position end, Instant time,
                              const RecordedAt& recorded_at) {
  constexpr std::size_t read_ahead_records = 64;
  std::vector<TimedRecord> seen;  // timed records in [seen_from, seen_until)
  Position seen_from{}, seen_until{};
  const TimeProbe probe = [&](Position from) -> Result<std::optional<TimedRecord>> {
    while (from < end) {
      if (from < seen_from || from >= seen_until) {
        KINTSUGI_TRY(auto cursor, log.read(from));
        KINTSUGI_TRY(const auto records,
                     cursor->next(read_ahead_records, std::chrono::milliseconds(0)));
        if (records.empty()) return std::nullopt;
        seen.clear();
        for (const Record& record : records) {
          const Instant at = recorded_at ? recorded_at(record.bytes) : record.appended_at;
          if (at != Instant{}) seen.push_back({record.position, at});
        }
        seen_from = from;
        seen_until = records.back().position.next();
      }
      for (const TimedRecord& record : seen) {
        if (record.position >= from) return record;
      }
      from = seen_until;
    }
    return std::nullopt;
  };
  return find_by_time(begin, end, time, probe);
}

}  // namespace kintsugi::log
