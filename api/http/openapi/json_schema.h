#pragma once
// The words of JSON Schema that the makers of the document share. Pure; any thread.

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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
inline Json text_or_null() { return or_null(a_text()); }
inline Json time_or_null() { return or_null(a_time()); }
inline Json position() { return {{"type", "string"}, {"pattern", "^-?[0-9]+$"}}; }
inline Json version() { return {{"type", "string"}, {"pattern", "^[0-9]+$"}}; }
Json one_of(std::initializer_list<const char*> values);
// A name with '?' behind it: a member that is not always there.
Json object(std::vector<std::pair<std::string, Json>> members);
inline Json open_object() { return {{"type", "object"}, {"additionalProperties", true}}; }
inline Json map_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

}  // namespace kintsugi::api::json_schema
