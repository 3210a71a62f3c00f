#pragma once
// Who leads the whole company: the stream administration/all.

#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"
#include "schema/identity_state.h"

namespace kintsugi::core {

inline constexpr std::string_view administration_id = "all";

// Only an administrator of everything counts: one of an outlet could not repair the rest.
inline bool leads_the_company(schema::Role role, std::string_view outlet) {
  return role == schema::Role::administrator && outlet.empty();
}

// An administrator of a part of the company leads those whose every duty, and whose technician,
// lies inside his part: nobody rises by setting the password of somebody above him. Whoever has
// neither belongs to the company once he has had a password: what he may do next is not known.
Result<void> leads(const schema::Operator& person, Reads& reads);

// Ends the operator's tokens and his open link, if there are any.
void withdraw_credentials(const std::string& number, Reads& reads, Events& events);

// Adds AdministratorRemoved. refused "operator.last_administrator" where nobody would be left.
Result<void> remove_administrator(const std::string& number, Reads& reads, Events& events);

}  // namespace kintsugi::core
