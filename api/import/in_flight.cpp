#include "api/import/in_flight.h"

namespace kintsugi::api::import {

InFlight::~InFlight() { drain(); }

void InFlight::send(std::int64_t ticket, CommandRequest request) {
  {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return under_way_ < max_; });
    ++under_way_;
  }
  node_.submit(std::move(request), [this, ticket](Result<Answer> answer) {
    const std::lock_guard lock(mutex_);
    answered_.push_back({ticket, std::move(answer)});
    --under_way_;
    changed_.notify_one();  // within the lock: this object may be gone right after it
  });
}

std::vector<Answered> InFlight::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answered_, {});
}

std::vector<Answered> InFlight::drain() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return under_way_ == 0; });
  return std::exchange(answered_, {});
}

}  // namespace kintsugi::api::import
