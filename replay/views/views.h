#pragma once
// One tenant's read models as of any moment: now (what the runner published), or then (the nearest
// checkpoint, read-only, and a fold of the rest in memory). Queries, reports and exports take a
// View and cannot tell the two apart.

#include <cstddef>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "events/log/event_log.h"
#include "projections/runner/runner.h"

namespace kintsugi::replay {

// As asked for: nothing = now; a position: that commit is the last one in; a time: whatever was
// recorded at or before it is in.
struct AsOf {
  std::variant<std::monostate, Position, Instant> moment;

  static AsOf now() { return {}; }
  static AsOf position(Position last) { return {last}; }
  static AsOf time(Instant time) { return {time}; }
  bool is_now() const { return moment.index() == 0; }
};
// "latest", a position ("182734") or a time ("2026-03-01T14:05:09Z", offsets allowed; "2026-03-01"
// = the end of that day at UTC+8). Errors: invalid "as_of.malformed".
Result<AsOf> parse_as_of(std::string_view text);

class Views;

// Unchanging; any thread; not longer than its Views.
class View {
 public:
  // The bound: every commit of the tenant before it is in. The last one that can be in is bound
  // - 1.
  Position bound() const { return bound_; }
  Position last() const { return Position{bound_.value - 1}; }
  bool is_now() const { return live_ != nullptr; }
  const std::string& tenant() const;
  // The rows of a projection; made at the first use where the moment is in the past.
  // Errors: unavailable "projection.not_ready" (being built; stopped before the moment), corrupt.
  Result<std::shared_ptr<const projections::RowReader>> rows(std::string_view projection) const;
  // Rows of the bound or of a later moment, without a fold: for lists that only grow (positions,
  // projections/tables/postings.h), which whoever reads cuts at the bound. Errors: as rows().
  Result<std::shared_ptr<const projections::RowReader>> grown_rows(
      std::string_view projection) const;
  // Whole commits, for timelines and the audit log.
  log::EventLog& log() const;
  projections::VerdictReader& verdicts() const;

 private:
  friend class Views;
  View(Views& views, Position bound, std::shared_ptr<const projections::Published> live)
      : views_(views), bound_(bound), live_(std::move(live)) {}
  Result<projections::Published::One> published(std::string_view projection) const;

  Views& views_;
  const Position bound_;
  const std::shared_ptr<const projections::Published>
      live_;  // shared with the runner; null: the past
};

// Any thread.
class Views {
 public:
  struct Options {
    std::string tenant;
    // Folded pasts, least recently used go first: so many, and of so many commits together. Enough
    // for every projection at a moment as far from a checkpoint as can be.
    std::size_t readers_kept = 24;
    std::int64_t commits_kept = 6 * 65'536;
    std::size_t checkpoints_open = 12;  // idem
    // What was given as now is kept for the pages that follow: so many moments, so many positions
    // apart. Together as far back as the newest checkpoint (Runner::Options::checkpoint_commits).
    std::size_t nows_kept = 32;
    std::int64_t nows_apart = 512;
    std::shared_ptr<projections::StoreMemory>
        memory{};  // shared by all stores of the process; may be null
  };
  using PositionAt = std::function<Result<Position>(Instant)>;  // as projections::position_as_of
  // Runner, log and verdicts outlive it.
  Views(const projections::Runner& runner, log::EventLog& log, projections::VerdictReader& verdicts,
        PositionAt position_at, Options options);

  // Errors: invalid "as_of.beyond_end" (a position that is not there yet), and those of the log.
  Result<std::shared_ptr<const View>> open(const AsOf& as_of);
  const std::string& tenant() const { return options_.tenant; }

 private:
  friend class View;
  using Rows = std::shared_ptr<const projections::RowReader>;
  struct Base {
    Rows rows;
    std::string directory;    // of the checkpoint under the rows; empty: none
    std::int64_t folded = 0;  // commits whose rows are in memory
  };
  struct Past {
    std::string projection;
    Position bound;
    auto operator<=>(const Past&) const = default;
  };
  using Live = std::shared_ptr<const projections::Published>;
  template <class Key>
  class Recent {  // least recently used go first
   public:
    Base find(const Key& key);
    void keep(const Key& key, Base rows, std::size_t most, std::int64_t folded_most);

   private:
    std::list<std::pair<Key, Base>> entries_;  // newest first
  };

  void remember(const Live& now);
  Result<Rows> past(const projections::ProjectionKind& kind, Position bound);
  Result<Base> base_of(const projections::ProjectionKind& kind, Position bound);
  Result<Rows> fold(const projections::ProjectionKind& kind, Rows base, Position bound);

  const projections::Runner& runner_;
  log::EventLog& log_;
  projections::VerdictReader& verdicts_;
  const PositionAt position_at_;
  const Options options_;
  std::mutex building_;  // one past is folded at a time
  std::mutex mutex_;
  Recent<Past> pasts_;         // guarded by mutex_
  Recent<std::string> bases_;  // guarded by mutex_; open checkpoints by directory
  std::deque<Live> nows_;      // guarded by mutex_; oldest first, shared with the runner
};

}  // namespace kintsugi::replay
