#include "projections/runner/build.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "events/base/check.h"
#include "projections/runner/folding.h"
#include "projections/runner/judged_reader.h"
#include "projections/runner/relay.h"
#include "projections/tables/table_core.h"

namespace kintsugi::projections {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t batch_records = 512;
constexpr std::size_t warm_at_once = 32;
constexpr std::size_t batches_max = 8;  // between the reading thread and the slowest folding one

struct Batch {
  std::span<const ReadRecord> records;
  Position until;
};

struct Building {
  const ProjectionKind* kind = nullptr;
  std::string directory;
  std::unique_ptr<DirectoryStore> store;
  std::unique_ptr<Tables> tables;
  std::unique_ptr<Projection> projection;
  std::size_t folder = 0;  // the thread that folds it
};

// Fetches the rows that these records will change into the processor's caches.
void warm(const Projection& projection, std::span<const ReadRecord> records) {
  thread_local std::vector<std::pair<const TableCore*, Hash128>> wanted;
  wanted.clear();
  for (const ReadRecord& record : records) {
    if (!record.commit || !record.counts) continue;
    int last = -1;  // of its streams: events of one stream mostly follow each other
    for (const EventInCommit& happened : record.commit->events()) {
      if (std::exchange(last, happened.stream) == happened.stream) continue;
      const TableCore* table = projection.row_of_stream(happened.event.code());
      if (table == nullptr) continue;
      const std::string_view id = id_of(record.commit->streams()[happened.stream]);
      wanted.emplace_back(table, hash_of(Key(table->octet()).text(id)));
      table->warm_slot(wanted.back().second);
    }
  }
  for (const auto& [table, hash] : wanted) table->warm_row(hash);
}

class Build {
 public:
  Build(log::EventLog& log, VerdictReader& verdicts, const BuildOptions& options)
      : log_(log),
        verdicts_(verdicts),
        options_(options),
        folders_(std::clamp(static_cast<std::size_t>(std::max(options.threads, 1)), std::size_t{1},
                            std::max(options.kinds.size(), std::size_t{1}))),
        bytes_(folders_),
        relay_(folders_, batches_max),
        began_(std::chrono::steady_clock::now()) {}

  Result<BuildOutcome> run() {
    KINTSUGI_TRY_OK(begin());
    JudgedReader::Options reading{Position{0}, options_.until, options_.tenant, batches_max};
    KINTSUGI_TRY(const auto reader, JudgedReader::open(log_, verdicts_, std::move(reading)));
    Result<std::int64_t> commits = 0;
    {
      std::vector<std::jthread> threads;
      threads.emplace_back([&] { relay_.end(read(*reader)); });
      for (std::size_t i = 1; i < folders_; ++i) threads.emplace_back([this, i] { fold(i); });
      commits = fold(0);
    }
    if (!commits) return tl::unexpected(commits.error());
    if (failed_) return tl::unexpected(*failed_);
    BuildOutcome outcome;
    for (auto& one : building_)
      outcome.projections.push_back({one.kind, one.directory, options_.until});
    building_.clear();  // closes the stores
    outcome.commits = *commits;
    outcome.seconds = seconds();
    report(*commits, options_.until);
    return outcome;
  }

 private:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  }
  void report(std::int64_t commits, Position position) {
    if (options_.progress) options_.progress({commits, position, options_.until, seconds()});
  }

  Result<void> begin() {
    for (const auto* kind : options_.kinds) {
      auto& one = building_.emplace_back();
      one.kind = kind;
      one.directory = options_.directory + "/" + kind->directory_name() + ".building";
      std::error_code error;
      fs::remove_all(one.directory, error);
      // With checkpoints on the way it is compacted on the way, as a followed one is: each
      // checkpoint has few files.
      const bool bulk = options_.interval == 0;
      KINTSUGI_TRY(one.store, open_directory_store(one.directory, {options_.memory, bulk}));
      one.tables = std::make_unique<Tables>(*one.store);
      one.projection = kind->make(*one.tables);
    }
    share_out();
    return {};
  }

  // The reading thread.
  Result<void> read(JudgedReader& reader) {
    while (!reader.ended() && relay_.wait_for_room()) {
      KINTSUGI_TRY(const auto records, reader.next(batch_records));
      relay_.give({records, reader.read_until()});
    }
    return {};
  }

