#pragma once
// A small service company to test the core on: HQ over region R1 (station S1) and region R2; one
// appliance, one customer, two technicians, an operator for each duty. And an order WO-1 in any
// status.

#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "tests/support/given.h"

namespace kintsugi::tests {

// Monday 2026-03-02, 09:00 in Shanghai.
inline constexpr std::string_view now = "2026-03-02T01:00:00Z";
inline constexpr std::string_view visit_start = "2026-03-02T06:00:00Z";
inline constexpr std::string_view visit_end = "2026-03-02T08:00:00Z";

// Operators: "boss" (every duty, whole company), "call" (call centre, whole company), "disp" and
// "disp2" (dispatchers of R1), "far" (dispatcher and call centre of R2), "tech1", "tech2"
// (technicians T1, T2), "keeper" (store keeper of R1), "acc" (accountant, whole company), "aud"
// (auditor, whole company).
Actor person(std::string id);
Actor importer(std::string id);
Actor system_actor();

// Outlets HQ > R1 > S1 and HQ > R2; S1 and R1 serve "haier" in areas "3101…", R2 serves nothing.
// Technicians T1, T2 of S1 may repair and install "ac". Customer C-1 owns asset A-1 (haier, ac,
// SN00000001).
Given company();

// The registration that WO-1 has: repair of A-1 for C-1 in area 310115.
schema::WorkOrderRegistered registered();

// The company with order WO-1 in `status`. Scheduled and later: booking 1 of T1, visit_start to
// visit_end. In progress and later: diagnosed. Reported and later: slip SLIP-0001 is back; nothing
// was charged. Completed: the follow-up is due.
struct OrderIn {
  schema::ServiceType service_type = schema::ServiceType::repair;
  bool slip_is_back = true;
};
Given order_in(schema::WorkOrderStatus status, const OrderIn& as = {});

}  // namespace kintsugi::tests
