#pragma once
// What an order earns under one version of a wage rule, and how its crew shares that. Pure
// arithmetic: the same function rates an order when it is posted, when wages are calculated again,
// and for a what-if.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"
#include "schema/wage_state.h"

namespace kintsugi::core::wage {

// The work to be paid. A charge is a piece with item, quantity and charge; line and wage are set by
// rate().
struct Work {
  std::string_view brand;
  std::string_view category;
  std::string_view model;
  schema::ServiceType service_type = schema::ServiceType::none;
  std::vector<schema::WagePiece> charges;
};

struct Rated {
  std::vector<schema::WagePiece>
      pieces;              // the charges in their order, then the order itself if it earns
  std::int64_t total = 0;  // fen: the sum of their wages
  bool operator==(const Rated&) const = default;
};

// Each charge by the line that fits it best (a rate of the charge, or a fixed amount per 1000
// thousandths), half up; then the fixed amount for the order, where a line without item has one. A
// charge that no line fits earns nothing. Errors: invalid "money.overflow".
Result<Rated> rate(const schema::WageRuleVersion& version, const Work& work);

// Sets the amounts of `shares` so that they add up to `total`: by weight, equally where all weights
// are 0; what is left over by largest fraction, then lowest technician id. Errors: as money::split.
Result<void> share_out(std::int64_t total, std::vector<schema::WageShare>& shares);

// The weights that the rule gives a crew of that size, the lead first; all 0 (equally) where it
// names none, or where there is no rule.
void set_weights(const schema::WageRuleVersion* version, std::vector<schema::WageShare>& crew);

}  // namespace kintsugi::core::wage
