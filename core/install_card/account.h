#pragma once
// What one commit moves between those who hold cards: one event a holder and kind of movement.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "core/events.h"
#include "core/reads.h"
#include "schema/install_card_state.h"

namespace kintsugi::core::install_card {

// "technician:T1", or "outlet:S1" where no technician is named.
std::string account_of(std::string_view technician, std::string_view outlet);

class CardMovements {
 public:
  // One card more (or, with -1, one less) of that movement at the technician, else at the outlet.
  void note(schema::CardMovement movement, const std::string& technician,
            const std::string& outlet, const std::string& card, std::int32_t count = 1);
  // CardsMoved of each account, in the order of their ids. Reads them.
  void tell(const std::string& order, Reads& reads, Events& events) const;

 private:
  struct Sum {
    std::string technician, outlet, first_card;
    std::int32_t count = 0;
  };
  std::map<std::pair<std::string, schema::CardMovement>, Sum> sums_;
};

}  // namespace kintsugi::core::install_card
