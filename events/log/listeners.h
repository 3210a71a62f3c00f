#pragma once
// Who wants to hear that a log has grown. Private to the logs that can tell.

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "events/log/event_log.h"

namespace kintsugi::log {

// Safe for all threads. Outlives what it gives.
class Listeners {
 public:
  std::unique_ptr<Listening> add(std::function<void()> grown) {
    const std::lock_guard lock(mutex_);
    const auto at = all_.insert(all_.end(), std::move(grown));
    return std::make_unique<One>(*this, at);
  }
  // With the lock held: whoever stops listening waits for a call that is under way.
  void tell() {
    const std::lock_guard lock(mutex_);
    for (const auto& grown : all_) grown();
  }

 private:
  using All = std::list<std::function<void()>>;
  class One final : public Listening {
   public:
    One(Listeners& of, All::iterator at) : of_(of), at_(at) {}
    ~One() override {
      const std::lock_guard lock(of_.mutex_);
      of_.all_.erase(at_);
    }

   private:
    Listeners& of_;
    All::iterator at_;
  };

  std::mutex mutex_;
  All all_;  // guarded by mutex_
};

}  // namespace kintsugi::log
