#pragma once
// What the parts of the guard share. Pure; any thread.

#include <string>
#include <utility>

#include "api/http/server/message.h"
#include "events/base/result.h"

namespace kintsugi::api {

inline tl::unexpected<Error> deny(const char* code, std::string what = {}) {
  return fail(ErrorKind::forbidden, code, std::move(what));
}

// By which address a try is braked: none where many ask from it that cannot be told apart.
inline std::string braked_address(const Request& request) {
  return request.address_is_shared ? std::string() : request.address;
}

}  // namespace kintsugi::api
