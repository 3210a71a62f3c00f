#include <atomic>
#include <filesystem>

#include "events/log/embedded/embedded_log.h"
#include "events/log/memory/memory_log.h"
#include "tests/events/log/log_places.h"
#include "tests/events/log/scratch_dir.h"

namespace kintsugi::log {
namespace {

class MemoryPlace final : public Place {
 public:
  explicit MemoryPlace(std::int64_t gap_every) : gap_every_(gap_every) {}
  Result<std::unique_ptr<EventLog>> open(const PlaceOptions& options) override {
    return make_memory_log({.recorded_at = test_recorded_at,
                            .queue_records_max = options.queue_records_max,
                            .gap_every = gap_every_});
  }

 private:
  const std::int64_t gap_every_;
};

class EmbeddedPlace final : public Place {
 public:
  Result<std::unique_ptr<EventLog>> open(const PlaceOptions& options) override {
    return open_embedded({.dir = dir_.path(),
                          .recorded_at = test_recorded_at,
                          .queue_records_max = options.queue_records_max,
                          .tail_bytes_max = 256U << 10});  // so that both ways of reading are used
  }

 private:
  ScratchDir dir_;
};

}  // namespace

std::vector<LogKind> log_kinds() {
  return {
      {.name = "memory",
       .make = [] { return std::make_unique<MemoryPlace>(0); },
       .durable = false,
       .tells = true},
      {.name = "memory_sparse",
       .make = [] { return std::make_unique<MemoryPlace>(1); },
       .durable = false,
       .sparse = true,
       .tells = true},
      {.name = "embedded",
       .make = [] { return std::make_unique<EmbeddedPlace>(); },
       .tells = true},
  };
}

}  // namespace kintsugi::log
