#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <future>

#include "api/service/log_key.h"
#include "events/commit/commit.h"
#include "events/log/embedded/embedded_log.h"
#include "core/histories/history.h"
#include "projections/judge/catch_up.h"
#include "projections/judge/stream_fold.h"
#include "projections/read_models.h"
#include "projections/tables/rocksdb_store.h"
#include "replay/rebuild/rebuild.h"
#include "tests/bench/works/company.h"
#include "tests/bench/works/work.h"

namespace kintsugi::bench {

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// A log of realistic commits, all counting; on the disk, so that writing it takes nothing from what
// is measured then.
// With keys it is under the newest of them from its beginning.
Result<std::unique_ptr<log::EventLog>> make_log(const std::string& dir, std::int64_t commits,
                                                const LogKeys* keys = nullptr) {
  KINTSUGI_TRY(auto log,
               log::open_embedded({.dir = dir, .recorded_at = recorded_at_of, .create = true}));
  if (keys != nullptr) KINTSUGI_TRY_OK(api::put_under_key(*log, *keys, instant_from_ms(0)));
  histories::History history(company_at_work());
  constexpr std::int64_t batch = 2000;
  for (std::int64_t done = 0; done < commits; done += batch) {
    std::vector<log::Outgoing> records;
    for (std::int64_t i = 0; i < batch; ++i) {
      records.push_back({history.next_bytes(), "main", {}});
      if (keys != nullptr)
        records.back().seal = keys->seal(keys->newest(), records.back().bytes);
    }
    std::promise<void> stored;
    std::size_t left = records.size();
    KINTSUGI_TRY_OK(log->append(std::move(records), [&](std::size_t, const log::Appended&) {
      if (--left == 0) stored.set_value();
    }));
    stored.get_future().wait();
  }
  ::sync();
  return log;
}

// The octets of every record, unopened.
Result<double> octets_rate(log::EventLog& log) {
  const auto start = Clock::now();
  KINTSUGI_TRY(const auto cursor, log.read(Position{}));
  std::int64_t records = 0;
  std::uint64_t octets = 0;
  while (true) {
    KINTSUGI_TRY(const auto some, cursor->next(1024, std::chrono::milliseconds(0)));
    if (some.empty()) break;
    for (const log::Record& record : some)
      octets += static_cast<unsigned char>(record.bytes.back()), ++records;
  }
  return static_cast<double>(records) / seconds_since(start) + (octets == 1 ? 1e-9 : 0);
}

// What a reader does at the least with a commit: opens it and its events.
Result<double> scan_once(log::EventLog& log) {
  const auto start = Clock::now();
  KINTSUGI_TRY(const auto cursor, log.read(Position{}));
  std::int64_t records = 0;
  CommitView view;
  while (true) {
    KINTSUGI_TRY(const auto some, cursor->next(1024, std::chrono::milliseconds(0)));
    if (some.empty()) break;
    for (const log::Record& record : some) {
      KINTSUGI_TRY_OK(view.open(record.bytes));
      KINTSUGI_TRY_OK(view.open_events());
      ++records;
    }
  }
  return static_cast<double>(records) / seconds_since(start);
}

// The median of many: what is measured beside it takes longer, and the machine is not always as
// fast.
Result<double> scan_rate(log::EventLog& log) {
  constexpr int times = 7;
  std::vector<double> rates;
  for (int i = 0; i < times; ++i) {
    KINTSUGI_TRY(const double rate, scan_once(log));
    rates.push_back(rate);
  }
  return median(std::move(rates));
}

Result<void> fold_all(log::EventLog& log, projections::StreamFold& fold) {
  KINTSUGI_TRY(const Position end, log.end());
  return projections::catch_up(log, fold, end, {});
}

struct FoldRate {
  double by_clock = 0;      // commits a second
  double by_processor = 0;  // commits a second of processor time, of all threads
};

double processor_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

// Of a first fold of the log.
Result<FoldRate> fold_rate(log::EventLog& log, const std::filesystem::path& dir,
                           std::shared_ptr<const LogKeys> keys) {
  KINTSUGI_TRY(const auto store,
               projections::open_directory_store(dir.string(), {.filters_in_memory = true}));
  KINTSUGI_TRY(const auto fold, projections::StreamFold::open(*store, {.keys = std::move(keys)}));
  const double used = processor_seconds();
  const auto start = Clock::now();
  KINTSUGI_TRY_OK(fold_all(log, *fold));
  const auto counted = static_cast<double>(fold->counts().counted);
  const FoldRate rate{counted / seconds_since(start), counted / (processor_seconds() - used)};
  // Beside the record that puts it under a key all of them count.
  if (fold->counts().counted + 1 < fold->counts().commits) {
    return fail(ErrorKind::corrupt, "bench.void", "commits were made that do not count");
  }
  return rate;
}

// What checking the seals costs: the same log, by who has the key and by who has not, in turns,
// each as often first as second. By the clock, as who waits for it sees it, and by processor time:
// a machine that does other things beside is not as fast each time, and the folds are compared by
// some hundredths.
Result<std::vector<Figure>> first_fold_under_key(const BenchOptions& options,
                                                 const std::filesystem::path& dir) {
  constexpr int times = 6;
  KINTSUGI_TRY(LogKeys made, LogKeys::parse(std::string(64, '1')));
  const auto keys = std::make_shared<const LogKeys>(std::move(made));
  KINTSUGI_TRY(const auto log, make_log((dir / "sealed").string(), options.commits, keys.get()));
  struct Rates {
    std::vector<double> by_clock, by_processor;
  } with, without;
  for (int i = 0; i < 2 * times; ++i) {
    const bool keyed = i % 4 == 1 || i % 4 == 2;
    const std::filesystem::path tables = dir / fmt::format("{}-{}", keyed ? "keyed" : "plain", i);
    KINTSUGI_TRY(const FoldRate rate, fold_rate(*log, tables, keyed ? keys : nullptr));
    (keyed ? with : without).by_clock.push_back(rate.by_clock);
    (keyed ? with : without).by_processor.push_back(rate.by_processor);
    std::filesystem::remove_all(tables);
  }
  return std::vector<Figure>{
      {"first_fold_under_key", median(std::move(with.by_clock)), "commits/s", "first_fold",
       median(std::move(without.by_clock))},
      {"first_fold_under_key", median(std::move(with.by_processor)), "commits/s of processor time",
       "first_fold", median(std::move(without.by_processor))}};
}

}  // namespace

