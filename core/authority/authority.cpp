#include "core/authority/authority.h"

#include <algorithm>
#include <string>

#include "core/service_policy/service_policy.h"
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

}  // namespace

namespace authority {

std::span<const std::string_view> roles_of(std::string_view command_name) {
  const schema::TypeInfo* type = schema::find_type(command_name);
  return type == nullptr ? std::span<const std::string_view>() : type->roles;
}

Result<void> within_scope_of(std::span<const std::string_view> roles, std::string_view outlet,
                             Reads& reads) {
  if (!is_person(reads)) return {};
  const schema::Operator* person = operator_of(reads);
  if (person == nullptr) return forbid(No::not_signed_in, "nobody is signed in");
  const auto reaches = [&](std::string_view scope) {
    return std::any_of(person->grants.begin(), person->grants.end(),
                       [&](const schema::RoleGrant& grant) {
                         return counts(grant, roles) && grant.outlet == scope;
                       });
  };
  if (reaches("")) return {};
  std::string_view above = outlet;
  for (int depth = 0; depth < tree_depth_max && !above.empty(); ++depth) {
    if (reaches(above)) return {};
    const schema::Outlet* found = reads.find<schema::Outlet>(above);
    above = found == nullptr ? std::string_view() : std::string_view(found->parent);
  }
  return forbid(No::out_of_scope,
                "operator " + reads.actor().operator_id + " has no duty over " +
                    (outlet.empty() ? "the whole company" : "outlet " + std::string(outlet)));
}

}  // namespace authority

Instant judged_at(const Reads& reads) {
  return is_person(reads) ? reads.now() : reads.business_time();
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
  if (contains(roles, "any")) return {};
  const bool holds =
      std::any_of(person->grants.begin(), person->grants.end(),
                  [&](const auto& grant) { return contains(roles, schema::name_of(grant.role)); });
  if (holds) return {};
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
