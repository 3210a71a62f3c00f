#pragma once
// The one interface to a partition of the log: append, read, follow, find by time.
//
// A record is opaque octets here (a stored commit, see events/FORMAT.md). Positions grow and may have
// gaps. What was read once at a position is read there for ever.

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::log {

// The recorded time inside a stored record (events/commit gives it); zero for what is no commit.
using RecordedAt = std::function<Instant(ByteView)>;

struct Record {
  Position position;
  Instant appended_at;  // the log's own clock, where it keeps one (Kafka LogAppendTime); informative
  ByteView bytes;       // begins at a multiple of 8 octets; valid until the cursor's next call
  ByteView seal{};      // what was appended beside them, where it is asked for; lives as they do
  ByteView key{};       // Outgoing::tenant, where the log keeps the newest of each key alone
};

// Longer records are refused by every log, so that each record fits into every one of them.
inline constexpr std::size_t record_bytes_max = 4U << 20;
// Of what is kept beside a record: opaque here (events/commit/log_key.h makes it).
inline constexpr std::size_t seal_bytes_max = 255;

// How one record of an append ended.
struct Appended {
  enum class Outcome { stored, failed, unknown };  // unknown: it may be in the log now, later or never
  Outcome outcome = Outcome::unknown;
  Position position;  // where it is, when stored
  std::string why;    // when not stored
};

// What the log wants to know of a record to route it: Kafka key and headers. Kept by value.
struct Outgoing {
  Bytes bytes;
  std::string tenant;                                        // Kafka key
  std::vector<std::pair<std::string, std::string>> headers;  // CloudEvents; ignored by other logs
  Bytes seal{};                                              // every log keeps it with the bytes
};

// Reads forward from a position. One thread uses a cursor at a time. It must not outlive its log.
class Cursor {
 public:
  virtual ~Cursor() = default;
  // Up to `max` records in order; waits up to `wait` for the first one where the end is reached
  // (empty = nothing new in that time). Spans and their bytes live until the next call.
  // Errors: corrupt "log.corrupt" (names the position), unavailable, not_found "log.truncated".
  virtual Result<std::span<const Record>> next(std::size_t max, std::chrono::milliseconds wait) = 0;
};

// Whoever holds one is told of growth.
class Listening {
 public:
  virtual ~Listening() = default;
};

class EventLog {
 public:
  virtual ~EventLog() = default;

  // Takes the records in order and returns at once; `done` is called exactly once for each record, on
  // a thread of the log, in any order across batches, with the index in this batch. A record is
  // `stored` only when it is durable (embedded: after fsync; Kafka: acks=all).
  // Errors, where nothing of the batch was taken and `done` is never called: unavailable
  // ("log.queue_full"; "log.disk_full"; "log.unavailable"), invalid ("log.record_too_big", of a
  // record or its seal).
  // The destructor waits until every `done` has been called. Any thread; `done` must not block long.
  using Done = std::function<void(std::size_t index, const Appended&)>;
  virtual Result<void> append(std::vector<Outgoing> batch, Done done) = 0;

  // From the first record at or after `from`. Errors: corrupt, unavailable; not_found where the log
  // begins after `from` (truncated: never skipped silently).
  virtual Result<std::unique_ptr<Cursor>> read(Position from) = 0;

  // The position after the last durable record; Position{0} when empty.
  virtual Result<Position> end() = 0;

  // From now on `grown` is called, on a thread of the log, each time that end() has grown, so that
  // a cursor has more without a wait; until what this gives is gone, whose destructor waits for a
  // call that is under way, and which the log outlives. Null where the log can not tell: a follower
  // waits in Cursor::next then. Any thread; `grown` must not block long.
  virtual std::unique_ptr<Listening> listen([[maybe_unused]] std::function<void()> grown) {
    return nullptr;
  }

  // One record by its exact position; not_found where there is none. Any thread.
  virtual Result<Bytes> at(Position position) = 0;
  // The same, asked of where the records are kept: not of what is remembered of them.
  virtual Result<Bytes> stored_at(Position position) { return at(position); }

  // The first position whose record was *recorded* at or after `time` (RecordedAt, given when the log
  // was opened; nodes never record before what they have read, so times are monotone but for races of a
  // few records, which implementations look back over); end() where there is none. Any thread.
  virtual Result<Position> position_at(Instant time) = 0;

  // Whether what keeps the records is as it must be, so that none is lost: asked now and then while
  // the log is served. Errors: those of opening it. May wait for seconds. Any thread.
  virtual Result<void> check() { return {}; }

  // Why it takes no record now, or gives none, where whoever keeps it does not let us: as it was
  // last answered; asks nobody. A check() asks anew. Any thread.
  virtual std::optional<Error> refusal() const { return std::nullopt; }

  // Whether Record::appended_at is told by a clock of the log's own, which whoever appends can
  // compare his with. Any thread.
  virtual bool has_a_clock() const { return false; }

  // "embedded:/dir", "kafka:host:port/topic", "memory"
  virtual std::string describe() const = 0;

 protected:
  EventLog() = default;
  EventLog(const EventLog&) = delete;
  EventLog& operator=(const EventLog&) = delete;
};

// What every log says alike.
inline Result<void> check_record_size(const Outgoing& record) {
  if (record.bytes.size() <= record_bytes_max && record.seal.size() <= seal_bytes_max) return {};
  return fail(ErrorKind::invalid, "log.record_too_big",
              "a record of " + std::to_string(record.bytes.size()) + " octets with a seal of " +
                  std::to_string(record.seal.size()) + "; at most " +
                  std::to_string(record_bytes_max) + " and " + std::to_string(seal_bytes_max) +
                  " are taken");
}
inline tl::unexpected<Error> no_record_at(Position position) {
  return fail(ErrorKind::not_found, "log.no_record",
              "the log has no record at position " + std::to_string(position.value));
}

}  // namespace kintsugi::log
