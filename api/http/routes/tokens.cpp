// API tokens: each operator's own. What is open, for whom and until when is on the log; the secret
// is shown once. Whoever leads others sees and ends theirs: GET /v1/api_tokens, end_token.

#include <algorithm>

#include "api/http/routes/context.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "schema/credentials.h"
#include "schema/identity_state.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<std::int64_t> days_of(const Json& json) {
  if (!json.contains("expires_in_days")) return 90;
  const auto bad = [](const char* code, const char* what) {
    return fail(ErrorKind::invalid, code, what, "/expires_in_days");
  };
  if (!json["expires_in_days"].is_number_integer())
    return bad("request.wrong_type", "a whole number of days");
  const auto days = json["expires_in_days"].get<std::int64_t>();
  if (days < 1 || days > 3660) return bad("request.out_of_range", "1 to 3660");
  return days;
}

Result<bool> reads_only_of(const Json& json) {
  if (!json.contains("reads_only")) return false;
  if (!json["reads_only"].is_boolean())
    return fail(ErrorKind::invalid, "request.wrong_type", "true or false", "/reads_only");
  return json["reads_only"].get<bool>();
}

// [{"role":"dispatcher","outlet":"OUT-1"}]; outlet left out: of the whole company.
Result<std::vector<schema::RoleGrant>> duties_of(const Json& json) {
  std::vector<schema::RoleGrant> duties;
  const auto it = json.find("duties");
  if (it == json.end()) return duties;
  const auto bad = [] {
    return fail(ErrorKind::invalid, "request.wrong_type",
                "a list of duties, each {\"role\", \"outlet\"?}", "/duties");
  };
  if (!it->is_array() || it->empty()) return bad();
  for (const Json& one : *it) {
    if (!one.is_object() || !one.contains("role") || !one["role"].is_string()) return bad();
    for (const auto& [name, value] : one.items())
      if ((name != "role" && name != "outlet") || !value.is_string()) return bad();
    const auto role = schema::parse_enum<schema::Role>(one["role"].get<std::string>());
    if (!role) return bad();
    duties.push_back({.role = *role, .outlet = one.value("outlet", std::string())});
  }
  return duties;
}

Result<Response> make_token(const Call& call) {
  KINTSUGI_TRY(Json json, small_body(call));
  const Principal& own = call.principal;
  schema::MakeToken command{.operator_ = own.operator_id, .token = public_id()};
  KINTSUGI_TRY(command.name, text_of(json, "name"));
  KINTSUGI_TRY(const std::int64_t days, days_of(json));
  KINTSUGI_TRY(command.reads_only, reads_only_of(json));
  KINTSUGI_TRY(command.duties, duties_of(json));
  const Instant expires_at = call.edge.clock.now() + std::chrono::hours(24 * days);
  command.expires_at = to_ms(expires_at);
  const std::string id = command.token;
  // The secret first: it opens nothing before the log says so.
  KINTSUGI_TRY(const std::string shown,
               call.edge.secrets.make_token({id, own.tenant, own.operator_id, {}}));
  auto answer = call.edge.commands.record(call.request, own, std::move(command));
  if (!answer || answer->refusal) {
    (void)call.edge.secrets.forget_token(id);
    return tl::unexpected(answer ? *answer->refusal : answer.error());
  }
  Json out = {{"id", id}, {"token", shown}, {"expires_at", format_instant(expires_at)}};
  return json_response(out.dump(), 201)
      .with("Cache-Control", "no-store")
      .with("Kintsugi-Position", std::to_string(answer->position.value));
}

Json duties_json(const schema::ApiToken& token) {
  Json out = Json::array();
  for (const schema::RoleGrant& duty : token.duties)
    out.push_back({{"role", schema::name_of(duty.role)}, {"outlet", duty.outlet}});
  return out;
}

Result<Response> list_tokens(const Call& call) {
  KINTSUGI_TRY(const auto tokens, call.edge.guard.tokens_of(call.principal.tenant,
                                                            call.principal.operator_id));
  Json items = Json::array();
  for (const schema::ApiToken& token : tokens) {
    items.push_back({{"id", token.token},
                     {"name", token.name},
                     {"reads_only", token.reads_only},
                     {"duties", duties_json(token)},
                     {"created_at", format_instant(instant_from_ms(token.made_at))},
                     {"expires_at", format_instant(instant_from_ms(token.expires_at))}});
  }
  return json_response(Json{{"items", items}}.dump()).with("Cache-Control", "no-store");
}

Result<Response> remove_token(const Call& call) {
  const std::string id(call.request.path_value("id"));
  const Principal& own = call.principal;
  KINTSUGI_TRY(const auto tokens, call.edge.guard.tokens_of(own.tenant, own.operator_id));
  const bool there = std::any_of(tokens.begin(), tokens.end(),
                                 [&](const schema::ApiToken& one) { return one.token == id; });
  if (!there) return fail(ErrorKind::not_found, "token.unknown", "no such token");
  KINTSUGI_TRY(const Answer answer,
               call.edge.commands.record(call.request, own,
                                         schema::EndToken{.operator_ = own.operator_id,
                                                          .token = id}));
  if (answer.refusal) return tl::unexpected(*answer.refusal);
  (void)call.edge.secrets.forget_token(id);  // it opens nothing any more
  return empty_response(204).with("Kintsugi-Position", std::to_string(answer.position.value));
}

}  // namespace

std::span<const Route> token_routes() {
  static constexpr std::string_view wanted[] = {"name", "expires_in_days?", "reads_only?",
                                                "duties?"};
  static constexpr Rights own{.signed_in = true, .local = false};
  // A token opens from anywhere, for years: what is shown without a password makes none.
  static constexpr Rights in_person{
      .signed_in = true, .local = false, .token = false, .door = false};
  static constexpr Route table[] = {
      {.path = "/v1/tokens",
       .summary = "The own API tokens",
       .handler = list_tokens,
       .kind = Route::Kind::other,
       .rights = own,
       .row = "token_list"},
      {.method = "POST",
       .path = "/v1/tokens",
       .summary = "A new API token, shown once: reads_only, or duties of one's own that it has",
       .handler = make_token,
       .kind = Route::Kind::other,
       .rights = in_person,
       .body = wanted,
       .row = "token_made",
       .status = 201},
      {.method = "DELETE",
       .path = "/v1/tokens/{id}",
       .summary = "End an API token",
       .handler = remove_token,
       .kind = Route::Kind::other,
       .rights = own,
       .status = 204},
  };
  return table;
}

}  // namespace kintsugi::api
