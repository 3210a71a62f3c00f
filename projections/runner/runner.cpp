#include "projections/runner/runner.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "events/base/check.h"
#include "projections/runner/judged_reader.h"
#include "projections/tables/rocksdb_store.h"

namespace kintsugi::projections {

namespace fs = std::filesystem;

struct Runner::Live {
  const ProjectionKind* kind = nullptr;
  std::unique_ptr<DirectoryStore> store;  // null: not there; being built, or to be
  std::unique_ptr<Tables> tables;
  std::unique_ptr<Projection> projection;
  TenantClock clock;
  Position position;     // next to fold
  bool changed = false;  // since the last flush
  std::optional<Error> stopped;
};

// A build on its way: what is built, by a thread of its own.
struct Runner::Building {
  std::vector<const ProjectionKind*> kinds;
  std::atomic<bool> cancelled = false;
  std::atomic<bool> done = false;
  Result<BuildOutcome> outcome;
  std::jthread thread;
};

namespace {
constexpr std::int64_t idle_positions =
    20'000;  // others' commits after which the position is written
}

Runner::Runner(log::EventLog& log, VerdictStore& verdicts, Options options)
    : log_(log),
      verdicts_(verdicts),
      options_(std::move(options)),
      checkpoints_(options_.directory + "/checkpoints/" + options_.tenant, options_.thinning) {}

Runner::~Runner() {
  if (thread_.joinable()) {
    thread_.request_stop();
    verdicts_.wake();  // wakes the wait for verdicts
    thread_.join();
  }
  join_build();
}

Result<std::unique_ptr<Runner>> Runner::open(log::EventLog& log, VerdictStore& verdicts,
                                             Options options) {
  std::unique_ptr<Runner> runner(new Runner(log, verdicts, std::move(options)));
  KINTSUGI_TRY_OK(runner->open_all());
  return runner;
}

Result<void> Runner::open_all() {
  for (const auto* kind : options_.kinds) {
    auto live = std::make_unique<Live>();
    live->kind = kind;
    KINTSUGI_TRY_OK(open_one(*live, false));
    live_.push_back(std::move(live));
  }
  publish(lowest());
  return {};
}

// False: it has to be built. What was just built is taken, however far the log has gone on
// meanwhile.
Result<bool> Runner::open_one(Live& live, bool built) {
  const std::string directory =
      options_.directory + "/tenants/" + options_.tenant + "/" + live.kind->directory_name();
  std::error_code error;
  const bool there = fs::exists(directory, error);
  const auto judged = verdicts_.judged_until();
  if (!there && judged.value > options_.build_above) return false;
  auto store = open_directory_store(directory, {options_.memory, false});
  if (!store && store.error().kind == ErrorKind::corrupt) {
    spdlog::warn("{}: it goes, and is made anew from the log", store.error().what);
    fs::remove_all(directory, error);  // rebuilt from the log; nothing of it is the truth
    checkpoints_.clear(*live.kind);
    if (judged.value > options_.build_above) return false;
    store = open_directory_store(directory, {options_.memory, false});
  }
  if (!store) return tl::unexpected(store.error());
  if (!built && judged.value - (*store)->position().value > options_.build_above) return false;
  live.store = std::move(*store);
  live.tables = std::make_unique<Tables>(*live.store, options_.tables);
  live.clock = TenantClock(live.tables->clock());
  live.projection = live.kind->make(*live.tables);
  live.position = live.store->position();
  clock_ = std::max(clock_, live.clock.last());
  return true;
}

void Runner::start() {
  KINTSUGI_CHECK(!thread_.joinable(), "a runner starts once");
  thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
}

void Runner::run(std::stop_token stop) {
  stop_ = stop;
  start_build();
  while (!stop.stop_requested()) {
    pause();
    const auto folded = step(std::chrono::milliseconds(200));
    {
      const std::lock_guard lock(mutex_);
      failure_ = folded ? std::nullopt : std::optional(folded.error());
    }
    if (!folded) {  // the log cannot be read now, or not further: asked again, and told in status()
      std::unique_lock lock(mutex_);
      changed_.wait_for(lock, std::chrono::milliseconds(500),
                        [&] { return stop.stop_requested(); });
    }
  }
}

void Runner::pause() {
  std::unique_lock lock(mutex_);
  changed_.wait_until(lock, published_at_ + options_.publish_every,
                      [this] { return waiting_ > 0 || stop_.stop_requested(); });
}

Result<void> Runner::catch_up() {
  start_build();
  if (building_) {
    building_->thread.join();
    finish_build();
  }
  KINTSUGI_TRY_OK(fold_until(verdicts_.judged_until()));
  return {};
}

Result<bool> Runner::step(std::chrono::milliseconds wait) {
  if (building_ && building_->done) finish_build();
  const Position next = lowest();
  const Position judged = verdicts_.wait_until(next.next(), wait);
  if (judged <= next) return false;
  KINTSUGI_TRY_OK(fold_until(judged));
  return true;
}

// The next position that some live projection wants.
Position Runner::lowest() const {
  std::optional<Position> lowest;
  for (const auto& live : live_)
    if (live->store && !live->stopped)
      lowest = lowest ? std::min(*lowest, live->position) : live->position;
  return lowest.value_or(verdicts_.judged_until());
}

Result<void> Runner::fold_until(Position until) {
  const Position from = lowest();
  if (from >= until) return {};
  KINTSUGI_TRY(auto reader,
               JudgedReader::open(log_, verdicts_, {from, until, options_.tenant}));
  while (!reader->ended()) {
    KINTSUGI_TRY(const auto records, reader->next(options_.group_commits));
    std::size_t done = 0;
    while (done <= records.size()) {
      // A business day ends before the first commit of the next one.
      std::size_t end = done;
      bool day_ended = false;
      for (; end < records.size(); ++end) {
        if (!records[end].commit || !records[end].counts) continue;
        const auto day = business_day(std::max(clock_, records[end].commit->recorded_at()));
        day_ended = checkpoint_day_ != 0 && day != checkpoint_day_;
        if (day_ended) break;
        checkpoint_day_ = day;
        clock_ = std::max(clock_, records[end].commit->recorded_at());
        ++commits_since_checkpoint_;
      }
      const Position next = end < records.size() ? records[end].position : reader->read_until();
      for (auto& live : live_)
        if (live->store && !live->stopped)
          fold_batch(*live, records.subspan(done, end - done), next);
      checkpoint(day_ended);
      if (day_ended) checkpoint_day_ = 0;
      done = day_ended ? end : records.size() + 1;
    }
    publish(reader->read_until());
    if (stop_.stop_requested()) return {};
  }
  return {};
}

void Runner::fold_batch(Live& live, std::span<const ReadRecord> records, Position next) {
  for (const auto& record : records) {
    if (record.position < live.position || !record.commit) continue;
    const Instant now =
        record.counts ? live.clock.advance(record.commit->recorded_at()) : live.clock.last();
    live.projection->apply({record.position, record.commit, record.counts, now});
    live.changed = true;
    if (live.tables->error()) return stop(live, *live.tables->error());
  }
  live.position = std::max(live.position, next);
  if (live.changed || live.position.value - live.store->position().value > idle_positions)
    flush(live, live.position);
}

void Runner::flush(Live& live, Position next) {
  live.tables->set_clock(live.clock.last());
  if (auto flushed = live.tables->flush(next); !flushed) {
    stop(live, flushed.error());
  }
  live.changed = false;
}

void Runner::stop(Live& live, const Error& error) {
  live.stopped = error;
  live.position = live.store->position();
  spdlog::error("the projection {} of {} stops at position {}: {}; the next start mends it",
                live.kind->name, options_.tenant, live.position.value, error.what);
}

void Runner::checkpoint(bool day_ended) {
  if (options_.checkpoint_commits == 0) return;
  const auto enough = day_ended ? options_.checkpoint_day_commits : options_.checkpoint_commits;
  if (commits_since_checkpoint_ < std::max<std::int64_t>(enough, 1)) return;
  commits_since_checkpoint_ = 0;
  for (auto& live : live_) {
    if (!live->store || live->stopped) continue;
    if (live->store->position() < live->position) flush(*live, live->position);
    // Failing to make one (a full disk) costs time later and nothing now.
    if (!live->stopped) (void)checkpoints_.make(*live->kind, *live->store, live->clock.last());
  }
}

void Runner::publish(Position position) {
  auto published = std::make_shared<Published>();
  published->position = position;
  published->clock = clock_;
  for (const auto& live : live_) {
    Published::One one{live->kind, nullptr, live->position, live->stopped};
    if (live->store)
      if (auto rows = live->store->snapshot()) one.rows = std::move(*rows);
    auto& place = published->projections[std::string(live->kind->name)];
    if (!place.kind || (one.rows && (!place.rows || place.kind->version < one.kind->version)))
      place = std::move(one);
  }
  {
    const std::lock_guard lock(mutex_);
    published_ = published;
  }
  published_at_ = std::chrono::steady_clock::now();
  changed_.notify_all();
  if (options_.on_published) options_.on_published(published);
}

void Runner::start_build() {
  auto building = std::make_unique<Building>();
  for (const auto& live : live_)
    if (!live->store) building->kinds.push_back(live->kind);
  if (building->kinds.empty()) return;
  building_ = std::move(building);
  try {
    building_->thread = std::jthread([this](std::stop_token stop) { build(stop); });
  } catch (const std::system_error& e) {  // no thread to be had: told in status()
    for (auto& live : live_)
      if (!live->store)
        live->stopped = Error{ErrorKind::unavailable, "projection.no_thread", e.what(), {}};
    building_.reset();
    publish(lowest());
  }
}

void Runner::build(std::stop_token stop) {
  const std::stop_callback cancel(stop, [this] { building_->cancelled = true; });
  BuildOptions options;
  options.directory = options_.directory + "/tenants/" + options_.tenant;
  options.tenant = options_.tenant;
  options.kinds = building_->kinds;
  options.until = verdicts_.judged_until();
  options.memory = options_.memory;
  options.threads = 1;  // the node has other work to do
  options.cancelled = &building_->cancelled;
  built_ = 0;
  options.progress = [this](const BuildProgress& progress) {
    const std::int64_t until = progress.until.value;
    const double done = static_cast<double>(progress.position.value);
    if (until > 0) built_ = done / static_cast<double>(until);
  };
  for (const auto* kind : options.kinds) checkpoints_.clear(*kind);
  options.interval = options_.checkpoint_commits == 0 ? 0 : options_.thinning.gap;
  options.at_interval = [this](const ProjectionKind& kind, DirectoryStore& store, Instant clock) {
    return checkpoints_.make(kind, store, clock);
  };
  building_->outcome = build_projections(log_, verdicts_, options);
  building_->done = true;
  verdicts_.wake();  // wakes the runner
}

void Runner::finish_build() {
  join_build();
  const auto building = std::move(building_);
  for (auto& live : live_) {
    if (live->store || std::find(building->kinds.begin(), building->kinds.end(), live->kind) ==
                           building->kinds.end())
      continue;
    if (!building->outcome) {
      live->stopped = building->outcome.error();
      continue;
    }
    for (const auto& built : building->outcome->projections) {
      if (built.kind != live->kind) continue;
      const auto placed = put_in_place(built);
      const auto opened =
          placed ? open_one(*live, true) : Result<bool>(tl::unexpected(placed.error()));
      if (!opened) live->stopped = opened.error();
    }
  }
  retire_old_versions();
  publish(lowest());
}

void Runner::join_build() {
  if (building_ && building_->thread.joinable()) {
    building_->thread.request_stop();
    building_->thread.join();
  }
}

// What a newer version has taken over from is closed, and its directory goes.
void Runner::retire_old_versions() {
  std::erase_if(live_, [this](const std::unique_ptr<Live>& old) {
    for (const auto& live : live_) {
      if (!live || live->kind->name != old->kind->name || !live->store || live->stopped) continue;
      if (live->kind->version <= old->kind->version) continue;
      old->projection.reset();
      old->tables.reset();
      old->store.reset();
      std::error_code error;
      fs::remove_all(
          options_.directory + "/tenants/" + options_.tenant + "/" + old->kind->directory_name(),
          error);
      return true;
    }
    return false;
  });
}

std::shared_ptr<const Published> Runner::published() const {
  const std::lock_guard lock(mutex_);
  return published_;
}

bool Runner::wait(Position position, std::chrono::milliseconds wait) const {
  return wait_until(wait, [&](const Published& now) { return now.position >= position; });
}

bool Runner::wait_for_all(Position position, std::chrono::milliseconds wait) const {
  return wait_until(wait, [&](const Published& now) {
    const auto is_built = [](const auto& entry) {
      return entry.second.rows != nullptr || entry.second.stopped;
    };
    return now.position >= position &&
           std::all_of(now.projections.begin(), now.projections.end(), is_built);
  });
}

bool Runner::wait_until(std::chrono::milliseconds wait,
                        const std::function<bool(const Published&)>& there) const {
  std::unique_lock lock(mutex_);
  if (there(*published_)) return true;
  ++waiting_;
  changed_.notify_all();  // the runner, where it pauses
  const bool came = changed_.wait_for(lock, wait, [&] { return there(*published_); });
  --waiting_;
  return came;
}

std::vector<ProjectionStatus> Runner::status() const {
  const auto judged = verdicts_.judged_until();
  std::vector<ProjectionStatus> all;
  const auto now = published();
  std::optional<Error> failure;
  {
    const std::lock_guard lock(mutex_);
    failure = failure_;
  }
  for (const auto& [name, one] : now->projections) {
    ProjectionStatus status{name, one.kind->version, "live", one.position, 0, one.stopped, 1};
    if (!one.stopped && failure) status.error = failure;
    if (status.error)
      status.state = "failed";
    else if (!one.rows)
      status.state = "rebuilding";
    if (auto what = told_damage(options_.directory + "/tenants/" + options_.tenant + "/" +
                                one.kind->directory_name());
        what && one.rows) {
      status.state = "damaged";
      status.error = Error{ErrorKind::corrupt, "projection.damaged", *std::move(what), {}};
    }
    status.lag = std::max<std::int64_t>(0, judged.value - one.position.value);
    if (!one.rows && judged.value > 0) status.progress = built_;
    all.push_back(std::move(status));
  }
  return all;
}

}  // namespace kintsugi::projections
