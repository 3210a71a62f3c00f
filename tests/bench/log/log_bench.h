#pragma once
// The logs beside what they are made of: RocksDB's synchronous write and iterator, bare librdkafka.

#include <cstdint>
#include <string>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::bench {

// One line of a benchmark: what was reached, and its limit, measured in the same run.
struct Figure {
  std::string work;
  double value = 0;
  std::string unit;
  std::string limit;
  double limit_value = 0;
  bool less_is_better = false;
  double ratio() const { return value / limit_value; }
};

inline constexpr std::size_t record_bytes = 500;

// Records a second through the embedded log, appended in batches of `batch`, each answered before
// the next; beside RocksDB Write(sync) of the same records, one key each, in the same batches.
// Medians of alternating rounds of `round_seconds`. `dir`: an empty directory on the disk to
// measure.
Result<Figure> append_embedded(const std::string& dir, std::size_t batch, double round_seconds = 1,
                               std::size_t bytes = record_bytes);

// Records a second through a cursor of the embedded log; beside an iterator of RocksDB over the
// same records, one key each. Both from files that the system has in memory.
Result<Figure> scan_embedded(const std::string& dir, std::int64_t records = 1'000'000);

// Milliseconds from append to reading it back by the log's own cursor, one record at a time (p50);
// beside bare librdkafka doing the same with the same settings, on a topic with the same settings.
Result<Figure> kafka_latency(const std::string& servers, int records = 2'000);

// Records a second, appended with up to `in_flight` not yet read back; beside bare librdkafka.
Result<Figure> kafka_throughput(const std::string& servers, int records = 300'000,
                                int in_flight = 20'000);

double median(std::vector<double> values);

}  // namespace kintsugi::bench
