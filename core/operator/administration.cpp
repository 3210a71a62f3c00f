#include "core/operator/administration.h"

#include <algorithm>

#include "core/authority/authority.h"
#include "schema/identity_dispatch.h"
#include "schema/technician_state.h"

namespace kintsugi::core {

Result<void> leads(const schema::Operator& person, Reads& reads) {
  for (const schema::RoleGrant& grant : person.grants) {
    KINTSUGI_TRY_OK(holds_role_over(schema::Role::administrator, grant.outlet, reads));
  }
  if (const auto* technician = reads.find<schema::Technician>(person.technician)) {
    return holds_role_over(schema::Role::administrator, technician->outlet, reads);
  }
  if (!person.grants.empty() || person.password_version == 0) return {};
  return holds_role_over(schema::Role::administrator, "", reads);
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
