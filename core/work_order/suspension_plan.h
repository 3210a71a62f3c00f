#pragma once
// What becomes of the bookings of a technician who is suspended: each goes to another, back to be
// dispatched, or, where it is under way, is finished by him. Pure.

#include <string>
#include <vector>

#include "core/events.h"
#include "core/reads.h"
#include "schema/technician_state.h"

namespace kintsugi::core::work_order {

// The events of the plan, each step decided on the one before. Every slot that he holds is planned
// for once: refused technician.plan_missing, .plan_unknown, .plan_step; who takes a booking over is
// checked as in a dispatch: refused work_order.dispatch_….
Result<Events> carry_out(const std::vector<schema::PlannedBooking>& plan,
                         const std::string& technician_id, const schema::Technician& technician,
                         const std::string& reason, Reads& reads);

}  // namespace kintsugi::core::work_order
