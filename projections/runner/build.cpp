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

// With one thread at a time, as the relay says.
struct Building {
  const ProjectionKind* kind = nullptr;
  std::string directory;
  std::unique_ptr<DirectoryStore> store;
  std::unique_ptr<Tables> tables;
  std::unique_ptr<Projection> projection;
  TenantClock clock;
  Position position;                      // folded until
  std::int64_t commits = 0, written = 0;  // of them, as many at the last checkpoint
  int batches = 0;
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
        bytes_(options.kinds.size()),
        relay_(options.kinds.size(), batches_max),
        began_(std::chrono::steady_clock::now()) {}

  Result<BuildOutcome> run() {
    if (options_.kinds.empty()) return BuildOutcome{};
    KINTSUGI_TRY_OK(begin());
    JudgedReader::Options reading{Position{0}, options_.until, options_.tenant, batches_max};
    KINTSUGI_TRY(const auto reader, JudgedReader::open(log_, verdicts_, std::move(reading)));
    const int folding = std::clamp(options_.threads, 1, static_cast<int>(options_.kinds.size()));
    {
      std::vector<std::jthread> threads;
      threads.emplace_back([&] { relay_.end(read(*reader)); });
      for (int i = 1; i < folding; ++i) threads.emplace_back([this] { work(false); });
      work(true);
    }
    if (failed_) return tl::unexpected(*failed_);
    BuildOutcome outcome;
    outcome.commits = building_.front().commits;
    for (auto& one : building_)
      outcome.projections.push_back({one.kind, one.directory, options_.until});
    building_.clear();  // closes the stores
    outcome.seconds = seconds();
    report(outcome.commits, options_.until);
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

  // One of the folding threads: whichever projection is furthest behind, until all are written.
  void work(bool reports) {
    const Result<void> worked = take_turns(reports);
    if (worked) return;
    const std::lock_guard lock(mutex_);
    if (!failed_) failed_ = worked.error();
    relay_.fail(worked.error());
  }

  Result<void> take_turns(bool reports) {
    double reported = 0;
    while (true) {
      KINTSUGI_TRY(const auto turn, relay_.take());
      if (!turn) return {};
      Building& one = building_[turn->taker];
      KINTSUGI_TRY_OK(turn->batch ? fold(one, *turn->batch) : finish(one));
      if (reports && seconds() - reported > 0.2) {
        reported = seconds();
        report(one.commits, one.position);
      }
      relay_.give_back(turn->taker);
      if (options_.cancelled && options_.cancelled->load())
        return fail(ErrorKind::unavailable, "build.cancelled", "the build was cancelled");
    }
  }

  Result<void> fold(Building& one, const Batch& batch) {
    for (std::size_t i = 0; i < batch.records.size(); ++i) {
      if (i % warm_at_once == 0) {
        const std::size_t ahead = std::min(warm_at_once, batch.records.size() - i);
        warm(*one.projection, batch.records.subspan(i, ahead));
      }
      const ReadRecord& record = batch.records[i];
      if (!record.commit) continue;
      const Instant now =
          record.counts ? one.clock.advance(record.commit->recorded_at()) : one.clock.last();
      one.projection->apply({record.position, record.commit, record.counts, now});
    }
    one.tables->set_clock(one.clock.last());
    one.position = batch.until;
    one.commits += static_cast<std::int64_t>(batch.records.size());
    if (options_.interval > 0 && one.commits - one.written >= options_.interval) {
      one.written = one.commits;
      KINTSUGI_TRY_OK(write(one, batch.until));
      if (!options_.at_interval) return {};
      return options_.at_interval(*one.kind, *one.store, one.clock.last());
    }
    if (one.batches++ % 16 == 0 && has_too_much(one)) return write(one, batch.until);
    return {};
  }

  Result<void> finish(Building& one) {
    KINTSUGI_TRY_OK(write(one, options_.until));
    if (options_.interval > 0) return {};  // it was compacted on the way
    return one.store->drop_erasures();
  }

  // All together hold more than they may, and this one more than its share: some one always does.
  bool has_too_much(const Building& one) {
    const std::size_t own = one.tables->bytes();
    bytes_[static_cast<std::size_t>(&one - building_.data())] = own;
    std::size_t all = 0;
    for (const auto& each : bytes_) all += each.load();
    return all > options_.memory_bytes && own > options_.memory_bytes / building_.size();
  }

  Result<void> write(Building& one, Position next) {
    const int threads = options_.interval == 0 ? std::min(options_.threads, 2) : 1;
    return one.tables->flush_sorted(*one.store, next, threads);
  }

  log::EventLog& log_;
  VerdictReader& verdicts_;
  const BuildOptions& options_;
  std::vector<Building> building_;
  std::vector<std::atomic<std::size_t>> bytes_;  // that each of them holds, as last looked
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
