// Signing in and out, passwords, one-time links, API tokens.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/edge.h"
#include "api/http/moment.h"
#include "schema/description.h"
#include "schema/values.h"

namespace kintsugi::api {

using Json = nlohmann::ordered_json;

namespace {

// The members of a small body, all texts or numbers, nothing unknown, nothing twice.
Result<Json> small_body(const Request& request, std::initializer_list<std::string_view> known) {
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
    bool listed = std::find(known.begin(), known.end(), name) != known.end();
    if (!listed)
      return fail(ErrorKind::invalid, "request.unknown_field", "unknown field " + name, "/" + name);
  }
  return json;
}

Result<std::string> text_of(const Json& json, const std::string& name, bool required = true) {
  auto it = json.find(name);
  if (it == json.end()) {
    if (!required) return std::string();
    return fail(ErrorKind::invalid, "request.missing_field", name + " is missing", "/" + name);
  }
  if (!it->is_string())
    return fail(ErrorKind::invalid, "request.wrong_type", name + " is a text", "/" + name);
  auto text = it->get<std::string>();
  if (text.size() > 1000)
    return fail(ErrorKind::invalid, "request.too_long", name + " is too long", "/" + name);
  if (required && text.empty())
    return fail(ErrorKind::invalid, "request.missing_field", name + " is empty", "/" + name);
  return text;
}

std::string cookie(const std::string& token, std::chrono::seconds age, bool secure) {
  return std::string(session_cookie) + "=" + token +
         "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age.count()) +
         (secure ? "; Secure" : "");
}

bool over_tls(const Request& request) { return request.header("x-forwarded-proto") == "https"; }

}  // namespace

std::string Edge::session_json(const Principal& principal) {
  Json json;
  json["operator"] = principal.operator_id;
  json["name"] = principal.name;
  json["technician"] = principal.technician;
  json["roles"] = principal.roles();
  json["outlet"] =
      principal.all_outlets() || principal.outlets().empty() ? "" : *principal.outlets().begin();
  json["outlets"] = principal.outlets();
  json["all_outlets"] = principal.all_outlets();
  json["tenant"] = principal.tenant;
  json["tenants"] = {principal.tenant};
  json["idle_timeout_s"] = std::chrono::seconds(guard_.sessions().options().idle).count();
  json["expires_at"] = format_instant(principal.expires_at);
  json["commands"] = Json::array();
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (!Commands::is_public(type)) continue;
    bool allowed = std::any_of(type.roles.begin(), type.roles.end(), [&](std::string_view role) {
      return role == "any" || principal.has_role(role);
    });
    if (allowed) json["commands"].push_back(type.name);
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Response Edge::get_session(const Request&, const Principal& principal) {
  return json_response(session_json(principal)).with("Cache-Control", "no-store");
}

Response Edge::session_begun(const Request& request, const Guard::SignedIn& signed_in) {
  Response response = json_response(session_json(signed_in.principal));
  response.with("Cache-Control", "no-store");
  return response.with("Set-Cookie", cookie(signed_in.token, guard_.sessions().options().absolute,
                                            over_tls(request)));
}

Response Edge::sign_in(Request& request) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_CHECK_OK(check_same_origin(request));
    KINTSUGI_TRY(Json json, small_body(request, {"operator", "password", "tenant"}));
    KINTSUGI_TRY(std::string number, text_of(json, "operator"));
    KINTSUGI_TRY(std::string password, text_of(json, "password"));
    KINTSUGI_TRY(std::string tenant, text_of(json, "tenant", false));
    if (tenant.empty()) tenant = options_.guard.default_tenant;
    int retry_after_s = 0;
    if (!is_tenant_name(tenant)) number.clear();  // the same work and the same answer
    auto signed_in = guard_.sign_in(request, tenant, number, password, retry_after_s);
    if (!signed_in) {
      return problem_response(request,
                              Problem{.error = signed_in.error(), .retry_after_s = retry_after_s});
    }
    return session_begun(request, *signed_in);
  }();
  if (!answer) {
    metrics_.not_a_command(answer.error().code);
    return problem(request, answer.error());
  }
  return *answer;
}

