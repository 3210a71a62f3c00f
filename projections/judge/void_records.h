#pragma once
// What of the log was read and does not count, by reason: how many, and where the last ones are.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/types.h"
#include "events/commit/rule.h"

namespace kintsugi::projections {

// Of one reason.
struct VoidRecords {
  std::uint64_t count = 0;
  std::vector<Position> last;  // ascending, at most `last_max`
  bool operator==(const VoidRecords&) const = default;
};

class VoidFigures {
 public:
  static constexpr std::size_t last_max = 20;
  static constexpr std::array reasons{Verdict::void_stale, Verdict::void_repeated,
                                      Verdict::void_malformed, Verdict::void_unauthenticated};

  void note(Verdict verdict, Position position);
  const VoidRecords& of(Verdict reason) const;
  // Counted from this position on: rows of an older engine told nothing of what came before.
  Position since() const { return since_; }
  void begin_at(Position position) { since_ = position; }
  bool operator==(const VoidFigures&) const = default;

  // As one row. `read` is false for what is none.
  std::string row() const;
  bool read(std::string_view row);

 private:
  std::array<VoidRecords, reasons.size()> by_reason_;
  Position since_;
};

// "stale", "repeated", "malformed", "unauthenticated": names in metrics and JSON.
std::string_view reason_of(Verdict verdict);

}  // namespace kintsugi::projections
