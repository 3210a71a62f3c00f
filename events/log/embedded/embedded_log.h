#pragma once
// The embedded log: RocksDB in one directory, for one process. Positions are 0, 1, 2, … without gaps.
// Appends are committed in groups: one thread writes all that waits as one batch, with one fsync.

#include <memory>
#include <string>

#include "events/log/event_log.h"

namespace rocksdb {
class Env;
}

namespace kintsugi::log {

struct EmbeddedOptions {
  std::string dir;          // made where it is missing
  RecordedAt recorded_at{}; // for position_at; without it the log's own clock counts
  bool create = true;       // false: not_found "log.none" where there is no log, and nothing is made
  std::size_t queue_records_max = 65'536;  // waiting or being written; more: append says unavailable
  std::size_t queue_bytes_max = 64U << 20;
  std::size_t tail_bytes_max = 32U << 20;  // newest records kept in memory for followers
  rocksdb::Env* env = nullptr;             // for fault tests; must outlive the log
};

// Safe for all threads; `done` is called on the log's one thread ("log writer"), in append order.
// After a failed write (disk full, I/O error) appends say unavailable "log.disk_full" or "log.io" until
// the disk takes writes again, tried once a second; what was being written has outcome `unknown`, what
// waited behind it `failed`. Half a batch is never stored.
//
// Errors of open: unavailable "log.locked" (another process has it), "log.disk_full", "log.io"; not_found
// "log.none"; corrupt "log.corrupt": a damaged record in the middle, with its positions, and what to do.
// A torn record at the very end (power cut while writing, never acknowledged) is dropped silently.
Result<std::unique_ptr<EventLog>> open_embedded(EmbeddedOptions options);

}  // namespace kintsugi::log
