#include "events/log/memory/memory_log.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "events/log/listeners.h"
#include "events/log/time_search.h"

namespace kintsugi::log {
namespace {

struct Stored {
  Position position;
  Instant appended_at;
  std::shared_ptr<const Bytes> bytes;  // shared: a cursor keeps what it handed out
  Bytes seal;
  std::string key;
};

struct Waiting {
  std::vector<Outgoing> batch;
  EventLog::Done done;
  std::size_t bytes = 0;
};

Instant now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

class MemoryLog final : public EventLog {
 public:
  explicit MemoryLog(MemoryOptions options)
      : options_(std::move(options)), worker_([this](const std::stop_token& stop) { work(stop); }) {}
  ~MemoryLog() override {
    worker_.request_stop();
    worker_.join();
  }

  Result<void> append(std::vector<Outgoing> batch, Done done) override;
  Result<std::unique_ptr<Cursor>> read(Position from) override;
  Result<Position> end() override {
    const std::lock_guard lock(mutex_);
    return end_;
  }
  Result<Bytes> at(Position position) override;
  Result<Position> position_at(Instant time) override {
    KINTSUGI_TRY(const Position limit, end());
    return find_by_time(*this, Position{0}, limit, time, options_.recorded_at);
  }
  std::unique_ptr<Listening> listen(std::function<void()> grown) override {
    return listeners_.add(std::move(grown));
  }
  bool has_a_clock() const override { return options_.clock != nullptr; }
  std::string describe() const override { return "memory"; }

  // Copies up to `max` records at or after `from` into `out`; waits for the first.
  void collect(Position from, std::size_t max, std::chrono::milliseconds wait,
               std::vector<Stored>& out);

 private:
  std::deque<Stored>::const_iterator lower_bound(Position position) const {
    return std::lower_bound(records_.begin(), records_.end(), position,
                            [](const Stored& s, Position p) { return s.position < p; });
  }
  void work(const std::stop_token& stop);
  void store(std::vector<Waiting>& taken, std::vector<Position>& positions);

  // Constant after construction.
  const MemoryOptions options_;
  Listeners listeners_;
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable_any appended_;  // the worker waits for appends
  std::condition_variable stored_;        // cursors wait for records
  std::deque<Stored> records_;
  Position end_;
  std::vector<Waiting> queue_;
  std::size_t queue_records_ = 0;
  std::size_t queue_bytes_ = 0;

  std::jthread worker_;  // last: starts when all else is there
};

class MemoryCursor final : public Cursor {
 public:
  MemoryCursor(MemoryLog& log, Position from) : log_(log), from_(from) {}
  Result<std::span<const Record>> next(std::size_t max, std::chrono::milliseconds wait) override {
    held_.clear();
    out_.clear();
    log_.collect(from_, max, wait, held_);
    for (const Stored& s : held_)
      out_.push_back({s.position, s.appended_at, *s.bytes, s.seal, s.key});
    if (!out_.empty()) from_ = out_.back().position.next();
    return out_;
  }

 private:
  MemoryLog& log_;
  Position from_;
  std::vector<Stored> held_;
  std::vector<Record> out_;
};

Result<void> MemoryLog::append(std::vector<Outgoing> batch, Done done) {
  if (batch.empty()) return {};
  Waiting waiting{std::move(batch), std::move(done)};
  for (const Outgoing& record : waiting.batch) {
    KINTSUGI_TRY_OK(check_record_size(record));
    waiting.bytes += record.bytes.size();
  }
  const std::lock_guard lock(mutex_);
  if (queue_records_ + waiting.batch.size() > options_.queue_records_max ||
      queue_bytes_ + waiting.bytes > options_.queue_bytes_max) {
    return fail(ErrorKind::unavailable, "log.queue_full",
                "the memory log has " + std::to_string(queue_records_) + " records waiting");
  }
  queue_records_ += waiting.batch.size();
  queue_bytes_ += waiting.bytes;
  queue_.push_back(std::move(waiting));
  appended_.notify_one();
  return {};
}

void MemoryLog::work(const std::stop_token& stop) {
  std::vector<Waiting> taken;
  std::vector<Position> positions;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      appended_.wait(lock, stop, [this] { return !queue_.empty(); });
      if (queue_.empty()) return;
      taken.swap(queue_);
      store(taken, positions);
    }
    stored_.notify_all();
    listeners_.tell();
    std::size_t at = 0;
    for (const Waiting& waiting : taken) {
      for (std::size_t i = 0; i < waiting.batch.size(); ++i) {
        waiting.done(i, {Appended::Outcome::stored, positions[at++], {}});
      }
    }
    taken.clear();
  }
}

// With mutex_ held.
void MemoryLog::store(std::vector<Waiting>& taken, std::vector<Position>& positions) {
  positions.clear();
  const Instant at = options_.clock ? options_.clock() : now();
  for (Waiting& waiting : taken) {
    queue_records_ -= waiting.batch.size();
    queue_bytes_ -= waiting.bytes;
    for (Outgoing& record : waiting.batch) {
      if (options_.gap_every > 0 && (end_.value + 1) % (options_.gap_every + 1) == 0) {
        end_ = end_.next();
      }
      records_.push_back({end_, at, std::make_shared<const Bytes>(std::move(record.bytes)),
                          std::move(record.seal), std::move(record.tenant)});
      positions.push_back(end_);
      end_ = end_.next();
    }
  }
}

Result<std::unique_ptr<Cursor>> MemoryLog::read(Position from) {
  return std::make_unique<MemoryCursor>(*this, from);
}

Result<Bytes> MemoryLog::at(Position position) {
  const std::lock_guard lock(mutex_);
  const auto found = lower_bound(position);
  if (found == records_.end() || found->position != position) return no_record_at(position);
  return *found->bytes;
}

void MemoryLog::collect(Position from, std::size_t max, std::chrono::milliseconds wait,
                        std::vector<Stored>& out) {
  std::unique_lock lock(mutex_);
  const auto any = [&] { return !records_.empty() && records_.back().position >= from; };
  if (!stored_.wait_for(lock, wait, any)) return;
  for (auto it = lower_bound(from); it != records_.end() && out.size() < max; ++it) {
    out.push_back(*it);
  }
}

}  // namespace

std::unique_ptr<EventLog> make_memory_log(MemoryOptions options) {
  return std::make_unique<MemoryLog>(std::move(options));
}

}  // namespace kintsugi::log
