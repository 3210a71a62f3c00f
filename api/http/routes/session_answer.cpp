#include "api/http/routes/session_answer.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "api/http/reading/readers.h"
#include "api/http/routes/context.h"
#include "schema/description.h"

namespace kintsugi::api {

using Json = nlohmann::ordered_json;

Response session_answer(const EdgeContext& edge, const Principal& principal) {
  Json json;
  json["operator"] = principal.operator_id;
  json["name"] = principal.name;
  json["technician"] = principal.technician;
  json["roles"] = principal.roles();
  json["grants"] = Json::array();
  for (const Grant& grant : principal.grants)
    json["grants"].push_back({{"role", grant.role}, {"outlet", grant.outlet}});
  json["outlet"] =
      principal.all_outlets() || principal.outlets().empty() ? "" : *principal.outlets().begin();
  json["outlets"] = principal.outlets();
  json["all_outlets"] = principal.all_outlets();
  json["lists"] = Json::array();
  for (const schema::ListInfo& list : schema::all_lists())
    if (may_read(principal, readers_of(list))) json["lists"].push_back(list.name);
  json["reports"] = Json::array();
  for (const replay::ReportKind& report : replay::all_reports())
    if (may_read(principal, readers_of(report))) json["reports"].push_back(report.id);
  json["choices"] = Json::array();
  for (const schema::TypeInfo& type : schema::all_types()) {
    const bool thing = type.kind == schema::TypeKind::state;
    if (thing && may_read(principal, readers_of_choices(type.stream, principal)))
      json["choices"].push_back(type.stream);
  }
  json["tenant"] = principal.tenant;
  json["tenants"] = {principal.tenant};
  json["idle_timeout_s"] = std::chrono::seconds(edge.guard.sessions().options().idle).count();
  json["expires_at"] = format_instant(principal.expires_at);
  json["commands"] = Json::array();
  for (const schema::TypeInfo& type : schema::all_types()) {
    if (!Commands::is_public(type)) continue;
    bool allowed = std::any_of(type.roles.begin(), type.roles.end(), [&](std::string_view role) {
      return role == "any" || principal.has_role(role);
    });
    if (allowed) json["commands"].push_back(type.name);
  }
  return json_response(json.dump(-1, ' ', false, Json::error_handler_t::replace))
      .with("Cache-Control", "no-store");
}

Response session_begun(const Call& call, const Guard::SignedIn& signed_in) {
  const auto age = call.edge.guard.sessions().options().absolute;
  Response response =
      session_answer(call.edge, signed_in.principal)
          .with("Set-Cookie", session_cookie_text(call.request, signed_in.token, age));
  if (!signed_in.known.empty())
    response.with("Set-Cookie", known_cookie_text(call.request, signed_in.known));
  return response;
}

namespace {

std::string cookie_text(const Request& request, std::string_view name, const std::string& value,
                        std::chrono::seconds age) {
  return std::string(name) + "=" + value +
         "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + std::to_string(age.count()) +
         (over_tls(request) ? "; Secure" : "");
}

constexpr std::chrono::hours known_for{90 * 24};

}  // namespace

std::string session_cookie_text(const Request& request, const std::string& token,
                                std::chrono::seconds age) {
  return cookie_text(request, session_cookie_name(request), token, age);
}

std::string known_cookie_text(const Request& request, const std::string& known) {
  return cookie_text(request, known_cookie_name(request), known, known_for);
}

}  // namespace kintsugi::api
