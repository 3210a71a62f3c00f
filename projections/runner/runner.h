#pragma once
// The live projections of one tenant: follows the log behind the verdicts, folds, writes,
// publishes.
//
//   runner thread   folds and writes; the only one that does
//   builder thread  only while a projection is missing, damaged or far behind: builds it aside
//   any thread      published(), wait(), status()
//
// A projection that fails stops with its position, the others go on. Queries read what was
// published last and never wait for the fold.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "events/log/event_log.h"
#include "projections/runner/build.h"
#include "projections/runner/checkpoints.h"
#include "projections/runner/judged_reader.h"
#include "projections/runner/projection.h"
#include "projections/judge/verdicts.h"

namespace kintsugi::projections {

// All projections of a tenant, read together. Held by queries for as long as they read.
struct Published {
  struct One {
    const ProjectionKind* kind = nullptr;
    std::shared_ptr<const RowReader> rows;  // shared with the runner; null: not there yet
    Position position;  // next to fold; behind Published::position where it stopped
    std::optional<Error> stopped;
  };
  Position position;  // every commit before it is in all that did not stop
  Instant clock;      // the tenant's
  std::map<std::string, One, std::less<>> projections;
};

struct ProjectionStatus {
  std::string name;
  int version = 0;
  std::string state;  // "live", "rebuilding", "failed", "damaged" (rows cannot be read)
  Position position;
  std::int64_t lag = 0;  // positions behind what is judged
  std::optional<Error> error;
  double progress = 1;  // of a rebuild, 0 to 1
};

class Runner {
 public:
  struct Options {
    std::string directory;  // of the node's data: DIR; rows in DIR/tenants/<tenant>/,
                            // DIR/checkpoints/<tenant>/
    std::string tenant;
    std::vector<const ProjectionKind*>
        kinds;  // several versions of one name: the highest that is there serves
    std::shared_ptr<StoreMemory> memory;  // shared by all stores of the process; may be null
    std::size_t group_commits = 2048;     // written together, at most
    // Under load what comes in so long is folded and published together: each publication writes
    // every projection. What comes after a pause is folded at once, and what somebody waits for too.
    std::chrono::milliseconds publish_every{50};
    std::int64_t build_above =
        50'000;  // positions behind: built by sorted files beside, not followed
    std::int64_t checkpoint_commits = checkpoint_gap;  // of the tenant, between checkpoints; 0: never
    // A day that ends with fewer since the last one needs none: so few are folded in no time.
    std::int64_t checkpoint_day_commits = 2'000;
    Thinning thinning{};
    Tables::Options tables{};
    // After each publication, on the runner's thread; keep it short. May be empty.
    std::function<void(const std::shared_ptr<const Published>&)> on_published;
  };

  // Opens what is there; what is missing or damaged is set aside and built anew when it runs.
  // The log and the verdicts outlive it. Errors: unavailable (held by another process, disk).
  static Result<std::unique_ptr<Runner>> open(log::EventLog& log, VerdictStore& verdicts,
                                              Options options);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  void start();  // the runner's thread; once
  // Instead of start(), for tests and tools: folds everything judged so far, builds included.
  Result<void> catch_up();

  std::shared_ptr<const Published> published() const;
  // Until every commit before `position` is published by what did not stop, at most `wait`.
  bool wait(Position position, std::chrono::milliseconds wait) const;
  // The same, and none of them is still being built: for whoever wants to find all.
  bool wait_for_all(Position position, std::chrono::milliseconds wait) const;
  std::vector<ProjectionStatus> status() const;
  const Checkpoints& checkpoints() const { return checkpoints_; }

 private:
  struct Live;
  struct Building;
  Runner(log::EventLog& log, VerdictStore& verdicts, Options options);
  bool wait_until(std::chrono::milliseconds wait,
                  const std::function<bool(const Published&)>& there) const;
  Result<void> open_all();
  Result<bool> open_one(Live& live, bool built);
  void run(std::stop_token stop);
  void pause();  // so that publications are not too close to each other
  Result<bool> step(std::chrono::milliseconds wait);  // true: something was folded
  Result<void> fold_until(Position until);
  void fold_batch(Live& live, std::span<const ReadRecord> records, Position next);
  void flush(Live& live, Position next);
  void stop(Live& live, const Error& error);
  void checkpoint(bool day_ended);
  void publish(Position position);
  void start_build();
  void finish_build();
  void build(std::stop_token stop);
  void join_build();
  void retire_old_versions();
  Position lowest() const;

  log::EventLog& log_;
  VerdictStore& verdicts_;
  const Options options_;
  const Checkpoints checkpoints_;

  // Owned by the runner's thread.
  std::vector<std::unique_ptr<Live>> live_;
  std::int64_t commits_since_checkpoint_ = 0;
  std::int64_t checkpoint_day_ = 0;
  std::unique_ptr<Building> building_;
  std::atomic<double> built_ = 0;  // of what is building, 0 to 1; read by any thread
  Instant clock_{};
  std::stop_token stop_;
  std::chrono::steady_clock::time_point published_at_{};

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::shared_ptr<const Published> published_;  // guarded by mutex_; shared with queries
  mutable int waiting_ = 0;       // guarded by mutex_: how many wait() for a position
  std::optional<Error> failure_;  // guarded by mutex_: the log or verdicts cannot be read
  std::jthread thread_;
};

}  // namespace kintsugi::projections
