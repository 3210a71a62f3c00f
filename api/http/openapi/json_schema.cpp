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

}  // namespace kintsugi::api::json_schema
