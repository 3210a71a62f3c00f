#include "api/http/server/shape.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "api/http/server/head.h"

namespace kintsugi::api {

namespace {

bool is_own_name(const ServerOptions& options, std::string_view host) {
  const std::string name = host_name_of(host);
  const bool everywhere = options.host == "0.0.0.0" || options.host == "::";
  return name == "localhost" || name == "ip6-localhost" || name.ends_with(".localhost") ||
         is_loopback(name) || name == to_lower(options.host) || (everywhere && is_address(name)) ||
         std::find(options.names.begin(), options.names.end(), name) != options.names.end();
}

}  // namespace

std::size_t Framing::told() const {
  std::size_t octets = 0;
  std::from_chars(length.data(), length.data() + length.size(), octets);
  return octets;
}

Framing framing_of(const Request& request) {
  Framing framing;
  for (const auto& [name, value] : request.headers) {
    if (name == "content-length" && ++framing.lengths == 1) framing.length = value;
    if (name == "transfer-encoding") ++framing.encodings;
  }
  return framing;
}

// What the library lets through and no honest client sends: both framings at once (smuggling), two
// lengths, bodies where none belongs, floods of headers.
std::optional<Error> check_shape(const ServerOptions& options, const Request& request,
                                 const Framing& framing, bool takes_body) {
  auto bad = [](std::string code, std::string what) {
    return Error{ErrorKind::invalid, std::move(code), std::move(what), {}};
  };
  if (request.headers.size() > options.headers_max) {
    return bad("request.headers_too_large",
               "more header lines than " + std::to_string(options.headers_max));
  }
  if (!is_own_name(options, request.header("host"))) {
    return bad("request.unknown_host", "asked under a name that is not this server's: " +
                                           std::string(request.header("host")));
  }
  if (request.query.size() > options.query_max) {
    return bad("request.bad_parameter",
               "more parameters than " + std::to_string(options.query_max));
  }
  if (framing.lengths + framing.encodings > 1) {
    return bad("request.malformed", "a request has one Content-Length or one Transfer-Encoding");
  }
  if (framing.encodings > 0 && to_lower(request.header("transfer-encoding")) != "chunked") {
    return bad("request.malformed", "Transfer-Encoding other than chunked");
  }
  if (framing.encodings > 0 && request.method == "DELETE") {  // the library would leave it unread
    return bad("request.malformed", "DELETE takes no chunked body");
  }
  if ((framing.lengths > 0 && framing.length.empty()) || framing.length.size() > 12 ||
      framing.length.find_first_not_of("0123456789") != std::string_view::npos) {
    return bad("request.malformed", "Content-Length is no number");
  }
  if (!takes_body && framing.has_body()) {
    return bad("request.malformed", request.method + " takes no body");
  }
  // The library reads these by a way of its own, which nothing here goes.
  if (media_type_of(request.header("content-type")).starts_with("multipart/")) {
    return bad("request.wrong_media_type", "send application/json");
  }
  if (request.has_header("content-encoding")) {
    return bad("request.wrong_media_type", "bodies are taken without Content-Encoding");
  }
  return std::nullopt;
}

}  // namespace kintsugi::api
