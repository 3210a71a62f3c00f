#pragma once
// The description of the schema as one JSON document: what forms, command lines and clients are
// made from (GET /v1/schema). Pure, the same for the life of the process.

#include <string>

namespace kintsugi::api {

std::string schema_json();

}  // namespace kintsugi::api
