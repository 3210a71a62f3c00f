#pragma once
// The crew of a booking: who goes with its lead. A member's slot is reserved and released with the
// lead's. Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// The members of the booking, without its lead. They live as long as the order.
std::vector<const schema::CrewMember*> members_of(const schema::WorkOrder& order,
                                                  std::uint16_t booking);

// Lead or member of a booking of the order's round that is not over.
bool is_on_it(const schema::WorkOrder& order, std::string_view technician);

// [starts_at, ends_at) in ms since 1970; 0: no times were agreed, and no slot is held.
struct Visit {
  std::int64_t starts_at = 0;
  std::int64_t ends_at = 0;
  bool operator==(const Visit&) const = default;
};
inline Visit visit_of(const schema::Booking& booking) {
  return {booking.starts_at, booking.ends_at};
}

void reserve_slot(const std::string& order_id, const schema::WorkOrder& order,
                  std::uint16_t booking, const std::string& technician, const Visit& visit,
                  Events& events);

// Gives back the slots of everybody on the booking.
void release_slots(const std::string& order_id, const schema::WorkOrder& order,
                   const schema::Booking& booking, Events& events);

// Holds them once more, after release_slots, when the visit turns out not to be over. Errors:
// refused work_order.dispatch_slot_taken where somebody has been given another visit meanwhile.
Result<void> hold_slots_again(const std::string& order_id, const schema::WorkOrder& order,
                              const schema::Booking& booking, Reads& reads, Events& events);

// The booking is `lead`'s and at `visit` from now on: his slot, and where the times are others
// those of the members.
void move_slots(const std::string& order_id, const schema::WorkOrder& order,
                const schema::Booking& booking, const std::string& lead, const Visit& visit,
                Events& events);

}  // namespace kintsugi::core::work_order
