#pragma once
// OpenAPI 3.1 of everything that the server answers, made from the routes and the description of
// the schema. Pure; any thread.

#include <span>
#include <string>
#include <string_view>

#include "api/http/routes/route.h"

namespace kintsugi::api {

// Commands first, then what reads, then the rest; each in the order of the routes.
std::string openapi_json(std::span<const Route> routes, std::string_view version);

}  // namespace kintsugi::api
