#pragma once
// A log in memory: for tests, simulations of readers, and what-if. Nothing survives it.

#include <functional>
#include <memory>

#include "events/log/event_log.h"

namespace kintsugi::log {

struct MemoryOptions {
  RecordedAt recorded_at{};                 // for position_at; without it the log's own clock counts
  std::size_t queue_records_max = 65'536;   // more waiting records: append answers unavailable
  std::size_t queue_bytes_max = 64U << 20;
  std::int64_t gap_every = 0;               // leave out a position after so many records; 0 = never
  std::function<Instant()> clock{};         // of its own; without it this machine's
};

// Safe for all threads; `done` is called on the log's one thread, in append order.
std::unique_ptr<EventLog> make_memory_log(MemoryOptions options = {});

}  // namespace kintsugi::log
