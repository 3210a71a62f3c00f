// The technician's day: one answer that his phone keeps, so that he can work where no network is.

#include <sodium.h>

#include "api/http/reading/day.h"
#include "api/http/routes/context.h"
#include "api/http/routes/tables.h"
#include "core/service_policy/service_policy.h"
#include "events/schema/runtime/json.h"
#include "replay/history/thing.h"
#include "schema/service_policy_state.h"

namespace kintsugi::api {

namespace {

namespace policy = core::service_policy;

std::string keyed_hash(std::string_view text, std::string_view key) {
  unsigned char hash[32];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()),
                     text.size(), reinterpret_cast<const unsigned char*>(key.data()), key.size());
  char hex[2 * sizeof hash + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

Result<std::string> policy_json(const Reading& reading, Instant at) {
  KINTSUGI_TRY(const replay::Thing thing,
               replay::thing_as_of(*reading.view.rows_at,
                                   std::string("service_policy/").append(policy::policy_id)));
  std::string out;
  schema::write_json(out, policy::in_force(at, thing.state.get_if<schema::ServicePolicy>()));
  return out;
}

// The same day has the same ETag, wherever the log stands meanwhile. `seal` is for what his device
// holds back for him: it is always the same for him, and nobody else is told it.
Result<Response> get_today(const Call& call) {
  KINTSUGI_TRY(Reading reading, call.reading());
  KINTSUGI_TRY(const Instant at, judged_at(call, reading));
  KINTSUGI_TRY(const std::string policy, policy_json(reading, at));
  RowsAt rows(reading);
  Day day(rows, call.principal, at);
  KINTSUGI_TRY(std::string body, day.members(policy));
  const std::string& secret = call.edge.secrets.cursor_key();
  const std::string whose = call.principal.tenant + "\n" + call.principal.operator_id;
  const std::string etag = "\"" + keyed_hash(whose + "\n" + body, secret).substr(0, 32) + "\"";
  if (call.request.header("if-none-match") == etag) {
    Response same = empty_response(304);
    same.with("Kintsugi-Position", std::to_string(reading.view.last().value));
    return same.with("ETag", etag).with("Cache-Control", "no-store");
  }
  body += ",\"seal\":\"" + keyed_hash("seal\n" + whose, secret) + "\",\"now\":\"" +
          format_instant(at) + "\",\"position\":\"" +
          std::to_string(reading.view.last().value) + "\"}";
  return read_response(reading, "{" + body).with("ETag", etag);
}

}  // namespace

std::span<const Route> today_routes() {
  static constexpr std::string_view headers[] = {"If-None-Match"};
  static constexpr Route table[] = {
      {.path = "/v1/today",
       .summary = "A technician's own day: jobs, machines, prices, what he carries",
       .handler = get_today,
       .rights = {.duties = every_duty},  // his own and nothing else, whatever his duties are
       .headers = headers,
       .row = "technician_day"},
  };
  return table;
}

}  // namespace kintsugi::api
