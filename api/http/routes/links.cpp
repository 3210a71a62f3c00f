// One-time links: invitations, and a company's first administrator.

#include "api/http/commands/unseen.h"
#include "api/http/routes/context.h"
#include "api/http/routes/invitation.h"
#include "api/http/routes/session_answer.h"
#include "api/http/routes/small_body.h"
#include "api/http/routes/tables.h"
#include "schema/credentials.h"
#include "schema/identity.h"

namespace kintsugi::api {

namespace {

using Json = nlohmann::ordered_json;

Result<Response> check_link(const Call& call) {
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string token, text_of(json, "token"));
  auto link = call.edge.secrets.find_link(token, call.edge.guard.now());
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

// What is recorded of a link that is used: who holds it is not known to be the operator, so it is
// the system's step; the link's own commit is its cause, and says who invited.
CommandRequest use_of(const Call& call, const OneTimeLink& link, const NewPassword& wanted) {
  CommandRequest record;
  record.tenant = link.tenant;
  record.actor = call.edge.guard.system_actor(call.request);
  record.actor.operator_id = wanted.number;
  if (!link.operator_id.empty()) {
    record.id = "edge:accepted:" + random_token(12);
    record.cause = "edge:invited:" + link.id;
    record.commands.emplace_back(
        schema::AcceptInvitation{.operator_ = wanted.number, .link = link.id});
    return record;
  }
  record.id = "edge:first-administrator:" + random_token(12);
  record.commands.emplace_back(
      schema::BootstrapAdministrator{.number = wanted.number, .name = wanted.name});
  record.commands.emplace_back(schema::ChangePassword{.number = wanted.number});
  return record;
}

// The password may not be the one that is there.
Result<void> check_changed(const Call& call, const OneTimeLink& link, const NewPassword& wanted) {
  const auto now = call.edge.guard.load(link.tenant, wanted.number);
  if (!now) return {};
  const auto hash =
      call.edge.secrets.password_hash(link.tenant, wanted.number, now->password_version);
  if (!hash) return {};
  KINTSUGI_TRY(const bool same, call.edge.guard.passwords().verify(*hash, wanted.password));
  if (same) return fail(ErrorKind::invalid, "password.unchanged", {}, "/password");
  return {};
}

// Sets the password, makes the first administrator where the link is for one.
Result<void> set_password(const Call& call, const OneTimeLink& link, const NewPassword& wanted) {
  EdgeContext& edge = call.edge;
  KINTSUGI_TRY_OK(check_changed(call, link, wanted));
  KINTSUGI_TRY(const std::string hash, edge.guard.passwords().hash(wanted.password));
  return edge.guard.change_password(
      link.tenant, wanted.number, hash, [&](const ExpectedVersion& expected) -> Result<void> {
        CommandRequest use = use_of(call, link, wanted);
        use.expected = expected;
        KINTSUGI_TRY(const Answer answer, edge.service.node().execute(std::move(use)));
        if (answer.refusal) return tl::unexpected(*answer.refusal);
        return {};
      });
}

// The link says whose it is: whoever names somebody else means another link.
Result<void> check_named(const Call& call, const OneTimeLink& link, const Json& json) {
  KINTSUGI_TRY(const std::string number, text_of(json, "operator", false));
  if (!number.empty() && number != link.operator_id)
    return fail(ErrorKind::invalid, "setup.of_another", "the link is for " + link.operator_id,
                "/operator");
  KINTSUGI_TRY(const std::string name, text_of(json, "name", false));
  if (name.empty()) return {};
  KINTSUGI_TRY(const Principal person, call.edge.guard.load(link.tenant, link.operator_id));
  if (name == person.name) return {};
  return fail(ErrorKind::invalid, "setup.of_another",
              "the link is for " + link.operator_id + ", who has a name already", "/name");
}

Error unknown_link() {
  return {ErrorKind::not_found, "setup.unknown_token", "the link is unknown, used or too old", {}};
}

Result<Response> use_link(const Call& call) {
  KINTSUGI_TRY_OK(check_same_origin(call.request));
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string token, text_of(json, "token"));
  KINTSUGI_TRY(std::string password, text_of(json, "password"));
  Secrets& secrets = call.edge.secrets;
  const auto known = secrets.find_link(token, call.edge.guard.now());
  if (!known) return tl::unexpected(unknown_link());
  NewPassword wanted{.number = known->operator_id, .name = {}, .password = std::move(password)};
  if (known->operator_id.empty()) {
    KINTSUGI_TRY(wanted.number, text_of(json, "operator"));
    KINTSUGI_TRY(wanted.name, text_of(json, "name"));
  } else {
    KINTSUGI_TRY_OK(check_named(call, *known, json));
  }
  KINTSUGI_TRY_OK(Passwords::check_new(wanted.password, wanted.number));
  // One of all who ask at once has it; it comes back where nothing came of it.
  KINTSUGI_TRY(const auto link, secrets.take_link(token, call.edge.guard.now()));
  if (!link) return tl::unexpected(unknown_link());
  if (const auto set = set_password(call, *link, wanted); !set) {
    const std::string& code = set.error().code;
    if (code == "credentials.link_unknown") return tl::unexpected(unknown_link());
    if (code != "command.unknown") KINTSUGI_TRY_OK(secrets.put_back(token, *link));
    return tl::unexpected(set.error());
  }
  call.edge.guard.sessions().end_all(link->tenant, wanted.number);
  call.edge.guard.end_former_session(call.request);
  KINTSUGI_TRY(Guard::SignedIn signed_in,
               call.edge.guard.begin_session(call.request, link->tenant, wanted.number));
  return session_begun(call, signed_in);
}

Result<Response> invite(const Call& call) {
  KINTSUGI_TRY(Json json, small_body(call));
  KINTSUGI_TRY(std::string number, text_of(json, "operator"));
  CommandRequest asked;
  asked.tenant = call.principal.tenant;
  asked.actor = call.edge.guard.actor_of(call.request, call.principal);
  constexpr std::chrono::hours lasts(72);
  const auto made = make_invitation(call.edge, asked.tenant, number, lasts, asked.actor);
  if (!made) {
    asked.commands.emplace_back(schema::InviteOperator{
        .operator_ = number, .link = "-", .ends_at = to_ms(call.edge.clock.now() + lasts)});
    return tl::unexpected(as_told(call.edge.service, call.principal, asked, made.error()));
  }
  Json out = {{"url", call.edge.public_url() + "/setup#" + made->token},
              {"expires_at", format_instant(made->expires_at)}};
  return json_response(out.dump(), 201).with("Cache-Control", "no-store");
}

}  // namespace

