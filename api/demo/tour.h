#pragma once
// The tour of the demo company: six moments that solve its mystery (histories/mystery.h). Any
// thread.

#include <string>
#include <string_view>
#include <vector>

#include "api/service/service.h"
#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api {

struct TourStep {
  // Stable: count_differs, ledger, before_and_after, the_receipt, who_did_it, corrected.
  std::string_view name;
  Position position;  // of the last commit that is to be seen
  Instant at;         // its recorded time
  std::string path;   // of the console, with as_of
  std::vector<Position> marks{};  // of the commits that its words speak of
};

// The steps in their order; none where the tenant has no such mystery. Only where the service takes
// commands. Errors: the node's, the log's.
Result<std::vector<TourStep>> tour_of(Service& service, const std::string& tenant);

}  // namespace kintsugi::api
