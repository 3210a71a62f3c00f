#pragma once
// The newest pages in memory, bounded in octets, and the end of what is durable: what followers wait for.
// Private to the embedded log. Safe for all threads.

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include "events/log/embedded/page.h"

namespace kintsugi::log {

class Tail {
 public:
  Tail(Position end, std::size_t bytes_max) : bytes_max_(bytes_max), end_(end) {}

  Position end() const {
    const std::lock_guard lock(mutex_);
    return end_;
  }

  // The end, once it is behind `position` or `wait` is over.
  Position wait_behind(Position position, std::chrono::milliseconds wait) const {
    std::unique_lock lock(mutex_);
    if (wait.count() > 0) grown_.wait_for(lock, wait, [&] { return end_ > position; });
    return end_;
  }

  // The pages from the one that holds `from` on, as many as hold `records`; none where it is not in memory.
  std::vector<std::shared_ptr<const Page>> pages_from(Position from, std::size_t records) const {
    std::vector<std::shared_ptr<const Page>> found;
    const std::lock_guard lock(mutex_);
    if (pages_.empty() || from < pages_.front()->first() || from >= end_) return found;
    auto it = std::upper_bound(pages_.begin(), pages_.end(), from,
                               [](Position p, const auto& page) { return p < page->end(); });
    const Position enough{from.value + static_cast<std::int64_t>(records)};
    for (; it != pages_.end() && (*it)->first() < enough; ++it) found.push_back(*it);
    return found;
  }

  // What is durable now. `pages` follow the last ones.
  void add(std::vector<std::shared_ptr<const Page>> pages) {
    {
      const std::lock_guard lock(mutex_);
      for (auto& page : pages) {
        bytes_ += page->bytes();
        end_ = page->end();
        pages_.push_back(std::move(page));
      }
      while (bytes_ > bytes_max_ && !pages_.empty()) {
        bytes_ -= pages_.front()->bytes();
        pages_.pop_front();
      }
    }
    grown_.notify_all();
  }

 private:
  const std::size_t bytes_max_;
  mutable std::mutex mutex_;
  mutable std::condition_variable grown_;
  std::deque<std::shared_ptr<const Page>> pages_;
  std::size_t bytes_ = 0;
  Position end_;
};

}  // namespace kintsugi::log
