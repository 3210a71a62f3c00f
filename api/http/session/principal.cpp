#include "api/http/session/principal.h"

#include <algorithm>

namespace kintsugi::api {

namespace {

bool names(std::span<const std::string_view> duties, std::string_view duty) {
  return std::find(duties.begin(), duties.end(), duty) != duties.end();
}

bool of_all(const Grant& grant) { return grant.outlet.empty(); }

}  // namespace

bool Principal::has_role(std::string_view role) const { return has_any({&role, 1}); }

bool Principal::has_any(std::span<const std::string_view> duties) const {
  return local || std::any_of(grants.begin(), grants.end(),
                              [&](const Grant& grant) { return names(duties, grant.role); });
}

std::set<std::string> Principal::roles() const {
  std::set<std::string> roles;
  for (const Grant& grant : grants) roles.insert(grant.role);
  return roles;
}

bool Principal::all_outlets() const {
  return local || std::any_of(grants.begin(), grants.end(), of_all);
}

bool Principal::all_outlets(std::span<const std::string_view> duties) const {
  return local || std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
           return of_all(grant) && names(duties, grant.role);
         });
}

std::set<std::string> Principal::outlets() const {
  std::set<std::string> roots;
  if (all_outlets()) return roots;
  for (const Grant& grant : grants) roots.insert(grant.outlet);
  return roots;
}

}  // namespace kintsugi::api
