#include "core/histories/diary.h"

#include <array>

#include "core/histories/absences.h"

namespace kintsugi::histories {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<int, 4> visits = {8 * 60 + 30, 10 * 60 + 30, 13 * 60 + 30,
                                       15 * 60 + 30};  // minutes of the day
constexpr int days_ahead_max = 7;
// Before the latest call: they do not come quite in order, and some wait for days.
constexpr std::int64_t days_kept = 8;

}  // namespace

std::optional<Visit> Diary::take(int outlet, Instant from, Dice& dice) {
  const int of_outlet = technicians_of(outlet, size_);
  if (of_outlet == 0) return std::nullopt;
  const std::int64_t first = std::chrono::floor<std::chrono::days>(from - first_day_).count();
  taken_.erase(taken_.begin(), taken_.lower_bound(first - days_kept));
  for (std::int64_t day = first; day < first + days_ahead_max; ++day) {
    auto& taken = taken_[day];
    taken.resize(static_cast<std::size_t>(size_.technicians) * visits.size());
    for (std::size_t visit = 0; visit < visits.size(); ++visit) {
      const Instant starts_at = first_day_ + hours(24 * day) + minutes(visits[visit]);
      if (starts_at < from) continue;
      const auto begin = static_cast<int>(dice.below(of_outlet));
      for (int i = 0; i < of_outlet; ++i) {
        const int technician = outlet - 1 + (begin + i) % of_outlet * size_.outlets;
        const auto at = static_cast<std::size_t>(technician) * visits.size() + visit;
        if (taken[at] || (absences_ && is_on_leave(technician, day))) continue;
        taken[at] = true;
        return Visit{technician, starts_at};
      }
    }
  }
  return std::nullopt;
}

}  // namespace kintsugi::histories
