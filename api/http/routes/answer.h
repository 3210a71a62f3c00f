#pragma once
// The way of a request: its route, who asks, may he, then the handler. Nothing reaches a handler by
// another way. Any thread.

#include "api/http/routes/context.h"
#include "api/http/routes/router.h"

namespace kintsugi::api {

// Also of paths that no route knows: a page of the console, or a problem document.
Response answer(EdgeContext& edge, const Router& router, Request& request);

// Who asks, and whether the route is for him; of an open route, nobody. Errors: those of
// Guard::identify; forbidden "authority.not_allowed", "authority.out_of_scope".
Result<Principal> admit(Guard& guard, const Route& route, const Request& request);

}  // namespace kintsugi::api
