#pragma once
// Every route of the edge, in the order in which documents tell them. Pure; any thread.

#include <span>

#include "api/http/routes/route.h"

namespace kintsugi::api {

// The same for the life of the process.
std::span<const Route> all_routes();

}  // namespace kintsugi::api
