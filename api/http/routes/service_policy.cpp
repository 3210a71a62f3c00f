// The service policy in force.

#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/service_policy/service_policy.h"
#include "replay/history/thing.h"
#include "schema/service_policy_state.h"
#include "events/schema/runtime/json.h"

namespace kintsugi::api {

namespace policy = core::service_policy;

namespace {

// What every operator works under: for all who are signed in. Version 0: nothing was published yet.
Result<Response> get_service_policy(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const replay::Thing thing,
               replay::thing_as_of(*reading.view.rows_at,
                                   std::string("service_policy/").append(policy::policy_id)));
  const auto& in_force = policy::in_force(reading.view.clock,
                                          thing.state.get_if<schema::ServicePolicy>());
  std::string body = "{\"service_policy\":";
  schema::write_json(body, in_force);
  const std::string version = std::to_string(in_force.version);
  body += ",\"version\":\"" + version + "\",\"position\":\"" +
          std::to_string(reading.view.last().value) + "\"}";
  return read_response(reading, std::move(body));
}

}  // namespace

std::span<const Route> policy_routes() {
  static constexpr Route table[] = {
      {.path = "/v1/service_policy",
       .summary = "The service policy in force: deadlines, checks of visits, locks",
       .handler = get_service_policy,
       .rights = {.duties = every_duty},
       .row = "service_policy_version",
       .member = "service_policy"},
  };
  return table;
}

}  // namespace kintsugi::api
