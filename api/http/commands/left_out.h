#pragma once
// Who suspends an outlet says what becomes of each order that is open there. Which these are, the
// tables know and the outlet's state does not; core refuses (Reads::unknown_in). Any thread.

#include <string>
#include <vector>

#include "api/service/service.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

// {"plan=WO-1, WO-2 …"} with the first of those that the plan of a suspension lacks. Nothing where
// it has them all or is full, where the tables cannot be read, and for any other command. Waits for
// the tables, two seconds at most: an order that comes while they lag behind is not missed.
std::vector<std::string> orders_left_out(Service& service, const std::string& tenant,
                                         const schema::Command& command);

}  // namespace kintsugi::api
