// API tokens: each operator's own.

#include "api/http/routes/context.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<Response> make_token(const Call& call) {
  KINTSUGI_TRY(Json json, small_body(call));
  ApiToken token;
  KINTSUGI_TRY(token.name, text_of(json, "name"));
  std::int64_t days = 90;
  if (json.contains("expires_in_days")) {
    if (!json["expires_in_days"].is_number_integer()) {
      return fail(ErrorKind::invalid, "request.wrong_type", "a whole number of days",
                  "/expires_in_days");
    }
    days = json["expires_in_days"].get<std::int64_t>();
    if (days < 1 || days > 3660)
      return fail(ErrorKind::invalid, "request.out_of_range", "1 to 3660", "/expires_in_days");
  }
  if (call.edge.secrets.tokens_of(call.principal.tenant, call.principal.operator_id).size() >= 50) {
    return fail(ErrorKind::invalid, "request.out_of_range", "at most 50 tokens an operator");
  }
  token.tenant = call.principal.tenant;
  token.operator_id = call.principal.operator_id;
  token.created_at = call.edge.clock.now();
  token.expires_at = token.created_at + std::chrono::hours(24 * days);
  auto expires_at = token.expires_at;
  KINTSUGI_TRY(std::string shown, call.edge.secrets.make_token(std::move(token)));
  std::string id = shown.substr(3, shown.find('_', 3) - 3);
  Json out = {{"id", id}, {"token", shown}, {"expires_at", format_instant(expires_at)}};
  return json_response(out.dump(), 201).with("Cache-Control", "no-store");
}

Result<Response> list_tokens(const Call& call) {
  const Principal& own = call.principal;
  Json items = Json::array();
  for (const ApiToken& token : call.edge.secrets.tokens_of(own.tenant, own.operator_id)) {
    items.push_back({{"id", token.id},
                     {"name", token.name},
                     {"created_at", format_instant(token.created_at)},
                     {"expires_at", format_instant(token.expires_at)}});
  }
  return json_response(Json{{"items", items}}.dump()).with("Cache-Control", "no-store");
}

Result<Response> remove_token(const Call& call) {
  KINTSUGI_TRY(const bool removed,
               call.edge.secrets.remove_token(call.principal.tenant, call.principal.operator_id,
                                              std::string(call.request.path_value("id"))));
  if (!removed) return fail(ErrorKind::not_found, "token.unknown", "no such token");
  return empty_response(204);
}

}  // namespace

std::span<const Route> token_routes() {
  static constexpr std::string_view wanted[] = {"name", "expires_in_days?"};
  static constexpr Route table[] = {
      {.path = "/v1/tokens",
       .summary = "The own API tokens",
       .handler = list_tokens,
       .kind = Route::Kind::other,
       .row = "token_list"},
      {.method = "POST",
       .path = "/v1/tokens",
       .summary = "A new API token, shown once",
       .handler = make_token,
       .kind = Route::Kind::other,
       .rights = {.local = false, .why = "reads only"},
       .body = wanted,
       .row = "token_made",
       .status = 201},
      {.method = "DELETE",
       .path = "/v1/tokens/{id}",
       .summary = "End an API token",
       .handler = remove_token,
       .kind = Route::Kind::other,
       .status = 204},
  };
  return table;
}

}  // namespace kintsugi::api
