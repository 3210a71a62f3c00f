#include "projections/streams/stream_cache.h"

#include <cstring>
#include <new>

namespace kintsugi::projections {

StreamEntry* StreamCache::add(Hash128 key, std::string_view name) {
  void* const place = arena_.allocate(sizeof(StreamEntry) + name.size(), alignof(StreamEntry));
  auto* const entry = new (place) StreamEntry();
  char* const text = static_cast<char*>(place) + sizeof(StreamEntry);
  std::memcpy(text, name.data(), name.size());
  entry->name = {text, name.size()};
  entries_.emplace(key, entry);
  return entry;
}

void StreamCache::clear() {
  for (const auto& [key, entry] : entries_) entry->~StreamEntry();
  entries_.clear();
  arena_.release();
}

}  // namespace kintsugi::projections
