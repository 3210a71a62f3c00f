#pragma once
// One simulated run: one to three nodes on one misbehaving log, clients with random commands on few
// hot streams, nodes that pause and crash at any step. A run is a function of its seed and its
// faults, bit for bit.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "api/node/sequencer.h"
#include "events/schema/runtime/erased.h"
#include "projections/judge/stream_fold.h"
#include "projections/tables/memory_store.h"
#include "tests/sim/sim_log.h"

namespace kintsugi::sim {

// What is broken on purpose.
enum class Canary {
  none,
  heads_by_number,
  answer_before_read_back,
  skip_a_void_check,
  read_model_takes_void,
  skip_seals,
  newer_record,  // nothing: a newer engine writes an event that these do not know
};

struct Outcome {
  std::vector<std::string> violations;  // empty: the run was right at every prefix
  std::string trace;                    // SHA-256 over the log and all answers
  std::set<std::string, std::less<>> asked, accepted;  // names of commands
  std::uint64_t records = 0, counted = 0, voided = 0, acknowledged = 0, refused = 0, crashes = 0,
                forged = 0,
                stopped = 0;  // nodes, at what they do not know
};

class World {
 public:
  World(std::uint64_t seed, Canary canary);
  Outcome run();

 private:
  struct SimNode {
    int number = 0;
    std::unique_ptr<projections::RowStore> store;
    std::unique_ptr<projections::StreamFold> fold;
    std::unique_ptr<api::Sequencer> sequencer;
    std::size_t read = 0;  // records of the log that it has seen
    std::uint64_t life = 0;
    std::int64_t paused_until_ms = 0;
    std::int64_t down_until_ms = 0;
    std::int64_t clock_skew_ms = 0;
  };
  struct Acknowledged {
    Position position;
    std::string refusal;  // code; empty: accepted
  };
  struct Sent {
    api::CommandRequest request;
    std::optional<Acknowledged> answer;
    std::int64_t sent_ms = 0;
    int tries = 0;
  };

  Instant clock_of(const SimNode& node) const {
    return instant_from_ms(start_ms + now_ms_ + node.clock_skew_ms);
  }
  void start(SimNode& node);
  void crash(SimNode& node);
  void step();
  void client_step();
  void node_step(SimNode& node);
  void read_some(SimNode& node, std::size_t most);
  void append_decided(SimNode& node);
  void put_under_key();
  void attack(const log::Outgoing& genuine);
  void write_newer(const log::Outgoing& genuine);
  bool stops_at_newer(SimNode& node, const SimRecord& record, const Error& error);
  void upgrade_all();
  void send(const std::string& id, Sent& sent);
  void answered(const std::string& id, const api::CommandRequest& request,
                const Result<api::Answer>& answer);
  void settle();
  void check_log();
  void check_conservation(projections::StreamFold& fold, const std::string& tenant,
                          const std::set<std::string>& holders);
  api::CommandRequest random_request();
  schema::Command random_command();
  schema::Command hot_command();
  void violation(std::string what);

  static constexpr std::int64_t start_ms = 1'772'323'200'000;  // 2026-03-01T00:00:00Z

  Random random_;
  Canary canary_;
  // In half of the runs: two keys that the nodes share. How many of them the log has come under.
  std::shared_ptr<const LogKeys> keys_;
  int under_ = 0;
  SimLog log_;
  std::vector<SimNode> nodes_;
  std::int64_t now_ms_ = 0;
  // What a newer engine wrote, and the same as these know it; gone once all were upgraded.
  std::optional<SimRecord> newer_;
  bool newer_written_ = false;
  std::map<std::string, Sent> sent_;
  std::map<std::int64_t, bool> verdicts_;  // by position: what the first node to judge it said
  std::uint64_t next_id_ = 0;
  Outcome outcome_;
};

}  // namespace kintsugi::sim
