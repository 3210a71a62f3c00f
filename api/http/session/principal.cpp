#include "api/http/session/principal.h"

#include <algorithm>

namespace kintsugi::api {

bool Principal::has_role(std::string_view role) const {
  return local ||
         std::any_of(grants.begin(), grants.end(), [&](const Grant& g) { return g.role == role; });
}

std::set<std::string> Principal::roles() const {
  std::set<std::string> roles;
  for (const Grant& grant : grants) roles.insert(grant.role);
  return roles;
}

bool Principal::all_outlets() const {
  return local ||
         std::any_of(grants.begin(), grants.end(), [](const Grant& g) { return g.outlet.empty(); });
}

std::set<std::string> Principal::outlets() const {
  std::set<std::string> roots;
  if (all_outlets()) return roots;
  for (const Grant& grant : grants) roots.insert(grant.outlet);
  return roots;
}

}  // namespace kintsugi::api
