#include "projections/judge/catch_up.h"

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "projections/judge/opened_record.h"

namespace kintsugi::projections {

namespace {

constexpr std::size_t batch_records = 256;
constexpr std::size_t batches_max = 4;  // between the two threads
constexpr std::size_t warm_at_once = 32;
constexpr std::chrono::milliseconds wait{100};
constexpr int silences_max = 300;  // thirty seconds without a record

// Some records with their bytes, which the cursor gives only until its next call.
struct Batch {
  std::vector<std::uint64_t> words;  // records begin at multiples of 8 octets
  std::vector<OpenedRecord> records{batch_records};
  std::size_t size = 0;
  std::optional<Error> error;  // after the records: reading went no further

  void take(std::span<const log::Record> from, const LogKeys* keys) {
    std::size_t words_needed = 0;
    for (const log::Record& record : from) words_needed += (record.bytes.size() + 7) / 8;
    if (words.size() < words_needed) words.resize(words_needed);
    std::uint64_t* at = words.data();
    size = 0;
    for (const log::Record& record : from) {
      std::memcpy(at, record.bytes.data(), record.bytes.size());
      records[size++].open(record.position,
                           {reinterpret_cast<const char*>(at), record.bytes.size()}, record.seal,
                           keys);
      at += (record.bytes.size() + 7) / 8;
    }
  }
};

// Batches go round between the two threads.
class Exchange {
 public:
  Exchange() {
    for (std::size_t i = 0; i < batches_max; ++i) empty_.push_back(std::make_unique<Batch>());
  }
  std::unique_ptr<Batch> take_empty() { return take(empty_); }  // null once stopped
  std::unique_ptr<Batch> take_full() { return take(full_); }
  void give_empty(std::unique_ptr<Batch> batch) { give(empty_, std::move(batch)); }
  void give_full(std::unique_ptr<Batch> batch) { give(full_, std::move(batch)); }
  void stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    changed_.notify_all();
  }

 private:
  using Queue = std::deque<std::unique_ptr<Batch>>;
  std::unique_ptr<Batch> take(Queue& queue) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !queue.empty() || stopped_; });
    if (stopped_) return nullptr;
    std::unique_ptr<Batch> batch = std::move(queue.front());
    queue.pop_front();
    return batch;
  }
  void give(Queue& queue, std::unique_ptr<Batch> batch) {
    const std::lock_guard lock(mutex_);
    queue.push_back(std::move(batch));
    changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  Queue empty_, full_;     // guarded by mutex_
  bool stopped_ = false;   // guarded by mutex_
};

tl::unexpected<Error> silent_log(Position end) {
  return fail(ErrorKind::unavailable, "log.unavailable",
              "the log does not give its records up to " + std::to_string(end.value));
}

// The reading thread: until `end` is read, or it fails.
void read_batches(log::Cursor& cursor, Position end, const LogKeys* keys, Exchange& exchange) {
  int silent = 0;
  for (bool more = true; more;) {
    std::unique_ptr<Batch> batch = exchange.take_empty();
    if (!batch) return;
    batch->size = 0;
    batch->error.reset();
    const auto records = cursor.next(batch_records, wait);
    if (!records) {
      batch->error = records.error();
    } else {
      silent = records->empty() ? silent + 1 : 0;  // an empty answer is not the end of the log
      std::size_t wanted = records->size();
      while (wanted > 0 && (*records)[wanted - 1].position >= end) --wanted;
      batch->take(records->first(wanted), keys);
      more = records->empty() || records->back().position.next() < end;
      if (silent == silences_max) batch->error = silent_log(end).value();
    }
    more = more && !batch->error;
    exchange.give_full(std::move(batch));
  }
}

Result<void> fold_batch(const Batch& batch, StreamFold& fold) {
  const std::span<const OpenedRecord> records(batch.records.data(), batch.size);
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (i % warm_at_once == 0)
      fold.warm(records.subspan(i, std::min(warm_at_once, records.size() - i)));
    KINTSUGI_TRY_OK(fold.fold(records[i]));
  }
  return {};
}

}  // namespace

Result<void> catch_up(log::EventLog& log, StreamFold& fold, Position end,
                      const CatchUpOptions& options) {
  if (fold.next() >= end) return {};
  KINTSUGI_TRY(const auto cursor, log.read(fold.next()));
  Exchange exchange;
  std::jthread reader([&] { read_batches(*cursor, end, fold.keys(), exchange); });
  BackgroundFlush flush(fold);
  const auto folding = [&]() -> Result<void> {
    while (fold.next() < end) {
      std::unique_ptr<Batch> batch = exchange.take_full();
      KINTSUGI_TRY_OK(fold_batch(*batch, fold));
      if (batch->error) return tl::unexpected(*batch->error);
      exchange.give_empty(std::move(batch));
      KINTSUGI_TRY_OK(flush.poll());
      if (fold.unflushed_commits() >= options.flush_commits ||
          fold.unflushed_streams() >= options.flush_streams) {
        KINTSUGI_TRY_OK(flush.finish());
        KINTSUGI_TRY_OK(flush.start());
      }
      if (options.progress) options.progress(fold.next(), end);
    }
    return {};
  };
  Result<void> folded = folding();
  exchange.stop();
  if (folded) folded = flush.finish();
  KINTSUGI_TRY_OK(folded);
  if (fold.unflushed_commits() > 0) KINTSUGI_TRY_OK(fold.flush());
  return {};
}

}  // namespace kintsugi::projections
