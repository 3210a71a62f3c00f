#pragma once
// Streams that other threads ask for again and again (operators: who may do what), each as the fold
// has it. A look-up does not wait for the fold's thread, and what a commit did to a watched stream
// is seen before anybody is told that the commit counted.

#include <cstdint>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include <tsl/robin_map.h>

#include "events/base/types.h"
#include "projections/judge/stream_cache.h"

namespace kintsugi::projections {

class WatchedStreams {
 public:
  struct Seen {
    std::string name;  // full (stream_keys.h)
    std::shared_ptr<const schema::State> state;  // never changes: the fold copies before it writes
    Head head;
    std::uint64_t version = 0;
  };

  explicit WatchedStreams(std::size_t watched_max) : watched_max_(watched_max) {}

  // Nothing where the stream is not watched. Any thread.
  std::optional<Seen> find(Hash128 key, std::string_view full_name) const;

  // The fold's thread alone:
  void watch(Hash128 key, const StreamEntry& entry);  // where there is no more room, all others go
  void moved(Hash128 key, const StreamEntry& entry);  // does nothing where it is not watched
  bool empty() const { return seen_.empty(); }

 private:
  const std::size_t watched_max_;
  mutable std::shared_mutex mutex_;
  // Written by the fold's thread under the mutex; read by it without, by others under it.
  tsl::robin_map<Hash128, Seen, Hash128Hasher> seen_;
};

}  // namespace kintsugi::projections
