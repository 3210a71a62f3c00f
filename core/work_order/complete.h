#pragma once
// An order is completed: with a visit (CompleteWorkOrder) or without (ResolveRemotely).

#include <string>

#include "core/events.h"
#include "core/reads.h"
#include "schema/work_order_state.h"

namespace kintsugi::core::work_order {

// WorkOrderCompleted and what follows from it on the asset and the part requests, where the order's
// gates are met; else the refusal. One that was resolved remotely has no papers to wait for.
Result<Events> complete(const std::string& id, const schema::WorkOrder& order,
                        const std::string& note, Reads& reads);

}  // namespace kintsugi::core::work_order
