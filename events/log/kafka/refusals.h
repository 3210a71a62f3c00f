#pragma once
// What the broker's ACLs do not let a log do just now, as it was last answered. Private to the
// Kafka log. Safe for all threads.

#include <atomic>
#include <mutex>
#include <optional>

#include "events/base/result.h"

namespace kintsugi::log {

class Refusals {
 public:
  enum class Of { write, read };

  void note(Of what, Error why) {
    const std::lock_guard lock(mutex_);
    of(what) = std::move(why);
    any_ = true;
  }
  void clear(Of what) {
    if (!any_) return;
    const std::lock_guard lock(mutex_);
    of(what).reset();
    any_ = write_ || read_;
  }
  std::optional<Error> get(Of what) const {
    const std::lock_guard lock(mutex_);
    return what == Of::write ? write_ : read_;
  }
  std::optional<Error> any() const {
    const std::lock_guard lock(mutex_);
    return write_ ? write_ : read_;
  }

 private:
  std::optional<Error>& of(Of what) { return what == Of::write ? write_ : read_; }

  std::atomic<bool> any_{false};  // asked with each batch that is read
  mutable std::mutex mutex_;
  std::optional<Error> write_, read_;  // guarded by mutex_
};

}  // namespace kintsugi::log
