#include "core/operator/administration.h"

#include <algorithm>

#include "core/authority/authority.h"
#include "schema/credentials_events.h"
#include "schema/credentials_state.h"
#include "schema/identity_dispatch.h"
#include "schema/identity_refusals.h"
#include "schema/technician_state.h"

namespace kintsugi::core {

namespace {

// `administers(outlet)`: whether the leader is an administrator over it (empty: the company).
template <class Administers>
Result<void> check_leads(std::string_view leader, const schema::Operator& person, Reads& reads,
                         Administers administers) {
  for (const schema::RoleGrant& grant : person.grants) KINTSUGI_TRY_OK(administers(grant.outlet));
  if (const auto* technician = reads.find<schema::Technician>(person.technician))
    return administers(technician->outlet);
  if (!person.grants.empty()) return {};
  const bool is_new = person.password_version == 0 && !person.registered_by.empty();
  if (is_new && person.registered_by == leader) return {};
  return administers("");
}

}  // namespace

Result<void> leads(const schema::Operator& person, Reads& reads) {
  return check_leads(reads.actor().operator_id, person, reads, [&](std::string_view outlet) {
    return holds_role_over(schema::Role::administrator, outlet, reads);
  });
}

bool is_led_by(std::string_view leader, const schema::Operator& person, Reads& reads) {
  const auto* found = reads.find<schema::Operator>(leader);
  if (found == nullptr || found->status != schema::OperatorStatus::active) return false;
  const std::string_view role = schema::name_of(schema::Role::administrator);
  const bool administers_any = std::any_of(
      found->grants.begin(), found->grants.end(),
      [](const auto& grant) { return grant.role == schema::Role::administrator; });
  if (!administers_any) return false;
  return check_leads(leader, person, reads, [&](std::string_view outlet) -> Result<void> {
           if (authority::reaches(*found, {&role, 1}, outlet, reads)) return {};
           return refuse(schema::AuthorityRefusal::out_of_scope);
         }).has_value();
}

void withdraw_lost_link(const std::string& number, const schema::Operator& as_he_will_be,
                        Reads& reads, Events& events) {
  const auto* held = reads.find<schema::Credentials>(number);
  if (held == nullptr || held->link.empty() || held->invited_by.empty()) return;
  if (is_led_by(held->invited_by, as_he_will_be, reads)) return;
  events.on(number, schema::InvitationWithdrawn{});
}

Result<void> remove_administrator(const std::string& number, Reads& reads, Events& events) {
  const schema::Administration* now = reads.find<schema::Administration>(administration_id);
  if (now == nullptr) return {};
  const auto& list = now->administrators;
  if (std::find(list.begin(), list.end(), number) == list.end()) return {};
  if (list.size() == 1) {
    return refuse(schema::OperatorRefusal::last_administrator,
                  "operator " + number + " is the only one");
  }
  events.on(administration_id, schema::AdministratorRemoved{.number = number});
  return {};
}

void evolve(schema::Administration& state, const schema::AdministratorAddedView& event) {
  state.administrators.emplace_back(event.number);
}

void evolve(schema::Administration& state, const schema::AdministratorRemovedView& event) {
  std::erase(state.administrators, std::string(event.number));
}

}  // namespace kintsugi::core
