// Coming in without a password, where a company was made for trying out.

#include "api/http/session/deny.h"
#include "api/http/session/guard.h"

namespace kintsugi::api {

bool Guard::door_is_open(const Principal& principal) const {
  return secrets_.opens_without_password(principal.tenant) && principal.password_version == 0 &&
         !principal.grants.empty() && !principal.has_role("administrator");
}

Result<Guard::SignedIn> Guard::enter(const Request& request, const std::string& tenant,
                                     const std::string& number, int& retry_after_s) {
  const auto wait = doors_.enter(tenant, braked_address(request), now());
  if (wait.count() > 0) {
    metrics_.sign_in(false);
    retry_after_s = static_cast<int>(wait.count());
    return deny("session.too_many_attempts", "wait " + std::to_string(wait.count()) + " s");
  }
  auto principal = load(tenant, number);
  if (!principal && principal.error().kind != ErrorKind::not_found)
    return tl::unexpected(principal.error());
  if (!principal || !door_is_open(*principal)) {
    metrics_.sign_in(false);
    return deny("session.no_door", "for " + number);
  }
  return begin(request, *std::move(principal), {.without_password = true});
}

}  // namespace kintsugi::api
