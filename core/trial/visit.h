#pragma once
// A visit that somebody wants: which technician is sent to an order, and when. It is the same
// whether it comes as a new booking, or as one that is reassigned or moved. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/trial/trial.h"
#include "core/work_order/dispatch_checks.h"
#include "events/schema/runtime/erased.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::trial {

struct Visit {
  std::string order;
  std::uint16_t booking = 0;  // that is moved; 0: a new one
  std::string technician;
  std::int64_t starts_at = 0, ends_at = 0;  // ms since 1970; both are known
  std::int64_t accept_by = 0;               // 0: as the service policy says
  std::string reason;                       // why a booking is moved
  schema::AskedBy asked_by{};               // idem

  std::int64_t length() const { return ends_at - starts_at; }
  Visit at(std::int64_t start) const;
  Visit by(std::string other) const;
};

// Of schedule_booking, reassign_booking, reschedule_booking; none of another command, of an order
// or booking that is not there, and where no times are known.
std::optional<Visit> visit_of(const schema::Command& command, const Attempt& attempt);

// The command that asks for it: a new booking, a moved one, or, where another technician has the
// booking now, a reassigned one.
schema::Command command_of(const Visit& visit, const schema::WorkOrder& order);

// What the twelve checks say of it. `reads` may be used for many.
Result<std::vector<work_order::CheckSaid>> look_at(const Visit& visit,
                                                   const schema::WorkOrder& order, Reads& reads);

// Where visits are looked for: on the clock's five minutes, from eight to eight in Shanghai.
inline constexpr std::chrono::minutes step{5};
inline constexpr std::chrono::hours opens{8}, closes{20};

// Starts on that day in Shanghai of visits of that length (ms) that begin and end within the hours,
// and not before `now`. Ascending.
std::vector<std::int64_t> starts_on(std::int32_t day, std::int64_t length, Instant now);

}  // namespace kintsugi::core::trial
