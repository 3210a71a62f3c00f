#include "api/http/routes/small_body.h"

#include <algorithm>
#include <set>

#include "events/schema/runtime/json_reader.h"

namespace kintsugi::api {

using Json = nlohmann::ordered_json;

namespace {

bool listed(std::span<const std::string_view> members, std::string_view name) {
  return std::any_of(members.begin(), members.end(), [&](std::string_view member) {
    if (member.ends_with('?')) member.remove_suffix(1);
    return member == name;
  });
}

}  // namespace

Result<Json> small_body(const Call& call) {
  const Request& request = call.request;
  if (request.body.size() > 16'384)
    return fail(ErrorKind::invalid, "request.too_large", "at most 16 KiB here");
  if (!is_utf8(request.body))
    return fail(ErrorKind::invalid, "request.bad_text", "the body is not UTF-8");
  std::set<std::string> seen;
  std::string twice;
  int deepest = 0;
  auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    deepest = std::max(deepest, depth);
    if (event == Json::parse_event_t::key && depth == 1 &&
        !seen.insert(parsed.get<std::string>()).second) {
      twice = parsed.get<std::string>();
    }
    return depth < 4;
  };
  Json json = Json::parse(request.body, watch, false);
  if (deepest >= 4)
    return fail(ErrorKind::invalid, "request.too_deep", "a flat object is expected");
  if (!json.is_object())
    return fail(ErrorKind::invalid, "request.bad_json", "a JSON object is expected");
  if (!twice.empty())
    return fail(ErrorKind::invalid, "request.duplicate_field", twice + " is there twice",
                "/" + twice);
  for (const auto& [name, value] : json.items()) {
    if (!listed(call.route.body, name))
      return fail(ErrorKind::invalid, "request.unknown_field", "unknown field " + name, "/" + name);
  }
  return json;
}

Result<std::string> text_of(const Json& json, const std::string& name, bool required) {
  auto it = json.find(name);
  if (it == json.end()) {
    if (!required) return std::string();
    return fail(ErrorKind::invalid, "request.missing_field", name + " is missing", "/" + name);
  }
  if (!it->is_string())
    return fail(ErrorKind::invalid, "request.wrong_type", name + " is a text", "/" + name);
  auto text = it->get<std::string>();
  if (schema::json::characters_of(text) > 1000)
    return fail(ErrorKind::invalid, "request.too_long", name + " is too long", "/" + name);
  if (required && text.empty())
    return fail(ErrorKind::invalid, "request.missing_field", name + " is empty", "/" + name);
  return text;
}

}  // namespace kintsugi::api
