#pragma once
// The works that `kintsugi-bench` knows: each measures one thing beside its limit, in the same run.

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "tests/bench/log/log_bench.h"

namespace kintsugi::bench {

inline constexpr std::int64_t month_orders_whole = 200'000;

struct BenchOptions {
  std::string directory;             // scratch space on the disk to measure; emptied afterwards
  std::string kafka;                 // bootstrap servers; empty: the Kafka works say what they need
  std::int64_t commits = 2'000'000;  // of the logs that are folded
  std::int64_t orders = 10'000'000;  // of the company whose pages are read
  double seconds = 2;                // of a round of commands or records; works have several
  std::int64_t month_orders = month_orders_whole;  // of the company whose month is read
  bool any_speed = false;  // a figure over its limit is told, and no failure
};

struct Work {
  std::string name;
  std::function<Result<std::vector<Figure>>(const BenchOptions&)> measure;
  bool has_to_hold = false;  // fails where a figure is over its limit, and names it
};

const std::vector<Work>& all_works();

// An empty directory for a work. Errors: unavailable "bench.disk".
Result<std::filesystem::path> scratch(const BenchOptions& options, std::string_view name);
inline double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}
// Of ascending values, at least one; 100: the largest.
double percentile(const std::vector<double>& ascending, double percent);

// Commands a second through decide, rule, fsync and read-back, with `batch` of them under way;
// beside RocksDB's synchronous write of records of the same size in batches of as many.
Result<std::vector<Figure>> commit_embedded(const BenchOptions& options, std::size_t batch);
// Commands a second over HTTP, one a request, by 64 clients of a whole node; beside cpp-httplib set
// up alike, with a handler that does nothing and the same requests of the same clients. Latency
// beside three fsyncs and 2 ms: at 70 % of that load with arrivals at random, and at full load.
Result<std::vector<Figure>> commit_http(const BenchOptions& options);
// The same in batches: 4 clients send 1,000 lines a request; beside the same handler.
Result<std::vector<Figure>> commit_http_batch(const BenchOptions& options);
// From a command to its answer on Kafka, one at a time, and many under way; beside librdkafka
// alone, which produces and reads back as many octets.
Result<std::vector<Figure>> commit_kafka_latency(const BenchOptions& options);
Result<std::vector<Figure>> commit_kafka_throughput(const BenchOptions& options);
// Commits a second folded from a log for the first time: hashes, heads, states, verdicts; beside a
// plain scan: one thread that opens each commit and its events, and does nothing with them (and one
// that opens none).
Result<std::vector<Figure>> first_fold(const BenchOptions& options);
// Commits a second of a rebuild of all projections with the verdicts known; beside a plain scan.
Result<std::vector<Figure>> rebuild_all(const BenchOptions& options);
// Milliseconds of a page of 50 rows of every list and report over HTTP, of a company of `orders`
// orders under the real `kintsugi serve`; beside a scan of as many rows straight from the store.
// The same as of moments all over the history that nobody has asked for yet, beside the same page
// now; and what checkpoints cost on the disk.
Result<std::vector<Figure>> page_now(const BenchOptions& options);
Result<std::vector<Figure>> page_as_of(const BenchOptions& options);
// Milliseconds of the search over everything, of the same company, by what people type; beside
// reading as many rows from the store. What its terms take of the disk and of time.
Result<std::vector<Figure>> search(const BenchOptions& options);
// Milliseconds of each queue, each list (plain, by what its indexes answer, of an outlet, of a
// region), card, search and report over HTTP, of the last month of a company of 561 outlets, beside
// what the design allows; how fast it is made and folded, and what it takes of the disk.
Result<std::vector<Figure>> month(const BenchOptions& options);
// MiB of that process while it serves pages now, pages of the past, and commands; beside the goal.
Result<std::vector<Figure>> memory(const BenchOptions& options);

}  // namespace kintsugi::bench
