#include "api/http/commands/wait_for_tables.h"

#include <chrono>

namespace kintsugi::api {

void wait_for_tables(Service& service, const std::string& tenant) {
  constexpr std::chrono::milliseconds lag_max{2000};
  const auto now = service.node().stream(tenant, "administration/all");  // the exact position
  const auto runner = service.runner(tenant);
  if (now && runner) (*runner)->wait(now->position, lag_max);
}

}  // namespace kintsugi::api
