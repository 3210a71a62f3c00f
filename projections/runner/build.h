#pragma once
// Builds projections afresh from the log: one thread reads, others fold, always the projection that
// is furthest behind; rows are coalesced in memory and written once, as sorted files, into
// directories of their own beside the live ones.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "events/log/event_log.h"
#include "projections/runner/projection.h"

namespace kintsugi::projections {

inline int cores() { return static_cast<int>(std::max(std::thread::hardware_concurrency(), 1u)); }

struct BuildProgress {
  std::int64_t commits = 0;  // of the tenant, folded so far
  Position position;
  Position until;
  double seconds = 0;  // since the begin
};

struct BuildOptions {
  std::string directory;  // of the tenant's projections; made where missing
  std::string tenant;
  std::vector<const ProjectionKind*> kinds;
  Position until;  // exclusive; not beyond what is judged
  std::size_t memory_bytes =
      768u << 20;  // rows held by all projections together before they are written
  // That fold and write, at most one for each kind; one more reads. More than there are cores take
  // each other's caches.
  int threads = cores();
  std::shared_ptr<StoreMemory> memory;                 // shared by all stores of the process
  std::function<void(const BuildProgress&)> progress;  // on the calling thread, some times a second
  const std::atomic<bool>* cancelled = nullptr;        // outlives the call
  // Called with the store of a projection whenever `interval` commits were written into it, for
  // checkpoints; on the thread that folds it. interval 0: never.
  std::int64_t interval = 0;
  std::function<Result<void>(const ProjectionKind&, DirectoryStore&, Instant clock)> at_interval;
};

struct Built {
  const ProjectionKind* kind = nullptr;
  std::string directory;  // complete, closed, called <name>-v<version>.building
  Position position;
};
struct BuildOutcome {
  std::vector<Built> projections;
  std::int64_t commits = 0;
  double seconds = 0;  // reading, folding, writing
};

// Errors: the log's, corrupt (schema.newer), unavailable (disk; cancelled: code build.cancelled).
// What was begun is then removed at the next build.
Result<BuildOutcome> build_projections(log::EventLog& log, VerdictReader& verdicts,
                                       const BuildOptions& options);

// Puts a built directory in its place; what was there goes. Neither may be open.
Result<std::string> put_in_place(const Built& built);

}  // namespace kintsugi::projections
