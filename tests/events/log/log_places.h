#pragma once
// What the contract suite runs on: each kind of log, as a place where logs can be opened.

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "events/log/event_log.h"

namespace kintsugi::log {

// "t=<ms>;anything" was recorded at <ms>; everything else is no commit.
Instant test_recorded_at(ByteView bytes);

struct PlaceOptions {
  std::size_t queue_records_max = 65'536;
};

// Where one log lives; survives the logs opened on it.
class Place {
 public:
  virtual ~Place() = default;
  virtual Result<std::unique_ptr<EventLog>> open(const PlaceOptions& options = {}) = 0;
  // Another log object on the same records; null where only one may be open at a time.
  virtual std::unique_ptr<EventLog> open_second() { return nullptr; }
  // Makes the log leave out a position now; only on places of sparse kinds.
  virtual void leave_gap() {}
};

struct LogKind {
  std::string name;
  std::function<std::unique_ptr<Place>()> make;
  bool durable = true;  // what was appended is there when opened again
  bool sparse = false;  // can leave out positions
  bool tells = false;   // that it has grown
};

// How a failed test names the kind.
inline void PrintTo(const LogKind& kind, std::ostream* out) { *out << kind.name; }

std::vector<LogKind> log_kinds();  // those of this test binary

}  // namespace kintsugi::log
