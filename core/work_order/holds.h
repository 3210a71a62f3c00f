#pragma once
// The spans in which work on an order was paused, for what the warranty does not count.

#include <algorithm>
#include <cstdint>

#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// Spans that are kept: what is paused more often leaves the first ones.
inline constexpr std::size_t holds_kept = 100;

// `event`: a pause, with booking, why and at.
void begin_hold(schema::WorkOrder& order, const auto& event) {
  auto& holds = order.warranty.holds;
  if (holds.size() >= holds_kept) holds.erase(holds.begin());
  holds.push_back(
      {.pause = event.why, .held_from = event.at, .held_until = 0, .visit = event.booking});
}

// Work on the booking goes on at `at`, in ms since 1970.
inline void end_hold(schema::WorkOrder& order, std::uint16_t booking, std::int64_t at) {
  for (schema::OrderHold& hold : order.warranty.holds)
    if (hold.visit == booking && hold.held_until == 0)
      hold.held_until = std::max(at, hold.held_from);
}

// The pause that began then; 0: the latest. Null: there is none.
inline const schema::OrderHold* find_hold(const schema::WorkOrder& order, std::int64_t from) {
  const auto& holds = order.warranty.holds;
  const auto found = std::find_if(holds.rbegin(), holds.rend(), [&](const auto& hold) {
    return from == 0 || hold.held_from == from;
  });
  return found == holds.rend() ? nullptr : &*found;
}

// `event`: a correction, with booking, held_from and why.
void correct_hold(schema::WorkOrder& order, const auto& event) {
  for (schema::OrderHold& hold : order.warranty.holds) {
    if (hold.visit != event.booking || hold.held_from != event.held_from) continue;
    hold.pause = event.why;
    if (hold.held_until == 0 && order.paused_for != schema::PauseReason::none)
      order.paused_for = event.why;
  }
}

// It was never paused: the visit itself was withdrawn.
inline void drop_hold(schema::WorkOrder& order, std::uint16_t booking) {
  std::erase_if(order.warranty.holds, [&](const schema::OrderHold& hold) {
    return hold.visit == booking && hold.held_until == 0;
  });
}

}  // namespace kintsugi::core::work_order
