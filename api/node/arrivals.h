#pragma once
// What comes from the log, for the one thread that folds it. A log that can tell that it has grown
// is read on that very thread, in place; of any other a thread of its own reads and hands over (a
// bounded queue; full: it waits).

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "events/log/event_log.h"

namespace kintsugi::api {

class Arrivals {
 public:
  using Visit = std::function<Result<void>(const log::Record&)>;

  // Begins at `from`. `wake` is called, on any thread, when there is something to take; it must not
  // block long. The log outlives it.
  Arrivals(log::EventLog& log, Position from, std::function<void()> wake);
  // Joins. `wake` is not called any more.
  ~Arrivals();

  // Gives what has come, in order, up to some thousand records: true where there may be more. A log
  // that is away is asked again later, and said in the node's log. Errors: the log's that no wait
  // mends; those of `visit`, behind which nothing more is to be taken. From one thread at a time.
  Result<bool> take(const Visit& visit);

  // When the last record was recorded that came after a silence, so that it has just been recorded:
  // by the log's clock, or where it has none by that of whoever wrote it. Told once. Only the
  // thread that takes.
  std::optional<Instant> heard() { return std::exchange(heard_, std::nullopt); }

 private:
  struct Batch {
    struct Record {
      Position position;
      std::size_t size = 0, seal_size = 0;
    };
    std::vector<Record> records;
    Bytes bytes;  // of all of them with their seals, one after the other
    std::optional<Instant> heard;
  };
  Result<std::span<const log::Record>> next(std::chrono::milliseconds wait);
  void note_trouble(const Error& why);
  enum class Came { nothing, some, as_many_as_asked, log_away };
  Result<Came> read(std::chrono::milliseconds wait);
  void note_when(bool was_silent, Came came);
  Result<bool> take_here(const Visit& visit);
  Result<bool> take_over(const Visit& visit);
  void follow(const std::stop_token& stop);
  void fail_with(const Error& why);
  void hand_over(const std::stop_token& stop);

  // Constant after construction.
  log::EventLog& log_;
  const std::function<void()> wake_;

  // Owned by whoever reads: the thread that takes, or the follower.
  Position from_;  // what comes next
  std::unique_ptr<log::Cursor> cursor_;
  std::span<const log::Record> records_;  // read last
  std::optional<Instant> told_;           // of them, where a silence was before them
  std::chrono::steady_clock::time_point came_at_;
  std::chrono::steady_clock::time_point not_before_{};  // a log that is away is let alone
  std::string trouble_;  // its code, told last
  std::chrono::steady_clock::time_point told_trouble_{};

  // Owned by the thread that takes.
  std::optional<Instant> heard_;

  std::atomic<bool> grown_{true};

  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable_any room_;
  std::deque<Batch> batches_;
  std::size_t batch_bytes_ = 0;
  std::optional<Error> failure_;  // of the follower

  std::unique_ptr<log::Listening> listening_;
  std::jthread follower_;  // where the log can not tell
};

}  // namespace kintsugi::api
