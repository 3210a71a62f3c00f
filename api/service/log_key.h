#pragma once
// Puts a log under a key, or under the next one, and says what a log tells of keys.

#include <cstdint>
#include <optional>

#include "events/commit/log_key.h"
#include "events/commit/under_key.h"
#include "events/log/copy.h"
#include "events/log/event_log.h"

namespace kintsugi::api {

struct LogKeyScan {
  UnderKey under_key;
  Position end;                              // of what was read
  std::uint64_t unauthenticated = 0;
  std::optional<Position> last_unauthenticated;
  // Of key records that none of the keys has sealed, before the log came under one of them.
  std::optional<Position> foreign;
};

// Reads the log once up to its end, seals and key records only. `keys` may be null. Errors: the
// log's; unavailable "log.key_missing".
Result<LogKeyScan> scan_log_keys(log::EventLog& log, const LogKeys* keys,
                                 const log::Progress& progress = {});

// Appends the record that puts the log under the newest of `keys`, where it is not yet, sealed by
// the key that it is under, or for the first one by itself; waits until it is there, and reads on
// to see that it holds. `despite_foreign`: though somebody has put it under another key, as he
// says. Errors: as above; conflict "log.other_key" (a record says that it is under a key that is
// not among these).
Result<LogKeyScan> put_under_key(log::EventLog& log, const LogKeys& keys, Instant now,
                                 bool despite_foreign = false, const log::Progress& progress = {});

}  // namespace kintsugi::api
