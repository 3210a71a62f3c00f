// What the streams fold holds too much of: begun after a flush, gone on with in steps, so that
// nobody waits for all of it.

#include <utility>

#include "projections/judge/stream_fold.h"

namespace kintsugi::projections {

// What has no row yet stays.
void StreamFold::begin_dropping() {
  const bool commands = commands_.size() > options_.cached_commands_max + fresh_commands_.size();
  if (commands && old_commands_.empty()) {
    old_commands_ = std::exchange(commands_, {});
    old_commands_next_ = old_commands_.begin();
    for (std::size_t i = 0; i < fresh_commands_.size(); ++i)
      commands_.emplace(fresh_commands_[i].key, number_of(i));
  }
  const bool streams = streams_.size() > options_.cached_streams_max + dirty_streams_.size();
  if (streams && !streams_.is_shrinking()) streams_.begin_shrink(options_.cached_streams_max / 2);
}

// What a flush is writing is clean, and has no row yet.
void StreamFold::drop_some(std::size_t entries) {
  if (flushing_) return;
  if (streams_.is_shrinking()) {
    streams_.shrink_some(entries, [&](Hash128 key) {
      if (dropped_streams_) dropped_streams_->add(key);
    });
  }
  if (old_commands_.empty()) return;
  for (; entries > 0 && old_commands_next_ != old_commands_.end(); --entries) {
    if (old_commands_next_->second != not_counted && dropped_commands_)
      dropped_commands_->add(old_commands_next_->first);
    ++old_commands_next_;
  }
  if (old_commands_next_ != old_commands_.end()) return;
  old_commands_ = {};
  old_commands_next_ = old_commands_.end();
}

// Names of entries are read by a flush: it is over.
void StreamFold::end_dropping() {
  if (!streams_.is_shrinking() || !streams_.is_passed()) return;
  tsl::robin_map<const StreamEntry*, std::size_t> places;
  for (std::size_t i = 0; i < dirty_streams_.size(); ++i)
    places.emplace(dirty_streams_[i].entry, i);
  streams_.end_shrink(
      [&](StreamEntry* from, StreamEntry* to) { dirty_streams_[places.at(from)].entry = to; },
      [&](Hash128 key) {
        if (dropped_streams_) dropped_streams_->add(key);
      });
}

}  // namespace kintsugi::projections