Response Edge::sign_out(const Request& request, const Principal& principal) {
  guard_.sign_out(request, principal);
  return empty_response(204).with("Set-Cookie",
                                  cookie("", std::chrono::seconds(0), over_tls(request)));
}

Response Edge::change_password(const Request& request, const Principal& principal) {
  auto done = [&]() -> Result<void> {
    KINTSUGI_TRY(Json json, small_body(request, {"old_password", "new_password"}));
    KINTSUGI_TRY(std::string old_password, text_of(json, "old_password"));
    KINTSUGI_TRY(std::string new_password, text_of(json, "new_password"));
    KINTSUGI_CHECK_OK(Passwords::check_new(new_password));
    auto hash = secrets_.password_hash(principal.tenant, principal.operator_id);
    KINTSUGI_TRY(bool right, guard_.passwords().verify(hash.value_or(""), old_password));
    if (!right)
      return fail(ErrorKind::forbidden, "session.wrong_credentials", "the old password is wrong");
    KINTSUGI_TRY(std::string fresh, guard_.passwords().hash(new_password));
    KINTSUGI_TRY(Answer answer,
                 commands_.record(request, principal,
                                  schema::ChangePassword{.number = principal.operator_id}));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
    KINTSUGI_CHECK_OK(
        secrets_.set_password_hash(principal.tenant, principal.operator_id, std::move(fresh)));
    guard_.sessions().end_all(principal.tenant, principal.operator_id, principal.cookie);
    return {};
  }();
  return done ? empty_response(204) : problem(request, done.error());
}

Response Edge::check_link(Request& request) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_TRY(Json json, small_body(request, {"token"}));
    KINTSUGI_TRY(std::string token, text_of(json, "token"));
    auto link = secrets_.find_link(token, clock_.now());
    if (!link)
      return fail(ErrorKind::not_found, "setup.unknown_token",
                  "the link is unknown, used or too old");
    Json out = {{"kind", link->operator_id.empty() ? "administrator" : "invitation"},
                {"tenant", link->tenant},
                {"operator", link->operator_id},
                {"expires_at", format_instant(link->expires_at)}};
    return json_response(out.dump()).with("Cache-Control", "no-store");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Result<Guard::SignedIn> Edge::make_administrator(const Request& request, const OneTimeLink& link,
                                                 const std::string& number, const std::string& name,
                                                 const std::string& password) {
  KINTSUGI_TRY(std::string hash, guard_.passwords().hash(password));
  if (link.operator_id.empty()) {
    CommandRequest record;
    record.tenant = link.tenant;
    record.id = "edge:first-administrator:" + random_token(12);
    record.actor = guard_.system_actor(request);
    record.commands.emplace_back(schema::BootstrapAdministrator{.number = number, .name = name});
    KINTSUGI_TRY(Answer answer, service_.node().execute(std::move(record)));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
  }
  KINTSUGI_CHECK_OK(secrets_.set_password_hash(link.tenant, number, std::move(hash)));
  guard_.sessions().end_all(link.tenant, number);
  guard_.forget(link.tenant, number);
  KINTSUGI_TRY(Guard::SignedIn signed_in, guard_.begin_session(request, link.tenant, number));
  KINTSUGI_TRY(Answer recorded, commands_.record(request, signed_in.principal,
                                                 schema::ChangePassword{.number = number}));
  (void)recorded;
  return signed_in;
}

