#pragma once
// The demo company: sixty days of a service company that end now, some 20,000 orders, made through
// real commands by the people who would send them, at the times at which they would (histories/).
// Made twice with the same end, it is the same, octet for octet. live.h goes on from there.

#include <functional>
#include <optional>
#include <string>

#include "api/service/service.h"
#include "core/histories/company.h"
#include "events/base/result.h"

namespace kintsugi::api {

inline constexpr std::string_view demo_tenant = "demo";
inline constexpr int demo_days = 60;
inline constexpr int demo_orders_min = 600, demo_orders_max = 200'000;

struct DemoOptions {
  int orders = 20'000;               // in all sixty days, about
  std::optional<Instant> end = {};   // nothing is done after it; else now
};

// Its people and things. A company with fewer orders has fewer of them.
histories::CompanySize demo_size(int orders);
// Midnight in Shanghai, sixty days before the day of `end`.
Instant demo_first_day(Instant end);

// Makes it in the tenant `demo` where that has no commit yet; else does nothing. Opens the
// directory itself and closes it again. `progress`: hours of the sixty days that are made, and all
// of them. Errors: of Service::open and the log.
using OnDemoProgress = std::function<void(std::int64_t done, std::int64_t total)>;
Result<void> make_demo_company(Service::Options options, const DemoOptions& demo = {},
                               const OnDemoProgress& progress = nullptr);

}  // namespace kintsugi::api
