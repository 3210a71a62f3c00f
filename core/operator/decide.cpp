// What an operator may become: registered, changed, granted and stripped of duties, disabled.
// The last administrator of the whole company stays one: administration/all counts them.

#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/operator/administration.h"
#include "core/reads.h"
#include "core/text/text.h"
#include "schema/identity_dispatch.h"
#include "schema/outlet_state.h"
#include "schema/technician_state.h"

namespace kintsugi::core {
namespace {

using No = schema::OperatorRefusal;

constexpr std::size_t name_length_max = 200;

Result<void> check_technician(const std::string& technician, Reads& reads) {
  if (technician.empty()) return {};
  const auto* found = reads.find<schema::Technician>(technician);
  if (found == nullptr)
    return refuse(No::unknown_technician, "there is no technician " + technician);
  return holds_role_over(schema::Role::administrator, found->outlet, reads);
}

std::string registrar(const Reads& reads) {
  return is_person(reads) ? reads.actor().operator_id : std::string();
}

Result<Events> registered(const std::string& number, const std::string& name,
                          const std::string& technician, Reads& reads) {
  if (!is_id(number))
    return refuse(No::bad_number, "an operator's number is 1 to 64 octets without / and :");
  if (!is_line(name, name_length_max))
    return refuse(No::bad_name, "a name is one line of at most 200 characters");
  if (reads.exists<schema::Operator>(number))
    return refuse(No::exists, "operator " + number + " exists");
  KINTSUGI_TRY_OK(check_technician(technician, reads));
  Events events;
  events.on(number, schema::OperatorRegistered{.name = name,
                                               .technician = technician,
                                               .registered_at = to_ms(reads.business_time()),
                                               .registered_by = registrar(reads)});
  return events;
}

bool held(const schema::Operator& person, schema::Role role, const std::string& outlet) {
  return std::any_of(
      person.grants.begin(), person.grants.end(),
      [&](const schema::RoleGrant& grant) { return grant.role == role && grant.outlet == outlet; });
}

}  // namespace

Result<Events> decide(const schema::RegisterOperator& command, Reads& reads) {
  return registered(command.number, command.name, command.technician, reads);
}

Result<Events> decide(const schema::ChangeOperator& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  KINTSUGI_TRY_OK(leads(*person, reads));
  if (!is_line(command.name, name_length_max)) {
    return refuse(No::bad_name, "a name is one line of at most 200 characters");
  }
  if (person->name == command.name && person->technician == command.technician) {
    return refuse(No::nothing_changed, "operator " + command.number + " is so already");
  }
  KINTSUGI_TRY_OK(check_technician(command.technician, reads));
  Events events;
  events.on(command.number,
            schema::OperatorChanged{.name = command.name, .technician = command.technician});
  schema::Operator changed = *person;
  changed.technician = command.technician;
  if (changed.technician != person->technician)
    withdraw_lost_link(command.number, changed, reads, events);
  return events;
}

Result<Events> decide(const schema::GrantRole& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  if (command.role == schema::Role::none) return refuse(No::role_missing, "name a duty");
  if (!command.outlet.empty() && !reads.exists<schema::Outlet>(command.outlet)) {
    return refuse(No::unknown_outlet, "there is no outlet " + command.outlet);
  }
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  KINTSUGI_TRY_OK(leads(*person, reads));
  if (is_person(reads) && reads.actor().operator_id == command.number &&
      !holds_role_over(schema::Role::administrator, "", reads)) {
    return refuse(No::own_duties, "an administrator of a part of the company is given his duties");
  }
  if (held(*person, command.role, command.outlet)) {
    return refuse(No::role_held, "operator " + command.number + " has it");
  }
  Events events;
  events.on(command.number, schema::RoleGranted{.role = command.role, .outlet = command.outlet});
  schema::Operator with_it = *person;
  with_it.grants.push_back({.role = command.role, .outlet = command.outlet});
  withdraw_lost_link(command.number, with_it, reads, events);
  if (leads_the_company(command.role, command.outlet) &&
      person->status == schema::OperatorStatus::active) {
    events.on(administration_id, schema::AdministratorAdded{.number = command.number});
  }
  return events;
}

Result<Events> decide(const schema::RevokeRole& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  if (command.role == schema::Role::none) return refuse(No::role_missing, "name a duty");
  KINTSUGI_TRY_OK(within_scope(command, command.outlet, reads));
  if (!is_reason_or_empty(command.reason))
    return refuse(No::bad_text, "a reason is at most 1000 characters");
  if (!held(*person, command.role, command.outlet)) {
    return refuse(No::role_not_held, "operator " + command.number + " does not have it");
  }
  Events events;
  events.on(command.number,
            schema::RoleRevoked{
                .role = command.role, .outlet = command.outlet, .reason = command.reason});
  if (leads_the_company(command.role, command.outlet)) {
    KINTSUGI_TRY_OK(remove_administrator(command.number, reads, events));
  }
  return events;
}

Result<Events> decide(const schema::DisableOperator& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  KINTSUGI_TRY_OK(leads(*person, reads));
  if (!is_reason(command.reason))
    return refuse(No::bad_text, "a reason is at most 1000 characters");
  if (person->status != schema::OperatorStatus::active) {
    return refuse(No::not_active, "operator " + command.number + " is disabled already");
  }
  Events events;
  events.on(command.number, schema::OperatorDisabled{.reason = command.reason});
  withdraw_credentials(command.number, reads, events);
  if (held(*person, schema::Role::administrator, "")) {
    KINTSUGI_TRY_OK(remove_administrator(command.number, reads, events));
  }
  return events;
}

Result<Events> decide(const schema::EnableOperator& command, Reads& reads) {
  KINTSUGI_TRY(const schema::Operator* person, reads.require<schema::Operator>(command.number));
  KINTSUGI_TRY_OK(leads(*person, reads));
  const bool disabled = person->status == schema::OperatorStatus::disabled;
  if (!disabled && person->locked_until == 0) {
    return refuse(No::already_active, "operator " + command.number + " is active");
  }
  Events events;
  events.on(command.number, schema::OperatorEnabled{});
  if (disabled && held(*person, schema::Role::administrator, "")) {
    events.on(administration_id, schema::AdministratorAdded{.number = command.number});
  }
  return events;
}

Result<Events> decide(const schema::BootstrapAdministrator& command, Reads& reads) {
  const schema::Administration* now = reads.find<schema::Administration>(administration_id);
  if (now != nullptr && !now->administrators.empty()) {
    return refuse(No::already_bootstrapped, "there is an administrator already");
  }
  KINTSUGI_TRY(Events events, registered(command.number, command.name, "", reads));
  events.on(command.number, schema::RoleGranted{.role = schema::Role::administrator});
  events.on(administration_id, schema::AdministratorAdded{.number = command.number});
  return events;
}

}  // namespace kintsugi::core
