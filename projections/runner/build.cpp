#include "projections/runner/build.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <mutex>
#include <thread>

#include "events/base/check.h"
#include "projections/runner/judged_reader.h"

namespace kintsugi::projections {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t batch_records = 512;

// Hands batches from the reading thread to the folding one. The reader keeps three batches: one
// being folded, one waiting, one being filled.
class Pipe {
 public:
  struct Batch {
    std::span<const ReadRecord> records;
    Position until;
  };
  // False: nobody wants more.
  bool give(Batch batch) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return closed_ || waiting_.size() + (folding_ ? 1u : 0u) < 2; });
    if (closed_) return false;
    waiting_.push_back(batch);
    changed_.notify_all();
    return true;
  }
  void end(Result<void> how) {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    how_ = std::move(how);
    changed_.notify_all();
  }
  // The next batch; the one before is given back. Nothing at the end.
  Result<std::optional<Batch>> take() {
    std::unique_lock lock(mutex_);
    folding_ = false;
    changed_.notify_all();
    changed_.wait(lock, [&] { return ended_ || !waiting_.empty(); });
    if (waiting_.empty()) {
      if (!how_) return tl::unexpected(how_.error());
      return std::optional<Batch>();
    }
    const Batch batch = waiting_.front();
    waiting_.pop_front();
    folding_ = true;
    return std::optional(batch);
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> waiting_;  // guarded by mutex_, as all below
  bool folding_ = false;
  bool ended_ = false;
  bool closed_ = false;
  Result<void> how_;
};

// Reads on a thread of its own until the end, or until closed.
class ReadingThread {
 public:
  explicit ReadingThread(std::unique_ptr<JudgedReader> reader)
      : reader_(std::move(reader)), thread_([this] { run(); }) {}
  ~ReadingThread() { pipe_.close(); }
  Pipe& pipe() { return pipe_; }

 private:
  void run() {
    while (!reader_->ended()) {
      auto records = reader_->next(batch_records);
      if (!records) return pipe_.end(tl::unexpected(records.error()));
      if (!pipe_.give({*records, reader_->read_until()})) return;
    }
    pipe_.end({});
  }

  Pipe pipe_;
  const std::unique_ptr<JudgedReader> reader_;
  std::jthread thread_;  // last: joined first
};

// Does some work for each of a number of things on several threads, the caller's among them.
class Crew {
 public:
  explicit Crew(int threads) {
    for (int i = 1; i < threads; ++i) helpers_.emplace_back([this](std::stop_token stop) { help(stop); });
  }
  ~Crew() {
    for (auto& helper : helpers_) helper.request_stop();
    {
      const std::lock_guard lock(mutex_);
      changed_.notify_all();
    }
  }
  // Returns when all is done.
  void each(std::size_t count, const std::function<void(std::size_t)>& work) {
    {
      const std::lock_guard lock(mutex_);
      work_ = &work;
      next_ = 0;
      count_ = count;
      changed_.notify_all();
    }
    std::unique_lock lock(mutex_);
    take_all(lock);
    changed_.wait(lock, [&] { return busy_ == 0; });
    work_ = nullptr;
  }

