#pragma once
// Records that were read lately, by position, bounded in octets: Kafka gives a single record only to a client of its
// own, which takes milliseconds to connect. Private to the Kafka log. Safe for all threads.

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "events/base/types.h"
#include "events/log/event_log.h"

namespace kintsugi::log {

class RecordCache {
 public:
  struct Kept {
    Instant appended_at;
    std::shared_ptr<const Bytes> bytes;  // shared with whoever reads it, however long
    Bytes seal;
  };
  explicit RecordCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // What came in first goes first.
  void add(const Record& record) {
    const std::lock_guard lock(mutex_);
    const auto [place, fresh] = records_.try_emplace(record.position.value);
    if (!fresh) return;
    place->second = {record.appended_at, std::make_shared<const Bytes>(record.bytes),
                     Bytes(record.seal)};
    order_.push_back(record.position.value);
    bytes_ += record.bytes.size();
    while (bytes_ > bytes_max_) {
      const auto oldest = records_.find(order_.front());
      bytes_ -= oldest->second.bytes->size();
      records_.erase(oldest);
      order_.pop_front();
    }
  }
  std::optional<Kept> find(Position position) const {
    const std::lock_guard lock(mutex_);
    const auto found = records_.find(position.value);
    if (found == records_.end()) return std::nullopt;
    return found->second;
  }

 private:
  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  std::unordered_map<std::int64_t, Kept> records_;  // guarded by mutex_, as all below
  std::deque<std::int64_t> order_;
  std::size_t bytes_ = 0;
};

}  // namespace kintsugi::log
