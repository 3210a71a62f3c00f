#pragma once
// What an order's own state says of the commands that may be sent to it, beyond its status: which
// would be refused, and for want of what. Any thread.

#include "api/http/reading/possible.h"
#include "api/http/reading/rows_at.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

// What is lacking, all of it, at that time: to complete, clear, post and cancel it, to accept a
// visit, to ask for an exchange. Parts that are out hold it, too. Papers that are back, money that
// nobody owes: not in this state. Errors: those of reading rows.
Result<void> judge_by_order(const schema::WorkOrder& order, Instant at, RowsAt& rows,
                            std::vector<Possible>& all);

}  // namespace kintsugi::api
