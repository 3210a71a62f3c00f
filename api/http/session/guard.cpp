#include "api/http/session/guard.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "api/http/server/head.h"
#include "api/http/server/proxies.h"
#include "api/http/session/deny.h"
#include "schema/identity.h"

namespace kintsugi::api {

namespace {

bool safe_method(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

// What is recorded of a scope: whoever works for one outlet only. Who works for several is the
// company's, so that the steps of one outlet tell nothing of another.
std::string only_outlet(const Principal& principal) {
  const auto roots = principal.outlets();
  return roots.size() == 1 ? *roots.begin() : std::string();
}

// How long a request waits for a log that other nodes have seen already.
constexpr std::chrono::milliseconds behind_max{2000};

// One after another as fast as a person looks at duties, not as fast as a loop.
constexpr Attempts::Options pace_of_doors{.free_tries = 30,
                                          .first_delay = std::chrono::seconds(1),
                                          .longest_delay = std::chrono::seconds(8),
                                          .forgiven_every = std::chrono::seconds(2)};

}  // namespace

bool from_this_machine(const Request& request) {
  const bool handed_on = request.has_header("x-forwarded-for") || request.has_header("forwarded") ||
                         request.has_header("x-real-ip") || request.has_header("via");
  return is_loopback(request.address) && !handed_on;
}

bool asked_on_this_machine(const Request& request) {
  const std::string name = host_name_of(request.header("host"));
  return from_this_machine(request) && (name == "localhost" || is_loopback(name));
}

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

bool over_tls(const Request& request) { return request.header("x-forwarded-proto") == "https"; }

std::string_view session_cookie_name(const Request& request) {
  return over_tls(request) ? "__Host-kintsugi_session" : "kintsugi_session";
}

std::string_view known_cookie_name(const Request& request) {
  return over_tls(request) ? "__Host-kintsugi_known" : "kintsugi_known";
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
      sessions_(options.sessions, secrets.topic()),
      attempts_(options.attempts),
      doors_(pace_of_doors),
      passwords_(options.passwords) {}

Instant Guard::now() const {
  const auto state = node_.clock_state();
  // How long nobody worked is no measure of how wrong a clock is.
  const bool leapt = state.trouble && state.trouble->code != "clock.unconfirmed";
  return time_.at(clock_.now(), clock_.uptime(),
                  leapt ? state.ahead : std::chrono::milliseconds(0));
}

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
  principal.password_version = state->password_version;
  principal.disablements = state->disablements;
  principal.locked_until = instant_from_ms(state->locked_until);
  for (const auto& grant : state->grants) {
    principal.grants.push_back({std::string(schema::name_of(grant.role)), grant.outlet});
  }
  return principal;
}

Result<Principal> Guard::by_cookie(const Request& request, std::string_view token) {
  auto session = sessions_.find(token, now());
  if (!session) return deny("session.expired", "the session is unknown or over");
  // Pages of other origins come with a token; what they read with a cookie would be a person's.
  if (!safe_method(request.method) || request.has_header("origin"))
    KINTSUGI_TRY_OK(check_same_origin(request));
  // Of what another node has seen of the log, this one may not know yet.
  if (node_.folded() < session->since && !node_.wait_folded(session->since, behind_max))
    return fail(ErrorKind::unavailable, "node.behind", "the session is of a later log");
  auto principal = load(session->tenant, session->operator_id);
  if (!principal) {
    if (principal.error().kind != ErrorKind::not_found) return principal;
    sessions_.end_all(session->tenant, session->operator_id);
    return deny("session.expired", "the operator is not active any more");
  }
  // On whatever node it was changed: the log tells.
  if (principal->password_version > session->password_version)
    return deny("session.expired", "the password was changed since");
  // He may be enabled again by now: nobody need have asked meanwhile.
  if (principal->disablements > session->disablements)
    return deny("session.expired", "the operator was disabled since");
  principal->without_password = session->without_password;
  if (session->without_password && !door_is_open(*principal)) {
    sessions_.end(token);
    return deny("session.expired", "the door is shut for this operator now");
  }
  principal->session = session->id;
  principal->cookie = std::string(token);
  principal->expires_at = sessions_.expires_at(*session);
  return principal;
}

Result<Principal> Guard::identify(const Request& request) {
  std::string_view authorization = request.header("authorization");
  if (!authorization.empty()) {
    if (to_lower(authorization.substr(0, 7)) != "bearer ")
      return deny("session.missing", "expected Bearer");
    return by_bearer(request, authorization.substr(7));
  }
  std::string_view token = cookie_of(request, session_cookie_name(request));
  if (token.empty()) return deny("session.missing", "no session cookie and no bearer token");
  return by_cookie(request, token);
}

std::optional<Principal> Guard::again(const Principal& principal) {
  if (principal.local) return principal;
  const auto session =
      principal.by_token ? std::nullopt : sessions_.alive(principal.session, now());
  if (!principal.by_token && !session) return std::nullopt;
  auto loaded = load(principal.tenant, principal.operator_id);
  if (!loaded) {
    if (loaded.error().kind == ErrorKind::not_found) return std::nullopt;
    return principal;  // the node cannot tell at the moment
  }
  loaded->session = principal.session;
  loaded->cookie = principal.cookie;
  loaded->expires_at = principal.expires_at;
  if (session && (loaded->password_version > session->password_version ||
                  loaded->disablements > session->disablements))
    return std::nullopt;
  loaded->without_password = principal.without_password;
  if (principal.without_password && !door_is_open(*loaded)) return std::nullopt;
  if (!principal.by_token) return *std::move(loaded);
  const auto tokens = tokens_of(principal.tenant, principal.operator_id);
  if (!tokens) return principal;
  for (const schema::ApiToken& token : *tokens) {
    if ("token:" + token.token != principal.session || principal.expires_at <= now()) continue;
    return narrow(*loaded, token) ? std::optional(*std::move(loaded)) : std::optional(principal);
  }
  return std::nullopt;
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

void Guard::note_failure(const Attempts::Try& one) {
  attempts_.failed(one);
  record_failures();
}

void Guard::record_failures() {
  for (const Attempts::Flood& flood : attempts_.take_due(now())) {
    const auto& [account, address, session] = flood.last;
    auto slash = account.find('/');
    CommandRequest record;
    record.tenant = account.substr(0, slash);
    record.id = "edge:" + random_token(16);
    record.actor.kind = ActorKind::system;
    record.actor.address = address;
    record.actor.session = session;
    schema::RejectSignIn command;
    command.number = account.substr(slash + 1);
    if (!session.empty()) record.actor.operator_id = command.number;
    command.why = session.empty() ? schema::SignInFailure::wrong_password
                                  : schema::SignInFailure::wrong_old_password;
    command.times = static_cast<std::uint32_t>(std::min<std::int64_t>(flood.count, 1'000'000));
    record.commands.emplace_back(std::move(command));
    node_.submit(std::move(record), [](const Result<Answer>&) {});  // nobody waits for it
  }
}

Guard::Place Guard::place_of(const Request& request, const std::string& account) const {
  const std::string address = braked_address(request);
  Place place{account, address, attempts_.is_known(account, address)};
  place.browser = known_browser(cookie_of(request, known_cookie_name(request)), account,
                                secrets_.cursor_key());
  if (place.browser) place.by = "browser " + place.browser->id;
  return place;
}

std::optional<Error> Guard::gate(const Place& place, int& retry_after_s) {
  const auto wait = attempts_.enter(place.account, place.by, now());
  if (wait.count() <= 0) return std::nullopt;
  retry_after_s = static_cast<int>(wait.count());
  return Error{ErrorKind::forbidden, "session.too_many_attempts",
               "wait " + std::to_string(wait.count()) + " s", {}};
}

Result<Guard::SignedIn> Guard::sign_in(const Request& request, const std::string& tenant,
                                       const std::string& number, const std::string& password,
                                       int& retry_after_s) {
  const std::string account = tenant + "/" + number;
  Place place = place_of(request, account);
  if (auto refused = gate(place, retry_after_s)) {
    metrics_.sign_in(false);
    return tl::unexpected(*std::move(refused));
  }
  auto principal = load(tenant, number);
  if (!principal && principal.error().kind != ErrorKind::not_found)
    return tl::unexpected(principal.error());
  // The same for every number, so that nothing is learnt of any.
  if (!secrets_.has_passwords(tenant) && node_.tenant_clock(tenant) != Instant{}) {
    metrics_.sign_in(false);
    return deny("session.no_passwords_here", "of " + tenant + ", on this node");
  }
  const auto hash =
      principal ? secrets_.password_hash(tenant, number, principal->password_version)
                : std::nullopt;
  // An unknown operator costs the same work as a known one.
  const auto right = passwords_.verify(hash.value_or(""), password);
  if (!right) {
    attempts_.undone(account, place.by);
    return tl::unexpected(right.error());
  }
  if (!*right || !principal) {
    metrics_.sign_in(false);
    if (principal) note_failure({account, request.address, {}});
    return deny("session.wrong_credentials");
  }
  if (place.browser && place.browser->password_version == principal->password_version)
    place.known = true;
  // While it is locked nobody learns whether a password is right, but who is known.
  if (is_locked(*principal) && !place.known) {
    metrics_.sign_in(false);
    node_.submit(sign_in_record(request, *principal, random_token(12)),
                 [](const Result<Answer>&) {});
    return deny("session.wrong_credentials");
  }
  attempts_.succeeded(account, place.by, now());
  return begin_session(request, tenant, number, place.known);
}

Result<void> Guard::check_own(const Request& request, const Principal& own,
                              const std::string& password, int& retry_after_s) {
  const std::string account = own.tenant + "/" + own.operator_id;
  // By the tries in this session: others' brake and lock nobody who is in.
  const Place place{account, "session " + own.session, true};
  if (auto refused = gate(place, retry_after_s)) return tl::unexpected(*std::move(refused));
  const auto hash = secrets_.password_hash(own.tenant, own.operator_id, own.password_version);
  const auto right = passwords_.verify(hash.value_or(""), password);
  if (!right) {
    attempts_.undone(account, place.by);
    return tl::unexpected(right.error());
  }
  if (!*right) {
    note_failure({account, request.address, own.session});
    return deny("session.wrong_credentials");
  }
  attempts_.succeeded(account, place.by, now());
  return {};
}

Result<Guard::PasswordNow> Guard::password_now(const std::string& tenant,
                                               const std::string& number) {
  const std::string stream = "operator/" + number;
  KINTSUGI_TRY(const auto now, node_.stream(tenant, stream));
  const auto* state = now.state ? now.state->get_if<schema::Operator>() : nullptr;
  // Of a company's first administrator there is nothing yet.
  return PasswordNow{state == nullptr ? 0 : state->password_version, {stream, now.version}};
}

Result<void> Guard::change_once(const std::string& tenant, const std::string& number,
                                const std::string& hash, const RecordChange& record,
                                const Principal* own) {
  KINTSUGI_TRY(const PasswordNow before, password_now(tenant, number));
  // Whoever set another one meanwhile, by a link perhaps, did so against who knew the old one.
  if (own != nullptr && before.version != own->password_version)
    return deny("session.wrong_credentials");
  const std::string cookie = own == nullptr ? std::string() : own->cookie;
  const std::uint32_t version = before.version + 1;
  KINTSUGI_TRY(const std::string stored, secrets_.store_password(tenant, number, {version, hash}));
  auto recorded = cookie.empty() ? Result<void>() : sessions_.follow_password(cookie, version);
  if (recorded) recorded = record(before.at);
  // Of what became of it unknown, the log tells: the hash counts with its version there.
  const bool unknown = !recorded && recorded.error().code == "command.unknown";
  if (!recorded && !unknown) {
    if (!cookie.empty()) (void)sessions_.follow_password(cookie, before.version);
    KINTSUGI_TRY_OK(secrets_.drop_password(tenant, number, version, stored));
  }
  // It is the only one of its version, but for what a node left behind that ended meanwhile.
  if (recorded && !secrets_.keep_password(tenant, number, version, stored))
    spdlog::warn("secrets: the other nodes are not told which password was recorded");
  return recorded;
}

Result<void> Guard::change_password(const std::string& tenant, const std::string& number,
                                    const std::string& hash, const RecordChange& record,
                                    const Principal* own) {
  std::lock_guard one_at_a_time(changing_password_);
  constexpr int tries_max = 5;
  Result<void> changed;
  for (int tries = 0; tries < tries_max; ++tries) {
    changed = change_once(tenant, number, hash, record, own);
    if (changed || changed.error().code != "command.version_conflict") return changed;
  }
  return fail(ErrorKind::unavailable, "command.conflict",
              "the operator changed meanwhile, again and again");
}

CommandRequest Guard::sign_in_record(const Request& request, const Principal& principal,
                                     const std::string& session, bool known) const {
  CommandRequest record;
  record.tenant = principal.tenant;
  record.id = "edge:sign-in:" + session;
  record.actor = system_actor(request);
  record.actor.operator_id = principal.operator_id;
  record.actor.outlet = only_outlet(principal);
  record.actor.session = session;
  record.commands.emplace_back(
      schema::SignIn{.number = principal.operator_id, .session = session, .known = known});
  return record;
}

Result<Guard::SignedIn> Guard::begin_session(const Request& request, const std::string& tenant,
                                             const std::string& number, bool known) {
  KINTSUGI_TRY(Principal principal, load(tenant, number));
  return begin(request, std::move(principal), {.without_password = false, .known = known});
}

Result<Guard::SignedIn> Guard::begin(const Request& request, Principal principal, How how) {
  SignedIn signed_in;
  const std::string tenant = principal.tenant, number = principal.operator_id;
  KINTSUGI_TRY(const auto rests_on, node_.stream(tenant, "operator/" + number));
  KINTSUGI_TRY(signed_in.token, sessions_.begin(tenant, number, principal.password_version,
                                                rests_on.position, now(), how.without_password,
                                                principal.disablements));
  principal.without_password = how.without_password;
  auto session = sessions_.find(signed_in.token, now());
  if (!session) return deny("session.expired", "it ended as it began");
  principal.session = session->id;
  principal.cookie = signed_in.token;
  principal.expires_at = sessions_.expires_at(*session);
  auto recorded = node_.execute(sign_in_record(request, principal, session->id, how.known));
  if (!recorded || (recorded->refusal && !recorded->replayed)) {
    sessions_.end(signed_in.token);  // what is not recorded does not happen
    if (!recorded) return tl::unexpected(recorded.error());
    return deny("session.wrong_credentials");
  }
  metrics_.sign_in(true);
  if (!how.without_password)
    signed_in.known = with_known_browser(cookie_of(request, known_cookie_name(request)),
                                         tenant + "/" + number, principal.password_version,
                                         secrets_.cursor_key());
  signed_in.principal = std::move(principal);
  return signed_in;
}

Result<void> Guard::sign_out(const Request& request, const Principal& principal) {
  const auto ended =
      principal.cookie.empty() ? std::nullopt : sessions_.end(principal.cookie);
  CommandRequest record;
  record.tenant = principal.tenant;
  record.id = "edge:sign-out:" + principal.session;
  record.actor = actor_of(request, principal);
  record.commands.emplace_back(
      schema::SignOut{.number = principal.operator_id, .session = principal.session});
  node_.submit(std::move(record), [](const Result<Answer>&) {});
  if (!ended || ended->everywhere) return {};
  return fail(ErrorKind::unavailable, "session.ended_here_only", ended->everywhere.error().what);
}

void Guard::end_former_session(const Request& request) {
  const std::string_view cookie = cookie_of(request, session_cookie_name(request));
  if (cookie.empty()) return;
  const auto ended = sessions_.end(cookie);
  if (!ended) return;
  const Session* const former = &ended->session;
  CommandRequest record;
  record.tenant = former->tenant;
  record.id = "edge:sign-out:" + former->id;
  record.actor = system_actor(request);
  record.actor.operator_id = former->operator_id;
  record.actor.session = former->id;
  record.commands.emplace_back(
      schema::SignOut{.number = former->operator_id, .session = former->id});
  node_.submit(std::move(record), [](const Result<Answer>&) {});
}

}  // namespace kintsugi::api
