#include "core/install_card/account.h"

#include "schema/install_card_events.h"

namespace kintsugi::core::install_card {

std::string account_of(std::string_view technician, std::string_view outlet) {
  return technician.empty() ? std::string("outlet:").append(outlet)
                            : std::string("technician:").append(technician);
}

void CardMovements::note(schema::CardMovement movement, const std::string& technician,
                         const std::string& outlet, const std::string& card, std::int32_t count) {
  Sum& sum = sums_[{account_of(technician, outlet), movement}];
  if (sum.first_card.empty()) sum = {technician, outlet, card, 0};
  sum.count += count;
}

void CardMovements::tell(const std::string& order, Reads& reads, Events& events) const {
  for (const auto& [key, sum] : sums_) {
    reads.find<schema::CardAccount>(key.first);
    events.on(key.first, schema::CardsMoved{.technician = sum.technician,
                                            .outlet = sum.outlet,
                                            .movement = key.second,
                                            .count = sum.count,
                                            .first_card = sum.first_card,
                                            .order = order});
  }
}

}  // namespace kintsugi::core::install_card
