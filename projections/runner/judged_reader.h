#pragma once
// The log as judged commits of one tenant: records, read in place, with the verdicts that the
// streams fold has stored.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "events/log/event_log.h"
#include "projections/judge/judged.h"

namespace kintsugi::projections {

// A record as read: whose it is, and its verdict. Events are open where it counts and is wanted.
struct ReadRecord {
  Position position;
  const CommitView* commit = nullptr;  // null: no well-formed commit
  bool counts = false;
};

// One thread.
class JudgedReader {
 public:
  struct Options {
    Position from;
    Position until;      // exclusive; not beyond what is judged
    std::string tenant;  // empty: every tenant's; else records of others are left out
    std::size_t kept = 1;  // batches that stay good, the newest among them; more than one are copied
  };
  // The log and the verdicts outlive it.
  static Result<std::unique_ptr<JudgedReader>> open(log::EventLog& log, VerdictReader& verdicts,
                                                    Options options);
  // Up to `max` records of the log, fewer in the batch where others' are left out; valid until the
  // next call (see Options::kept). Ended: read_until() == until. Errors: the log's (unavailable where
  // it gives nothing for half a minute); corrupt schema.newer (stop there).
  Result<std::span<const ReadRecord>> next(std::size_t max);
  Position read_until() const { return next_; }  // every record before it was given out or left out
  bool ended() const { return next_ >= options_.until; }

 private:
  struct Batch {
    std::vector<ReadRecord> records;
    std::vector<std::unique_ptr<CommitView>> views;
    std::string bytes;
  };

  JudgedReader(VerdictReader& verdicts, Options options, std::unique_ptr<log::Cursor> cursor)
      : verdicts_(verdicts),
        options_(std::move(options)),
        cursor_(std::move(cursor)),
        next_(options_.from),
        batches_(options_.kept) {}
  Result<std::span<const log::Record>> read_some(std::size_t max);
  Result<void> take(Batch& batch, Position position, ByteView bytes);

  VerdictReader& verdicts_;
  const Options options_;
  const std::unique_ptr<log::Cursor> cursor_;
  Position next_;
  std::vector<Batch> batches_;
  std::size_t turn_ = 0;
};

}  // namespace kintsugi::projections
