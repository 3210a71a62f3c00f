#pragma once
// What of judging and folding a record needs no state: opening it, its hash, the keys of its
// streams. Apart from the fold, so that another thread can do it ahead.

#include <optional>
#include <vector>

#include "events/base/types.h"
#include "events/commit/commit.h"

namespace kintsugi::projections {

// Reusable: open() keeps its buffers. One thread at a time; `bytes` live until the next open().
struct OpenedRecord {
  Position position;
  CommitView view;               // with its events, where there is no error
  // Of opening it: "commit.malformed" is void for everybody, else a reader stops.
  std::optional<Error> error;
  std::optional<Error> events_error;  // of opening its events
  Head head;                     // zero where there is an error
  Hash128 command_key;
  std::vector<Hash128> stream_keys;  // of the expected streams, in the view's order

  // `known_head`: where the caller has hashed these bytes already.
  void open(Position at, ByteView bytes, const std::optional<Head>& known_head = {});
};

}  // namespace kintsugi::projections
