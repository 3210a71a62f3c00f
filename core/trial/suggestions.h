#pragma once
// A refused dispatch names what would pass: the nearest free time of the same technician, the best
// other technician, the approval that it lacks. Found by asking the same `decide` on trial, so each
// is accepted as it is while nothing moves. Pure; one thread.
//
// Looked for, and no further:
// - another time: starts on trial::step within trial::opens to trial::closes, from `days_before` to
//   `days_after` the day asked for, and in the first days of the customer's window; nearest first;
// - another technician of those given: at the same time, the least busy one; where none can, the
//   nearest time of any on that day;
// - an approval: of all checks that stop it, where a second person may override each of them.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/trial/visit.h"

namespace kintsugi::core::trial {

inline constexpr std::int32_t days_before = 3, days_after = 7;
inline constexpr std::size_t technicians_max = 200;

struct Suggestion {
  enum class Kind : std::uint8_t { another_time, another_technician, approval };
  Kind kind{};
  schema::Command command;
};

// Of schedule_booking, reassign_booking and reschedule_booking; nothing of others, and of what no
// time or technician mends. `technicians`: of the order's outlet. `reason`: what a command says
// that needs one where the refused one had none. An approval is for another person to send: first
// each of them, then the refused command as it was. Errors: the source's.
Result<std::vector<Suggestion>> suggest(const schema::Command& refused,
                                        std::span<const std::string> technicians,
                                        const std::string& reason, const Attempt& attempt);

}  // namespace kintsugi::core::trial
