// One-time links: invitations, and a company's first administrator.

#include "api/http/routes/context.h"
#include "api/http/routes/session_answer.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "schema/identity.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<Response> check_link(const Call& call) {
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string token, text_of(json, "token"));
  auto link = call.edge.secrets.find_link(token, call.edge.clock.now());
  if (!link)
    return fail(ErrorKind::not_found, "setup.unknown_token",
                "the link is unknown, used or too old");
  Json out = {{"kind", link->operator_id.empty() ? "administrator" : "invitation"},
              {"tenant", link->tenant},
              {"operator", link->operator_id},
              {"expires_at", format_instant(link->expires_at)}};
  return json_response(out.dump()).with("Cache-Control", "no-store");
}

struct NewPassword {
  std::string number, name, password;  // name: of a company's first administrator
};

// Sets the password, makes the first administrator where the link is for one, and signs in.
Result<Guard::SignedIn> use(const Call& call, const OneTimeLink& link, const NewPassword& wanted) {
  EdgeContext& edge = call.edge;
  KINTSUGI_TRY(std::string hash, edge.guard.passwords().hash(wanted.password));
  if (link.operator_id.empty()) {
    CommandRequest record;
    record.tenant = link.tenant;
    record.id = "edge:first-administrator:" + random_token(12);
    record.actor = edge.guard.system_actor(call.request);
    record.commands.emplace_back(
        schema::BootstrapAdministrator{.number = wanted.number, .name = wanted.name});
    KINTSUGI_TRY(Answer answer, edge.service.node().execute(std::move(record)));
    if (answer.refusal) return tl::unexpected(*answer.refusal);
  }
  KINTSUGI_TRY_OK(edge.secrets.set_password_hash(link.tenant, wanted.number, std::move(hash)));
  edge.guard.sessions().end_all(link.tenant, wanted.number);
  KINTSUGI_TRY(Guard::SignedIn signed_in,
               edge.guard.begin_session(call.request, link.tenant, wanted.number));
  KINTSUGI_TRY(Answer recorded,
               edge.commands.record(call.request, signed_in.principal,
                                    schema::ChangePassword{.number = wanted.number}));
  (void)recorded;
  return signed_in;
}

Result<Response> use_link(const Call& call) {
  KINTSUGI_TRY_OK(check_same_origin(call.request));
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string token, text_of(json, "token"));
  KINTSUGI_TRY(std::string password, text_of(json, "password"));
  auto link = call.edge.secrets.find_link(token, call.edge.clock.now());
  if (!link)
    return fail(ErrorKind::not_found, "setup.unknown_token",
                "the link is unknown, used or too old");
  NewPassword wanted{.number = link->operator_id, .name = {}, .password = std::move(password)};
  if (link->operator_id.empty()) {
    KINTSUGI_TRY(wanted.number, text_of(json, "operator"));
    KINTSUGI_TRY(wanted.name, text_of(json, "name"));
  }
  KINTSUGI_TRY_OK(Passwords::check_new(wanted.password));
  KINTSUGI_TRY(Guard::SignedIn signed_in, use(call, *link, wanted));
  KINTSUGI_TRY_OK(call.edge.secrets.use_link(token));
  return session_begun(call, signed_in);
}

Result<Response> invite(const Call& call) {
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string number, text_of(json, "operator"));
  KINTSUGI_TRY(Principal invited, call.edge.guard.load(call.principal.tenant, number));
  OneTimeLink link{call.principal.tenant, invited.operator_id,
                   call.edge.clock.now() + std::chrono::hours(72)};
  KINTSUGI_TRY(std::string token, call.edge.secrets.make_link(link));
  Json out = {{"url", call.edge.public_url() + "/setup#" + token},
              {"expires_at", format_instant(link.expires_at)}};
  return json_response(out.dump(), 201).with("Cache-Control", "no-store");
}

}  // namespace

std::span<const Route> link_routes() {
  static constexpr std::string_view token[] = {"token"};
  static constexpr std::string_view of_use[] = {"token", "operator?", "name?", "password"};
  static constexpr std::string_view of_invitation[] = {"operator"};
  static constexpr std::string_view inviting[] = {"administrator"};
  static constexpr Route table[] = {
      {.method = "POST",
       .path = "/v1/setup/check",
       .summary = "What a one-time link is for",
       .handler = check_link,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = token},
      {.method = "POST",
       .path = "/v1/setup",
       .summary = "Use a one-time link: sets a password and signs in",
       .handler = use_link,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = of_use},
      {.method = "POST",
       .path = "/v1/invitations",
       .summary = "A one-time link for an operator",
       .handler = invite,
       .kind = Route::Kind::other,
       .rights = {.duties = inviting, .local = false, .why = "administrators invite"},
       .body = of_invitation,
       .status = 201},
  };
  return table;
}

}  // namespace kintsugi::api
