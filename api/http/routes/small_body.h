#pragma once
// Small JSON bodies of what is no command of the schema. Pure; any thread.

#include <nlohmann/json.hpp>
#include <string>

#include "api/http/routes/route.h"

namespace kintsugi::api {

// The body: a flat object with members that the route names (Route::body), nothing unknown, nothing
// twice, at most 16 KiB. Errors: invalid "request.…".
Result<nlohmann::ordered_json> small_body(const Call& call);

// A member that is a text of at most 1,000 characters. Errors: invalid "request.missing_field"
// where it is required and not there or empty, "request.wrong_type", "request.too_long".
Result<std::string> text_of(const nlohmann::ordered_json& body, const std::string& name,
                            bool required = true);

}  // namespace kintsugi::api
