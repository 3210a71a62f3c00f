#include "replay/views/views.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <future>

#include "projections/runner/judged_reader.h"
#include "projections/tables/memory_store.h"
#include "projections/tables/rocksdb_store.h"

namespace kintsugi::replay {

using projections::ProjectionKind;
using projections::RowReader;

namespace {
constexpr std::size_t batch_records = 4096;
}

const std::string& View::tenant() const { return views_.tenant(); }
log::EventLog& View::log() const { return views_.log_; }
projections::VerdictReader& View::verdicts() const { return views_.verdicts_; }

Result<projections::Published::One> View::published(std::string_view projection) const {
  const auto published = live_ ? live_ : views_.runner_.published();
  const auto found = published->projections.find(projection);
  if (found == published->projections.end())
    return fail(ErrorKind::not_found, "projection.unknown",
                "there is no projection " + std::string(projection));
  const auto& one = found->second;
  if (!one.rows)
    return fail(ErrorKind::unavailable, "projection.not_ready",
                "the projection " + std::string(projection) + " is being built from the log");
  if (one.stopped && one.position < bound_)
    return fail(ErrorKind::unavailable, "projection.not_ready",
                "the projection " + std::string(projection) + " stopped at position " +
                    std::to_string(one.position.value) + ": " + one.stopped->what);
  return one;
}

Result<std::shared_ptr<const RowReader>> View::rows(std::string_view projection) const {
  KINTSUGI_TRY(const auto now, published(projection));
  if (live_) return now.rows;
  return views_.past(*now.kind, bound_);
}

Result<std::shared_ptr<const RowReader>> View::grown_rows(std::string_view projection) const {
  KINTSUGI_TRY(const auto now, published(projection));
  if (now.rows->position() >= bound_) return now.rows;
  return rows(projection);
}

Views::Views(const projections::Runner& runner, log::EventLog& log,
             projections::VerdictReader& verdicts, PositionAt position_at, Options options)
    : runner_(runner),
      log_(log),
      verdicts_(verdicts),
      position_at_(std::move(position_at)),
      options_(std::move(options)) {}

Result<std::shared_ptr<const View>> Views::open(const AsOf& as_of) {
  auto live = runner_.published();
  const auto make = [&](Position bound, std::shared_ptr<const projections::Published> now) {
    return std::shared_ptr<const View>(new View(*this, bound, std::move(now)));
  };
  if (as_of.is_now()) {
    remember(live);
    return make(live->position, live);
  }
  Position bound;
  if (const auto* position = std::get_if<Position>(&as_of.moment)) {
    if (*position >= verdicts_.judged_until() || position->value < -1)
      return fail(ErrorKind::invalid, "as_of.beyond_end",
                  "there is no position " + std::to_string(position->value) + " yet; the next is " +
                      std::to_string(verdicts_.judged_until().value));
    bound = position->next();
  } else {
    KINTSUGI_TRY(bound, position_at_(std::get<Instant>(as_of.moment)));
  }
  return make(bound, nullptr);
}

void Views::remember(const Live& now) {
  const std::lock_guard lock(mutex_);
  if (!nows_.empty() && now->position.value < nows_.back()->position.value + options_.nows_apart)
    return;
  nows_.push_back(now);
  if (nows_.size() > options_.nows_kept) nows_.pop_front();
}

template <class Key>
Views::Base Views::Recent<Key>::find(const Key& key) {
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
    if (entry->first != key) continue;
    // Rows that turned out to be damaged are not given again.
    if (!entry->second.directory.empty() &&
        projections::is_marked_damaged(entry->second.directory)) {
      entries_.erase(entry);
      return {};
    }
    entries_.splice(entries_.begin(), entries_, entry);
    return entries_.front().second;
  }
  return {};
}

template <class Key>
void Views::Recent<Key>::keep(const Key& key, Base rows, std::size_t most,
                              std::int64_t folded_most) {
  entries_.emplace_front(key, std::move(rows));
  std::size_t kept = 0;
  std::int64_t folded = 0;
  // The newest one stays, however large.
  const auto goes = std::find_if(entries_.begin(), entries_.end(), [&](const auto& entry) {
    folded += entry.second.folded;
    return ++kept > most || (kept > 1 && folded > folded_most);
  });
  entries_.erase(goes, entries_.end());
}

