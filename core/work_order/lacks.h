#pragma once
// What an order lacks before it can be completed, cleared, posted or canceled, all of it and in the
// order in which the decisions ask for it. From the order's own state alone: parts that are out,
// complaints and exchanges are asked of their streams by the decisions. Pure.

#include <vector>

#include "events/base/types.h"
#include "schema/work_order_life_state.h"
#include "schema/work_order_refusals.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// Each kind of service has its gates: an installation its card, everything else its slip, and the
// money in or credit approved.
std::vector<schema::CompletionGate> missing_gates(const schema::WorkOrder& order);

// Paper and money. The gates are waived for an order that came incomplete from an older system.
std::vector<schema::WorkOrderRefusal> lacks_to_clear(const schema::WorkOrder& order);
// A training without who was trained, commissioning without the customer's acceptance; not asked of
// what was resolved by telephone.
std::vector<schema::WorkOrderRefusal> lacks_of_handover(const schema::WorkOrder& order);
// These; the machine back.
std::vector<schema::WorkOrderRefusal> lacks_to_complete(const schema::WorkOrder& order);
// Paper, money and handover, whatever was given on credit; followed up, cleared and reviewed where
// that is asked for.
std::vector<schema::WorkOrderRefusal> lacks_to_post(const schema::WorkOrder& order);
// An order that is canceled is neither paid nor earned: what was done of it in an earlier round
// would be lost, and what the customer has paid would be nobody's. And the machine is back.
std::vector<schema::WorkOrderRefusal> lacks_to_cancel(const schema::WorkOrder& order);

// It may not be accepted any more at that time.
bool is_overdue(const schema::Booking& booking, Instant at);
// Why none of those that wait for it may be accepted at that time.
std::vector<schema::WorkOrderRefusal> lacks_to_accept(const schema::WorkOrder& order, Instant at);

}  // namespace kintsugi::core::work_order
