#pragma once
// JSON Schema of what is answered around the work itself: to who takes a call, to the technician on
// his way, to the customer with his link. Pure; any thread.

#include <nlohmann/json_fwd.hpp>

namespace kintsugi::api {

// Free times, the day of a technician, files of machines.
void add_field_answers(nlohmann::ordered_json& out);
// What a clerk asks, and what a customer sees by his link.
void add_desk_answers(nlohmann::ordered_json& out);

}  // namespace kintsugi::api
