#pragma once
// What an order's own state says of the commands that may be sent to it, beyond its status: which
// would be refused, and for want of what. Any thread.

#include "api/http/reading/possible.h"
#include "schema/work_order_state.h"

namespace kintsugi::api {

// To complete, clear and post: what is lacking, all of it. Papers that are back, money that nobody
// owes: not in this state.
void judge_by_order(const schema::WorkOrder& order, Possible& one);

}  // namespace kintsugi::api
