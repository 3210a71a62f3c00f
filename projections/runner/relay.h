#pragma once
// Hands the same batches, in order, to several threads that go at their own pace, so far apart as there are buffers.

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::projections {

// One thread gives, `takers` take, each by its number from 0. A batch is good until its taker takes the next one.
template <class Batch>
class Relay {
 public:
  Relay(std::size_t takers, std::size_t buffers)
      : batches_(buffers), back_(takers, 0), took_(takers, false) {}

  // Waits until the buffer of the next batch is free. False: nobody wants more.
  bool wait_for_room() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || given_ - slowest() < batches_.size(); });
    return !closed_;
  }
  // There is room.
  void give(Batch batch) {
    const std::lock_guard lock(mutex_);
    batches_[given_++ % batches_.size()] = std::move(batch);
    changed_.notify_all();
  }
  // Nothing comes any more; an error is told to whoever takes.
  void end(Result<void> how) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    how_ = std::move(how);
    changed_.notify_all();
  }
  // The taker's next batch; the one before is given back. Nothing at the end. Errors: those of end(), and of a
  // taker that failed.
  Result<std::optional<Batch>> take(std::size_t taker) {
    std::unique_lock lock(mutex_);
    std::uint64_t& back = back_[taker];
    if (took_[taker]) ++back;
    took_[taker] = false;
    changed_.notify_all();
    changed_.wait(lock, [&] { return closed_ || ended_ || back < given_; });
    if (closed_ || (ended_ && !how_)) return tl::unexpected(how_.error());
    if (back == given_) return std::optional<Batch>();
    took_[taker] = true;
    return std::optional(batches_[back % batches_.size()]);
  }
  // A taker failed: all stop with its error, the first one counts.
  void fail(Error error) {
    const std::lock_guard lock(mutex_);
    if (!closed_ && how_) how_ = tl::unexpected(std::move(error));
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::uint64_t slowest() const { return *std::min_element(back_.begin(), back_.end()); }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Batch> batches_;       // guarded by mutex_, as all below: a ring
  std::uint64_t given_ = 0;
  std::vector<std::uint64_t> back_;  // batches that each taker has given back
  std::vector<bool> took_;           // whether it holds one now
  bool ended_ = false, closed_ = false;
  Result<void> how_;
};

}  // namespace kintsugi::projections
