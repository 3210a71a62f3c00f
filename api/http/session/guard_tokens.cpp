// Who comes with a token: what it may is narrower than what its owner may.

#include <sodium.h>

#include <algorithm>

#include "api/http/session/deny.h"
#include "api/http/session/guard.h"
#include "schema/identity.h"
#include "schema/outlet_state.h"

namespace kintsugi::api {

namespace {
// For the commit of a token that another node has made: there is none where it is over.
constexpr std::chrono::milliseconds token_behind_max{1000};
}  // namespace

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
  auto found = secrets_.find_token(token);
  if (!found) return deny("session.expired", "the API token is unknown or over");
  auto principal = load(found->tenant, found->operator_id);
  auto open = open_token(*found);
  const auto is_unknown = [&] {
    return (!principal && principal.error().kind == ErrorKind::not_found) || (open && !*open);
  };
  if (is_unknown() && secrets_.topic() != nullptr) {  // another node made it: is this one behind?
    const auto end = node_.log().end();
    if (end && node_.wait_folded(*end, token_behind_max)) {
      principal = load(found->tenant, found->operator_id);
      open = open_token(*found);
    }
  }
  if (!principal) {
    if (principal.error().kind != ErrorKind::not_found) return principal;
    return deny("session.expired", "the operator is not active any more");
  }
  KINTSUGI_TRY_OK(open);
  // It was made behind a door, when that was possible: whoever sets a password ends his tokens.
  if (principal->password_version == 0)
    return deny("session.expired", "the API token's owner has no password");
  if (!*open) return deny("session.expired", "the API token is unknown or over");
  KINTSUGI_TRY_OK(narrow(*principal, **open));
  return principal;
}

Result<std::optional<schema::ApiToken>> Guard::open_token(const ApiToken& known) {
  KINTSUGI_TRY(const auto tokens, tokens_of(known.tenant, known.operator_id));
  for (const schema::ApiToken& one : tokens)
    if (one.token == known.id && instant_from_ms(one.expires_at) > now()) return one;
  return std::nullopt;
}

Result<std::vector<schema::ApiToken>> Guard::tokens_of(const std::string& tenant,
                                                       const std::string& number) {
  KINTSUGI_TRY(auto now, node_.watched(tenant, "credentials/" + number));
  const auto* state = now.state ? now.state->get_if<schema::Credentials>() : nullptr;
  return state == nullptr ? std::vector<schema::ApiToken>() : state->tokens;
}

Result<bool> Guard::is_within(const std::string& tenant, std::string outlet,
                              std::string_view root) {
  constexpr int tree_depth_max = 32;
  for (int depth = 0; depth < tree_depth_max; ++depth) {
    if (root.empty() || outlet == root) return true;
    if (outlet.empty()) return false;
    KINTSUGI_TRY(auto now, node_.watched(tenant, "outlet/" + outlet));
    const auto* state = now.state ? now.state->get_if<schema::Outlet>() : nullptr;
    outlet = state == nullptr ? std::string() : state->parent;
  }
  return false;
}

Result<void> Guard::narrow(Principal& owner, const schema::ApiToken& token) {
  std::vector<Grant> both;
  for (const schema::RoleGrant& duty : token.duties) {
    for (const Grant& own : owner.grants) {
      if (own.role != schema::name_of(duty.role)) continue;
      KINTSUGI_TRY(const bool inside, is_within(owner.tenant, duty.outlet, own.outlet));
      KINTSUGI_TRY(const bool outside, is_within(owner.tenant, own.outlet, duty.outlet));
      Grant grant{own.role, inside ? duty.outlet : own.outlet};
      const bool known = std::find(both.begin(), both.end(), grant) != both.end();
      if ((inside || outside) && !known) both.push_back(std::move(grant));
    }
  }
  owner.grants = std::move(both);
  owner.by_token = true;
  owner.reads_only = token.reads_only;
  owner.session = "token:" + token.token;
  owner.expires_at = instant_from_ms(token.expires_at);
  // What is a technician's own is seen by that duty, of a token.
  if (!owner.has_role("technician")) owner.technician.clear();
  return {};
}

}  // namespace kintsugi::api
