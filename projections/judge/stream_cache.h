#pragma once
// The streams that the fold holds in memory: an entry and its name lie side by side, so that a
// look-up costs two cache misses and no more.

#include <functional>
#include <memory>
#include <memory_resource>
#include <string_view>
#include <utility>
#include <vector>

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
  bool left = false;  // it stands elsewhere now, or nowhere: the cache's own
};

// Shrinking takes as long as there are entries, so it goes on in steps while the cache is used:
// begin_shrink(), shrink_some() until is_passed(), end_shrink(). Entries keep their addresses until
// one of these, or clear(). One thread.
class StreamCache {
 public:
  StreamCache() = default;
  ~StreamCache() { clear(); }
  StreamCache(const StreamCache&) = delete;
  StreamCache& operator=(const StreamCache&) = delete;

  StreamEntry* find(Hash128 key) const {  // null where there is none
    if (const auto found = entries_.find(key); found != entries_.end()) return found->second;
    if (old_entries_.empty()) return nullptr;
    const auto old = old_entries_.find(key);
    return old == old_entries_.end() || old->second->left ? nullptr : old->second;
  }
  // `key` is not in it yet.
  StreamEntry* add(Hash128 key, std::string_view name);
  std::size_t size() const { return entries_.size() + old_left_; }
  using Moved = std::function<void(StreamEntry* from, StreamEntry* to)>;
  using Dropped = std::function<void(Hash128 key)>;
  // Drops what is clean and was not used since the last time; of the clean ones that were used it
  // keeps at most `used_max`. Not while it is shrinking.
  void begin_shrink(std::size_t used_max);
  bool is_shrinking() const { return old_arena_ != nullptr; }
  // Goes over so many more entries. `dropped(key)` tells what is gone and has a row. Dirty ones
  // stay for the end.
  void shrink_some(std::size_t most, const Dropped& dropped);
  bool is_passed() const { return old_next_ == old_entries_.end(); }
  // Once it is passed, while nobody reads names of entries: moves the rest; `moved(from, to)` tells
  // the new place of each dirty entry.
  void end_shrink(const Moved& moved, const Dropped& dropped);
  void clear();

 private:
  using Arena = std::pmr::monotonic_buffer_resource;
  using Entries = tsl::robin_map<Hash128, StreamEntry*, Hash128Hasher>;

  static constexpr std::size_t arena_bytes = 1u << 20;  // the first piece
  // To the new arena; what is clean and was not used, nowhere. Null: that.
  StreamEntry* leave(Hash128 key, StreamEntry& from, const Dropped& dropped);

  std::unique_ptr<Arena> arena_ = std::make_unique<Arena>(arena_bytes);
  Entries entries_;
  // What is still to be gone over, while it is shrinking.
  std::unique_ptr<Arena> old_arena_;
  Entries old_entries_;
  Entries::iterator old_next_ = old_entries_.end();
  std::size_t old_left_ = 0;  // of them, that have not left
  std::vector<std::pair<Hash128, StreamEntry*>> old_dirty_;  // gone over, and dirty then
  std::size_t used_max_ = 0;  // so many more that were used are kept
};

}  // namespace kintsugi::projections
