#include "events/log/copy.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace kintsugi::log {
namespace {

constexpr std::size_t batch_records = 1024;
constexpr std::size_t in_flight_records_max = 16 * batch_records;
constexpr std::chrono::milliseconds patience{30'000};

std::string text(Position position) { return std::to_string(position.value); }

// Reads `log` from `from` to `end`, a batch at a time; fails where the log stands still before `end`.
template <class Each>  // Result<void>(std::span<const Record>)
Result<void> read_all(EventLog& log, Position from, Position end, const Each& each) {
  if (from >= end) return {};
  KINTSUGI_TRY(auto cursor, log.read(from));
  while (from < end) {
    KINTSUGI_TRY(auto records, cursor->next(batch_records, patience));
    if (records.empty()) {
      // What is left may be positions without a record at the very end (markers of transactions).
      return {};
    }
    while (!records.empty() && records.back().position >= end) {
      records = records.first(records.size() - 1);
    }
    if (records.empty()) return {};
    KINTSUGI_TRY_OK(each(records));
    from = records.back().position.next();
  }
  return {};
}

// Appends batches and waits for their outcomes; each record must land where the source has it.
class Appender {
 public:
  Appender(EventLog& to, const Dress& dress) : to_(to), dress_(dress) {}
  ~Appender() { wait_until_at_most(0); }
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;

  Result<void> append(std::span<const Record> records) {
    std::vector<Outgoing> batch;
    std::vector<Position> wanted;
    for (const Record& record : records) {
      batch.push_back(dress_ ? dress_(record.bytes) : Outgoing{Bytes(record.bytes), {}, {}});
      batch.back().seal = record.seal;
      wanted.push_back(record.position);
    }
    wait_until_at_most(in_flight_records_max - batch.size());
    KINTSUGI_TRY_OK(failure());
    {
      const std::lock_guard lock(mutex_);
      in_flight_ += batch.size();
    }
    const std::size_t size = batch.size();
    auto taken = to_.append(std::move(batch), [this, wanted = std::move(wanted)](
                                                  std::size_t i, const Appended& outcome) {
      done(wanted[i], outcome);
    });
    if (!taken) {
      const std::lock_guard lock(mutex_);
      in_flight_ -= size;
    }
    return taken;
  }

  Result<void> finish() {
    wait_until_at_most(0);
    return failure();
  }

 private:
  void done(Position wanted, const Appended& outcome) {
    const std::lock_guard lock(mutex_);
    if (!failed_ && outcome.outcome != Appended::Outcome::stored) {
      failed_ = Error{ErrorKind::unavailable, "log.copy_unknown",
                      "the record for position " + text(wanted) + " was not stored for sure: " +
                          outcome.why + "; call the copy again",
                      {}};
    } else if (!failed_ && outcome.position != wanted) {
      failed_ = Error{ErrorKind::conflict, "log.copy_moved",
                      "the record for position " + text(wanted) + " landed at " +
                          text(outcome.position) + " in " + to_.describe() +
                          ": somebody else appends there, or it cannot leave out positions; "
                          "copy into an empty log",
                      {}};
    }
    --in_flight_;
    changed_.notify_all();
  }
  void wait_until_at_most(std::size_t records) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return in_flight_ <= records; });
  }
  Result<void> failure() {
    const std::lock_guard lock(mutex_);
    if (failed_) return tl::unexpected(*failed_);
    return {};
  }

  EventLog& to_;
  const Dress& dress_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t in_flight_ = 0;
  std::optional<Error> failed_;
};

struct Prefix {
  std::int64_t records = 0;
  Position end;  // of what both have
};

Error differs(Position at, const EventLog& from, const EventLog& to) {
  return {ErrorKind::conflict, "log.copy_differs",
          from.describe() + " and " + to.describe() + " differ at position " + text(at) +
              ": the destination must be empty or a prefix of the source",
          {}};
}

