#pragma once
// The demo company: 30 days of a service company with one regional centre, three outlets and twenty
// technicians; some 2,000 orders, made through real commands by the people who would send them, at
// the times at which they would (histories/). On one day it is the same each time.

#include <functional>
#include <string>

#include "api/service/service.h"
#include "events/base/result.h"

namespace kintsugi::api {

inline constexpr std::string_view demo_tenant = "demo";

// Makes it in the tenant `demo` where that has no commit yet; else does nothing. Opens the
// directory itself and closes it again. `progress`: hours of the thirty days that are made, and all
// of them. Errors: of Service::open and the log.
using OnDemoProgress = std::function<void(std::int64_t done, std::int64_t total)>;
Result<void> make_demo_company(Service::Options options, const OnDemoProgress& progress = nullptr);

}  // namespace kintsugi::api
