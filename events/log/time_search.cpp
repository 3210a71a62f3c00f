#include "events/log/time_search.h"

#include <algorithm>
#include <optional>

namespace kintsugi::log {
namespace {

// The last window stays: steps that are near each other read once.
class Prober {
 public:
  Prober(Position end, const ReadWindow& read) : end_(end), read_(read) {}

  // The first timed record at or after `from`, before the end.
  Result<std::optional<TimedRecord>> first_from(Position from) {
    while (from < end_) {
      if (from < window_.from || from >= window_.until) {
        KINTSUGI_TRY(window_, read_(from));
        if (window_.until <= from) return std::nullopt;
      }
      for (const TimedRecord& record : window_.records) {
        if (record.position < from) continue;
        if (record.position >= end_) return std::nullopt;
        return record;
      }
      from = window_.until;
    }
    return std::nullopt;
  }

 private:
  const Position end_;
  const ReadWindow& read_;
  TimeWindow window_;
};

}  // namespace

void add_to_window(TimeWindow& window, const Record& record, const RecordedAt& recorded_at) {
  const Instant at = recorded_at ? recorded_at(record.bytes) : record.appended_at;
  if (at != Instant{}) window.records.push_back({record.position, at});
  window.until = record.position.next();
}

Result<Position> find_by_time(Position begin, Position end, Instant time, const ReadWindow& read) {
  Prober prober(end, read);
  Position low = begin;  // every timed record before `low` is older, but for races
  Position high = end;   // no answer lies at or after `high`, but for `answer`
  Position answer = end;
  while (low < high) {
    const Position middle{low.value + (high.value - low.value) / 2};
    KINTSUGI_TRY(const auto found, prober.first_from(middle));
    if (!found) {
      high = middle;
    } else if (found->time >= time) {
      answer = std::min(answer, found->position);
      high = middle;
    } else {
      low = found->position.next();
    }
  }
  Position back{std::max(begin.value, answer.value - time_look_back_records)};
  while (back < answer) {
    KINTSUGI_TRY(const auto found, prober.first_from(back));
    if (!found || found->position >= answer) break;
    if (found->time >= time) return found->position;
    back = found->position.next();
  }
  return answer;
}

Result<Position> find_by_time(EventLog& log, Position begin, Position end, Instant time,
                              const RecordedAt& recorded_at) {
  const ReadWindow read = [&](Position from) -> Result<TimeWindow> {
    KINTSUGI_TRY(auto cursor, log.read(from));
    KINTSUGI_TRY(const auto records,
                 cursor->next(time_window_records, std::chrono::milliseconds(0)));
    TimeWindow window{from, from, {}};
    for (const Record& record : records) add_to_window(window, record, recorded_at);
    return window;
  };
  return find_by_time(begin, end, time, read);
}

}  // namespace kintsugi::log
