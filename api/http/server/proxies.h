#pragma once
// Whose address a request has where proxies stand in front. What a client writes into
// X-Forwarded-For is worth nothing; what a proxy that is named here added to its end is worth its
// word. Values; any thread.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::api {

// Addresses that begin alike: "127.0.0.1", "10.0.0.0/8", "fd00::/8". IPv4 is kept as IPv6
// (::ffff:a.b.c.d), so that both spellings are one address.
struct AddressRange {
  std::array<unsigned char, 16> octets{};
  int length = 128;  // bits that count
  bool contains(const AddressRange& address) const;
  bool operator==(const AddressRange&) const = default;
};

// Errors: invalid "cli.bad_address".
Result<AddressRange> parse_address_range(std::string_view text);
bool is_loopback(std::string_view address);  // 127.0.0.0/8, ::1; false where it is no address
bool is_address(std::string_view text);

class Proxies {
 public:
  explicit Proxies(std::vector<AddressRange> trusted = {}) : trusted_(std::move(trusted)) {}

  bool trusts(std::string_view address) const;
  // The last hop that is no trusted proxy. `forwarded`: all X-Forwarded-For, joined by commas in
  // their order. What cannot be read ends the search: then it is the proxy before it.
  std::string client_of(std::string_view peer, std::string_view forwarded) const;
  // Whether many may ask from it: a trusted proxy's own, or this machine's.
  bool is_shared(std::string_view address) const;

 private:
  std::vector<AddressRange> trusted_;
};

}  // namespace kintsugi::api
