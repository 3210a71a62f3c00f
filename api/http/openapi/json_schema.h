#pragma once
// The words of JSON Schema that the makers of the document share. Pure; any thread.

#include <nlohmann/json.hpp>
#include <string_view>

namespace kintsugi::api::json_schema {

using Json = nlohmann::ordered_json;

inline Json a_text() { return {{"type", "string"}}; }
inline Json a_time() { return {{"type", "string"}, {"format", "date-time"}}; }
inline Json a_flag() { return {{"type", "boolean"}}; }
inline Json a_count() { return {{"type", "integer"}, {"format", "int64"}}; }
inline Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
// {"$ref": "#/components/schemas/<name>"}
Json reference(std::string_view name);
// The same, or null.
Json or_null(Json json);

}  // namespace kintsugi::api::json_schema
