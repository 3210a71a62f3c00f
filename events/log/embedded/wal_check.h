#pragma once
// Tells a torn end of RocksDB's write-ahead log from damage in its middle.
//
// Every write waits for its fsync before the next one begins. So a damaged record that another record
// follows was durable once, and was acknowledged: that is corruption. A damaged record that nothing
// follows is a write that was cut off before anybody was told that it is stored: it may be dropped.

#include <optional>
#include <string>

#include "events/base/types.h"

namespace kintsugi::log {

struct WalDamage {
  std::string file;
  std::uint64_t offset = 0;       // of the damaged fragment
  std::optional<Position> after;  // the last readable page before the damage begins here
  std::optional<Position> until;  // the first readable page after it begins here
};

// Damage that something readable follows, in the *.log files of `dir` in order; none where the files are
// whole or damaged at the very end only.
std::optional<WalDamage> find_damage_in_the_middle(const std::string& dir);

}  // namespace kintsugi::log
