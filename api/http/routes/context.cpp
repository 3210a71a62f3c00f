#include "api/http/routes/context.h"

namespace kintsugi::api {

Result<Reading> Call::reading() const {
  return begin_reading(request, principal, edge.service, edge.secrets.cursor_key(),
                       route.parameters);
}

Response Call::list(const Reading& reading, const std::string& items,
                    const std::string& next) const {
  return list_response(request, reading, edge.secrets.cursor_key(), items, next);
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
