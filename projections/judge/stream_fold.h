#pragma once
// The fold that every other rests on: heads and states of all streams, command ids, clocks, pending
// reactions and one verdict bit a commit, of one partition with all its tenants. It judges each
// record by the rule, once its seal is as the log asks.
//
// Used by one thread (the sequencer's, or a rebuild's). VerdictReader (verdicts.h) and
// WatchedStreams::find may be used by others.

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tsl/robin_map.h>

#include "core/policies/reactions.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "events/base/types.h"
#include "events/commit/commit.h"
#include "events/commit/log_key.h"
#include "events/commit/rule.h"
#include "events/commit/under_key.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/dropped_keys.h"
#include "projections/judge/flush.h"
#include "projections/judge/judged.h"
#include "projections/judge/opened_record.h"
#include "projections/judge/stream_cache.h"
#include "projections/judge/verdicts.h"
#include "projections/judge/void_records.h"
#include "projections/judge/watched_streams.h"
#include "projections/tables/row_store.h"

namespace kintsugi::projections {

// A command id that counted: where, and with which body.
struct CommandRecord {
  Position position;
  Hash128 fingerprint;
};

// A command that a policy wants sent, not yet seen in the log.
struct PendingReaction {
  std::string tenant;
  std::string command_id;
  Instant due{};
  std::string cause;  // the commit that it follows from
  schema::Command command;
  bool stored = false;  // it has a row
};

// States that the caller has folded already for a commit of its own (by index of
// CommitView::touched()).
using PreparedStates = std::span<const std::shared_ptr<schema::State>>;

struct Folded {
  Verdict verdict = Verdict::void_malformed;
  Head head;                                // of the commit; zero where malformed
  Instant recorded_at{};                    // the tenant's clock after it
  std::vector<std::string> new_reactions;   // command ids that became pending by it
};

// How a canary breaks the fold on purpose, to prove that the simulation sees it. Never set in
// production.
enum class FoldFault {
  none,
  heads_by_number,    // a stream's head is its version number and no hash
  skip_a_void_check,  // every seventh stale commit counts
  skip_seals,         // what has no seal is judged though the log is under a key
};

struct StreamFoldCounts {
  std::uint64_t commits = 0, counted = 0, refused = 0, stale = 0, repeated = 0, malformed = 0,
                unauthenticated = 0;
};

class StreamFold {
 public:
  struct Options {
    std::size_t cached_streams_max = 200'000;     // clean entries above it are dropped
    std::size_t cached_commands_max = 1'000'000;  // idem
    std::size_t watched_streams_max = 10'000;
    bool policies = true;                       // keep pending reactions
    std::shared_ptr<const LogKeys> keys{};      // to check seals with; shared with whoever seals
    FoldFault fault = FoldFault::none;
  };

  // Continues where `store` stands. The store outlives the fold. Errors: corrupt; unavailable
  // "log.key_missing" (the rows were judged with a key that is not given); corrupt
  // "streams.unjudged" (they were judged without a key that is given now: all that follows from
  // them is to be made anew).
  static Result<std::unique_ptr<StreamFold>> open(RowStore& store, Options options);

  // The next position to fold.
  Position next() const { return next_; }

  // Judges and folds a record at next() or after it. Errors: corrupt ("schema.newer": a commit or
  // event that this reader does not know; it must stop there; names the position), unavailable
  // "log.key_missing" (under_key.h), or the store's.
  Result<Folded> fold(const OpenedRecord& record, PreparedStates prepared = {});

  // Fetches what the records will need into the processor's caches, so that the misses of many
  // overlap. Changes nothing; worth it for whoever folds many at once.
  void warm(std::span<const OpenedRecord> records) const;

  // The stream as folded; an entry with version 0 where it has no commit. Valid until the next fold
  // or evict.
  Result<const StreamEntry*> stream(std::string_view tenant, std::string_view stream);
  // The same, for whoever knows its key (stream_keys.h).
  Result<const StreamEntry*> stream(Hash128 key, std::string_view tenant, std::string_view stream);
  // The same, and from now on for other threads too (watched_streams.h), where it has a commit.
  Result<const StreamEntry*> watch(std::string_view tenant, std::string_view stream);
  Result<std::optional<CommandRecord>> command(Hash128 key);
  Instant clock(std::string_view tenant) const;

  // Null where the command is not pending (any more). Valid until the next fold.
  const PendingReaction* pending_reaction(std::string_view tenant,
                                          std::string_view command_id) const;
  struct ByDue {  // then by tenant and command id
    bool operator()(const PendingReaction* a, const PendingReaction* b) const;
  };
  using DueOrder = std::set<const PendingReaction*, ByDue>;
  const DueOrder& due_order() const { return due_order_; }

  // The head that a stream gets by a counting commit with this hash, at its new version.
  Head head_after(Head commit, std::uint64_t version) const {
    return options_.fault == FoldFault::heads_by_number ? Head{0, version} : commit;
  }