  // One of the folding threads: its projections to the end, written. How many commits they were.
  Result<std::int64_t> fold(std::size_t folder) {
    auto folded = fold_all(folder);
    if (folded) return folded;
    const std::lock_guard lock(mutex_);
    if (!failed_) failed_ = folded.error();
    relay_.fail(folded.error());
    return folded;
  }

  Result<std::int64_t> fold_all(std::size_t folder) {
    double reported = 0;
    std::int64_t commits = 0, written = 0;
    TenantClock clock;
    for (int batches = 0;; ++batches) {
      KINTSUGI_TRY(const auto batch, relay_.take(folder));
      if (!batch) break;
      TenantClock after = clock;
      for (auto* one : projections_of(folder)) {
        after = clock;
        fold_into(*one, batch->records, after);
      }
      clock = after;
      commits += static_cast<std::int64_t>(batch->records.size());
      if (options_.interval > 0 && commits - written >= options_.interval) {
        written = commits;
        KINTSUGI_TRY_OK(write(folder, batch->until, clock.last()));
      } else if (batches % 16 == 0 && has_too_much(folder)) {
        KINTSUGI_TRY_OK(write(folder, batch->until, std::nullopt));
      }
      if (options_.cancelled && options_.cancelled->load())
        return fail(ErrorKind::unavailable, "build.cancelled", "the build was cancelled");
      if (folder == 0 && batches % 16 == 0 && seconds() - reported > 0.2) {
        reported = seconds();
        report(commits, batch->until);
      }
    }
    KINTSUGI_TRY_OK(write(folder, options_.until, std::nullopt));
    if (options_.interval == 0)  // else it was compacted on the way
      for (auto* one : projections_of(folder)) KINTSUGI_TRY_OK(one->store->drop_erasures());
    return commits;
  }

  std::vector<Building*> projections_of(std::size_t folder) {
    std::vector<Building*> own;
    for (auto& one : building_)
      if (one.folder == folder) own.push_back(&one);
    return own;
  }

  // The dearest first, each to the thread that has least to do.
  void share_out() {
    std::vector<Building*> dearest;
    for (auto& one : building_) dearest.push_back(&one);
    std::stable_sort(dearest.begin(), dearest.end(), [](const Building* a, const Building* b) {
      return a->kind->cost > b->kind->cost;
    });
    std::vector<int> load(folders_, 0);
    for (auto* one : dearest) {
      const auto least = std::min_element(load.begin(), load.end());
      one->folder = static_cast<std::size_t>(least - load.begin());
      *least += one->kind->cost;
    }
  }

  static void fold_into(Building& one, std::span<const ReadRecord> records, TenantClock& clock) {
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (i % warm_at_once == 0)
        warm(*one.projection, records.subspan(i, std::min(warm_at_once, records.size() - i)));
      const ReadRecord& record = records[i];
      if (!record.commit) continue;
      const Instant now =
          record.counts ? clock.advance(record.commit->recorded_at()) : clock.last();
      one.projection->apply({record.position, record.commit, record.counts, now});
    }
    one.tables->set_clock(clock.last());
  }

  // All together hold more than they may, and this thread's projections more than their share.
  bool has_too_much(std::size_t folder) {
    std::size_t own = 0, all = 0;
    for (const auto* one : projections_of(folder)) own += one->tables->bytes();
    bytes_[folder] = own;
    for (const auto& each : bytes_) all += each.load();
    return all > options_.memory_bytes && own > options_.memory_bytes / folders_;
  }

  // `checkpoint_at`: the tenant's clock, where a checkpoint is due.
  Result<void> write(std::size_t folder, Position next, std::optional<Instant> checkpoint_at) {
    const int threads = options_.interval == 0 ? std::min(options_.threads, 2) : 1;
    for (auto* one : projections_of(folder)) {
      KINTSUGI_TRY_OK(one->tables->flush_sorted(*one->store, next, threads));
      if (checkpoint_at && options_.at_interval)
        KINTSUGI_TRY_OK(options_.at_interval(*one->kind, *one->store, *checkpoint_at));
    }
    return {};
  }

  log::EventLog& log_;
  VerdictReader& verdicts_;
  const BuildOptions& options_;
  const std::size_t folders_;                    // threads that fold
  std::vector<Building> building_;               // each one's is its folding thread's
  std::vector<std::atomic<std::size_t>> bytes_;  // that the projections of each thread hold
  Relay<Batch> relay_;
  const std::chrono::steady_clock::time_point began_;
  std::mutex mutex_;
  std::optional<Error> failed_;  // guarded by mutex_
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
