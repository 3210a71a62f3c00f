#include "api/http/commands/own_stream.h"

#include <nlohmann/json.hpp>

#include "core/stock/stock.h"
#include "schema/description.h"
#include "schema/json.h"

namespace kintsugi::api {

namespace {

// The field that the schema names as an id of the command's own kind of stream.
std::string named_by_schema(const schema::TypeInfo& type, const schema::Command& command) {
  for (const schema::FieldInfo& field : type.fields) {
    if (field.ref != type.stream || field.type != "text") continue;
    std::string text;
    schema::write_json(text, command);
    const auto json = nlohmann::json::parse(text, nullptr, false);
    const auto value = json.find(std::string(field.name));
    return value != json.end() && value->is_string() ? value->get<std::string>() : std::string();
  }
  return {};
}

// Things whose id has parts, each a field of its own.
std::string named_by_parts(std::string_view stream, const schema::Command& command) {
  return std::visit(
      [&](const auto& c) -> std::string {
        if constexpr (requires { core::stock::id_of(c.warehouse, c.part, c.condition); }) {
          if (stream == "stock_item")
            return core::stock::id_of(c.warehouse, c.part, core::stock::or_good(c.condition));
        }
        if constexpr (requires { c.outlet + ":" + c.period; }) {
          if (stream == "wage_run") return c.outlet + ":" + c.period;
        }
        return {};
      },
      static_cast<const schema::CommandAlternatives&>(command));
}

}  // namespace

std::string own_stream_of(const schema::Command& command) {
  const schema::TypeInfo* type = schema::find_type(schema::name_of(command));
  if (type == nullptr) return {};
  std::string id = named_by_parts(type->stream, command);
  if (id.empty()) id = named_by_schema(*type, command);
  return id.empty() ? id : std::string(type->stream) + "/" + id;
}

}  // namespace kintsugi::api
