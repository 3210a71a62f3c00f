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
// neither is led by who registered him, and by the company alone once he has had a password: what
// he may do next is not known.
Result<void> leads(const schema::Operator& person, Reads& reads);

// The same, of somebody who need not be the actor: he is active and leads the person.
bool is_led_by(std::string_view leader, const schema::Operator& person, Reads& reads);

// Ends his open link where whoever made it does not lead him any more, as he will be.
void withdraw_lost_link(const std::string& number, const schema::Operator& as_he_will_be,
                        Reads& reads, Events& events);

// Ends the operator's tokens and his open link, if there are any.
void withdraw_credentials(const std::string& number, Reads& reads, Events& events);

// Adds AdministratorRemoved. refused "operator.last_administrator" where nobody would be left.
Result<void> remove_administrator(const std::string& number, Reads& reads, Events& events);

}  // namespace kintsugi::core
