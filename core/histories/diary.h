#pragma once
// Which of the four visits of a day each technician still has free. One thread.

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "events/base/types.h"
#include "core/histories/company.h"
#include "core/histories/dice.h"

namespace kintsugi::histories {

inline constexpr std::chrono::minutes visit_length{90};

// A visit of a technician, by his number from 0.
struct Visit {
  int technician = 0;
  Instant starts_at;
};

class Diary {
 public:
  // `absences`: who is on leave (absences.h) is not sent.
  Diary(const CompanySize& size, Instant first_day, bool absences)
      : size_(size), first_day_(first_day), absences_(absences) {}

  // The next free visit of somebody of the outlet from `from` on; nullopt where nobody has one
  // within a week. Days before `from` are forgotten.
  std::optional<Visit> take(int outlet, Instant from, Dice& dice);

 private:
  const CompanySize size_;
  const Instant first_day_;
  const bool absences_;
  std::map<std::int64_t, std::vector<bool>> taken_;  // by day; technician x visit
};

}  // namespace kintsugi::histories
