#pragma once
// States of a listed type ($list), as a table stores them. Any thread.

#include "events/schema/runtime/list_info.h"
#include "projections/tables/table_core.h"

namespace kintsugi::projections {

// `list`: of a state; it outlives the table.
RowOps state_ops(const schema::ListInfo& list);

}  // namespace kintsugi::projections
