#include "projections/judge/stream_cache.h"

#include <cstring>
#include <new>
#include <utility>

namespace kintsugi::projections {

StreamEntry* StreamCache::add(Hash128 key, std::string_view name) {
  void* const place = arena_->allocate(sizeof(StreamEntry) + name.size(), alignof(StreamEntry));
  auto* const entry = new (place) StreamEntry();
  char* const text = static_cast<char*>(place) + sizeof(StreamEntry);
  std::memcpy(text, name.data(), name.size());
  entry->name = {text, name.size()};
  entries_.emplace(key, entry);
  return entry;
}

void StreamCache::shrink(std::size_t used_max,
                         const std::function<void(StreamEntry* from, StreamEntry* to)>& moved,
                         const std::function<void(Hash128 key)>& dropped) {
  const auto old_arena =
      std::exchange(arena_, std::make_unique<std::pmr::monotonic_buffer_resource>(arena_bytes));
  const auto old_entries = std::exchange(entries_, {});
  for (const auto& [key, from] : old_entries) {
    if (from->dirty || (from->used && used_max > 0)) {
      if (!from->dirty) --used_max;
      StreamEntry* const to = add(key, from->name);
      to->head = from->head;
      to->version = from->version;
      to->state = std::move(from->state);
      to->dirty = from->dirty;
      if (from->dirty) moved(from, to);
    } else if (from->version > 0) {
      dropped(key);
    }
    from->~StreamEntry();
  }
}

void StreamCache::clear() {
  for (const auto& [key, entry] : entries_) entry->~StreamEntry();
  entries_.clear();
  arena_->release();
}

}  // namespace kintsugi::projections
