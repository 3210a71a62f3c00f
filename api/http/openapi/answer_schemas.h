#pragma once
// JSON Schema of what handlers write by hand: pages, commits, reports, who is signed in. A test
// holds them against real answers. Pure; any thread.

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace kintsugi::api {

// Adds a component for each; titles follow from the names.
void add_answers(nlohmann::ordered_json& components);

}  // namespace kintsugi::api
