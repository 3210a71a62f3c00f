#include "replay/rebuild/rebuild.h"

#include <cstdio>
#include <filesystem>

#include "projections/runner/checkpoints.h"

namespace kintsugi::replay {

Result<ProjectionReport> describe(const projections::ProjectionKind& kind,
                                  const projections::RowReader& rows) {
  KINTSUGI_TRY(auto digest, projections::digest_of(kind, rows));
  return ProjectionReport{std::string(kind.name),   kind.version,
                          rows.position(),          digest.rows,
                          std::move(digest.digest), std::move(digest.tables)};
}

Result<RebuildReport> rebuild(log::EventLog& log, projections::VerdictReader& verdicts,
                              const RebuildOptions& options) {
  const projections::Checkpoints checkpoints(options.directory + "/checkpoints/" + options.tenant);
  projections::BuildOptions build;
  build.directory = options.directory + "/tenants/" + options.tenant;
  build.tenant = options.tenant;
  build.kinds = options.kinds;
  build.until = verdicts.judged_until();
  build.memory_bytes = options.memory_bytes;
  build.threads = options.threads;
  build.progress = options.progress;
  build.cancelled = options.cancelled;
  if (options.in_place && options.checkpoint_commits > 0) {
    for (const auto* kind : options.kinds) checkpoints.clear(*kind);
    build.interval = options.checkpoint_commits;
    build.at_interval = [&](const auto& kind, auto& store, Instant clock) {
      return checkpoints.make(kind, store, clock);
    };
  }
  KINTSUGI_TRY(const auto outcome, build_projections(log, verdicts, build));
  RebuildReport report;
  report.commits = outcome.commits;
  report.seconds = outcome.seconds;
  for (const auto& built : outcome.projections) {
    std::string directory = built.directory;
    if (options.in_place) {
      KINTSUGI_TRY(directory, put_in_place(built));
    }
    {
      KINTSUGI_TRY(const auto rows, projections::open_directory_reader(directory, {}));
      KINTSUGI_TRY(auto one, describe(*built.kind, *rows));
      report.projections.push_back(std::move(one));
    }
    std::error_code error;
    if (!options.in_place) std::filesystem::remove_all(directory, error);
  }
  return report;
}

std::string to_json(const ProjectionReport& report) {
  std::string out = "{\"name\":\"" + report.name +
                    "\",\"version\":" + std::to_string(report.version) + ",\"position\":\"" +
                    std::to_string(report.position.value) +
                    "\",\"rows\":" + std::to_string(report.rows) + ",\"digest\":\"" +
                    report.digest + "\",\"tables\":[";
  for (std::size_t i = 0; i < report.tables.size(); ++i) {
    const auto& table = report.tables[i];
    out += (i ? "," : "");
    out += "{\"name\":\"" + table.table + "\",\"rows\":" + std::to_string(table.rows) +
           ",\"digest\":\"" + table.digest + "\"}";
  }
  return out + "]}";
}

std::string to_json(const RebuildReport& report) {
  std::string out = "{\"projections\":[";
  for (std::size_t i = 0; i < report.projections.size(); ++i)
    out += (i ? "," : "") + to_json(report.projections[i]);
  char seconds[32];
  std::snprintf(seconds, sizeof seconds, "%.3f", report.seconds);
  return out + "],\"commits\":" + std::to_string(report.commits) + ",\"seconds\":" + seconds + "}";
}

}  // namespace kintsugi::replay
