#include "api/http/routes/context.h"

#include <algorithm>

#include "events/base/check.h"
#include "projections/lists/list.h"

namespace kintsugi::api {

Readers Route::readers() const {
  if (rights.list.empty()) return {rights.duties, {}};
  const auto* read = projections::lists::find(rights.list);
  KINTSUGI_CHECK(read != nullptr, "a route is read as a list that there is");
  return readers_of(*read->info);
}

Result<Reading> Call::reading() const { return reading(route.readers()); }

Result<Reading> Call::reading(const Readers& readers) const {
  if (!may_read(principal, readers))
    return fail(ErrorKind::forbidden, "authority.not_allowed", "this is not for your duties");
  return begin_reading(request, principal, readers, edge.service, edge.secrets.cursor_key(),
                       route.parameters);
}

Response Call::list(const Reading& reading, const std::string& items,
                    const std::string& next) const {
  return list_response(request, reading, edge.secrets.cursor_key(), items, next);
}

Result<Instant> judged_at(const Call& call, const Reading& reading) {
  KINTSUGI_TRY(const Instant recorded, moment_of(reading));
  return reading.view.past ? recorded : std::max(recorded, call.edge.clock.now());
}

std::string EdgeContext::url() const {
  const std::string& host = options.server.host;
  std::string shown = host.find(':') != std::string::npos ? "[" + host + "]" : host;
  if (host == "0.0.0.0") shown = "127.0.0.1";
  const HttpServer* listening = server.load();
  return "http://" + shown + ":" +
         std::to_string(listening == nullptr ? options.server.port : listening->port());
}

std::string EdgeContext::public_url() const {
  return options.public_url.empty() ? url() : options.public_url;
}

}  // namespace kintsugi::api
