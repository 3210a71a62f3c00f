#pragma once
// What of judging and folding a record needs no state: opening it, its hash, its seal, the keys of
// its streams. Apart from the fold, so that another thread can do it ahead.

#include <optional>
#include <vector>

#include "events/base/types.h"
#include "events/commit/commit.h"
#include "events/base/sha256.h"
#include "events/commit/log_key.h"

namespace kintsugi::projections {

// Reusable: open() keeps its buffers. One thread at a time; `bytes` live until the next open().
struct OpenedRecord {
  Position position;
  CommitView view;               // with its events, where there is no error
  // Of opening it: "commit.malformed" is void for everybody, "commit.log_key" names a key of the
  // log; else a reader stops.
  std::optional<Error> error;
  std::optional<Error> events_error;  // of opening its events
  Sha256Octets digest{};         // of the bytes; not where there is an error and no seal
  Head head;                     // zero where there is an error
  Hash128 command_key;
  std::vector<Hash128> stream_keys;  // of the expected streams, in the view's order
  SealSeen seal;

  // `keys`: to check the seal with; may be null.
  void open(Position at, ByteView bytes, ByteView its_seal = {}, const LogKeys* keys = nullptr);
  // The key that it puts the log under; none of any other record.
  std::optional<LogKeyId> names_key() const {
    if (!error || error->code != "commit.log_key") return std::nullopt;
    return key_named_by(view.id());
  }
};

}  // namespace kintsugi::projections
