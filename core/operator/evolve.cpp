#include <algorithm>
#include <string>

#include "schema/identity_dispatch.h"

namespace kintsugi::core {

using schema::Operator;

void evolve(Operator& state, const schema::OperatorRegisteredView& event) {
  state.status = schema::OperatorStatus::active;
  state.name = event.name;
  state.technician = event.technician;
  state.registered_at = event.registered_at;
  state.registered_by = event.registered_by;
}

void evolve(Operator& state, const schema::OperatorChangedView& event) {
  state.name = event.name;
  state.technician = event.technician;
}

void evolve(Operator& state, const schema::RoleGrantedView& event) {
  state.grants.push_back({.role = event.role, .outlet = std::string(event.outlet)});
}

void evolve(Operator& state, const schema::RoleRevokedView& event) {
  std::erase_if(state.grants, [&](const schema::RoleGrant& grant) {
    return grant.role == event.role && grant.outlet == event.outlet;
  });
}

void evolve(Operator& state, const schema::SignedInView& event) {
  state.failed_sign_ins = 0;
  state.locked_until = 0;
  state.last_sign_in_at = event.at;
}

void evolve(Operator& state, const schema::SignInFailedView& event) {
  const std::uint64_t failures = std::uint64_t{state.failed_sign_ins} + event.times;
  state.failed_sign_ins = static_cast<std::uint32_t>(std::min<std::uint64_t>(failures, UINT32_MAX));
}

void evolve(Operator& state, const schema::OperatorLockedView& event) {
  state.locked_until = event.until;
  state.failed_sign_ins = 0;  // counted afresh once the lock has passed
}

void evolve(Operator&, const schema::SignedOutView&) {}

void evolve(Operator& state, const schema::PasswordChangedView& event) {
  state.password_version = event.version;
  state.failed_sign_ins = 0;
  state.locked_until = 0;
}

void evolve(Operator& state, const schema::OperatorDisabledView&) {
  state.status = schema::OperatorStatus::disabled;
  ++state.disablements;
}

void evolve(Operator& state, const schema::OperatorEnabledView&) {
  state.status = schema::OperatorStatus::active;
  state.failed_sign_ins = 0;
  state.locked_until = 0;
}

void evolve(Operator&, const schema::ExportRecordedView&) {}

}  // namespace kintsugi::core
