#pragma once
// A data directory at work: the log, the node on it, and the live projections of each tenant. What
// `serve` runs under HTTP, and what the other verbs open when no server holds the directory.
//
// Layout: DIR/LOCK · DIR/log · DIR/log-mark · DIR/streams-v5 · DIR/tenants/<tenant>/… ·
// DIR/checkpoints/… · DIR/secrets

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "api/node/clock.h"
#include "api/node/node.h"
#include "api/service/data_lock.h"
#include "api/service/log_mark.h"
#include "api/service/log_spec.h"
#include "api/service/log_watch.h"
#include "projections/runner/runner.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/rocksdb_store.h"
#include "replay/views/views.h"

namespace kintsugi::api {

// The tables of one tenant at one position. Held while they are read.
struct TenantView {
  std::shared_ptr<const replay::View> rows_at;  // shared by all that read the same moment
  Position next;                                // every commit before it is in
  Instant clock{};                              // the tenant's, now
  bool past = false;                            // asked for as of a moment
  // The rows of a projection. Errors: unavailable "projection.not_ready".
  Result<std::shared_ptr<const projections::RowReader>> rows(std::string_view projection) const {
    return rows_at->rows(projection);
  }
  // The position that an answer names: of the last commit in it; -1 where there is none.
  Position last() const { return Position{next.value - 1}; }
};

// A tenant's name: 1 to 64 of a-z, 0-9, '-', '_', beginning with a letter or digit.
bool is_tenant_name(std::string_view name);

class Service {
 public:
  struct Options {
    std::filesystem::path directory;
    LogSpec log;
    std::vector<std::string> tenants = {"main"};  // served though they may have no commit yet
    Node::Options node;
    bool create = true;       // the log, where it is missing
    bool projections = true;  // false: none is opened before it is asked for
    // false: reads only. No node: nothing is decided, sent or appended, and runner() has folded
    // what there is.
    bool takes_commands = true;
    std::chrono::milliseconds look_at_log_every{60'000};  // log_watch.h; where it takes commands
    std::function<void(Position done, Position end)>
        catching_up;  // while the fold reads what it missed
    std::function<void(const std::string& tenant)>
        on_published;  // on a runner's thread; may be empty
  };

  // Takes the directory's lock, opens the log, folds what is missing, starts. The clock outlives
  // it. Errors: unavailable "data.held", the log's, its mark's, the node's, the runner's.
  static Result<std::unique_ptr<Service>> open(Options options, const Clock& clock);
  ~Service();

  Node& node() { return *node_; }  // only where it takes commands
  log::EventLog& log() { return *log_; }
  // How the log is kept, as last looked at. Errors: EventLog::check's; unavailable "log.unwatched".
  Result<void> log_health() const { return watch_ ? watch_->last() : Result<void>(); }
  // Nothing is recorded in a log that is not the one that was read, nor in one that does not let
  // us. Errors: corrupt "log.other", "log.lost_tail", as last looked at; EventLog::refusal's.
  Result<void> takes_records() const;
  bool has_log_keys() const { return options_.log.keys != nullptr; }
  // Seals a record as the log asks. Only where it takes no commands.
  void seal(log::Outgoing& record) const;
  DataLock& lock() { return *lock_; }
  const std::filesystem::path& directory() const { return options_.directory; }
  const std::vector<std::string>& configured_tenants() const { return options_.tenants; }
  // One more of them, before anybody asks: its projections are opened.
  Result<void> configure(const std::string& tenant);

  Result<bool> has_commits(const std::string& tenant);
  // When its last commit was recorded; 1970: it has none.
  Instant last_commit(const std::string& tenant);
  // Those that have a commit, as far as their rows are written; sorted.
  Result<std::vector<std::string>> tenants();
  // The live projections of a tenant, started when first asked for. Errors: not_found
  // "tenant.not_found".
  Result<projections::Runner*> runner(const std::string& tenant);
  projections::VerdictStore& verdicts() { return node_ ? node_->verdicts() : fold_->verdicts(); }

  // Now, or as of a moment. Errors: invalid "as_of.beyond_end".
  Result<TenantView> view(const std::string& tenant,
                          const replay::AsOf& as_of = replay::AsOf::now());
  // The next position after everything of the tenant that was recorded at or before `time`.
  Result<Position> position_as_of(const std::string& tenant, Instant time);

 private:
  // A tenant's projections and the pasts read of them.
  struct Tenant {
    std::unique_ptr<projections::Runner> runner;
    std::unique_ptr<replay::Views> views;
  };
  explicit Service(Options options) : options_(std::move(options)) {}
  Result<void> open_tables(const Clock& clock);
  void remove_tables(bool all) const;
  void remove_older_streams() const;
  Result<void> start_fold(const projections::DirectoryOptions& store_options, const Clock& clock);
  Result<void> fold_all();
  Result<Tenant*> tenant(const std::string& name);

  Options options_;
  std::unique_ptr<DataLock> lock_;
  std::unique_ptr<log::EventLog> log_;
  std::unique_ptr<LogMark> mark_;
  std::unique_ptr<LogWatch> watch_;
  std::shared_ptr<projections::StoreMemory> memory_;
  std::unique_ptr<projections::DirectoryStore> streams_;
  std::unique_ptr<Node> node_;
  std::unique_ptr<projections::StreamFold> fold_;  // where there is no node

  std::mutex mutex_;
  std::map<std::string, Tenant> tenants_;  // guarded by mutex_; only grows
};

}  // namespace kintsugi::api
