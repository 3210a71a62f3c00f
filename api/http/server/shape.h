#pragma once
// Whether a request is one that an honest client sends here: under a name of this server, with one
// framing, with a body where one belongs. Pure; any thread.

#include <cstddef>
#include <optional>
#include <string_view>

#include "api/http/server/http_server.h"
#include "api/http/server/message.h"
#include "events/base/result.h"

namespace kintsugi::api {

// What a request says of its body.
struct Framing {
  int lengths = 0, encodings = 0;  // how often Content-Length and Transfer-Encoding are there
  std::string_view length;
  bool has_body() const { return encodings > 0 || (!length.empty() && length != "0"); }
  // What Content-Length says, once check_shape has let it pass; 0 where it is not there.
  std::size_t told() const;
};

Framing framing_of(const Request& request);

// What is wrong with it: "request.unknown_host", "request.headers_too_large",
// "request.bad_parameter", "request.malformed", "request.wrong_media_type".
std::optional<Error> check_shape(const ServerOptions& options, const Request& request,
                                 const Framing& framing, bool takes_body);

}  // namespace kintsugi::api
