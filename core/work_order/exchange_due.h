#pragma once
// What a machine is entitled to because of an order that it gets, gets back or loses.

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/warranty.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// Tells the warranty of the order's machine whether an exchange is due by the order as it will be
// once this commit stands, or is no more: repairs before it have failed, parts or the repairer were
// waited for too long. Of what a person does; an older system's orders are evaluated when somebody
// asks.
void tell_exchange_due(const std::string& order_id, const schema::WorkOrder& as_it_will_be,
                       Reads& reads, Events& events);

// The same by what the machine is entitled to, whoever asked.
void tell_exchange_due(const std::string& order_id, const schema::Entitlement& entitlement,
                       Reads& reads, Events& events);

// The order is about that machine no more.
void end_exchange_due(const std::string& order_id, const std::string& asset, Reads& reads,
                      Events& events);

}  // namespace kintsugi::core::work_order
