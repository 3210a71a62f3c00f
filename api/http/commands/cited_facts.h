#pragma once
// What a command cites by its place in the log: whether each of that is a step of the thing that it
// says it is of. Only here the log is at hand; core refuses (Reads::is_unknown). Any thread.

#include <string>
#include <vector>

#include "api/service/service.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

// {"facts"} where a fault report cites a position that is no accepted step of its order; else
// nothing, as where the log cannot be read: nobody is kept from working by that.
std::vector<std::string> foreign_facts_in(Service& service, const std::string& tenant,
                                          const schema::Command& command);

}  // namespace kintsugi::api
