#pragma once
// Pages that were read lately, bounded in octets: whoever reads single records, as a timeline or
// the audit does, mostly comes back to the page of the one before, and unpacking it costs more than
// all else. Private to the embedded log. Safe for all threads.

#include <cstddef>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "events/log/embedded/page.h"

namespace kintsugi::log {

class PageCache {
 public:
  explicit PageCache(std::size_t bytes_max) : bytes_max_(bytes_max) {}

  // The page that holds the record; null where it is not kept.
  std::shared_ptr<const Page> find(Position position) {
    const std::lock_guard lock(mutex_);
    auto after = pages_.upper_bound(position);
    if (after == pages_.begin()) return nullptr;
    const auto at = std::prev(after)->second;
    if (position >= (*at)->end()) return nullptr;
    by_use_.splice(by_use_.begin(), by_use_, at);
    return *at;
  }

  void add(std::shared_ptr<const Page> page) {
    const std::lock_guard lock(mutex_);
    if (pages_.contains(page->first())) return;  // another thread read it too
    bytes_ += page->bytes();
    by_use_.push_front(std::move(page));
    pages_.emplace(by_use_.front()->first(), by_use_.begin());
    while (bytes_ > bytes_max_ && by_use_.size() > 1) {
      bytes_ -= by_use_.back()->bytes();
      pages_.erase(by_use_.back()->first());
      by_use_.pop_back();
    }
  }

 private:
  using ByUse = std::list<std::shared_ptr<const Page>>;

  const std::size_t bytes_max_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;                       // guarded by mutex_, as all below
  ByUse by_use_;                                // the latest first
  std::map<Position, ByUse::iterator> pages_;  // by their first record
};

}  // namespace kintsugi::log
