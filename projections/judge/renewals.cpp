#include "projections/judge/renewals.h"

#include <utility>

#include "core/policies/reactions.h"

namespace kintsugi::projections {

std::set<std::string> orders_with_deadlines(const StreamFold::DueOrder& due,
                                            std::string_view tenant) {
  std::set<std::string> orders;
  for (const PendingReaction* pending : due) {
    if (pending->tenant != tenant) continue;
    if (std::string order = core::order_of_deadline(pending->command); !order.empty())
      orders.insert(std::move(order));
  }
  return orders;
}

}  // namespace kintsugi::projections
