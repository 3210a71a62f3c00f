#pragma once
// All or some tables of a tenant afresh from the log, with digests to compare with the live ones.
// For a directory that no node holds; a node builds beside what it serves (projections/runner).

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "events/log/event_log.h"
#include "projections/runner/build.h"

namespace kintsugi::replay {

struct RebuildOptions {
  std::string directory;  // DIR of the node's data
  std::string tenant;
  std::vector<const projections::ProjectionKind*> kinds;
  bool in_place = true;  // the new tables take the place of the old ones; else they go again
  std::int64_t checkpoint_commits = 0;  // checkpoints on the way, so many commits apart; 0: none
  int threads =
      projections::cores();  // that fold and write, at most one for each kind; one more reads
  std::size_t memory_bytes = 768u << 20;
  // Some times a second; may be empty.
  std::function<void(const projections::BuildProgress&)> progress;
  const std::atomic<bool>* cancelled = nullptr;
};

struct ProjectionReport {
  std::string name;
  int version = 0;
  Position position;
  std::int64_t rows = 0;
  std::string digest;
  std::vector<projections::TableDigest> tables;
};
struct RebuildReport {
  std::vector<ProjectionReport> projections;
  std::int64_t commits = 0;
  double seconds = 0;  // reading, folding and writing; digests are made after it
};

// Up to what is judged now. Errors: as build_projections.
Result<RebuildReport> rebuild(log::EventLog& log, projections::VerdictReader& verdicts,
                              const RebuildOptions& options);

// The same object for tables that are there.
Result<ProjectionReport> describe(const projections::ProjectionKind& kind,
                                  const projections::RowReader& rows);

// {"projections":[{"name","version","position","rows","digest","tables":[…]}],
//  "commits":…,"seconds":…}
std::string to_json(const RebuildReport& report);
std::string to_json(const ProjectionReport& report);

}  // namespace kintsugi::replay
