#pragma once
// Which customer stands for one that was merged, and where customers stand in the tree of
// companies.

#include <string>
#include <string_view>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/reads.h"
#include "events/base/result.h"
#include "schema/customer_refusals.h"
#include "schema/customer_state.h"

namespace kintsugi::core::customer {

// Refused "customer.merged", naming the customer that stands for it, where it was merged.
Result<void> check_active(std::string_view id, const schema::Customer& customer, Reads& reads);

// The customer itself, or the one into which it was merged, however often. Reads each on the way.
std::string standing_for(std::string_view id, Reads& reads);

// Whether both are one customer by now.
bool is_same(std::string_view one, std::string_view other, Reads& reads);

// The parent may stand above the customer: it is there, is not merged, and does not stand below.
// Refused "customer.unknown_parent", "customer.merged", "customer.cycle".
Result<void> check_parent(const std::string& customer, const std::string& parent, Reads& reads);

// The same, for who sends the command: another outlet's customer is as if there were none, one of
// no outlet is the company's, whom every outlet serves.
template <class Command>
Result<void> check_parent(const Command& command, const std::string& customer, Reads& reads) {
  const auto* above = reads.find<schema::Customer>(command.parent);
  const bool ours = above == nullptr || above->outlet.empty() ||
                    within_scope(command, above->outlet, reads).has_value();
  if (!ours) {
    return refuse(schema::CustomerRefusal::unknown_parent,
                  "there is no customer " + command.parent);
  }
  return check_parent(customer, command.parent, reads);
}

// Whether `above` stands above `id` in the tree, at any level.
bool is_above(std::string_view above, std::string_view id, Reads& reads);

}  // namespace kintsugi::core::customer