  // Writes what changed, with the position, as one batch; then drops clean entries above the
  // limits, all of them at once.
  Result<void> flush();
  // The same for a writer on another thread (BackgroundFlush): the fold may go on between the two.
  // Once the write failed, the fold is not to be used any more.
  Result<std::shared_ptr<const Flush>> begin_flush();
  void end_flush();
  // Goes on with dropping clean entries above the limits, which a flush has begun: so many, as
  // whoever waits for the fold should not wait for all of them.
  void drop_some(std::size_t entries);
  RowStore& store() { return store_; }
  std::size_t unflushed_commits() const { return unflushed_; }
  std::size_t unflushed_streams() const { return dirty_streams_.size(); }

  VerdictStore& verdicts() { return verdicts_; }
  const WatchedStreams& watched() const { return watched_; }  // its find: any thread
  const StreamFoldCounts& counts() const { return counts_; }  // since this fold was opened
  const VoidFigures& voids() const { return voids_; }         // kept with the rows
  const LogKeys* keys() const { return options_.keys.get(); }
  const UnderKey& under_key() const { return under_key_; }
  // Why nothing may be decided on this fold: it cannot tell what counts.
  std::optional<Error> cannot_judge() const;

 private:
  struct Tenant {
    TenantClock clock{};
    std::uint64_t counted = 0;
    bool dirty = false;
  };

  StreamFold(RowStore& store, Options options);
  Result<void> load();
  struct Loaded {
    Hash128 key;
    StreamEntry* entry = nullptr;
  };
  Result<Loaded> entry(Hash128 key, std::string_view tenant, std::string_view stream);
  Result<bool> command_counted(Hash128 key);
  Result<Verdict> judge_record(const OpenedRecord& record);
  void touch(const CommitView& view, Head head, PreparedStates prepared);
  void keep_reactions(const CommitView& view, Instant clock, Folded& folded);
  void keep_reaction(PendingReaction reaction);
  void erase_reaction(std::string_view tenant, std::string_view command_id);
  void mark_time(std::string_view tenant, Tenant& state, Position position);
  void note(Verdict verdict, Position position, const CommitView& view);
  Result<UnderKey::Step> step_under_key(const OpenedRecord& record);
  Result<void> load_log_key(const RowReader& snapshot);
  Result<void> fold_commit(const OpenedRecord& record, PreparedStates prepared, Folded& folded);
  void take_reactions();
  void take_tenants();
  void take_log_key();
  void begin_dropping();
  void end_dropping();
  // has_row, not_counted, or its place among the fresh ones; none where it is not in memory.
  std::optional<std::uint32_t> known_command(Hash128 key) const;
  // The number of the fresh command at that place.
  std::uint32_t number_of(std::size_t place) const {
    return static_cast<std::uint32_t>((first_fresh_ + place) % not_counted);
  }

  RowStore& store_;
  Options options_;
  Position next_{};
  // Of a fold from the beginning of the log: what a cache has dropped. Else none: the store may
  // have any row.
  std::optional<DroppedKeys> dropped_streams_, dropped_commands_;
  bool flushing_ = false;
  std::size_t unflushed_ = 0;
  StreamCache streams_;
  // The command ids that counted, numbered in their order (again from 0 at not_counted): those from
  // first_fresh_ on have no row yet, so that a flush has no number to change. And those that were
  // asked for and have not counted, so that the store is asked once.
  static constexpr std::uint32_t has_row = ~std::uint32_t{0};
  static constexpr std::uint32_t not_counted = has_row - 1;
  using Commands = tsl::robin_map<Hash128, std::uint32_t, Hash128Hasher>;
  Commands commands_;
  Commands old_commands_;  // being dropped: none of them is fresh
  Commands::iterator old_commands_next_ = old_commands_.end();
  std::vector<Flush::Command> fresh_commands_;
  std::uint64_t first_fresh_ = 0;     // the number of the first of them
  std::size_t commands_in_flush_ = 0;  // of the fresh ones, the first so many
  std::vector<Loaded> dirty_streams_;
  std::map<std::string, Tenant, std::less<>> tenants_;
  tsl::robin_map<std::string, std::unique_ptr<PendingReaction>, StringHasher, std::equal_to<>>
      pending_;  // by tenant, a zero octet, command id
  DueOrder due_order_;
  std::vector<std::string> dirty_reactions_;  // keys of pending_ that were kept or erased
  std::vector<RowChange> changes_;            // written with the next flush
  VerdictStore verdicts_;
  WatchedStreams watched_;
  StreamFoldCounts counts_;
  UnderKey under_key_;
  VoidFigures voids_;
  bool voids_dirty_ = false, log_key_dirty_ = false;
  std::vector<Loaded> loaded_;  // of the commit being folded, by index of its streams
  core::Reactions reactions_scratch_;
};

}  // namespace kintsugi::projections