 private:
  void help(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [&] { return stop.stop_requested() || (work_ != nullptr && next_ < count_); });
      if (stop.stop_requested()) return;
      take_all(lock);
    }
  }
  void take_all(std::unique_lock<std::mutex>& lock) {
    while (work_ != nullptr && next_ < count_) {
      const std::size_t mine = next_++;
      const auto* work = work_;
      ++busy_;
      lock.unlock();
      (*work)(mine);
      lock.lock();
      if (--busy_ == 0) changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void(std::size_t)>* work_ = nullptr;  // guarded by mutex_, as all below
  std::size_t next_ = 0, count_ = 0, busy_ = 0;
  std::vector<std::jthread> helpers_;  // last: joined first
};

struct Building {
  const ProjectionKind* kind = nullptr;
  std::string directory;
  std::unique_ptr<DirectoryStore> store;
  std::unique_ptr<Tables> tables;
  std::unique_ptr<Projection> projection;
};

class Build {
 public:
  Build(log::EventLog& log, VerdictReader& verdicts, const BuildOptions& options)
      : log_(log),
        verdicts_(verdicts),
        options_(options),
        crew_(options.threads),
        began_(std::chrono::steady_clock::now()) {}

  Result<BuildOutcome> run() {
    KINTSUGI_CHECK_OK(begin());
    KINTSUGI_CHECK_OK(fold());
    BuildOutcome outcome;
    for (auto& one : building_) {
      KINTSUGI_CHECK_OK(write(one, options_.until));
      outcome.projections.push_back({one.kind, one.directory, options_.until});
    }
    building_.clear();  // closes the stores
    outcome.commits = commits_;
    outcome.seconds = seconds();
    report(options_.until);
    return outcome;
  }

 private:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }
  void report(Position position) {
    if (options_.progress) options_.progress({commits_, position, options_.until, seconds()});
  }

  Result<void> begin() {
    for (const auto* kind : options_.kinds) {
      auto& one = building_.emplace_back();
      one.kind = kind;
      one.directory = options_.directory + "/" + kind->directory_name() + ".building";
      std::error_code error;
      fs::remove_all(one.directory, error);
      KINTSUGI_TRY(one.store, open_directory_store(one.directory, {options_.memory, true}));
      one.tables = std::make_unique<Tables>(*one.store);
      one.projection = kind->make(*one.tables);
    }
    return {};
  }

  Result<void> fold() {
    JudgedReader::Options reading{Position{0}, options_.until, options_.tenant, true};
    KINTSUGI_TRY(auto reader, JudgedReader::open(log_, verdicts_, std::move(reading)));
    ReadingThread reading_thread(std::move(reader));
    double reported = 0;
    std::int64_t written = 0;
    for (int batches = 0;; ++batches) {
      KINTSUGI_TRY(const auto batch, reading_thread.pipe().take());
      if (!batch) return {};
      fold_batch(batch->records);
      if (options_.interval > 0 && commits_ - written >= options_.interval) {
        written = commits_;
        KINTSUGI_CHECK_OK(write_all(batch->until, true));
      } else if (batches % 16 == 0 && bytes() > options_.memory_bytes) {
        KINTSUGI_CHECK_OK(write_all(batch->until, false));
      }
      if (options_.cancelled && options_.cancelled->load())
        return fail(ErrorKind::unavailable, "build.cancelled", "the build was cancelled");
      if (batches % 16 == 0 && seconds() - reported > 0.2) {
        reported = seconds();
        report(batch->until);
      }
    }
  }

  void fold_batch(std::span<const ReadRecord> records) {
    crew_.each(building_.size(), [&](std::size_t i) { fold_into(building_[i], records); });
    for (const auto& record : records) {
      if (record.commit && record.counts) clock_.advance(record.commit->recorded_at());
    }
    commits_ += static_cast<std::int64_t>(records.size());
  }

  void fold_into(Building& one, std::span<const ReadRecord> records) const {
    TenantClock clock = clock_;
    for (const auto& record : records) {
      if (!record.commit) continue;
      const Instant now = record.counts ? clock.advance(record.commit->recorded_at()) : clock.last();
      one.projection->apply({record.position, record.commit, record.counts, now});
    }
    one.tables->set_clock(clock.last());
  }

  std::size_t bytes() const {
    std::size_t bytes = 0;
    for (const auto& one : building_) bytes += one.tables->bytes();
    return bytes;
  }
  Result<void> write_all(Position next, bool interval) {
    for (auto& one : building_) {
      KINTSUGI_CHECK_OK(write(one, next));
      if (interval && options_.at_interval)
        KINTSUGI_CHECK_OK(options_.at_interval(*one.kind, *one.store, clock_.last()));
    }
    return {};
  }
  Result<void> write(Building& one, Position next) {
    return one.tables->flush_sorted(*one.store, next, options_.threads);
  }

  log::EventLog& log_;
  VerdictReader& verdicts_;
  const BuildOptions& options_;
  Crew crew_;
  const std::chrono::steady_clock::time_point began_;
  std::vector<Building> building_;
  TenantClock clock_;
  std::int64_t commits_ = 0;
};

}  // namespace

Result<BuildOutcome> build_projections(log::EventLog& log, VerdictReader& verdicts,
                                       const BuildOptions& options) {
  return Build(log, verdicts, options).run();
}

Result<std::string> put_in_place(const Built& built) {
  const fs::path from = built.directory;
  const fs::path to = from.parent_path() / built.kind->directory_name();
  std::error_code error;
  fs::remove_all(to, error);
  if (!error) fs::rename(from, to, error);
  if (error)
    return fail(ErrorKind::unavailable, "projection.io",
                "cannot rename " + from.string() + " to " + to.string() + ": " + error.message());
  return to.string();
}

}  // namespace kintsugi::projections
