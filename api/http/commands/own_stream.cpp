#include "api/http/commands/own_stream.h"

#include <nlohmann/json.hpp>

#include "core/stock/stock.h"
#include "events/schema/runtime/json.h"
#include "schema/common.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

// The field that the schema names as an id of the command's own kind of stream.
std::string named_by_schema(const schema::TypeInfo& type, const nlohmann::json& command) {
  for (const schema::FieldInfo& field : type.fields) {
    if (field.ref != type.stream || field.type != "text") continue;
    const auto value = command.find(std::string(field.name));
    return value != command.end() && value->is_string() ? value->get<std::string>() : std::string();
  }
  return {};
}

// Things whose id has parts, each a field of its own.
std::string named_by_parts(std::string_view stream, const nlohmann::json& command) {
  const auto has = [&](const char* field) {
    const auto value = command.find(field);
    return value != command.end() && value->is_string();
  };
  const auto text = [&](const char* field) { return command.at(field).get<std::string>(); };
  if (stream == "stock_item" && has("warehouse") && has("part") && has("condition")) {
    const auto condition = schema::parse_enum<schema::PartCondition>(text("condition"))
                               .value_or(schema::PartCondition::none);
    return core::stock::id_of(text("warehouse"), text("part"), core::stock::or_good(condition));
  }
  if (stream == "wage_run" && has("outlet") && has("period")) {
    return text("outlet") + ":" + text("period");
  }
  return {};
}

}  // namespace

std::string own_stream_of(const schema::Command& command) {
  const schema::TypeInfo* type = schema::find_type(schema::name_of(command));
  if (type == nullptr) return {};
  std::string text;
  schema::write_json(text, command);
  const auto json = nlohmann::json::parse(text, nullptr, false);
  std::string id = named_by_parts(type->stream, json);
  if (id.empty()) id = named_by_schema(*type, json);
  return id.empty() ? id : std::string(type->stream) + "/" + id;
}

}  // namespace kintsugi::api
