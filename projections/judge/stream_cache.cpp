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

void StreamCache::begin_shrink(std::size_t used_max) {
  old_arena_ = std::exchange(arena_, std::make_unique<Arena>(arena_bytes));
  old_entries_ = std::exchange(entries_, {});
  old_next_ = old_entries_.begin();
  old_left_ = old_entries_.size();
  used_max_ = used_max;
}

StreamEntry* StreamCache::leave(Hash128 key, StreamEntry& from, const Dropped& dropped) {
  StreamEntry* to = nullptr;
  if (from.dirty || (from.used && used_max_ > 0)) {
    if (!from.dirty) --used_max_;
    to = add(key, from.name);
    to->head = from.head;
    to->version = from.version;
    to->state = std::move(from.state);
    to->dirty = from.dirty;
  } else if (from.version > 0) {
    dropped(key);
  }
  from.state.reset();
  from.left = true;
  --old_left_;
  return to;
}

void StreamCache::shrink_some(std::size_t most, const Dropped& dropped) {
  for (; most > 0 && old_next_ != old_entries_.end(); ++old_next_, --most) {
    const auto& [key, entry] = *old_next_;
    if (entry->dirty)
      old_dirty_.emplace_back(key, entry);
    else
      leave(key, *entry, dropped);
  }
}

void StreamCache::end_shrink(const Moved& moved, const Dropped& dropped) {
  for (const auto& [key, from] : old_dirty_) {
    StreamEntry* const to = leave(key, *from, dropped);
    if (to != nullptr && to->dirty) moved(from, to);
  }
  old_dirty_.clear();
  for (const auto& [key, entry] : old_entries_) entry->~StreamEntry();
  old_entries_ = {};
  old_next_ = old_entries_.end();
  old_arena_.reset();
}

void StreamCache::clear() {
  for (const Entries* all : {&entries_, &old_entries_})
    for (const auto& [key, entry] : *all) entry->~StreamEntry();
  entries_.clear();
  old_entries_.clear();
  old_next_ = old_entries_.end();
  old_dirty_.clear();
  old_left_ = 0;
  old_arena_.reset();
  arena_->release();
}

}  // namespace kintsugi::projections
