#pragma once
// The tables as they are of the tenant's last commit: they may lag behind what the node knows.

#include <string>

#include "api/service/service.h"

namespace kintsugi::api {

// Two seconds at most. Any thread.
void wait_for_tables(Service& service, const std::string& tenant);

}  // namespace kintsugi::api
