#pragma once
// Pages of other origins that may ask (CORS): an explicit list, compared as wholes. They come with
// a token, never with a cookie. Values; any thread.

#include <string>
#include <string_view>
#include <vector>

#include "api/http/server/message.h"
#include "events/base/result.h"

namespace kintsugi::api {

// "https://board.example" as a browser writes it: small letters, no default port. Errors: invalid
// "cli.bad_origin" for what no browser would send as an origin, "*" and "null" among it.
Result<std::string> parse_origin(std::string_view text);

class Origins {
 public:
  Origins() = default;
  explicit Origins(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}

  bool empty() const { return allowed_.empty(); }
  // Whether the page that asks is one of them.
  bool allows(const Request& request) const;
  // What its browser asks beforehand.
  bool is_preflight(const Request& request) const;
  // Lets an allowed page read the answer, whatever it is; caches learn that answers differ.
  void mark(const Request& request, Response& response) const;

 private:
  std::vector<std::string> allowed_;
};

// The answer to a preflight, for an address that takes these methods ("GET, POST").
Response preflight_response(const std::string& methods);

}  // namespace kintsugi::api
