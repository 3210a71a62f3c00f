#pragma once
// The works that `kintsugi-bench` knows: each measures one thing beside its limit, in the same run.

#include <functional>
#include <string>
#include <vector>

#include "events/base/result.h"
#include "tests/bench/log/log_bench.h"

namespace kintsugi::bench {

struct BenchOptions {
  std::string directory;         // scratch space on the disk to measure; emptied afterwards
  std::string kafka;             // bootstrap servers; empty: the Kafka works say what they need
  std::int64_t commits = 2'000'000;  // of the logs that are folded
};

struct Work {
  std::string name;
  std::function<Result<std::vector<Figure>>(const BenchOptions&)> measure;
};

const std::vector<Work>& all_works();

// Commands a second through decide, rule, fsync and read-back, with `batch` of them under way; beside RocksDB's
// synchronous write of records of the same size in batches of as many.
Result<std::vector<Figure>> commit_embedded(const BenchOptions& options, std::size_t batch);
// Commits a second folded from a log for the first time: hashes, heads, states, verdicts; beside a plain scan: one
// thread that opens each commit and its events, and does nothing with them (and one that opens none).
Result<std::vector<Figure>> first_fold(const BenchOptions& options);
// Commits a second of a rebuild of all projections with the verdicts known; beside a plain scan.
Result<std::vector<Figure>> rebuild_all(const BenchOptions& options);

}  // namespace kintsugi::bench
