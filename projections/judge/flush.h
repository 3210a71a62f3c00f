#pragma once
// What the streams fold wants written, taken at one position, so that another thread can write it
// while the fold goes on.

#include <future>
#include <memory>
#include <optional>
#include <vector>

#include "events/base/result.h"
#include "events/base/types.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/stream_cache.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// Names and states stay alive with the fold that gave it, until its end_flush().
struct Flush {
  struct Stream {
    Hash128 key;
    Head head;
    std::uint64_t version = 0;
    std::string_view name;
    std::shared_ptr<const schema::State> state;
  };
  struct Command {
    Hash128 key;
    Position position;
    Hash128 fingerprint;
  };
  std::vector<Stream> streams;
  std::vector<Command> commands;
  std::vector<RowChange> others;
  Position next;

  // All of it and the position, as one batch, by so many threads, this one among them. Any thread.
  Result<void> write(RowStore& store, int threads) const;
};

class StreamFold;

// Writes one flush of a fold at a time on a thread of its own. Used by the fold's thread; ends
// before the fold.
class BackgroundFlush {
 public:
  explicit BackgroundFlush(StreamFold& fold) : fold_(fold) {}
  ~BackgroundFlush();
  bool busy() const { return written_.valid(); }
  // Begins one; not while busy(). Errors: the store's.
  Result<void> start();
  // Ends it where it is written by now. Errors: those of the write.
  Result<void> poll();
  // Waits for its end, where one is under way.
  Result<void> finish();

 private:
  StreamFold& fold_;
  std::shared_ptr<const Flush> flush_;
  std::future<Result<void>> written_;
};

}  // namespace kintsugi::projections
