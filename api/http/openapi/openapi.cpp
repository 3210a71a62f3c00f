#include "api/http/openapi/openapi.h"

#include <nlohmann/json.hpp>

#include "api/http/server/problem.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view components = "#/components/schemas/";

Json reference(std::string_view name) {
  return {{"$ref", std::string(components) + std::string(name)}};
}

Json scalar_schema(std::string_view type, const schema::FieldInfo& field) {
  if (!field.enum_name.empty() && type == "enum") return reference(field.enum_name);
  if (!field.struct_name.empty() && (type == "struct" || type == "union"))
    return reference(field.struct_name);
  if (type == "bool") return {{"type", "boolean"}};
  if (type == "text") {
    Json json = {{"type", "string"}};
    if (field.max_length != 0) json["maxLength"] = field.max_length;
    if (!field.format.empty()) json["format"] = field.format;
    return json;
  }
  if (type == "data") return {{"type", "string"}, {"contentEncoding", "base64"}};
  if (type == "void" || type.empty()) return {{"type", "null"}};
  if (field.format == "instant") return {{"type", "string"}, {"format", "date-time"}};
  if (field.format == "date") return {{"type", "string"}, {"format", "date"}};
  if (field.format == "position") return {{"type", "string"}, {"pattern", "^[0-9]+$"}};
  Json json = {{"type", "integer"}, {"format", field.format.empty() ? type : field.format}};
  json["minimum"] = field.min;
  json["maximum"] = field.max;
  return json;
}

Json field_schema(const schema::FieldInfo& field) {
  Json json;
  if (field.type == "list") {
    json = {{"type", "array"}, {"items", scalar_schema(field.element, field)}};
    if (field.max_length != 0) json["maxItems"] = field.max_length;
  } else {
    json = scalar_schema(field.type, field);
  }
  json["title"] = field.label_en;
  json["x-label"] = {{"zh", field.label_zh}, {"en", field.label_en}};
  if (!field.doc.empty()) json["description"] = field.doc;
  if (!field.ref.empty()) json["x-ref"] = field.ref;
  if (!field.personal.empty()) json["x-personal"] = field.personal;
  return json;
}

Json struct_schema(const schema::TypeInfo& type) {
  Json json = {{"type", "object"}, {"title", type.label_en}};
  json["x-label"] = {{"zh", type.label_zh}, {"en", type.label_en}};
  if (!type.doc.empty()) json["description"] = type.doc;
  json["properties"] = Json::object();
  Json required = Json::array();
  for (const schema::FieldInfo& field : type.fields) {
    json["properties"][std::string(field.name)] = field_schema(field);
    if (field.required) required.push_back(field.name);
  }
  if (type.kind == schema::TypeKind::command) {
    json["additionalProperties"] = false;
    if (!required.empty()) json["required"] = required;
  }
  return json;
}

Json parameter(std::string_view name, std::string_view in, std::string_view text,
               bool required = false) {
  return {{"name", name},
          {"in", in},
          {"description", text},
          {"required", required},
          {"schema", {{"type", "string"}}}};
}

