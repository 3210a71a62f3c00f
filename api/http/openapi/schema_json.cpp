#include "api/http/openapi/schema_json.h"

#include <nlohmann/json.hpp>

#include "schema/description.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

std::string text(std::string_view view) { return std::string(view); }

Json label(std::string_view zh, std::string_view en) { return {{"zh", zh}, {"en", en}}; }

bool is_integer(std::string_view type) {
  return type.substr(0, 3) == "int" || type.substr(0, 4) == "uint";
}

Json field_json(const schema::FieldInfo& field) {
  Json json;
  json["name"] = field.name;
  json["type"] = field.type;
  json["format"] = field.format;
  json["ref"] = field.ref;
  json["required"] = field.required;
  json["label"] = label(field.label_zh, field.label_en);
  json["doc"] = field.doc;
  bool bounded = is_integer(field.type) || is_integer(field.element);
  // Strings: bounds of 64 bits do not fit a number of JavaScript.
  json["min"] = bounded ? Json(std::to_string(field.min)) : Json(nullptr);
  json["max"] = bounded ? Json(std::to_string(field.max)) : Json(nullptr);
  json["max_length"] = field.max_length != 0 ? Json(field.max_length) : Json(nullptr);
  json["enum"] = field.enum_name.empty() ? Json(nullptr) : Json(field.enum_name);
  json["struct"] = field.struct_name.empty() ? Json(nullptr) : Json(field.struct_name);
  json["element"] = nullptr;
  if (!field.element.empty()) {
    json["element"] = {{"type", field.element}, {"enum", json["enum"]}, {"struct", json["struct"]}};
  }
  return json;
}

Json type_json(const schema::TypeInfo& type) {
  Json json;
  json["name"] = type.name;
  json["title"] = type.title;
  json["stream"] = type.stream;
  if (!type.plural.empty()) json["plural"] = type.plural;
  if (!type.route.empty()) json["route"] = type.route;
  if (type.code != 0) json["code"] = type.code;
  if (type.kind == schema::TypeKind::command) {
    json["roles"] = Json::array();
    for (std::string_view role : type.roles) json["roles"].push_back(text(role));
  }
  json["label"] = label(type.label_zh, type.label_en);
  json["doc"] = type.doc;
  json["fields"] = Json::array();
  for (const schema::FieldInfo& field : type.fields) json["fields"].push_back(field_json(field));
  return json;
}

const char* group_of(schema::TypeKind kind) {
  switch (kind) {
    case schema::TypeKind::command:
      return "commands";
    case schema::TypeKind::event:
      return "events";
    case schema::TypeKind::state:
      return "states";
    case schema::TypeKind::row:
      return "rows";
    default:
      return "structs";
  }
}

}  // namespace

std::string schema_json() {
  Json json;
  for (const char* group :
       {"commands", "events", "states", "rows", "structs", "enums", "refusals"}) {
    json[group] = Json::array();
  }
  for (const schema::TypeInfo& type : schema::all_types()) {
    json[group_of(type.kind)].push_back(type_json(type));
  }
  for (const schema::EnumInfo& info : schema::all_enums()) {
    Json values = Json::array();
    for (const schema::EnumValue& value : info.values) {
      values.push_back({{"name", value.name}, {"label", label(value.label_zh, value.label_en)}});
    }
    json["enums"].push_back(
        {{"name", info.name}, {"label", label(info.label_zh, info.label_en)}, {"values", values}});
  }
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) {
    json["refusals"].push_back({{"code", refusal.code}, {"zh", refusal.zh}, {"en", refusal.en}});
  }
  return json.dump();
}

}  // namespace kintsugi::api
