#include "api/http/session/guard.h"

#include <sodium.h>

#include <algorithm>

#include "schema/identity.h"

namespace kintsugi::api {

namespace {

tl::unexpected<Error> deny(const char* code, std::string what = {}) {
  return fail(ErrorKind::forbidden, code, std::move(what));
}

bool safe_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// What is recorded of a scope: whoever works for one outlet only. Who works for several is the
// company's, so that the steps of one outlet tell nothing of another.
std::string only_outlet(const Principal& principal) {
  const auto roots = principal.outlets();
  return roots.size() == 1 ? *roots.begin() : std::string();
}

}  // namespace

std::string_view cookie_of(const Request& request, std::string_view name) {
  std::string_view rest = request.header("cookie");
  while (!rest.empty()) {
    auto semicolon = rest.find(';');
    std::string_view pair = rest.substr(0, semicolon);
    while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
    auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return pair.substr(equals + 1);
    if (semicolon == std::string_view::npos) break;
    rest.remove_prefix(semicolon + 1);
  }
  return {};
}

Result<void> check_same_origin(const Request& request) {
  std::string_view site = request.header("sec-fetch-site");
  if (!site.empty() && site != "same-origin" && site != "none") {
    return deny("session.foreign_origin", "Sec-Fetch-Site is " + std::string(site));
  }
  std::string_view origin = request.header("origin");
  if (origin.empty()) return {};
  auto scheme = origin.find("://");
  std::string_view host =
      scheme == std::string_view::npos ? std::string_view() : origin.substr(scheme + 3);
  if (host.empty() || host != request.header("host")) {
    return deny("session.foreign_origin", "the Origin is not this server");
  }
  return {};
}

Guard::Guard(Options options, Node& node, Secrets& secrets, const Clock& clock, Metrics& metrics)
    : options_(options),
      node_(node),
      secrets_(secrets),
      clock_(clock),
      metrics_(metrics),
      sessions_(options.sessions),
      attempts_(options.attempts),
      passwords_(options.passwords) {}

Result<Principal> Guard::load(const std::string& tenant, const std::string& number) {
  auto unknown = [&] {
    return fail(ErrorKind::not_found, "operator.not_found", "no active operator " + number);
  };
  if (number.empty() || tenant.empty()) return unknown();
  KINTSUGI_TRY(auto now, node_.watched(tenant, "operator/" + number));
  const auto* state = now.state ? now.state->get_if<schema::Operator>() : nullptr;
  if (state == nullptr || state->status != schema::OperatorStatus::active) return unknown();
  Principal principal;
  principal.tenant = tenant;
  principal.operator_id = number;
  principal.name = state->name;
  principal.technician = state->technician;
  for (const auto& grant : state->grants) {
    principal.grants.push_back({std::string(schema::name_of(grant.role)), grant.outlet});
  }
  return principal;
}

Result<Principal> Guard::by_cookie(const Request& request, std::string_view token) {
  auto session = sessions_.find(token, now());
  if (!session) return deny("session.expired", "the session is unknown or over");
  if (!safe_method(request.method)) KINTSUGI_TRY_OK(check_same_origin(request));
  auto principal = load(session->tenant, session->operator_id);
  if (!principal) {
    if (principal.error().kind != ErrorKind::not_found) return principal;
    sessions_.end_all(session->tenant, session->operator_id);
    return deny("session.expired", "the operator is not active any more");
  }
  principal->session = session->id;
  principal->cookie = std::string(token);
  principal->expires_at = sessions_.expires_at(*session);
  return principal;
}

Result<Principal> Guard::by_bearer(const Request& request, std::string_view token) {
  const std::string& local = options_.local_token;
  if (!local.empty() && token.size() == local.size() &&
      sodium_memcmp(token.data(), local.data(), local.size()) == 0) {
    Principal principal;
    principal.tenant = options_.default_tenant;
    if (request.has_header("kintsugi-tenant")) principal.tenant = request.header("kintsugi-tenant");
    principal.local = true;
    principal.session = "local";
    return principal;
  }
  auto found = secrets_.find_token(token, now());
  if (!found) return deny("session.expired", "the API token is unknown or over");
  auto principal = load(found->tenant, found->operator_id);
  if (!principal) {
    if (principal.error().kind != ErrorKind::not_found) return principal;
    return deny("session.expired", "the operator is not active any more");
  }
  principal->session = "token:" + found->id;
  principal->expires_at = found->expires_at;
  return principal;
}

Result<Principal> Guard::identify(const Request& request) {
  std::string_view authorization = request.header("authorization");
  if (!authorization.empty()) {
    if (to_lower(authorization.substr(0, 7)) != "bearer ")
      return deny("session.missing", "expected Bearer");
    return by_bearer(request, authorization.substr(7));
  }
  std::string_view token = cookie_of(request, session_cookie);
  if (token.empty()) return deny("session.missing", "no session cookie and no bearer token");
  return by_cookie(request, token);
}

std::optional<Principal> Guard::again(const Principal& principal) {
  if (principal.local) return principal;
  bool over = false;
  if (!principal.cookie.empty()) {
    over = !sessions_.alive(principal.session, now());
  } else {
    const auto tokens = secrets_.tokens_of(principal.tenant, principal.operator_id);
    over = std::none_of(tokens.begin(), tokens.end(), [&](const ApiToken& token) {
      return "token:" + token.id == principal.session && token.expires_at > now();
    });
  }
  if (over) return std::nullopt;
  auto loaded = load(principal.tenant, principal.operator_id);
  if (!loaded) {
    if (loaded.error().kind == ErrorKind::not_found) return std::nullopt;
    return principal;  // the node cannot tell at the moment
  }
  loaded->session = principal.session;
  loaded->cookie = principal.cookie;
  loaded->expires_at = principal.expires_at;
  return *std::move(loaded);
}

Actor Guard::actor_of(const Request& request, const Principal& principal) const {
  Actor actor;
  actor.kind = ActorKind::person;
  actor.operator_id = principal.operator_id;
  for (const std::string& role : principal.roles()) actor.roles.push_back(role);
  actor.outlet = only_outlet(principal);
  actor.session = principal.session;
  actor.address = request.address;
  return actor;
}

Actor Guard::system_actor(const Request& request) const {
  Actor actor;
  actor.kind = ActorKind::system;
  actor.address = request.address;
  return actor;
}

void Guard::reject(const Request& request, const std::string& tenant, const std::string& number,
                   bool known) {
  attempts_.failed(tenant + "/" + number, request.address, known, now());
  metrics_.sign_in(false);
  record_failures();
}

void Guard::record_failures() {
  for (const Attempts::Flood& flood : attempts_.take_due(now())) {
    auto slash = flood.account.find('/');
    CommandRequest record;
    record.tenant = flood.account.substr(0, slash);
    record.id = "edge:" + random_token(16);
    record.actor.kind = ActorKind::system;
    record.actor.address = flood.address;
    schema::RejectSignIn command;
    command.number = flood.account.substr(slash + 1);
    command.why = schema::SignInFailure::wrong_password;
    command.times = static_cast<std::uint32_t>(std::min<std::int64_t>(flood.count, 1'000'000));
    record.commands.emplace_back(std::move(command));
    node_.submit(std::move(record), [](const Result<Answer>&) {});  // nobody waits for it
  }
}

Result<Guard::SignedIn> Guard::sign_in(const Request& request, const std::string& tenant,
                                       const std::string& number, const std::string& password,
                                       int& retry_after_s) {
  const std::string address = request.address_is_shared ? std::string() : request.address;
  const auto wait = attempts_.enter(tenant + "/" + number, address, now());
  if (wait.count() > 0) {
    retry_after_s = static_cast<int>(wait.count());
    metrics_.sign_in(false);
    return deny("session.too_many_attempts", "wait " + std::to_string(wait.count()) + " s");
  }
  auto principal = load(tenant, number);
  if (!principal && principal.error().kind != ErrorKind::not_found)
    return tl::unexpected(principal.error());
  // The same for every number, so that nothing is learnt of any.
  if (!secrets_.has_passwords(tenant) && node_.tenant_clock(tenant) != Instant{}) {
    metrics_.sign_in(false);
    return deny("session.no_passwords_here", "of " + tenant + ", on this node");
  }
  auto hash = principal ? secrets_.password_hash(tenant, number) : std::nullopt;
  // An unknown operator costs the same work as a known one.
  KINTSUGI_TRY(bool right, passwords_.verify(hash.value_or(""), password));
  if (!right || !principal) {
    reject(request, tenant, number, principal.has_value());
    return deny("session.wrong_credentials");
  }
  attempts_.succeeded(tenant + "/" + number, address, now());
  return begin_session(request, tenant, number);
}

Result<Guard::SignedIn> Guard::begin_session(const Request& request, const std::string& tenant,
                                             const std::string& number) {
  KINTSUGI_TRY(Principal principal, load(tenant, number));
  SignedIn signed_in;
  signed_in.token = sessions_.begin(tenant, number, now());
  auto session = sessions_.find(signed_in.token, now());
  principal.session = session->id;
  principal.cookie = signed_in.token;
  principal.expires_at = sessions_.expires_at(*session);
  CommandRequest record;
  record.tenant = tenant;
  record.id = "edge:sign-in:" + session->id;
  record.actor = system_actor(request);
  record.actor.operator_id = number;
  record.actor.outlet = only_outlet(principal);
  record.actor.session = session->id;
  record.commands.emplace_back(schema::SignIn{.number = number, .session = session->id});
  auto recorded = node_.execute(std::move(record));
  if (!recorded || (recorded->refusal && !recorded->replayed)) {
    sessions_.end(signed_in.token);  // what is not recorded does not happen
    if (!recorded) return tl::unexpected(recorded.error());
    return deny("session.wrong_credentials", recorded->refusal->code);
  }
  metrics_.sign_in(true);
  signed_in.principal = std::move(principal);
  return signed_in;
}

void Guard::sign_out(const Request& request, const Principal& principal) {
  if (!principal.cookie.empty()) sessions_.end(principal.cookie);
  CommandRequest record;
  record.tenant = principal.tenant;
  record.id = "edge:sign-out:" + principal.session;
  record.actor = actor_of(request, principal);
  record.commands.emplace_back(
      schema::SignOut{.number = principal.operator_id, .session = principal.session});
  node_.submit(std::move(record), [](const Result<Answer>&) {});
}

}  // namespace kintsugi::api
