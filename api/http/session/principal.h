#pragma once
// Whoever a request speaks for, with duties and outlets as they stood when it came. A value.

#include <set>
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
  bool local = false;  // the owner of the data directory, from the command line: reads only

  bool has_role(std::string_view role) const;
  std::set<std::string> roles() const;
  // Of the whole company, by any duty.
  bool all_outlets() const;
  std::set<std::string> outlets() const;  // roots of the scope; empty with all_outlets()
};

}  // namespace kintsugi::api
