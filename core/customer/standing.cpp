#include "core/customer/standing.h"

#include "core/events.h"
#include "schema/customer_refusals.h"

namespace kintsugi::core::customer {

using No = schema::CustomerRefusal;
using schema::Customer;

namespace {

constexpr int levels_max = 8;   // of companies below companies
constexpr int merges_max = 32;  // of one into another into another

}  // namespace

std::string standing_for(std::string_view id, Reads& reads) {
  std::string at(id);
  for (int i = 0; i < merges_max && !at.empty(); ++i) {
    const Customer* found = reads.find<Customer>(at);
    if (found == nullptr || found->status != schema::CustomerStatus::merged) break;
    at = found->merged_into;
  }
  return at;
}

bool is_same(std::string_view one, std::string_view other, Reads& reads) {
  return one == other || standing_for(one, reads) == standing_for(other, reads);
}

Result<void> check_active(std::string_view id, const Customer& customer, Reads& reads) {
  if (customer.status != schema::CustomerStatus::merged) return {};
  return refuse(No::merged, "customer " + std::string(id) + " is now customer " +
                                standing_for(customer.merged_into, reads));
}

Result<void> check_parent(const std::string& customer, const std::string& parent, Reads& reads) {
  std::string above = parent;
  for (int level = 1; !above.empty(); ++level) {
    if (above == customer || level > levels_max)
      return refuse(No::cycle, customer + " stands above " + parent);
    const Customer* found = reads.find<Customer>(above);
    if (found == nullptr) return refuse(No::unknown_parent, "there is no customer " + above);
    if (level == 1) KINTSUGI_TRY_OK(check_active(above, *found, reads));
    above = found->parent;
  }
  return {};
}

bool is_above(std::string_view above, std::string_view id, Reads& reads) {
  std::string at(id);
  for (int level = 0; level <= levels_max && !at.empty(); ++level) {
    const Customer* found = reads.find<Customer>(at);
    at = found == nullptr ? std::string() : found->parent;
    if (at == above) return true;
  }
  return false;
}

}  // namespace kintsugi::core::customer
