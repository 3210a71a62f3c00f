#pragma once
// Whoever a request speaks for, with duties and outlets as they stood when it came. A value.

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/types.h"

namespace kintsugi::api {

struct Grant {
  std::string role;    // "dispatcher"
  std::string outlet;  // and all below it; empty: the whole company
  bool operator==(const Grant&) const = default;
};

struct Principal {
  std::string tenant;
  std::string operator_id;
  std::string name;
  std::string technician;  // that the operator is; empty: none
  std::vector<Grant> grants;
  std::string session;  // public id of the session or API token
  std::string cookie;   // the session's secret; empty with an API token
  Instant expires_at{};
  std::uint32_t password_version = 0;
  std::uint32_t disablements = 0;
  Instant locked_until{};   // after wrong passwords
  bool by_token = false;    // an API token acts, by `grants` that it has of its owner's
  bool reads_only = false;  // and only reads
  bool without_password = false;  // came in by a door of a company made for trying out
  bool local = false;  // the owner of the data directory, from the command line: reads only

  bool has_role(std::string_view role) const;
  // One of these, anywhere.
  bool has_any(std::span<const std::string_view> duties) const;
  std::set<std::string> roles() const;
  // Of the whole company, by any duty, or by one of these.
  bool all_outlets() const;
  bool all_outlets(std::span<const std::string_view> duties) const;
  // Roots of the scope; empty with all_outlets().
  std::set<std::string> outlets() const;
};

}  // namespace kintsugi::api
