#include "api/http/openapi/openapi.h"

#include <algorithm>

#include "api/http/openapi/answer_schemas.h"
#include "api/http/openapi/json_schema.h"
#include "api/http/openapi/type_schemas.h"
#include "api/http/server/advice.h"
#include "api/http/server/problem.h"
#include "events/base/check.h"
#include "events/schema/runtime/list_info.h"
#include "schema/description.h"

namespace kintsugi::api {

namespace {

using namespace json_schema;
using Takes = Parameter::Takes;

Json text_like(std::string_view pattern) { return {{"type", "string"}, {"pattern", pattern}}; }
Json day() { return {{"type", "string"}, {"format", "date"}}; }
Json any_of(std::vector<Json> all) { return {{"anyOf", std::move(all)}}; }

// One value of the field, as a query asks for it.
Json asked_value(const schema::FieldInfo& field) {
  switch (field.kind) {
    case schema::FieldKind::instant:
      return any_of({a_time(), day()});
    case schema::FieldKind::date:
      return day();
    case schema::FieldKind::enumeration:
      return reference(field.enum_name);
    case schema::FieldKind::list:
      return a_text();
    case schema::FieldKind::boolean:
      return a_flag();
    case schema::FieldKind::text:
    case schema::FieldKind::reference:
      return field.format == "month" ? text_like("^[0-9]{4}-[0-9]{2}$") : a_text();
    default:
      return a_count();
  }
}

Json parameter_schema(const Parameter& one) {
  if (!one.enum_name.empty()) return reference(one.enum_name);
  if (one.takes == Takes::several) {
    Json choice = a_text();
    for (std::string_view name : one.choices) choice["enum"].push_back(name);
    return list_of(std::move(choice));
  }
  if (!one.choices.empty()) {
    Json json = a_text();
    for (std::string_view choice : one.choices) json["enum"].push_back(choice);
    return json;
  }
  switch (one.takes) {
    case Takes::text:
      return a_text();
    case Takes::flag:
      return a_flag();
    case Takes::count:
      return {{"type", "integer"}, {"format", "int32"}, {"minimum", 1}, {"maximum", one.max}};
    case Takes::position:
      return text_like("^[0-9]{1,18}$");
    case Takes::moment:
      return any_of({text_like("^([0-9]{1,18}|latest)?$"), a_time(), day()});
    case Takes::begin:
    case Takes::end:
      return any_of({a_time(), day()});
    case Takes::month:
      return text_like("^[0-9]{4}-[0-9]{2}$");
    case Takes::bound:
      return one.field == nullptr ? a_count() : asked_value(*one.field);
    case Takes::several:
      break;  // told above
    case Takes::any_of: {  // one, or several
      const Json value = one.field == nullptr ? a_count() : asked_value(*one.field);
      return value == a_text() ? value : any_of({value, list_of(value)});
    }
  }
  return a_text();
}

Json parameter(const Parameter& one, std::string_view in = "query") {
  Json json = {{"name", one.name}, {"in", in}, {"required", one.required || in == "path"}};
  if (!one.text.empty()) json["description"] = one.text;
  json["schema"] = parameter_schema(one);
  if (one.takes == Takes::several) json["explode"] = false;
  if (in == "query" && !one.required) json["allowEmptyValue"] = true;  // as if it were not there
  return json;
}

Json header(std::string_view name, std::string_view about, Json schema, bool required = false) {
  return {{"name", name},
          {"in", "header"},
          {"description", about},
          {"required", required},
          {"schema", std::move(schema)}};
}

// The {names} of a path.
Json path_parameters(std::string_view path) {
  static constexpr Parameter known[] = {{.name = "queue", .enum_name = "queue"},
                                        {.name = "condition", .enum_name = "part_condition"},
                                        {.name = "position", .takes = Takes::position}};
  Json parameters = Json::array();
  for (auto open = path.find('{'); open != std::string_view::npos;
       open = path.find('{', open + 1)) {
    const auto name = path.substr(open + 1, path.find('}', open) - open - 1);
    Parameter one{.name = name};
    for (const Parameter& other : known)
      if (other.name == name) one = other;
    parameters.push_back(parameter(one, "path"));
    if (one.enum_name.empty() && one.takes == Takes::text)
      parameters.back()["schema"]["minLength"] = 1;
  }
  return parameters;
}

// An answer of a media type, with the position that it stands for.
Json answer(std::string_view description, std::string_view media_type, Json schema) {
  return {{"description", description},
          {"headers", {{"Kintsugi-Position", {{"schema", text_like("^-?[0-9]+$")}}}}},
          {"content", {{std::string(media_type), {{"schema", std::move(schema)}}}}}};
}

// What else may be answered. `default`: what the server says to any request, also before it
// knows the route: 413, 415, 431, 500.
void add_problems(Json& responses, std::initializer_list<int> statuses) {
  const auto about = [](int status) -> std::string_view {
    switch (status) {
      case 400:
        return "The request is not valid.";
      case 401:
        return "Nobody is signed in, or with a wrong password.";
      case 403:
        return "Not allowed.";
      case 404:
        return "There is no such thing, or not for whoever asks.";
      case 405:
        return "The path does not take this method; the header Allow names those that it takes.";
      case 409:
        return "A rule of the domain says no; the refusal is recorded.";
      case 412:
        return "The version has moved on.";
      case 413:
        return "The body is too large.";
      case 415:
        return "The body is of another media type.";
      case 422:
        return "The key was used for another request.";
      case 429:
        return "Too many attempts; the header Retry-After says how long to wait.";
      default:
        return "Try again later; a command with the same key.";
    }
  };
  const auto told = [](std::string_view description) {
    return Json{{"description", description},
                {"content", {{"application/problem+json", {{"schema", reference("problem")}}}}}};
  };
  for (const int status : statuses) responses[std::to_string(status)] = told(about(status));
  responses["default"] = told("Any other problem.");
}

// What a route says of itself that others of its kind do not answer.
void add_own_answers(Json& responses, const Route& route) {
  if (route.braked) add_problems(responses, {429});
  const auto& heads = route.headers;
  if (std::find(heads.begin(), heads.end(), "If-None-Match") != heads.end())
    responses["304"] = {{"description", "It is as it was."}};
}

// What every command is sent with.
Json command_headers() {
  Json key = text_like("^[!#-~]([ -~]*[!-~])?$");
  key["maxLength"] = 255;
  return {header("Idempotency-Key", "Repeats of one wish carry one key, such as a UUID.", key,
                 true),
          header("If-Match", "The version that was seen; 412 when it has moved on.",
                 text_like("^([0-9]{1,18}|\"[0-9]{1,18}\")$")),
          header("Kintsugi-Seen-Position", "What the sender's screen showed.",
                 text_like("^[0-9]{1,18}$")),
          // No `format`: generators of clients know none in a header.
          header("Kintsugi-Business-Time",
                 "When it happened, where that was earlier: 2026-03-01T14:05:09+08:00.",
                 text_like("^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}"
                           "(\\.[0-9]+)?([Zz]|[-+ ][0-9]{2}:[0-9]{2})$")),
          header("Kintsugi-Device", "Which device sent it, as it calls itself.", a_text()),
          header("Kintsugi-Device-Sequence", "Its number among those that the device sent.",
                 text_like("^[0-9]{1,16}$"))};
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
  json["parameters"] = command_headers();
  json["requestBody"] = {{"required", true},
                         {"content", {{"application/json", {{"schema", reference(type.name)}}}}}};
  json["responses"]["200"] =
      answer("Recorded and accepted.", "application/json", reference("command_answer"));
  add_problems(json["responses"], {400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 503});
  return json;
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

void add_parameters(Json& json, const Route& route) {
  json["parameters"] = path_parameters(route.path);
  if (route.kind == Route::Kind::read) {
    static constexpr Parameter of_reads[] = {
        {.name = "as_of",
         .text = "A position, a time, or a day: its end in Asia/Shanghai. latest, or nothing: now.",
         .takes = Takes::moment},
        {.name = "min_position", .text = "Wait until this was folded.", .takes = Takes::position},
        {"wait", "How long to wait: 2s, 500ms."}};
    for (const Parameter& one : of_reads) json["parameters"].push_back(parameter(one));
  }
  if (route.list || route.pages) {
    static constexpr Parameter of_pages[] = {
        {.name = "limit", .text = "Rows of a page.", .takes = Takes::count, .max = limit_max},
        {"cursor", "next_cursor of the page before."}};
    for (const Parameter& one : of_pages) json["parameters"].push_back(parameter(one));
  }
  for (const Parameter& one : route.parameters)
    if (one.told) json["parameters"].push_back(parameter(one));
  for (std::string_view name : route.headers)
    json["parameters"].push_back(header(name, "", a_text()));
}

// A member of a small body, by its name where it is no text.
Json body_member(std::string_view name, bool optional) {
  if (name.ends_with("_days"))
    return {{"type", "integer"}, {"minimum", 1}, {"maximum", 3660}};
  if (name == "reads_only") return {{"type", "boolean"}};
  if (name == "duties") {
    Json duty = {{"type", "object"},
                 {"additionalProperties", false},
                 {"properties", {{"role", reference("role")}, {"outlet", a_text()}}},
                 {"required", {"role"}}};
    Json duties = list_of(std::move(duty));
    duties["minItems"] = 1;
    return duties;
  }
  if (optional) return {{"type", "string"}, {"maxLength", 1000}};
  return {{"type", "string"}, {"minLength", 1}, {"maxLength", 1000}};
}

Json body_schema(const Route& route) {
  Json schema = {{"type", "object"}, {"additionalProperties", false}};
  for (std::string_view name : route.body) {
    const bool optional = name.back() == '?';
    if (optional) name.remove_suffix(1);
    schema["properties"][std::string(name)] = body_member(name, optional);
    if (!optional) schema["required"].push_back(name);
  }
  return schema;
}

// What comes as `event:` and what its `data:` is; a list's name stands for all of them.
Json feed_events() {
  Json out = {{"position", reference("feed_position")},
              {"queues", reference("feed_queues")},
              {"orders", reference("feed_orders")}};
  for (const schema::ListInfo& list : schema::all_lists())
    out[std::string(list.name)] = reference("feed_moved");
  out["reset"] = reference("feed_reset");
  out["beat"] = reference("feed_beat");
  out["end"] = reference("feed_end");
  return out;
}

Json other_operation(const Route& info) {
  const bool is_open = info.access == Route::Access::open;
  Json json;
  json["operationId"] = operation_id(info.method, info.path);
  json["summary"] = info.summary;
  json["tags"] = {"operations"};
  add_parameters(json, info);
  const bool by_ticket = std::any_of(info.parameters.begin(), info.parameters.end(),
                                     [](const Parameter& one) { return one.name == "ticket"; });
  if (by_ticket)
    json["security"] = Json::array({{{"ticket", Json::array()}}});
  else if (is_open)
    json["security"] = Json::array();
  if (!info.takes_media_type.empty()) {
    json["requestBody"] = {
        {"required", true},
        {"content", {{std::string(info.takes_media_type), {{"schema", a_text()}}}}}};
  } else if (!info.body.empty()) {
    json["requestBody"] = {{"required", true},
                           {"content", {{"application/json", {{"schema", body_schema(info)}}}}}};
  }
  Json& good = json["responses"][std::to_string(info.status)];
  good = {{"description", info.summary}};
  if (info.status != 204)
    good["content"] = {{std::string(info.media_type),
                        {{"schema", info.row.empty() ? a_text() : reference(info.row)}}}};
  if (info.media_type == "text/event-stream") {
    json["x-events"] = feed_events();
    // Some readers take it for one event, some for all of them: what they are, x-events says.
    good["content"][std::string(info.media_type)] = {{"schema", Json::object()}};
  }
  if (info.row == "readiness") {  // the same document, where it is not
    json["responses"]["503"] = good;
    add_problems(json["responses"], {400, 405});
  } else if (info.method == "GET") {
    // An open one may still tell some more than others.
    add_problems(json["responses"], {400, 401, 403, 405, 503});
    if (is_open) add_problems(json["responses"], {404});
  } else {
    add_problems(json["responses"], {400, 401, 403, 404, 405, 409, 413, 415, 429, 503});
  }
  add_own_answers(json["responses"], info);
  return json;
}

// {items, next_cursor, position}; of the schema's lists with what they say beside it.
Json page_schema(const Route& query) {
  Json json = {
      {"type", "object"},
      {"properties",
       {{"items", list_of(reference(query.row))},
        {"next_cursor", or_null(a_text())},
        {"position", a_text()}}},
      {"required", {"items", "next_cursor", "position"}}};
  if (query.row == "ledger_row") json["properties"]["names"] = reference("names");
  if (query.made_from != nullptr) {
    json["properties"]["names"] = reference("names");
    json["properties"]["looked_at"] = {
        {"type", "integer"},
        {"description", "Rows that the search went through; how many there are it does not say."}};
    json["properties"]["complete"] = {
        {"type", "boolean"}, {"description", "false: a bound stopped the search before its end."}};
    json["properties"]["index"] = or_null(a_text());
    for (const char* name : {"names", "looked_at", "complete", "index"})
      json["required"].push_back(name);
  }
  return json;
}

Json read_schema(const Route& query) {
  if (query.list) return page_schema(query);
  if (query.member.empty()) return reference(query.row);
  return {{"type", "object"},
          {"properties",
           {{std::string(query.member), reference(query.row)},
            {"version", a_text()},
            {"position", a_text()}}},
          {"required", {query.member, "version", "position"}}};
}

Json read_operation(const Route& query) {
  Json json;
  json["operationId"] = operation_id("get", query.path);
  json["summary"] = query.summary;
  json["tags"] = {"queries"};
  add_parameters(json, query);
  Json& good = json["responses"]["200"];
  good = answer("As of the position that the answer names.", "application/json",
                read_schema(query));
  if (query.files) {
    for (const char* media_type :
         {"text/csv", "application/x-ndjson", "text/html", "text/plain"})
      good["content"][media_type] = {{"schema", a_text()}};
    good["content"]["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = {
        {"schema", {{"type", "string"}, {"format", "binary"}}}};
  }
  // 409: too many rows to sort or to compare.
  add_problems(json["responses"], {400, 401, 403, 404, 405, 409, 503});
  add_own_answers(json["responses"], query);
  return json;
}

// Each code with what it means and what to do, as /docs/problems/CODE tells it.
Json problems() {
  Json out = Json::array();
  const auto add = [&](std::string_view code) {
    const int status = status_of_code(code);
    const Advice advice = advice_of(code, status);
    out.push_back({{"code", code},
                   {"status", status},
                   {"title",
                    {{"zh", title_of(code, status, Language::zh)},
                     {"en", title_of(code, status, Language::en)}}},
                   {"todo", {{"zh", advice.zh}, {"en", advice.en}}}});
  };
  for (const ProblemText& text : edge_problems()) add(text.code);
  for (const schema::RefusalInfo& refusal : schema::all_refusals()) add(refusal.code);
  return out;
}

}  // namespace

std::string openapi_json(std::span<const Route> routes, std::string_view version) {
  Json json;
  json["openapi"] = "3.1.0";
  json["info"] = {{"title", "Kintsugi"},
                  {"version", version},
                  {"description",
                   "Money is in fen (1/100 yuan), quantities in 1/1000, rates in 1/10000: x-unit "
                   "says so at each number. A bare day is one in Asia/Shanghai (UTC+8); as of a "
                   "day means as of its end."}};
  json["servers"] = Json::array({{{"url", "/"}}});
  json["security"] = Json::array({{{"session", Json::array()}}, {{"token", Json::array()}}});
  json["paths"] = Json::object();
  Json& schemas = json["components"]["schemas"];
  add_answers(schemas);
  add_types(schemas);
  add_items(schemas);
  const auto tell = [&](Route::Kind kind, Json (*operation)(const Route&)) {
    for (const Route& route : routes) {
      if (route.kind != kind) continue;
      KINTSUGI_CHECK(route.row.empty() || schemas.contains(std::string(route.row)),
                     "a route names an answer that is not described");
      json["paths"][std::string(route.path)][to_lower(route.method)] = operation(route);
    }
  };
  tell(Route::Kind::command, command_operation);
  tell(Route::Kind::read, read_operation);
  tell(Route::Kind::other, other_operation);
  json["components"]["securitySchemes"] = {
      {"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "kintsugi_session"}}},
      {"token", {{"type", "http"}, {"scheme", "bearer"}}},
      {"ticket", {{"type", "apiKey"}, {"in", "query"}, {"name", "ticket"}}}};
  json["x-problems"] = problems();
  return json.dump();
}

}  // namespace kintsugi::api
