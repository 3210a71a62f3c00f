#pragma once
// A made-up company and its life, commit by commit: from a seed, what its people want (timeline.h),
// always decided against what has happened so far (past.h), and what its policies do of themselves.
// The same options give the same octets.

#include <optional>
#include <string>

#include "core/histories/past.h"
#include "core/histories/timeline.h"

namespace kintsugi::histories {

// Each outlet has at least one technician where orders are told briefly (timeline.h).
struct HistoryOptions {
  TimelineOptions timeline;
  std::string tenant = "main";
  std::optional<Instant> until;  // nothing is asked or done after it; without it there is no end
  bool imported = false;         // Past::Options; then nothing goes wrong
};

// One thread.
class History {
 public:
  explicit History(HistoryOptions options);
  // nullopt at the end.
  std::optional<Made> next();
  Bytes next_bytes();  // of a history without an end
  const Past& past() const { return past_; }
  const Timeline& timeline() const { return timeline_; }

 private:
  const HistoryOptions options_;
  Timeline timeline_;
  Past past_;
};

}  // namespace kintsugi::histories
