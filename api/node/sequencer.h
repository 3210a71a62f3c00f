#pragma once
// Takes commands, decides them one after another on hot state plus what it has itself in flight,
// gives commits to append, and answers when a command's own commit has come back from the log and
// counts.
//
// A state machine without threads, clocks or I/O: the node's thread and the simulation drive it
// alike.
//
//   submit(request) -> queue -> decide(now) -> records to append -> log -> on_record() -> answer
//                                  ^                                          |
//                                  └────────── void: decide again ◄───────────┘

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "api/node/command_request.h"
#include "api/node/speculation.h"
#include "core/reads.h"
#include "events/log/event_log.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/stream_fold.h"

namespace kintsugi::api {

// Where a canary breaks the engine on purpose, to prove that the simulation sees it. Never set in
// production.
struct SequencerFaults {
  bool answer_before_read_back = false;
};

class Sequencer {
 public:
  struct Options {
    std::size_t queued_max = 8192;     // waiting commands; more are refused as unavailable
    std::size_t in_flight_max = 4096;  // commits appended and not yet come back
    // By one call of decide(): the log writes them while others are decided.
    std::size_t decided_max = 16;
    int decisions_max = 16;            // of one command, before it is a conflict
    std::chrono::milliseconds read_back_max{5000};    // then the outcome is unknown: append again
    std::chrono::milliseconds answer_max{30000};      // then the client is told that it is unknown
    // No building on own commits of a stream after a void.
    std::chrono::milliseconds contended_for{200};
    // Before sending what another node should have sent.
    std::chrono::milliseconds reaction_grace{3000};
    // A company whose last commit is recorded further ahead of the node's clock takes no more: its
    // recorded time would stand still. Nodes differ by seconds.
    std::chrono::milliseconds ahead_max = std::chrono::minutes(5);
    bool record_headers = true;  // what a commit tells outsiders; a log without headers needs none
    SequencerFaults faults;
  };
  struct Counts {
    std::uint64_t submitted = 0, answered = 0, decided = 0, void_own = 0, conflicts = 0,
                  replayed = 0, timed_out = 0;
  };

  // A request until it is answered. Making one needs no state: whoever asks does it on a thread of
  // its own.
  struct Waiting {
    Waiting(CommandRequest asked, Respond answer);
    CommandRequest request;
    Hash128 key;  // of the command
    Respond respond;
    std::vector<Respond> others;  // who sent the same command again meanwhile
    Instant since{};
    int decisions = 0;
    std::optional<std::uint64_t> sequence;  // of its newest commit in flight; none: it is queued
  };

  // The fold outlives the sequencer, and is folded by it alone from now on.
  Sequencer(projections::StreamFold& fold, Options options);

  // Queues the command, or answers at once (known id, full queue, malformed). Any state.
  void submit(std::unique_ptr<Waiting> waiting, Instant now);
  void submit(CommandRequest request, Respond respond, Instant now) {
    submit(std::make_unique<Waiting>(std::move(request), std::move(respond)), now);
  }

  // Decides waiting commands while there is room in flight, at most `decided_max`: where it gives
  // so many, more may be waiting. The records are to be appended in this order, before any that a
  // later call gives. `sequence` counts them since the start.
  struct Decided {
    std::uint64_t sequence = 0;
    log::Outgoing record;
  };
  std::vector<Decided> decide(Instant now);

  // The log did not take the record. `failed`: it is surely not in the log.
  void on_append_failed(std::uint64_t sequence, bool surely_absent, const std::string& why,
                        Instant now);

  // The next record of the log, with its seal. Errors: the fold's: the node must stop.
  Result<projections::Folded> on_record(Position position, ByteView bytes, Instant now,
                                        ByteView seal = {});

  // Deadlines that are due, reactions that others left, outcomes that stay unknown.
  void tick(Instant now);

  // From now on new commands are refused with this; with nothing they are taken again. What is in
  // flight and what was answered before is told as ever.
  void hold(const std::optional<Error>& why) { held_ = why; }

  // Tells whoever still waits; decides nothing more.
  void stop(const Error& why);

  bool idle() const { return queue_.empty() && in_flight_.empty(); }
  std::size_t queued() const { return queue_.size(); }
  std::size_t in_flight() const { return in_flight_.size(); }
  const Counts& counts() const { return counts_; }
  projections::StreamFold& fold() { return fold_; }

 private:
  struct InFlight {  // used again for another commit
    std::uint64_t sequence = 0;
    Instant appended_at{};
    std::vector<std::shared_ptr<schema::State>> prepared;  // states after it, as touched
    std::vector<std::uint64_t> versions;                   // that they will have
    std::shared_ptr<const Bytes> record;
    Bytes seal;       // empty where the log is under no key
    SealSeen sealed;  // what it says to who has the keys
    projections::OpenedRecord opened;                   // on `record`
    Hash128 key() const { return opened.command_key; }  // of whoever waits for it
    Hash128 touched(std::size_t i) const { return opened.stream_keys[opened.view.touched()[i]]; }
  };
  enum class Step { done, postponed };

  Step decide_one(Waiting& waiting, Instant now, std::vector<Decided>& out);
  void put_in_flight(Waiting& waiting, std::shared_ptr<const Bytes> record, log::Outgoing outgoing,
                     Instant now, std::vector<Decided>& out);
  Instant& proposed(std::string_view tenant);
  Instant recorded_at_for(const CommandRequest& request, Instant now);
  std::optional<Error> not_now(std::string_view tenant, Instant now);
  void requeue(Hash128 key, std::uint64_t sequence);
  void respond(Hash128 key, Result<Answer> answer);
  std::unique_ptr<InFlight> take_in_flight(Position position, ByteView bytes, ByteView seal);
  void give_up(const InFlight& commit);
  void forget_reaction(Hash128 key);
  void sweep_reactions();
  void answer_counted(const projections::OpenedRecord& record, const InFlight* own);
  void after_fold(const projections::Folded& folded, const projections::OpenedRecord& record,
                  const InFlight* own, Instant now);
  std::unique_ptr<InFlight> take_spare();
  void keep_spare(std::unique_ptr<InFlight> done);
  void send_reaction(const projections::PendingReaction& reaction, Instant now);

  projections::StreamFold& fold_;
  Options options_;
  Speculation speculation_;
  // By the command's key; queued or in flight.
  tsl::robin_map<Hash128, std::unique_ptr<Waiting>, Hash128Hasher> waiting_;
  std::deque<Hash128> queue_;
  std::deque<std::unique_ptr<InFlight>> in_flight_;  // in the order of their sequence
  std::uint64_t next_sequence_ = 0;
  // After a void: decide nothing until all own commits have come back.
  bool drain_ = false;
  Instant not_before_{};          // after the log refused a batch
  std::optional<Error> held_;
  // By tenant: the largest recorded time put in flight.
  tsl::robin_map<std::string, Instant, StringHasher, std::equal_to<>> proposed_;
  // Of the pending reactions, by command key: those that commits of this node have caused, and when
  // what was sent.
  std::unordered_set<Hash128, Hash128Hasher> own_reactions_;
  std::unordered_map<Hash128, Instant, Hash128Hasher> sent_reactions_;
  projections::OpenedRecord opened_;  // the record being folded, where it is not an own one
  std::vector<std::unique_ptr<InFlight>> spare_;  // to be used again
  CommitOutcome outcome_;  // of the command being decided: its lists keep their memory
  Counts counts_;
};

}  // namespace kintsugi::api
