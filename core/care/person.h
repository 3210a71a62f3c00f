#pragma once
// What a person said last of calls. Somebody who was registered twice is one person: whoever stands
// for the customer, and all who were merged into him. Pure; for decisions and read models.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "schema/care_state.h"
#include "schema/customer_state.h"

namespace kintsugi::core::care {

// wish_of(id) and customer_of(id) give the state under an id, or null. Null: he said nothing.
template <class WishOf, class CustomerOf>
const schema::ContactWish* last_wish(std::string_view customer, WishOf wish_of,
                                     CustomerOf customer_of) {
  constexpr int merges_max = 32;             // of one into another into another
  constexpr std::size_t records_max = 200;  // of one person
  std::vector<std::string> records{std::string(customer)};
  for (int i = 0; i < merges_max; ++i) {
    const schema::Customer* one = customer_of(records.front());
    if (one == nullptr || one->status != schema::CustomerStatus::merged) break;
    records.front() = std::string(one->merged_into);
  }
  const schema::ContactWish* last = nullptr;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const std::string record = records[i];
    const schema::ContactWish* wish = wish_of(record);
    if (wish != nullptr && (last == nullptr || wish->at > last->at)) last = wish;
    const schema::Customer* one = customer_of(record);
    if (one == nullptr) continue;
    for (const std::string& merged : one->merged)
      if (records.size() < records_max) records.push_back(merged);
  }
  return last;
}

}  // namespace kintsugi::core::care