Response Edge::use_link(Request& request) {
  auto answer = [&]() -> Result<Response> {
    KINTSUGI_CHECK_OK(check_same_origin(request));
    KINTSUGI_TRY(Json json, small_body(request, {"token", "operator", "name", "password"}));
    KINTSUGI_TRY(std::string token, text_of(json, "token"));
    KINTSUGI_TRY(std::string password, text_of(json, "password"));
    auto link = secrets_.find_link(token, clock_.now());
    if (!link)
      return fail(ErrorKind::not_found, "setup.unknown_token",
                  "the link is unknown, used or too old");
    bool first = link->operator_id.empty();
    std::string number = link->operator_id;
    std::string name;
    if (first) {
      KINTSUGI_TRY(number, text_of(json, "operator"));
      KINTSUGI_TRY(name, text_of(json, "name"));
    }
    KINTSUGI_CHECK_OK(Passwords::check_new(password));
    KINTSUGI_TRY(Guard::SignedIn signed_in,
                 make_administrator(request, *link, number, name, password));
    KINTSUGI_CHECK_OK(secrets_.use_link(token));
    return session_begun(request, signed_in);
  }();
  if (!answer) {
    metrics_.not_a_command(answer.error().code);
    return problem(request, answer.error());
  }
  return *answer;
}

Response Edge::invite(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    if (principal.local || !principal.has_role("administrator")) {
      return fail(ErrorKind::forbidden, "authority.not_allowed", "administrators invite");
    }
    KINTSUGI_TRY(Json json, small_body(request, {"operator"}));
    KINTSUGI_TRY(std::string number, text_of(json, "operator"));
    KINTSUGI_TRY(Principal invited, guard_.load(principal.tenant, number));
    OneTimeLink link{principal.tenant, invited.operator_id, clock_.now() + std::chrono::hours(72)};
    KINTSUGI_TRY(std::string token, secrets_.make_link(link));
    std::string host(request.header("host"));
    std::string base = host.empty() ? url() : (over_tls(request) ? "https://" : "http://") + host;
    Json out = {{"url", base + "/setup#" + token}, {"expires_at", format_instant(link.expires_at)}};
    return json_response(out.dump(), 201).with("Cache-Control", "no-store");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::make_token(const Request& request, const Principal& principal) {
  auto answer = [&]() -> Result<Response> {
    if (principal.local) return fail(ErrorKind::forbidden, "authority.not_allowed", "reads only");
    KINTSUGI_TRY(Json json, small_body(request, {"name", "expires_in_days"}));
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
    if (secrets_.tokens_of(principal.tenant, principal.operator_id).size() >= 50) {
      return fail(ErrorKind::invalid, "request.out_of_range", "at most 50 tokens an operator");
    }
    token.tenant = principal.tenant;
    token.operator_id = principal.operator_id;
    token.created_at = clock_.now();
    token.expires_at = token.created_at + std::chrono::hours(24 * days);
    auto expires_at = token.expires_at;
    KINTSUGI_TRY(std::string shown, secrets_.make_token(std::move(token)));
    std::string id = shown.substr(3, shown.find('_', 3) - 3);
    Json out = {{"id", id}, {"token", shown}, {"expires_at", format_instant(expires_at)}};
    return json_response(out.dump(), 201).with("Cache-Control", "no-store");
  }();
  return answer ? *answer : problem(request, answer.error());
}

Response Edge::list_tokens(const Request&, const Principal& principal) {
  Json items = Json::array();
  for (const ApiToken& token : secrets_.tokens_of(principal.tenant, principal.operator_id)) {
    items.push_back({{"id", token.id},
                     {"name", token.name},
                     {"created_at", format_instant(token.created_at)},
                     {"expires_at", format_instant(token.expires_at)}});
  }
  return json_response(Json{{"items", items}}.dump()).with("Cache-Control", "no-store");
}

Response Edge::remove_token(const Request& request, const Principal& principal) {
  auto removed = secrets_.remove_token(principal.tenant, principal.operator_id,
                                       std::string(request.path_value("id")));
  if (!removed) return problem(request, removed.error());
  if (!*removed)
    return problem(request, {ErrorKind::not_found, "token.unknown", "no such token", {}});
  return empty_response(204);
}

}  // namespace kintsugi::api
