#pragma once
// Who leads the whole company: the stream administration/all.

#include <string>
#include <string_view>

#include "core/events.h"
#include "core/reads.h"

namespace kintsugi::core {

inline constexpr std::string_view administration_id = "all";

// Only an administrator of everything counts: one of an outlet could not repair the rest.
inline bool leads_the_company(schema::Role role, std::string_view outlet) {
  return role == schema::Role::administrator && outlet.empty();
}

// Adds AdministratorRemoved. refused "operator.last_administrator" where nobody would be left.
Result<void> remove_administrator(const std::string& number, Reads& reads, Events& events);

}  // namespace kintsugi::core
