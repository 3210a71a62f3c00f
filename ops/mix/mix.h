#pragma once
// Commits of a service company at work, made without deciding: for benchmarks that need millions of
// them and measure what reads them. Same seed, same octets. Every commit counts: heads are kept.

#include <cstdint>
#include <deque>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "events/commit/commit.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::ops {

struct MixOptions {
  std::uint32_t seed = 1;
  std::string tenant = "main";
  int outlets = 12;
  int technicians = 240;
  int parts = 300;
  std::size_t orders_open = 4000;  // at work at the same time
  std::int64_t step_ms = 250;      // of recorded time between commits
  // One order in so many lives its whole life, some twenty commits; each of the others is two:
  // registered, and then all that became of it at once. For companies with millions of orders. 1:
  // all live it.
  std::size_t whole_lives = 1;
  bool imported = false;  // by an importer: no policy follows from what happened long ago
};

// One thread.
class Mix {
 public:
  explicit Mix(MixOptions options = {});
  Bytes next();
  std::int64_t orders() const { return orders_made_; }
  static std::string order_id(std::int64_t number);  // of the orders, from 1

 private:
  struct Order {
    std::string id, outlet, technician, request, part, warehouse;
    int stage = 0;
    bool needs_part = false;
    bool brief = false;  // two commits
  };
  using Events = std::vector<CommittedEvent>;

  static CommittedEvent on(std::string stream, schema::Event event);
  void setup();
  Bytes stored(Events events, const std::string& operator_id, schema::Command command,
               std::vector<std::string> also_read = {});
  Bytes advance(Order& order);
  Bytes first_half(Order& order);
  Bytes parts_flow(Order& order);
  Bytes second_half(Order& order);
  Bytes the_rest_at_once(Order& order);
  void forget(const Order& order);
  std::int64_t now() const { return clock_; }
  std::size_t pick(std::size_t below) { return random_() % below; }

  const MixOptions options_;
  std::mt19937_64 random_;
  std::int64_t clock_ = 1'767'225'600'000;  // 2026-01-01T00:00:00Z
  std::int64_t commits_ = 0;
  std::int64_t orders_made_ = 0;
  std::deque<Bytes> waiting_;  // of the setup
  std::vector<Order> open_;
  std::unordered_map<std::string, Head> heads_;  // of streams that can be touched again
};

}  // namespace kintsugi::ops
