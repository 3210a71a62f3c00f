#pragma once
// A log that misbehaves as real ones do, seeded: delays, repeats, takes a record and loses the
// answer, loses the record, lands it after its producer is gone, stalls, leaves gaps. One thread,
// virtual time.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "events/base/types.h"

namespace kintsugi::sim {

using Random = std::mt19937_64;

// Uniform in [0, below). The same everywhere, unlike std::uniform_int_distribution.
inline std::uint64_t pick(Random& random, std::uint64_t below) {
  return below == 0 ? 0 : random() % below;
}
inline bool chance(Random& random, std::uint64_t percent) { return pick(random, 100) < percent; }

struct SimRecord {
  Position position;
  Bytes bytes;
  Bytes seal;
  bool forged = false;  // by somebody who may write the log and has no key
};

class SimLog {
 public:
  explicit SimLog(Random& random) : random_(random) {}

  // What a producer is told: the record is surely not in the log.
  using Failed = std::function<void(std::uint64_t sequence)>;
  struct Sent {
    Bytes bytes, seal;
  };
  void append(int producer, std::uint64_t sequence, const Sent& sent, std::int64_t now_ms,
              Failed failed);
  // Lands at once, from whomever.
  Position slip_in(Bytes bytes, Bytes seal, bool forged) {
    records_.push_back(
        {Position{next_position_++}, std::move(bytes), std::move(seal), forged});
    return records_.back().position;
  }

  // What stands there is read otherwise from now on.
  void replace(Position position, Bytes bytes);

  // Lands what is due. With `everything`, whatever is still under way.
  void advance(std::int64_t now_ms, bool everything = false);
  void stall(std::int64_t until_ms) { stalled_until_ms_ = until_ms; }

  const std::vector<SimRecord>& records() const { return records_; }
  bool quiet() const { return under_way_.empty(); }

 private:
  void land(const Sent& sent);

  Random& random_;
  std::multimap<std::int64_t, Sent> under_way_;   // by landing time; equal times keep their order
  std::multimap<std::int64_t, std::function<void()>> failures_;
  // A producer's records land in order, but for the late ones.
  std::map<int, std::int64_t> last_landing_ms_;
  std::vector<SimRecord> records_;
  std::int64_t next_position_ = 0;
  std::int64_t stalled_until_ms_ = 0;
};

}  // namespace kintsugi::sim
