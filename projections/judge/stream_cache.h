#pragma once
// The streams that the fold holds in memory: an entry and its name lie side by side, so that a
// look-up costs two cache misses and no more.

#include <functional>
#include <memory>
#include <memory_resource>
#include <string_view>

#include <tsl/robin_map.h>

#include "events/base/types.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::projections {

// A stream as folded so far. The full name is kept beside the 128-bit key, so that no crafted id
// can be taken for another stream.
struct StreamEntry {
  Head head;
  std::uint64_t version = 0;
  // Shared with whoever decides on it: copied before it changes.
  std::shared_ptr<schema::State> state;
  // Tenant, a zero octet, "type/id"; lives as long as the entry.
  std::string_view name;
  bool dirty = false;
  bool used = false;  // since the cache was last shrunk
};

// Entries keep their addresses until shrink() or clear(). One thread.
class StreamCache {
 public:
  StreamCache() = default;
  ~StreamCache() { clear(); }
  StreamCache(const StreamCache&) = delete;
  StreamCache& operator=(const StreamCache&) = delete;

  StreamEntry* find(Hash128 key) const {  // null where there is none
    const auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : found->second;
  }
  // `key` is not in it yet.
  StreamEntry* add(Hash128 key, std::string_view name);
  std::size_t size() const { return entries_.size(); }
  // Drops what is clean and was not used since the last time; of the clean ones that were used it
  // keeps at most `used_max`. `moved(from, to)` tells the new place of each dirty entry,
  // `dropped(key)` what is gone and has a row.
  void shrink(std::size_t used_max,
              const std::function<void(StreamEntry* from, StreamEntry* to)>& moved,
              const std::function<void(Hash128 key)>& dropped);
  void clear();

 private:
  static constexpr std::size_t arena_bytes = 1u << 20;  // the first piece
  std::unique_ptr<std::pmr::monotonic_buffer_resource> arena_ =
      std::make_unique<std::pmr::monotonic_buffer_resource>(arena_bytes);
  tsl::robin_map<Hash128, StreamEntry*, Hash128Hasher> entries_;
};

}  // namespace kintsugi::projections