// Compares what `to` holds with `from`, record by record.
Result<Prefix> compare(EventLog& from, EventLog& to, Position to_end, const Progress& progress) {
  Prefix prefix;
  KINTSUGI_TRY(auto source, from.read(Position{0}));
  const auto equal = [&](std::span<const Record> theirs) -> Result<void> {
    while (!theirs.empty()) {
      KINTSUGI_TRY(const auto ours, source->next(theirs.size(), patience));
      if (ours.empty()) return tl::unexpected(differs(theirs.front().position, from, to));
      for (std::size_t i = 0; i < ours.size(); ++i) {
        if (ours[i].position != theirs[i].position || ours[i].bytes != theirs[i].bytes ||
            ours[i].seal != theirs[i].seal) {
          return tl::unexpected(
              differs(std::min(ours[i].position, theirs[i].position), from, to));
        }
      }
      prefix.records += static_cast<std::int64_t>(ours.size());
      prefix.end = ours.back().position.next();
      theirs = theirs.subspan(ours.size());
    }
    if (progress) progress(prefix.end.value, to_end.value);
    return {};
  };
  KINTSUGI_TRY_OK(read_all(to, Position{0}, to_end, equal));
  return prefix;
}

}  // namespace

Result<CopySummary> copy(EventLog& from, EventLog& to, const Dress& dress,
                         const Progress& progress, const std::optional<Position>& until) {
  KINTSUGI_TRY(Position end, from.end());
  if (until) end = std::min(end, *until);
  KINTSUGI_TRY(const Position to_end, to.end());
  if (to_end > end) {
    return fail(ErrorKind::conflict, "log.copy_longer",
                to.describe() + " ends at " + text(to_end) + ", behind " + text(end) +
                    ", where the source ends or is to be left: it is no prefix of " +
                    from.describe());
  }
  CopySummary summary;
  KINTSUGI_TRY(const Prefix prefix, compare(from, to, to_end, progress));
  summary.already_there = prefix.records;
  Position next = to_end;  // where `to` puts the next record
  Appender appender(to, dress);
  const auto append = [&](std::span<const Record> records) -> Result<void> {
    for (const Record& record : records) {
      if (record.position != next) {
        KINTSUGI_TRY_OK(appender.finish());
        return fail(ErrorKind::conflict, "log.copy_gap",
                    from.describe() + " has no record between " + text(next) + " and " +
                        text(record.position) + ", and " + to.describe() +
                        " cannot leave out positions: the copy would give other positions");
      }
      next = next.next();
      summary.bytes += static_cast<std::int64_t>(record.bytes.size());
    }
    KINTSUGI_TRY_OK(appender.append(records));
    summary.copied += static_cast<std::int64_t>(records.size());
    if (progress) progress(next.value, end.value);
    return {};
  };
  KINTSUGI_TRY_OK(read_all(from, prefix.end, end, append));
  KINTSUGI_TRY_OK(appender.finish());
  summary.end = next;
  return summary;
}

Result<LogInfo> info(EventLog& log, const RecordedAt& recorded_at, const Progress& progress) {
  LogInfo result;
  KINTSUGI_TRY(result.end, log.end());
  const auto count = [&](std::span<const Record> records) -> Result<void> {
    if (!result.first) result.first = records.front().position;
    for (const Record& record : records) {
      ++result.records;
      result.bytes += static_cast<std::int64_t>(record.bytes.size());
      const Instant at = recorded_at ? recorded_at(record.bytes) : record.appended_at;
      if (at == Instant{}) continue;
      if (!result.first_recorded) result.first_recorded = at;
      result.last_recorded = std::max(result.last_recorded.value_or(at), at);
    }
    if (progress) progress(records.back().position.value + 1, result.end.value);
    return {};
  };
  KINTSUGI_TRY_OK(read_all(log, Position{0}, result.end, count));
  return result;
}

}  // namespace kintsugi::log
