#pragma once
// Records that were read lately, by position, bounded in octets: Kafka gives a single record only to a client of its
// own, which takes milliseconds to connect. Private to the Kafka log. Safe for all threads.

#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "events/base/types.h"

namespace kintsugi::log {

class RecordCache {
 public:
  explicit RecordCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // What came in first goes first.
  void add(Position position, ByteView bytes) {
    const std::lock_guard lock(mutex_);
    if (!records_.try_emplace(position.value, bytes).second) return;
    order_.push_back(position.value);
    bytes_ += bytes.size();
    while (bytes_ > bytes_max_) {
      const auto oldest = records_.find(order_.front());
      bytes_ -= oldest->second.size();
      records_.erase(oldest);
      order_.pop_front();
    }
  }
  std::optional<Bytes> find(Position position) const {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(position.value);
    if (found == records_.end()) return std::nullopt;
    return found->second;
  }

 private:
  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::unordered_map<std::int64_t, Bytes> records_;  // guarded by mutex_, as all below
  std::deque<std::int64_t> order_;
  std::size_t bytes_ = 0;
};

}  // namespace kintsugi::log
