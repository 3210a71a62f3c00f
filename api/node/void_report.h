#pragma once
// Tells the node's log of records that were read and do not count, with their positions: the first
// at once, what follows summed up once a minute, so that nobody floods it. One thread.

#include <array>
#include <chrono>
#include <cstdint>

#include "projections/judge/void_records.h"

namespace kintsugi::api {

class VoidReport {
 public:
  using Time = std::chrono::steady_clock::time_point;
  static constexpr std::chrono::seconds every{60};

  void note(Verdict verdict, Position position);  // nothing to tell of what counts
  void tell_if_due(Time now);

 private:
  struct Untold {
    std::uint64_t count = 0;
    Position last;
  };
  std::array<Untold, projections::VoidFigures::reasons.size()> untold_;
  bool any_ = false;
  Time not_before_{};
};

// What the log held before the node started and nobody should have written.
void warn_of_voids(const projections::VoidFigures& voids);

}  // namespace kintsugi::api
