#pragma once
// Ids that a person chooses for what he registers, and that another thing of its kind has already
// in other capitals. Core finds those that were claimed; of logs of before that, the tables know in
// which. Core refuses (core/claims/alike.h). Any thread.

#include <string>
#include <vector>

#include "api/service/service.h"
#include "events/schema/runtime/erased.h"

namespace kintsugi::api {

// {"alike=BR1"}: the thing that is there, of a registration of "Br1". Nothing where there is none,
// where the very id is there too, where the tables cannot be read, and for any other command. Waits
// for the tables, two seconds at most: what was registered just now is not missed.
std::vector<std::string> ids_alike(Service& service, const std::string& tenant,
                                   const schema::Command& command);

}  // namespace kintsugi::api