Result<std::vector<Figure>> first_fold(const BenchOptions& options) {
  const std::filesystem::path dir = std::filesystem::path(options.directory) / "first_fold";
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  KINTSUGI_TRY(const auto log, make_log((dir / "log").string(), options.commits));
  KINTSUGI_TRY(const double octets, octets_rate(*log));
  KINTSUGI_TRY(const double scan, scan_rate(*log));
  KINTSUGI_TRY(const FoldRate rate, fold_rate(*log, dir / "streams-v5", nullptr));
  KINTSUGI_TRY(const std::vector<Figure> under_key, first_fold_under_key(options, dir));
  std::filesystem::remove_all(dir);
  std::vector<Figure> figures{{"first_fold", rate.by_clock, "commits/s", "scan", scan},
                              {"first_fold", rate.by_clock, "commits/s", "scan_unopened", octets}};
  figures.insert(figures.end(), under_key.begin(), under_key.end());
  return figures;
}

Result<std::vector<Figure>> rebuild_all(const BenchOptions& options) {
  const std::filesystem::path dir = std::filesystem::path(options.directory) / "rebuild";
  std::filesystem::remove_all(dir);
  std::filesystem::create_directories(dir);
  KINTSUGI_TRY(const auto log, make_log((dir / "log").string(), options.commits));
  KINTSUGI_TRY(const auto store, projections::open_directory_store((dir / "streams-v5").string(),
                                                                     {.filters_in_memory = true}));
  KINTSUGI_TRY(const auto fold, projections::StreamFold::open(*store, {}));
  KINTSUGI_TRY_OK(fold_all(*log, *fold));
  ::sync();
  KINTSUGI_TRY(const double octets, octets_rate(*log));
  KINTSUGI_TRY(const double scan, scan_rate(*log));
  replay::RebuildOptions rebuild;
  rebuild.directory = (dir / "data").string();
  rebuild.tenant = "main";
  const auto kinds = projections::all_projections();
  rebuild.kinds.assign(kinds.begin(), kinds.end());
  KINTSUGI_TRY(const replay::RebuildReport report,
               replay::rebuild(*log, fold->verdicts(), rebuild));
  const double rate = static_cast<double>(report.commits) / report.seconds;
  std::filesystem::remove_all(dir);
  return std::vector<Figure>{{"rebuild_all", rate, "commits/s", "scan", scan},
                             {"rebuild_all", rate, "commits/s", "scan_unopened", octets}};
}

}  // namespace kintsugi::bench
