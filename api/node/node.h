#pragma once
// A node: one partition of the log, its sequencer and its streams fold, on a thread of its own that
// takes what comes from the log, folds, decides, appends and answers.
//
// Two or more nodes on one log are correct without knowing of each other.

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "api/node/arrivals.h"
#include "api/node/clock.h"
#include "api/node/clock_watch.h"
#include "api/node/command_request.h"
#include "api/node/sequencer.h"
#include "api/node/void_report.h"
#include "events/log/event_log.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/row_store.h"

namespace kintsugi::api {

class Node {
 public:
  struct Options {
    Sequencer::Options sequencer;
    projections::StreamFold::Options fold;
    std::size_t flush_commits = 100'000;  // rows are written at least so often...
    std::chrono::milliseconds flush_after{1000};  // ...and so soon
    ClockWatch::Options clock;
    std::filesystem::path clock_mark;  // what is left for the next run's ClockWatch; empty: nothing
    // While the fold reads what it missed; may be null.
    std::function<void(Position done, Position end)> catching_up;
  };
  struct Counts {
    Sequencer::Counts sequencer;
    projections::StreamFoldCounts fold;
    projections::VoidFigures voids;
    UnderKey under_key;
    std::size_t queued = 0, in_flight = 0;
  };
  struct StreamNow {
    std::shared_ptr<const schema::State> state;  // null: no commit yet
    Head head;
    std::uint64_t version = 0;
    Position position;  // the next position to fold: what the state stands for
  };

  // Folds what `store` (the rows of the streams fold) has not seen of the log, then starts. The
  // log, the store and the clock outlive the node. Errors: corrupt "log.behind" (the rows know more
  // than the log holds: it was cut or exchanged), the fold's and the log's.
  static Result<std::unique_ptr<Node>> open(Options options, log::EventLog& log,
                                            projections::RowStore& store, const Clock& clock);
  ~Node();
  // Answers what is under way with "command.unknown", writes the rows, joins. Nothing acknowledged
  // is lost. What is asked later is refused. From one thread at a time; again does nothing.
  void stop();

  // Any thread. `respond` runs on the sequencer's thread.
  void submit(CommandRequest request, Respond respond);
  // The same, waiting for the answer.
  Result<Answer> execute(CommandRequest request);

  // A stream as folded now, own commits in flight left out. Any thread but the sequencer's. Errors:
  // unavailable "node.stopped"; the fold's.
  Result<StreamNow> stream(std::string_view tenant, std::string_view stream);
  // The same, for what is asked with every request: from the second time on it waits for no
  // decision, and sees each commit that anybody was told of. `position` is not behind the state by
  // more than what is being folded.
  Result<StreamNow> watched(std::string_view tenant, std::string_view stream);
  // The last recorded time of a tenant; Instant{} where it has no commit, and of a stopped node.
  // Any thread but the sequencer's.
  Instant tenant_clock(std::string_view tenant);
  // Runs `work` on the sequencer's thread and waits. False: the node has stopped, nothing was done.
  // Any thread but the sequencer's.
  bool run(const std::function<void(Sequencer&)>& work);

  // The next position to fold. Any thread.
  Position folded() const { return Position{folded_.load()}; }
  // Waits until `position` is folded (every commit before it), at most `wait`.
  bool wait_folded(Position position, std::chrono::milliseconds wait);
  projections::VerdictStore& verdicts() {
    return fold_->verdicts();
  }  // its reading side: any thread
  projections::RowStore& rows() { return store_; }
  log::EventLog& log() { return log_; }
  const Clock& clock() const { return clock_; }

  // Why the node stopped; nothing while it runs. Any thread.
  std::optional<Error> failure() const;
  Counts counts();
  // Whether this node's clock is believed; while it is not, no command is taken.
  struct ClockState {
    std::optional<Error> trouble;
    std::chrono::milliseconds ahead{};
    bool confirmed = false;  // somebody vouched for it when this node started
  };
  ClockState clock_state() const;
  // How far a tenant's last commit is recorded ahead of the clock; negative: behind; 0 without any.
  std::chrono::milliseconds recorded_ahead(std::string_view tenant);
  // The tenant's own trouble: unavailable "clock.behind_log".
  std::chrono::milliseconds ahead_max() const { return options_.sequencer.ahead_max; }
  // Why nothing is decided though the node runs: "log.key_missing". Any thread but the sequencer's.
  std::optional<Error> cannot_judge();

 private:
  struct AppendFailure {
    std::uint64_t sequence = 0;
    bool surely_absent = false;
    std::string why;
    std::optional<Position> elsewhere{};  // stored where another record was read before
  };
  // Shared with the log's callbacks, which may come after the node is gone. Looked at with every
  // tick.
  struct AppendFailures {
    std::mutex mutex;
    std::vector<AppendFailure> list;  // guarded by mutex
  };

  Node(Options options, log::EventLog& log, projections::RowStore& store, const Clock& clock);
  Result<void> catch_up();
  void sequence(std::stop_token stop);
  bool fold_arrived();  // true: more has come
  void tell_of_arrivals();
  bool decide_and_append();  // false: nothing more can be decided now
  void flush_if_due(bool now);
  void stop_with(const Error& error);
  void look_at_clock(std::chrono::steady_clock::time_point steady);
  ClockWatch make_clock_watch() const;
  void leave_clock_mark() const;

  // Constant after construction.
  const std::shared_ptr<AppendFailures> append_failures_ = std::make_shared<AppendFailures>();
  const Options options_;
  log::EventLog& log_;
  projections::RowStore& store_;
  const Clock& clock_;

  // Owned by the sequencer's thread (before it starts: by open()).
  std::unique_ptr<projections::StreamFold> fold_;
  std::unique_ptr<projections::BackgroundFlush> flush_;
  std::unique_ptr<Sequencer> sequencer_;
  std::unique_ptr<Arrivals> arrivals_;
  VoidReport void_report_;
  std::chrono::steady_clock::time_point flushed_at_;
  std::chrono::steady_clock::time_point ticked_at_;
  std::optional<ClockWatch> clock_watch_;
  std::chrono::steady_clock::time_point clock_marked_at_{};

  std::atomic<std::int64_t> folded_{0};

  // Guarded by mutex_.
  mutable std::mutex mutex_;
  std::condition_variable work_;  // for the sequencer's thread
  bool arrived_ = false;          // there is something to take
  std::vector<std::unique_ptr<Sequencer::Waiting>> requests_;
  std::vector<std::function<void()>> tasks_;
  std::optional<Error> failure_;
  ClockState clock_state_;
  bool stopping_ = false;
  bool closed_ = false;  // the sequencer's thread takes nothing more

  std::jthread sequencer_thread_;
};

}  // namespace kintsugi::api
