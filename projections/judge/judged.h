#pragma once
// A record of the log with its verdict: what every projection folds.

#include <algorithm>

#include "events/base/types.h"
#include "events/commit/commit.h"

namespace kintsugi::projections {

struct JudgedCommit {
  Position position;
  // Null: no well-formed commit. Its events are opened when it counts.
  const CommitView* commit = nullptr;
  bool counts = false;
  // The tenant's clock: the largest recorded time of its counting commits so far.
  Instant recorded_at{};
};

// The clock of one tenant. Every reader advances it alike, with counting commits only; whoever
// stops in the middle keeps it with its position.
class TenantClock {
 public:
  TenantClock() = default;
  explicit TenantClock(Instant last) : last_(last) {}
  Instant advance(Instant recorded_at) { return last_ = std::max(last_, recorded_at); }
  Instant last() const { return last_; }

 private:
  Instant last_{};
};

// Verdicts that the streams fold has kept: one bit a commit. Any thread.
class VerdictReader {
 public:
  virtual ~VerdictReader() = default;
  // Every position before it is judged.
  virtual Position judged_until() const = 0;
  // Does the commit at `position` count? `position` < judged_until(). Ascending calls are cheap.
  // Errors: corrupt "streams.damaged"; the store's.
  virtual Result<bool> counts(Position position) = 0;
};

}  // namespace kintsugi::projections
