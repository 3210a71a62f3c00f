#pragma once
// Where a thing waits, by its state. Pure.

#include "schema/part_request_state.h"
#include "schema/rows_queues.h"
#include "schema/work_order_state.h"

namespace kintsugi::projections {

// none: for nobody.
schema::Queue queue_of(const schema::WorkOrder& order);
schema::Queue queue_of(const schema::PartRequest& request);

}  // namespace kintsugi::projections