Result<Views::Rows> Views::past(const ProjectionKind& kind, Position bound) {
  const Past key{std::string(kind.name), bound};
  const auto kept = [&] {
    const std::lock_guard lock(mutex_);
    return pasts_.find(key).rows;
  };
  if (auto rows = kept()) return rows;
  const std::lock_guard building(building_);
  if (auto rows = kept()) return rows;
  for (;;) {
    KINTSUGI_TRY(auto base, base_of(kind, bound));
    auto rows = fold(kind, base.rows, bound);
    // A checkpoint is only a shorter way: a damaged one goes, and an earlier one or the log will
    // do.
    if (!rows && !base.directory.empty() && projections::is_marked_damaged(base.directory))
      continue;
    if (!rows) return rows;
    const std::lock_guard lock(mutex_);
    const std::int64_t folded = bound.value - (base.rows ? base.rows->position().value : 0);
    pasts_.keep(key, {*rows, base.directory, folded}, options_.readers_kept, options_.commits_kept);
    return rows;
  }
}

// Rows at or before the bound, as near to it as there are: live ones, those that were live of late,
// or a checkpoint; null: none.
Result<Views::Base> Views::base_of(const ProjectionKind& kind, Position bound) {
  const auto rows_of = [&](const Live& live) {
    const auto found = live->projections.find(kind.name);
    const bool fit = found != live->projections.end() && found->second.kind == &kind &&
                     found->second.rows && found->second.rows->position() <= bound;
    return fit ? found->second.rows : nullptr;
  };
  if (auto rows = rows_of(runner_.published())) return Base{std::move(rows), {}, 0};
  {
    const std::lock_guard lock(mutex_);
    for (auto now = nows_.rbegin(); now != nows_.rend(); ++now)
      if (auto rows = rows_of(*now)) return Base{std::move(rows), {}, 0};
  }
  const auto& checkpoints = runner_.checkpoints();
  while (const auto mark = checkpoints.find(kind, bound)) {
    const auto directory = checkpoints.directory(kind, *mark);
    {
      const std::lock_guard lock(mutex_);
      if (auto base = bases_.find(directory); base.rows) return base;
    }
    auto opened = projections::open_directory_reader(directory, {options_.memory, false});
    if (opened) {
      const Base base{*opened, directory, 0};
      const std::lock_guard lock(mutex_);
      bases_.keep(directory, base, options_.checkpoints_open, 0);
      return base;
    }
    if (opened.error().kind != ErrorKind::corrupt) break;  // the log alone will do
    spdlog::warn("the checkpoint goes: {}", opened.error().what);
    checkpoints.remove(kind, *mark);
  }
  return Base{};
}

Result<Views::Rows> Views::fold(const ProjectionKind& kind, Rows base, Position bound) {
  if (base && base->position() == bound) return base;
  const auto store =
      base ? projections::make_overlay_store(base) : projections::make_memory_store();
  projections::Tables tables(*store);
  const auto projection = kind.make(tables);
  projections::TenantClock clock(tables.clock());
  // Two batches stay good: the one being folded and the one being read.
  projections::JudgedReader::Options reading{store->position(), bound, options_.tenant, 2};
  KINTSUGI_TRY(auto reader, projections::JudgedReader::open(log_, verdicts_, std::move(reading)));
  // Read on another thread, one batch ahead: opening commits takes longer than folding them.
  const auto read_ahead = [&] {
    return std::async(std::launch::async, [&] { return reader->next(batch_records); });
  };
  auto ahead = read_ahead();
  for (bool ended = false; !ended;) {
    KINTSUGI_TRY(const auto records, ahead.get());
    ended = reader->ended();
    if (!ended) ahead = read_ahead();
    for (const auto& record : records) {
      if (!record.commit) continue;
      const Instant now =
          record.counts ? clock.advance(record.commit->recorded_at()) : clock.last();
      projection->apply({record.position, record.commit, record.counts, now});
    }
  }
  tables.set_clock(clock.last());
  KINTSUGI_TRY_OK(tables.flush(bound));
  return store->snapshot();
}

}  // namespace kintsugi::replay