Result<Invitation> make_invitation(EdgeContext& edge, const std::string& tenant,
                                   const std::string& number, std::chrono::hours lasts,
                                   Actor actor) {
  OneTimeLink link{tenant, number, edge.clock.now() + lasts, public_id()};
  CommandRequest record;
  record.tenant = tenant;
  record.id = "edge:invited:" + link.id;
  record.actor = std::move(actor);
  record.commands.emplace_back(schema::InviteOperator{
      .operator_ = number, .link = link.id, .ends_at = to_ms(link.expires_at)});
  KINTSUGI_TRY(const Answer answer, edge.service.node().execute(std::move(record)));
  if (answer.refusal) return tl::unexpected(*answer.refusal);
  const Instant expires_at = link.expires_at;
  KINTSUGI_TRY(std::string token, edge.secrets.make_link(std::move(link)));
  return Invitation{std::move(token), expires_at};
}

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
       .body = token,
       .row = "link_info"},
      {.method = "POST",
       .path = "/v1/setup",
       .summary = "Use a one-time link: sets a password and signs in",
       .handler = use_link,
       .kind = Route::Kind::other,
       .access = Route::Access::open,
       .body = of_use,
       .row = "session_info"},
      {.method = "POST",
       .path = "/v1/invitations",
       .summary = "A one-time link for an operator",
       .handler = invite,
       .kind = Route::Kind::other,
       .rights = {.duties = inviting,
                  .local = false,
                  .token = false,
                  .why = "administrators invite"},
       .body = of_invitation,
       .row = "link_made",
       .status = 201},
  };
  return table;
}

}  // namespace kintsugi::api
