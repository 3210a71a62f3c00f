#include "api/http/server/head.h"

#include <algorithm>

#include "api/http/server/message.h"

namespace kintsugi::api {

namespace {

constexpr std::string_view end_of_line = "\r\n";
constexpr std::size_t host_octets_max = 255;

tl::unexpected<Error> malformed(std::string what) {
  return fail(ErrorKind::invalid, "request.malformed", std::move(what));
}

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_token(std::string_view text) {
  constexpr std::string_view others = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_alphanumeric(c) || others.find(c) != std::string_view::npos;
  });
}

bool is_control(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return octet < 0x20 || octet == 0x7f;
}

// Proxies ask in origin form; what names a host beside Host would be a second one.
Result<void> check_request_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || last == first)
    return malformed("a request line is METHOD /path HTTP/1.1");
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(line.substr(0, first))) return malformed("the method is no word");
  if (version != "HTTP/1.1" && version != "HTTP/1.0")
    return malformed("the version is not HTTP/1.1");
  if (target != "*" && !target.starts_with('/')) return malformed("a target begins with /");
  if (std::any_of(target.begin(), target.end(), [](char c) { return c == ' ' || is_control(c); }))
    return malformed("a target has no blanks and no control characters");
  return {};
}

Result<std::pair<std::string, std::string>> parse_line(std::string_view line) {
  if (line.front() == ' ' || line.front() == '\t') return malformed("a folded header line");
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return malformed("a header line without a colon");
  const std::string_view name = line.substr(0, colon);
  if (!is_token(name)) return malformed("a header's name is no word");
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (std::any_of(value.begin(), value.end(), [](char c) { return c != '\t' && is_control(c); }))
    return malformed("a header's value has control characters");
  return std::pair{to_lower(name), std::string(value)};
}

}  // namespace

std::string_view RequestHead::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

Result<RequestHead> parse_head(std::string_view octets) {
  RequestHead head;
  int hosts = 0;
  for (bool first = true;; first = false) {
    const auto end = octets.find(end_of_line);
    if (end == std::string_view::npos) return malformed("the head ends early");
    const std::string_view line = octets.substr(0, end);
    octets.remove_prefix(end + end_of_line.size());
    if (line.empty() && !first) break;
    if (first) {
      KINTSUGI_TRY_OK(check_request_line(line));
      head.line = line;
      continue;
    }
    KINTSUGI_TRY(auto header, parse_line(line));
    if (header.first == "host") ++hosts;
    head.headers.push_back(std::move(header));
  }
  if (hosts != 1) return malformed("a request has one Host");
  if (host_name_of(head.header("host")).empty()) return malformed("Host is no host");
  return head;
}

std::string head_for_library(const RequestHead& head) {
  std::string out = head.line;
  out += end_of_line;
  const auto add = [&](std::string_view name, std::string_view value) {
    out.append(name).append(": ").append(value).append(end_of_line);
  };
  for (const auto& [name, value] : head.headers) {
    if (name == "content-length") add("Content-Length", value);
    if (name == "transfer-encoding") add("Transfer-Encoding", value);
    if (name == "expect" && to_lower(value) == "100-continue") add("Expect", "100-continue");
    if (name != "connection") continue;
    const std::string wish = to_lower(value);
    if (wish.find("close") != std::string::npos)
      add("Connection", "close");
    else if (wish.find("keep-alive") != std::string::npos)
      add("Connection", "Keep-Alive");
  }
  return out.append(end_of_line);
}

std::string host_name_of(std::string_view host) {
  if (host.empty() || host.size() > host_octets_max) return {};
  std::string_view name = host;
  std::string_view port;
  if (host.front() == '[') {
    const auto end = host.find(']');
    if (end == std::string_view::npos) return {};
    name = host.substr(1, end - 1);
    port = host.substr(end + 1);
    if (!port.empty() && port.front() != ':') return {};
    if (!port.empty()) port.remove_prefix(1);
  } else if (const auto colon = host.find(':'); colon != std::string_view::npos) {
    name = host.substr(0, colon);
    port = host.substr(colon + 1);
  }
  const bool bracketed = host.front() == '[';
  const auto fits = [&](char c) {
    return is_alphanumeric(c) || c == '.' || c == '-' || c == '_' || (bracketed && c == ':');
  };
  if (!std::all_of(name.begin(), name.end(), fits)) return {};
  if (port.find_first_not_of("0123456789") != std::string_view::npos || port.size() > 5) return {};
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  return to_lower(name);
}

}  // namespace kintsugi::api
