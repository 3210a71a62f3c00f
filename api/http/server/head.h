#pragma once
// What stands before a body: the request line and the header lines, read as RFC 9112 has them and
// in no other way. What two readers in a row may understand differently (folded lines, lines
// without a colon, bare line feeds, two hosts) is refused, not mended. Values; any thread.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::api {

struct RequestHead {
  std::string line;  // "GET /livez HTTP/1.1"
  // Names in lower case, values without the blanks around them; otherwise as sent, in order.
  std::vector<std::pair<std::string, std::string>> headers;

  // The first of that (lower-case) name; empty where there is none.
  std::string_view header(std::string_view name) const;
};

// `octets`: up to and with the empty line. Errors: invalid "request.malformed".
Result<RequestHead> parse_head(std::string_view octets);

// What the library is given in its place. It would read ranges, decode percent signs in values and
// join what it does not know; it gets what it needs to find the end of the body.
std::string head_for_library(const RequestHead& head);

// "[::1]:8080" → "::1", "Kintsugi.Example." → "kintsugi.example"; empty where it is no host.
std::string host_name_of(std::string_view host);

}  // namespace kintsugi::api
