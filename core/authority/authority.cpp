#include "core/authority/authority.h"

#include <algorithm>
#include <string>

#include "core/service_policy/service_policy.h"
#include "schema/credentials_state.h"
#include "schema/identity.h"
#include "schema/outlet_state.h"

namespace kintsugi::core {
namespace {

using No = schema::AuthorityRefusal;

constexpr std::chrono::minutes clock_skew_max{5};  // between the edge's clock and a device's
constexpr int tree_depth_max = 32;  // RegisterOutlet and ReparentOutlet keep below it

tl::unexpected<Error> forbid(No why, std::string what) {
  return fail(ErrorKind::forbidden, std::string(schema::refusal_code(why)), std::move(what));
}

bool contains(std::span<const std::string_view> names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// One operator's grants with one of `roles`; empty `roles`: all of them.
bool counts(const schema::RoleGrant& grant, std::span<const std::string_view> roles) {
  return roles.empty() || contains(roles, "any") || contains(roles, schema::name_of(grant.role));
}

const schema::Operator* operator_of(Reads& reads) {
  const std::string& id = reads.actor().operator_id;
  return id.empty() ? nullptr : reads.find<schema::Operator>(id);
}

// Is one of these outlets the outlet, or above it?
template <class Reaches>
bool reached(std::string_view outlet, Reads& reads, Reaches reaches) {
  if (reaches("")) return true;
  for (int depth = 0; depth < tree_depth_max && !outlet.empty(); ++depth) {
    if (reaches(outlet)) return true;
    const schema::Outlet* found = reads.find<schema::Outlet>(outlet);
    outlet = found == nullptr ? std::string_view() : std::string_view(found->parent);
  }
  return false;
}

bool reached_by(const std::vector<schema::RoleGrant>& grants,
                std::span<const std::string_view> roles, std::string_view outlet, Reads& reads) {
  return reached(outlet, reads, [&](std::string_view scope) {
    return std::any_of(grants.begin(), grants.end(), [&](const schema::RoleGrant& grant) {
      return counts(grant, roles) && grant.outlet == scope;
    });
  });
}

// The token by which somebody acts; null where it is not open any more.
const schema::ApiToken* token_of_actor(Reads& reads) {
  const std::string_view id = authority::token_of(reads.actor());
  const auto* held = reads.find<schema::Credentials>(reads.actor().operator_id);
  if (held == nullptr) return nullptr;
  const auto found = std::find_if(held->tokens.begin(), held->tokens.end(),
                                  [&](const schema::ApiToken& one) { return one.token == id; });
  const bool open = found != held->tokens.end() && found->expires_at > to_ms(reads.now());
  return open ? &*found : nullptr;
}

// With a token one does what it is for and what its owner still may, each by the same duty.
bool reached_by_token(const schema::ApiToken& token, const schema::Operator& owner,
                      std::span<const std::string_view> roles, std::string_view outlet,
                      Reads& reads) {
  return std::any_of(token.duties.begin(), token.duties.end(), [&](const auto& duty) {
    const std::string_view role = schema::name_of(duty.role);
    return counts(duty, roles) && reached_by({duty}, {&role, 1}, outlet, reads) &&
           reached_by(owner.grants, {&role, 1}, outlet, reads);
  });
}

// Commands that are for somebody who is known to be himself.
bool is_in_person(std::string_view command) {
  return command == "make_token" || command == "invite_operator" || command == "change_password";
}

Result<void> authorise_token(std::string_view command, Reads& reads) {
  const schema::ApiToken* token = token_of_actor(reads);
  if (token == nullptr) return forbid(No::token_over, "it was ended, or is past its end");
  if (is_in_person(command))
    return forbid(No::not_by_token, std::string(command) + " is not for API tokens");
  // What leaves by reading is written down.
  if (token->reads_only && command != "record_export")
    return forbid(No::token_reads, "token " + token->token);
  return {};
}

}  // namespace

namespace authority {

std::string_view token_of(const Actor& actor) {
  const std::string_view session = actor.session;
  return session.starts_with(token_session) ? session.substr(token_session.size())
                                            : std::string_view();
}

std::span<const std::string_view> roles_of(std::string_view command_name) {
  const schema::TypeInfo* type = schema::find_type(command_name);
  return type == nullptr ? std::span<const std::string_view>() : type->roles;
}

Result<void> within_scope_of(std::span<const std::string_view> roles, std::string_view outlet,
                             Reads& reads) {
  if (!is_person(reads)) return {};
  const schema::Operator* person = operator_of(reads);
  if (person == nullptr) return forbid(No::not_signed_in, "nobody is signed in");
  if (!token_of(reads.actor()).empty()) {
    const schema::ApiToken* token = token_of_actor(reads);
    if (token != nullptr && reached_by_token(*token, *person, roles, outlet, reads)) return {};
  } else if (reached_by(person->grants, roles, outlet, reads)) {
    return {};
  }
  return forbid(No::out_of_scope,
                "operator " + reads.actor().operator_id + " has no duty over " +
                    (outlet.empty() ? "the whole company" : "outlet " + std::string(outlet)));
}

bool reaches(const schema::Operator& somebody, std::span<const std::string_view> roles,
             std::string_view outlet, Reads& reads) {
  return reached_by(somebody.grants, roles, outlet, reads);
}

}  // namespace authority

bool is_hidden_from_actor(std::string_view hidden_from, Reads& reads) {
  const auto slash = hidden_from.find('/');
  if (slash == hidden_from.npos || !is_person(reads)) return false;
  const bool of_technician = hidden_from.substr(0, slash) == "technician";
  const std::string_view he = of_technician ? technician_of_actor(reads)
                                            : std::string_view(reads.actor().operator_id);
  return !he.empty() && he == hidden_from.substr(slash + 1);
}

Instant judged_at(const Reads& reads) {
  const bool believed = !is_person(reads) || reads.is_claim_proved();
  return believed ? reads.business_time() : reads.now();
}

bool is_claimed_before(std::int64_t step, const Reads& reads) {
  const Instant claimed = reads.business_time() + clock_skew_max;
  return is_person(reads) && claimed < reads.now() && to_ms(claimed) < step;
}

bool is_person(const Reads& reads) { return reads.actor().kind == ActorKind::person; }

Result<void> holds_role_over(schema::Role role, std::string_view outlet, Reads& reads) {
  const std::string_view name = schema::name_of(role);
  return authority::within_scope_of({&name, 1}, outlet, reads);
}

std::string_view technician_of_actor(Reads& reads) {
  const schema::Operator* person = is_person(reads) ? operator_of(reads) : nullptr;
  return person == nullptr ? std::string_view() : std::string_view(person->technician);
}

namespace {

// A person may tell late what happened, but not as late as he likes: month ends and prices pass.
Result<void> check_late(const schema::Operator& person, Reads& reads) {
  if (reads.business_time() + clock_skew_max >= reads.now()) return {};
  const auto& policy = service_policy::in_force(reads.now(), reads);
  const auto& standard = service_policy::defaults;
  const bool field = !person.technician.empty();
  std::int32_t hours = field ? policy.late_hours_field : policy.late_hours;
  if (hours == 0) hours = field ? standard.late_hours_field : standard.late_hours;
  if (reads.business_time() >= reads.now() - std::chrono::hours(hours)) return {};
  return fail(ErrorKind::invalid, std::string(schema::refusal_code(No::too_late_told)),
              "claimed " + format_instant(reads.business_time()) + ", at most " +
                  std::to_string(hours) + " hours before " + format_instant(reads.now()));
}

}  // namespace

Result<void> authorise(const schema::Command& command, Reads& reads) {
  if (reads.business_time() > reads.now() + clock_skew_max) {
    return fail(ErrorKind::invalid, std::string(schema::refusal_code(No::future_time)),
                "claimed " + format_instant(reads.business_time()) + ", now " +
                    format_instant(reads.now()));
  }
  if (!is_person(reads)) return {};
  const std::string_view name = schema::name_of(command);
  const std::span<const std::string_view> roles = authority::roles_of(name);
  const schema::Operator* person = operator_of(reads);
  if (person == nullptr) return forbid(No::not_signed_in, "nobody is signed in");
  if (person->status != schema::OperatorStatus::active) {
    return forbid(No::not_active, "operator " + reads.actor().operator_id + " is not active");
  }
  KINTSUGI_TRY_OK(check_late(*person, reads));
  const auto holds = [&](const std::vector<schema::RoleGrant>& grants) {
    return std::any_of(grants.begin(), grants.end(), [&](const schema::RoleGrant& grant) {
      return contains(roles, schema::name_of(grant.role));
    });
  };
  bool by_token_too = true;
  if (!authority::token_of(reads.actor()).empty()) {
    KINTSUGI_TRY_OK(authorise_token(name, reads));
    by_token_too = holds(token_of_actor(reads)->duties);
  }
  if (contains(roles, "any")) return {};
  if (by_token_too && holds(person->grants)) return {};
  if (roles.size() == 1 && roles.front() == "system") {
    return forbid(No::system_only, std::string(name) + " is sent by the system only");
  }
  return forbid(No::not_allowed, "no duty of operator " + reads.actor().operator_id + " allows " +
                                     std::string(name));
}

Result<void> within_scope(std::string_view outlet, Reads& reads) {
  return authority::within_scope_of({}, outlet, reads);
}

}  // namespace kintsugi::core