Json answer(std::string_view description, Json schema) {
  return {{"description", description},
          {"headers", {{"Kintsugi-Position", {{"schema", {{"type", "string"}}}}}}},
          {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

Json problem_answer(std::string_view description) {
  return {{"description", description},
          {"content", {{"application/problem+json", {{"schema", reference("problem")}}}}}};
}

Json command_operation(const Route& route) {
  const auto& type = *static_cast<const schema::TypeInfo*>(route.made_from);
  Json json;
  json["operationId"] = type.name;
  json["summary"] = type.label_en;
  json["tags"] = {type.stream};
  json["x-label"] = {{"zh", type.label_zh}, {"en", type.label_en}};
  json["x-roles"] = Json::array();
  for (std::string_view role : type.roles) json["x-roles"].push_back(role);
  if (!type.doc.empty()) json["description"] = type.doc;
  json["parameters"] = {
      parameter("Idempotency-Key", "header", "Repeats of one wish carry one key.", true),
      parameter("If-Match", "header", "The version that was seen; 412 when it has moved on."),
      parameter("Kintsugi-Seen-Position", "header", "What the sender's screen showed."),
      parameter("Kintsugi-Business-Time", "header", "When it happened, where that was earlier.")};
  json["requestBody"] = {{"required", true},
                         {"content", {{"application/json", {{"schema", reference(type.name)}}}}}};
  json["responses"]["200"] = answer("Recorded and accepted.", reference("command_answer"));
  json["responses"]["400"] = problem_answer("The request is not valid.");
  json["responses"]["401"] = problem_answer("Nobody is signed in.");
  json["responses"]["403"] = problem_answer("Not allowed.");
  json["responses"]["409"] =
      problem_answer("A rule of the domain says no; the refusal is recorded.");
  json["responses"]["412"] = problem_answer("The version has moved on.");
  json["responses"]["422"] = problem_answer("The key was used for another request.");
  json["responses"]["503"] = problem_answer("Try again later, with the same key.");
  return json;
}

// The {names} of a path.
Json path_parameters(std::string_view path) {
  Json parameters = Json::array();
  for (auto open = path.find('{'); open != std::string_view::npos;
       open = path.find('{', open + 1)) {
    auto name = path.substr(open + 1, path.find('}', open) - open - 1);
    parameters.push_back(parameter(name, "path", "", true));
  }
  return parameters;
}

// get_v1_orders_id_timeline
std::string operation_id(std::string_view method, std::string_view path) {
  std::string id = to_lower(method);
  for (char c : path) {
    if (c == '/' || c == '.')
      id += '_';
    else if (c != '{' && c != '}')
      id += c;
  }
  return id;
}

// A parameter of the query, of the type of the field whose values it takes.
void add_parameters(Json& json, const Route& route) {
  for (const Parameter& one : route.parameters) {
    if (!one.told) continue;
    json["parameters"].push_back(parameter(one.name, "query", one.text));
    if (one.field != nullptr)
      json["parameters"].back()["schema"] = scalar_schema(one.field->type, *one.field);
  }
}

Json body_schema(const Route& route) {
  Json schema = {{"type", "object"}, {"additionalProperties", false}};
  for (std::string_view name : route.body) {
    const bool optional = name.back() == '?';
    if (optional) name.remove_suffix(1);
    const bool number = name.ends_with("_days");
    schema["properties"][std::string(name)] = {{"type", number ? "integer" : "string"}};
    if (!optional) schema["required"].push_back(name);
  }
  return schema;
}

Json other_operation(const Route& info) {
  const bool is_open = info.access == Route::Access::open;
  Json json;
  json["operationId"] = operation_id(info.method, info.path);
  json["summary"] = info.summary;
  json["tags"] = {"operations"};
  json["parameters"] = path_parameters(info.path);
  add_parameters(json, info);
  for (std::string_view name : info.headers)
    json["parameters"].push_back(parameter(name, "header", ""));
  if (is_open) json["security"] = Json::array();
  if (!info.takes_media_type.empty()) {
    json["requestBody"] = {
        {"required", true},
        {"content", {{std::string(info.takes_media_type), {{"schema", {{"type", "string"}}}}}}}};
  } else if (!info.body.empty()) {
    json["requestBody"] = {{"required", true},
                           {"content", {{"application/json", {{"schema", body_schema(info)}}}}}};
  }
  Json good = {{"description", info.summary}};
  if (info.status != 204) {
    Json schema = {{"type", info.media_type == "application/json" ? "object" : "string"}};
    good["content"] = {{std::string(info.media_type), {{"schema", std::move(schema)}}}};
  }
  json["responses"][std::to_string(info.status)] = std::move(good);
  if (info.method != "GET") json["responses"]["400"] = problem_answer("The request is not valid.");
  if (!is_open) json["responses"]["401"] = problem_answer("Nobody is signed in.");
  json["responses"]["503"] = problem_answer("Try again later.");
  return json;
}

Json read_operation(const Route& query) {
  Json json;
  json["operationId"] = operation_id("get", query.path);
  json["summary"] = query.summary;
  json["tags"] = {"queries"};
  json["parameters"] = path_parameters(query.path);
  json["parameters"].push_back(parameter("as_of", "query", "A position or an RFC 3339 time."));
  json["parameters"].push_back(parameter("min_position", "query", "Wait until this was folded."));
  json["parameters"].push_back(parameter("wait", "query", "How long to wait: 2s."));
  if (query.list) {
    json["parameters"].push_back(parameter("limit", "query", "Rows of a page, 1 to 500."));
    json["parameters"].push_back(parameter("cursor", "query", "next_cursor of the page before."));
  }
  add_parameters(json, query);
  Json row = query.row.empty() || schema::find_type(query.row) == nullptr ? Json{{"type", "object"}}
                                                                          : reference(query.row);
  if (query.list) {
    row = {{"type", "object"},
           {"properties",
            {{"items", {{"type", "array"}, {"items", row}}},
             {"next_cursor", {{"type", {"string", "null"}}}},
             {"position", {{"type", "string"}}}}}};
  }
  if (!query.member.empty()) {
    row = {{"type", "object"},
           {"properties",
            {{query.member, row},
             {"version", {{"type", "string"}}},
             {"position", {{"type", "string"}}}}}};
  }
  json["responses"]["200"] = answer("As of the position that the answer names.", row);
  json["responses"]["400"] = problem_answer("The request is not valid.");
  json["responses"]["401"] = problem_answer("Nobody is signed in.");
  json["responses"]["403"] = problem_answer("Not allowed.");
  return json;
}

Json problem_schema() {
  Json codes = Json::array();
  for (const ProblemText& text : edge_problems()) codes.push_back(text.code);
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) codes.push_back(refusal.code);
  return {{"type", "object"},
          {"required", {"type", "title", "status", "code"}},
          {"properties",
           {{"type", {{"type", "string"}, {"format", "uri"}}},
            {"title", {{"type", "string"}}},
            {"status", {{"type", "integer"}}},
            {"code", {{"type", "string"}, {"examples", codes}}},
            {"detail", {{"type", "string"}}},
            {"instance", {{"type", "string"}}},
            {"help", {{"type", "string"}}},
            {"request_id", {{"type", "string"}}},
            {"position", {{"type", "string"}}},
            {"errors", {{"type", "array"}, {"items", {{"type", "object"}}}}}}}};
}

Json command_answer_schema() {
  return {{"type", "object"},
          {"properties",
           {{"command_id", {{"type", "string"}}},
            {"command", {{"type", "string"}}},
            {"position", {{"type", "string"}}},
            {"events", {{"type", "array"}, {"items", {{"type", "object"}}}}},
            {"streams", {{"type", "array"}, {"items", {{"type", "object"}}}}}}}};
}

}  // namespace

std::string openapi_json(std::span<const Route> routes, std::string_view version) {
  Json json;
  json["openapi"] = "3.1.0";
  json["info"] = {{"title", "Kintsugi"}, {"version", version}};
  json["servers"] = Json::array({{{"url", "/"}}});
  json["security"] = Json::array({{{"session", Json::array()}}, {{"token", Json::array()}}});
  json["paths"] = Json::object();
  const auto tell = [&](Route::Kind kind, Json (*operation)(const Route&)) {
    for (const Route& route : routes)
      if (route.kind == kind)
        json["paths"][std::string(route.path)][to_lower(route.method)] = operation(route);
  };
  tell(Route::Kind::command, command_operation);
  tell(Route::Kind::read, read_operation);
  tell(Route::Kind::other, other_operation);
  Json& schemas = json["components"]["schemas"];
  schemas["problem"] = problem_schema();
  schemas["command_answer"] = command_answer_schema();
  for (const schema::TypeInfo& type : schema::all_types()) {
    schemas[std::string(type.name)] = struct_schema(type);
  }
  for (const schema::EnumInfo& info : schema::all_enums()) {
    Json values = Json::array();
    for (const schema::EnumValue& value : info.values) values.push_back(value.name);
    schemas[std::string(info.name)] = {
        {"type", "string"}, {"title", info.label_en}, {"enum", values}};
  }
  json["components"]["securitySchemes"] = {
      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "kintsugi_session"}}},
      {"token", {{"type", "http"}, {"scheme", "bearer"}}}};
  return json.dump();
}

}  // namespace kintsugi::api
