#pragma once
// Which customer stands for one that was merged, and where customers stand in the tree of
// companies.

#include <string>
#include <string_view>

#include "core/reads.h"
#include "events/base/result.h"
#include "schema/customer_state.h"

namespace kintsugi::core::customer {

// Refused "customer.merged", naming the customer that stands for it, where it was merged.
Result<void> check_active(std::string_view id, const schema::Customer& customer, Reads& reads);

// The customer itself, or the one into which it was merged, however often. Reads each on the way.
std::string standing_for(std::string_view id, Reads& reads);

// The parent may stand above the customer: it is there, is not merged, and does not stand below.
// Refused "customer.unknown_parent", "customer.merged", "customer.cycle".
Result<void> check_parent(const std::string& customer, const std::string& parent, Reads& reads);

// Whether `above` stands above `id` in the tree, at any level.
bool is_above(std::string_view above, std::string_view id, Reads& reads);

}  // namespace kintsugi::core::customer
