#include "api/http/openapi/json_schema.h"

namespace kintsugi::api::json_schema {

Json reference(std::string_view name) {
  return {{"$ref", "#/components/schemas/" + std::string(name)}};
}

Json or_null(Json json) {
  if (!json.contains("$ref")) {
    json["type"] = {json["type"], "null"};
    return json;
  }
  return {{"anyOf", {std::move(json), {{"type", "null"}}}}};
}

Json one_of(std::initializer_list<const char*> values) {
  Json json = a_text();
  for (const char* value : values) json["enum"].push_back(value);
  return json;
}

Json object(std::vector<std::pair<std::string, Json>> members) {
  Json json = {{"type", "object"}, {"properties", Json::object()}};
  for (auto& [name, value] : members) {
    const bool optional = name.back() == '?';
    if (optional) name.pop_back();
    json["properties"][name] = std::move(value);
    if (!optional) json["required"].push_back(name);
  }
  return json;
}

}  // namespace kintsugi::api::json_schema
