#include "events/log/embedded/embedded_log.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include <rocksdb/transaction_log.h>
#include <rocksdb/write_batch.h>
#include <spdlog/spdlog.h>

#include "events/base/check.h"
#include "events/log/embedded/embedded_cursor.h"
#include "events/log/embedded/page_cache.h"
#include "events/log/embedded/store.h"
#include "events/log/embedded/tail.h"
#include "events/log/listeners.h"
#include "events/log/time_search.h"

namespace kintsugi::log {
namespace {

constexpr std::size_t read_lately_bytes_max = 16U << 20;
constexpr std::chrono::seconds retry_delay{1};  // between attempts to write again after a failure

Instant now() {
  return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

// What waits to be written: records in pages already, and whom to tell.
struct Group {
  struct Call {
    EventLog::Done done;
    std::size_t count;
  };
  std::vector<std::vector<Outgoing>> batches;
  std::vector<Call> calls;
  std::size_t records = 0;
  std::size_t bytes = 0;
};

class EmbeddedLog final : public EventLog {
 public:
  EmbeddedLog(EmbeddedOptions options, OpenedStore store)
      : options_(std::move(options)), env_(std::move(store.env)), db_(std::move(store.db)),
        tail_(store.end, options_.tail_bytes_max), pages_(store.pages),
        writer_([this](const std::stop_token& stop) { write_loop(stop); }) {}
  ~EmbeddedLog() override {
    writer_.request_stop();
    writer_.join();
  }

  Result<void> append(std::vector<Outgoing> batch, Done done) override;
  Result<std::unique_ptr<Cursor>> read(Position from) override {
    return std::make_unique<EmbeddedCursor>(*db_, tail_, options_.dir, from);
  }
  Result<Position> end() override { return tail_.end(); }
  Result<Bytes> at(Position position) override;
  Result<Position> position_at(Instant time) override {
    return find_by_time(*this, Position{0}, tail_.end(), time, options_.recorded_at);
  }
  std::unique_ptr<Listening> listen(std::function<void()> grown) override {
    return listeners_.add(std::move(grown));
  }
  std::string describe() const override { return "embedded:" + options_.dir; }

 private:
  void write_loop(const std::stop_token& stop);
  static std::vector<PageBuilder> pages_of(const Group& group);
  void write(Group group);
  void answer(const Group& group, const std::optional<Error>& failed, Appended::Outcome outcome,
              Position first);
  void try_again();
  std::uint64_t current_file() const;

  // Constant after construction.
  const EmbeddedOptions options_;
  const std::unique_ptr<rocksdb::Env> env_;
  const std::unique_ptr<rocksdb::DB> db_;
  Tail tail_;
  PageCache read_lately_{read_lately_bytes_max};
  Listeners listeners_;
  // Owned by the writer.
  std::uint64_t pages_;
  std::uint64_t failed_in_ = 0;  // the file that the last write that failed went to
  // Guarded by mutex_.
  std::mutex mutex_;
  std::condition_variable_any work_;
  Group waiting_;
  std::size_t queue_records_ = 0;  // waiting or being written
  std::size_t queue_bytes_ = 0;
  std::optional<Error> broken_;    // the last write failed; until one succeeds again

  std::jthread writer_;  // last: starts when all else is there
};

Result<void> EmbeddedLog::append(std::vector<Outgoing> batch, Done done) {
  if (batch.empty()) return {};
  std::size_t bytes = 0;
  for (const Outgoing& record : batch) {
    KINTSUGI_TRY_OK(check_record_size(record));
    bytes += record.bytes.size();
  }
  const std::lock_guard lock(mutex_);
  if (broken_) return tl::unexpected(*broken_);
  if (queue_records_ + batch.size() > options_.queue_records_max ||
      queue_bytes_ + bytes > options_.queue_bytes_max) {
    return fail(ErrorKind::unavailable, "log.queue_full",
                "the log has " + std::to_string(queue_records_) + " records (" +
                    std::to_string(queue_bytes_) + " octets) waiting to be written");
  }
  waiting_.calls.push_back({std::move(done), batch.size()});
  waiting_.records += batch.size();
  waiting_.bytes += bytes;
  queue_records_ += batch.size();
  queue_bytes_ += bytes;
  waiting_.batches.push_back(std::move(batch));
  work_.notify_one();
  return {};
}

void EmbeddedLog::write_loop(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  for (;;) {
    const auto any = [this] { return waiting_.records > 0; };
    if (broken_) {
      work_.wait_for(lock, stop, retry_delay, any);
    } else {
      work_.wait(lock, stop, any);
    }
    Group group = std::exchange(waiting_, {});
    const std::optional<Error> broken = broken_;
    if (group.records == 0 && stop.stop_requested()) return;
    lock.unlock();
    if (broken && group.records > 0) {  // came in before the failure was known
      answer(group, broken, Appended::Outcome::failed, {});
    } else if (broken) {
      try_again();
    } else {
      write(std::move(group));
    }
    lock.lock();
  }
}

std::vector<PageBuilder> EmbeddedLog::pages_of(const Group& group) {
  std::vector<PageBuilder> pages;
  for (const auto& records : group.batches) {
    for (const Outgoing& record : records) {
      const bool sealed = !record.seal.empty();
      if (pages.empty() || pages.back().full() || pages.back().sealed() != sealed)
        pages.emplace_back(sealed);
      pages.back().add(record.bytes, record.seal);
    }
  }
  return pages;
}

void EmbeddedLog::write(Group group) {
  const Position first = tail_.end();
  const Instant at = now();
  Position next = first;
  rocksdb::WriteBatch batch;
  std::vector<std::shared_ptr<const Page>> pages;
  for (PageBuilder& builder : pages_of(group)) {
    Bytes value = std::move(builder).finish(pages_ + pages.size(), at);
    batch.Put(page_key(next), packed(value));
    auto page = Page::parse(next, std::move(value));
    KINTSUGI_CHECK(page.has_value(), "a page just made can be read");
    next = page->end();
    pages.push_back(std::make_shared<const Page>(std::move(*page)));
  }
  rocksdb::WriteOptions options;
  options.sync = true;
  const rocksdb::Status status = db_->Write(options, &batch);
  if (!status.ok()) {
    Error error = translate(status, "cannot write", options_.dir);
    spdlog::error("{}: {}", error.code, error.what);
    failed_in_ = current_file();
    {
      const std::lock_guard lock(mutex_);
      broken_ = error;
    }
    // The octets may have reached the file, and count after a restart; or not.
    answer(group, error, Appended::Outcome::unknown, {});
    return;
  }
  pages_ += pages.size();
  tail_.add(std::move(pages));
  listeners_.tell();
  answer(group, std::nullopt, Appended::Outcome::stored, first);
}

void EmbeddedLog::answer(const Group& group, const std::optional<Error>& failed,
                         Appended::Outcome outcome, Position first) {
  {
    const std::lock_guard lock(mutex_);
    queue_records_ -= group.records;
    queue_bytes_ -= group.bytes;
  }
  Appended answer{outcome, first, failed ? failed->what : std::string()};
  for (const Group::Call& call : group.calls) {
    for (std::size_t i = 0; i < call.count; ++i) {
      call.done(i, answer);
      if (!failed) answer.position = answer.position.next();
    }
  }
}

// Asks RocksDB to recover: it writes what is in memory to a new file and begins a new write-ahead log, so
// that nothing of the failed write can come back.
// The number of the write-ahead log's file; 0 where RocksDB does not say.
std::uint64_t EmbeddedLog::current_file() const {
  std::unique_ptr<rocksdb::LogFile> file;
  return db_->GetCurrentWalFile(&file).ok() && file ? file->LogNumber() : 0;
}

void EmbeddedLog::try_again() {
  const rocksdb::Status status = db_->Resume();
  std::optional<Error> broken;
  if (!status.ok()) {
    broken = translate(status, "cannot write", options_.dir);
  } else if (current_file() == failed_in_) {
    // Writing on in the file that the write failed on would end the process.
    broken = Error{ErrorKind::unavailable, "log.reopen",
                   "after a write that failed no other file was begun; restart to go on", {}};
  } else {
    const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(scan_options()));
    it->SeekToLast();
    const Position first = it->Valid() ? position_of_key({it->key().data(), 8}) : Position{0};
    const bool more = tail_.end() == Position{0} ? it->Valid() : first >= tail_.end();
    if (more) {
      broken = Error{ErrorKind::unavailable, "log.reopen",
                     "a write that failed is in the log after all; restart to go on", {}};
    }
  }
  if (!broken) {
    if (auto held = hold_next_page(*db_, tail_.end(), options_.dir); !held) broken = held.error();
  }
  if (!broken) spdlog::info("the log in {} takes writes again", options_.dir);
  const std::lock_guard lock(mutex_);
  broken_ = std::move(broken);
}

Result<Bytes> EmbeddedLog::at(Position position) {
  if (position.value < 0 || position >= tail_.end()) return no_record_at(position);
  if (const auto pages = tail_.pages_from(position, 1); !pages.empty()) {
    return Bytes(pages.front()->record(position));
  }
  if (const auto page = read_lately_.find(position)) return Bytes(page->record(position));
  rocksdb::ReadOptions options;
  const std::unique_ptr<rocksdb::Iterator> it(db_->NewIterator(options));
  it->SeekForPrev(page_key(position));
  if (!it->status().ok()) {
    const std::string what = "cannot read position " + std::to_string(position.value) + " of";
    return tl::unexpected(translate(it->status(), what, options_.dir));
  }
  if (!it->Valid()) return no_record_at(position);
  KINTSUGI_TRY(Page read, page_at(*it));
  const auto page = std::make_shared<const Page>(std::move(read));
  if (position >= page->end()) return no_record_at(position);
  read_lately_.add(page);
  return Bytes(page->record(position));
}

}  // namespace

Result<std::unique_ptr<EventLog>> open_embedded(EmbeddedOptions options) {
  KINTSUGI_TRY(OpenedStore store, open_store(options.dir, options.create, options.env));
  return std::make_unique<EmbeddedLog>(std::move(options), std::move(store));
}

}  // namespace kintsugi::log
