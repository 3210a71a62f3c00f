#include "api/http/server/proxies.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "api/http/server/message.h"

namespace kintsugi::api {

namespace {

constexpr int bits_of_v4 = 32, bits_of_v6 = 128;

// Also "1.2.3.4:5678" and "[::1]:80", as some proxies write it.
std::optional<AddressRange> address_of_hop(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    text = text.substr(0, text.find(':'));
  }
  const std::string terminated(text.substr(0, INET6_ADDRSTRLEN));
  AddressRange address;
  in_addr v4{};
  if (::inet_pton(AF_INET, terminated.c_str(), &v4) == 1) {
    address.octets[10] = address.octets[11] = 0xff;
    std::memcpy(address.octets.data() + 12, &v4, sizeof v4);
    return address;
  }
  if (::inet_pton(AF_INET6, terminated.c_str(), address.octets.data()) == 1) return address;
  return std::nullopt;
}

std::string text_of_address(const AddressRange& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  constexpr std::array<unsigned char, 12> v4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  const bool is_v4 = std::equal(v4.begin(), v4.end(), address.octets.begin());
  ::inet_ntop(is_v4 ? AF_INET : AF_INET6, address.octets.data() + (is_v4 ? v4.size() : 0),
              text.data(), text.size());
  return text.data();
}

// Wider than any private network (10.0.0.0/8, fc00::/7): of such a range, most of the world, nobody
// is a proxy. IPv6 has all of IPv4 in it.
bool is_too_wide(const AddressRange& range) {
  constexpr int least_v4 = bits_of_v6 - bits_of_v4 + 8, least_v6 = 7;
  AddressRange v4;
  v4.octets[10] = v4.octets[11] = 0xff;
  AddressRange around = range;
  around.length = std::min(range.length, bits_of_v6 - bits_of_v4);
  return range.length < (around.contains(v4) ? least_v4 : least_v6);
}

}  // namespace

bool AddressRange::contains(const AddressRange& address) const {
  for (int bit = 0; bit < length; bit += 8) {
    const auto at = static_cast<std::size_t>(bit / 8);
    const int left = length - bit;
    const int mask = left >= 8 ? 0xff : 0xff << (8 - left);
    if (((octets[at] ^ address.octets[at]) & mask) != 0) return false;
  }
  return true;
}

Result<AddressRange> parse_address_range(std::string_view text) {
  const auto bad = [&] {
    return fail(ErrorKind::invalid, "cli.bad_address",
                "expected an address such as 127.0.0.1, or 10.0.0.0/8, found " + std::string(text));
  };
  const auto slash = text.find('/');
  const std::string_view plain = text.substr(0, slash);
  auto range = address_of_hop(plain);
  if (!range || trimmed(plain) != plain) return bad();
  const bool v4 = plain.find(':') == std::string_view::npos;
  if (slash == std::string_view::npos) return *range;
  const std::string_view digits = text.substr(slash + 1);
  int length = -1;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), length);
  if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || length < 0 ||
      length > (v4 ? bits_of_v4 : bits_of_v6))
    return bad();
  range->length = v4 ? length + bits_of_v6 - bits_of_v4 : length;
  if (is_too_wide(*range))
    return fail(ErrorKind::invalid, "cli.bad_address",
                std::string(text) +
                    " is wider than any private network (a /8, of IPv6 a /7): whoever asks from "
                    "there would say himself who he is, in the audit and to the brakes on "
                    "guessing");
  return *range;
}

bool is_address(std::string_view text) { return address_of_hop(text).has_value(); }

bool is_loopback(std::string_view address) {
  const auto found = address_of_hop(address);
  static const AddressRange v4 = parse_address_range("127.0.0.0/8").value();
  static const AddressRange v6 = parse_address_range("::1").value();
  return found && (v4.contains(*found) || v6.contains(*found));
}

bool Proxies::trusts(std::string_view address) const {
  const auto found = address_of_hop(address);
  return found && std::any_of(trusted_.begin(), trusted_.end(),
                              [&](const AddressRange& range) { return range.contains(*found); });
}

std::string Proxies::client_of(std::string_view peer, std::string_view forwarded) const {
  const auto socket = address_of_hop(peer);
  std::string client = socket ? text_of_address(*socket) : std::string(peer);
  while (trusts(client) && !forwarded.empty()) {
    const auto comma = forwarded.rfind(',');
    const auto hop =
        address_of_hop(comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1));
    if (!hop) break;
    client = text_of_address(*hop);
    forwarded = comma == std::string_view::npos ? std::string_view() : forwarded.substr(0, comma);
  }
  return client;
}

bool Proxies::is_shared(std::string_view address) const {
  return is_loopback(address) || trusts(address);
}

}  // namespace kintsugi::api
