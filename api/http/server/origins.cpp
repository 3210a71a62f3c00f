#include "api/http/server/origins.h"

#include <algorithm>
#include <charconv>

#include "api/http/server/head.h"

namespace kintsugi::api {

namespace {

// What our own routes read of a request, beside what browsers send anyway.
constexpr std::string_view taken_headers =
    "Authorization, Content-Type, Accept-Language, Idempotency-Key, If-Match, If-None-Match, "
    "Last-Event-ID, Kintsugi-Seen-Position, Kintsugi-Business-Time, Kintsugi-Device, "
    "Kintsugi-Device-Sequence, Traceparent";
constexpr std::string_view told_headers =
    "ETag, Link, Allow, Retry-After, Content-Language, Content-Disposition, Idempotent-Replayed, "
    "Kintsugi-Position, X-Request-Id";
constexpr std::string_view preflight_age_s = "600";

std::string_view origin_of(const Request& request) {
  std::string_view origin;
  for (const auto& [name, value] : request.headers) {
    if (name != "origin") continue;
    if (!origin.empty()) return {};  // two of them are none
    origin = value;
  }
  return origin;
}

bool is_port(std::string_view text) {
  unsigned port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  return error == std::errc() && end == text.data() + text.size() && port >= 1 && port <= 65535 &&
         text.front() != '0';
}

}  // namespace

Result<std::string> parse_origin(std::string_view text) {
  const auto bad = [&] {
    return fail(ErrorKind::invalid, "cli.bad_origin",
                "expected an origin such as https://board.example or http://localhost:3000, "
                "without a path, found " +
                    std::string(text));
  };
  const std::string all = to_lower(text);
  std::string_view rest = all;
  const bool tls = rest.starts_with("https://");
  if (!tls && !rest.starts_with("http://")) return bad();
  rest.remove_prefix(tls ? 8 : 7);
  const std::string name = host_name_of(rest);  // empty for what is no host, with or without a port
  if (name.empty()) return bad();
  const auto colon = rest.find(':', rest.front() == '[' ? rest.find(']') : 0);
  std::string_view port;
  if (colon != std::string_view::npos) {
    port = rest.substr(colon + 1);
    if (port.empty() || !is_port(port)) return bad();
    if (port == (tls ? "443" : "80")) port = {};
  }
  std::string_view host = rest.substr(0, colon);
  if (host.ends_with('.') || host.find("..") != std::string_view::npos) return bad();
  return std::string(tls ? "https://" : "http://") + std::string(host) +
         (port.empty() ? std::string() : ":" + std::string(port));
}

bool Origins::allows(const Request& request) const {
  const std::string_view origin = origin_of(request);
  return !origin.empty() && std::find(allowed_.begin(), allowed_.end(), origin) != allowed_.end();
}

bool Origins::is_preflight(const Request& request) const {
  return request.method == "OPTIONS" && request.has_header("access-control-request-method") &&
         allows(request);
}

void Origins::mark(const Request& request, Response& response) const {
  if (empty()) return;
  response.vary_by("Origin");
  if (!allows(request)) return;
  response.with("Access-Control-Allow-Origin", std::string(origin_of(request)));
  response.with("Access-Control-Expose-Headers", std::string(told_headers));
}

Response preflight_response(const std::string& methods) {
  return empty_response(204)
      .with("Access-Control-Allow-Methods", methods)
      .with("Access-Control-Allow-Headers", std::string(taken_headers))
      .with("Access-Control-Max-Age", std::string(preflight_age_s));
}

}  // namespace kintsugi::api
