#include "api/http/commands/own_stream.h"

#include "core/calendar/dates.h"
#include "events/schema/runtime/access.h"
#include "events/schema/runtime/registry.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

// The member's text, the name of its enumerant, its date or its number; empty where it has none.
std::string text_of(const schema::Command& command, std::string_view name) {
  const schema::FieldInfo* field = command.ops()->info->field(name);
  if (field == nullptr) return {};
  if (field->kind == schema::FieldKind::date) {
    const auto day = static_cast<std::int32_t>(schema::integer_at(command.data(), *field));
    return day == 0 ? std::string() : core::calendar::format_date(day);
  }
  if (!schema::is_text(*field) && field->enumeration == nullptr) {
    if (!schema::is_integer(*field)) return {};
    const std::int64_t number = schema::integer_at(command.data(), *field);
    return number == 0 ? std::string() : std::to_string(number);
  }
  const std::string_view text = schema::text_at(command.data(), *field);
  return field->enumeration != nullptr && text == "none" ? std::string() : std::string(text);
}

// Things whose id has parts, as the state says: "warehouse", "part", "condition=good". Empty where
// the command does not have each of them.
std::string by_parts(const schema::Command& command, std::span<const std::string_view> parts) {
  std::string id;
  for (std::string_view part : parts) {
    const auto equals = part.find('=');
    std::string text = text_of(command, part.substr(0, equals));
    if (text.empty() && equals == std::string_view::npos) return {};
    if (text.empty()) text = part.substr(equals + 1);
    id += (id.empty() ? "" : ":") + text;
  }
  return id;
}

// The field that the schema names as an id of the command's own kind of stream.
std::string by_reference(const schema::Command& command) {
  const schema::TypeInfo& type = *command.ops()->info;
  for (const schema::FieldInfo& field : type.fields) {
    if (field.ref == type.stream && field.type == "text")
      return std::string(schema::text_at(command.data(), field));
  }
  return {};
}

}  // namespace

std::string own_stream_of(const schema::Command& command) {
  if (command.ops() == nullptr) return {};
  const std::string_view stream = command.ops()->stream;
  const schema::TypeOps* state = schema::find_state(stream);
  std::string id;
  if (state != nullptr) id = by_parts(command, state->info->id_parts);
  if (id.empty()) id = by_reference(command);
  return id.empty() ? id : std::string(stream) + "/" + id;
}

}  // namespace kintsugi::api
