#include "projections/judge/watched_streams.h"

#include <mutex>

namespace kintsugi::projections {

std::optional<WatchedStreams::Seen> WatchedStreams::find(Hash128 key,
                                                         std::string_view full_name) const {
  const std::shared_lock lock(mutex_);
  const auto found = seen_.find(key);
  if (found == seen_.end() || found->second.name != full_name) return std::nullopt;
  return found->second;
}

void WatchedStreams::watch(Hash128 key, const StreamEntry& entry) {
  Seen seen{std::string(entry.name), entry.state, entry.head, entry.version};
  const std::lock_guard lock(mutex_);
  if (seen_.size() >= watched_max_) seen_.clear();
  seen_.insert_or_assign(key, std::move(seen));
}

void WatchedStreams::moved(Hash128 key, const StreamEntry& entry) {
  if (!seen_.contains(key)) return;
  const std::lock_guard lock(mutex_);
  Seen& seen = seen_.at(key);
  seen.state = entry.state;
  seen.head = entry.head;
  seen.version = entry.version;
}

}  // namespace kintsugi::projections
