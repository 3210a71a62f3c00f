#pragma once
// Hands the same batches, in order, to several takers that go at their own pace, so far apart as
// there are buffers; and the takers to threads: whichever is furthest behind is next.

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::projections {

// One thread gives, any number work for the takers, each of which is with one thread at a time. A
// batch is good until it is given back.
template <class Batch>
class Relay {
 public:
  struct Turn {
    std::size_t taker = 0;
    std::optional<Batch> batch;  // none: it has had them all, and is through once it is given back
  };

  Relay(std::size_t takers, std::size_t buffers) : batches_(buffers), takers_(takers) {}

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
  // Waits for a taker that nobody works for and that something is there for; it is this thread's
  // until give_back. Nothing: all are through, or with other threads for the last time. Errors:
  // those of end(), and of a thread that failed.
  Result<std::optional<Turn>> take() {
    std::unique_lock lock(mutex_);
    Taker* next = nullptr;
    changed_.wait(lock, [&] {
      next = furthest_behind();
      return closed_ || (ended_ && !how_) || next != nullptr || nobody_is_left();
    });
    if (closed_ || (ended_ && !how_)) return tl::unexpected(how_.error());
    if (next == nullptr) return std::optional<Turn>();
    next->is_taken = true;
    Turn turn{static_cast<std::size_t>(next - takers_.data()), std::nullopt};
    if (next->back < given_)
      turn.batch = batches_[next->back % batches_.size()];
    else
      next->is_through = true;
    return std::optional(std::move(turn));
  }
  void give_back(std::size_t taker) {
    const std::lock_guard lock(mutex_);
    takers_[taker].is_taken = false;
    if (!takers_[taker].is_through) ++takers_[taker].back;
    changed_.notify_all();
  }
  // A thread failed: all stop with its error, the first one counts.
  void fail(Error error) {
    const std::lock_guard lock(mutex_);
    if (!closed_ && how_) how_ = tl::unexpected(std::move(error));
    closed_ = true;
    changed_.notify_all();
  }

 private:
  struct Taker {
    std::uint64_t back = 0;  // batches that were given back
    bool is_taken = false;
    bool is_through = false;  // all batches, and its end is taken
  };

  std::uint64_t slowest() const {
    std::uint64_t least = given_;
    for (const Taker& each : takers_) least = std::min(least, each.back);
    return least;
  }
  Taker* furthest_behind() {
    Taker* found = nullptr;
    for (Taker& each : takers_) {
      if (each.is_taken || each.is_through || (each.back == given_ && !ended_)) continue;
      if (found == nullptr || each.back < found->back) found = &each;
    }
    return found;
  }
  bool nobody_is_left() const {
    return std::all_of(takers_.begin(), takers_.end(),
                       [](const Taker& each) { return each.is_through; });
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Batch> batches_;  // guarded by mutex_, as all below: a ring
  std::uint64_t given_ = 0;
  std::vector<Taker> takers_;
  bool ended_ = false, closed_ = false;
  Result<void> how_;
};

}  // namespace kintsugi::projections
