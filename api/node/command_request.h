#pragma once
// What a client asks of a node, and what it is answered.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/commit/commit.h"

namespace kintsugi::api {

// "The order must still be at this version", from If-Match.
struct ExpectedVersion {
  std::string stream;  // "type/id"
  std::uint64_t version = 0;
};

// `fingerprint` zero: computed where it is needed.
struct CommandRequest : Asked {
  std::optional<Instant> recorded_at;  // of a history that is brought in; else the node's clock
  std::optional<ExpectedVersion> expected;
  std::vector<std::string> unknown_words;  // Reads::is_unknown, of the first command
};

// The command's commit counted. A refusal is an answer too: it is recorded and true at its
// position.
struct Answer {
  Position position;
  bool replayed = false;            // it had counted before this request came
  std::optional<Error> refusal;     // empty: accepted. Not set when `replayed`: read the record
  // The stored commit; null when `replayed`: read it at `position`.
  std::shared_ptr<const Bytes> record;
  // Of what the record touches, in its order; empty where another node wrote it.
  std::vector<std::uint64_t> versions;
};

// Called exactly once, on the sequencer's thread: keep it short. Errors, nothing recorded by this
// request:
//   refused     "command.reused"        the id counted with another body
//   conflict    "command.conflict"      other writers were faster, a bounded number of times
//   unavailable "command.queue_full", "log.unavailable", "command.unknown" (the outcome is not
//               known yet: ask again with the same id)
//   invalid     "command.malformed"     no tenant, id or command
using Respond = std::function<void(Result<Answer>)>;

}  // namespace kintsugi::api
