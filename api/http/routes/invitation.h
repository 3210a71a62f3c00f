#pragma once
// A one-time link for an operator: decided and recorded first, then made. Any thread.

#include <chrono>
#include <string>

#include "api/http/routes/context.h"

namespace kintsugi::api {

struct Invitation {
  std::string token;  // the link's secret part
  Instant expires_at;
};

// Errors: core's refusals (forbidden "authority.…", not_found "operator.not_found"), the node's,
// unavailable "secrets.cannot_write".
Result<Invitation> make_invitation(EdgeContext& edge, const std::string& tenant,
                                   const std::string& number, std::chrono::hours lasts,
                                   Actor actor);

}  // namespace kintsugi::api
