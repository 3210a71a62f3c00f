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

// The work to be paid. A charge is a piece with item, quantity, charge and technician; line and
// wage are set by rate().
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

// Who gets what of one order.
struct Shares {
  std::vector<schema::WageShare> shares;  // the crew, the lead first; then those apart
  std::uint16_t apart = 0;                // so many, the last, only get what their charges earned
};

// Shares out what was rated. A charge's wage is its technician's; what names nobody, and the
// charges of a crew for whose size the rule names shares (or somebody `told` them), is the crew's.
// The crew's weights are the rule's unless told. `version` null: no rule. Errors: as money::split.
Result<Shares> share_among(const schema::WageRuleVersion* version, const Rated& rated,
                           std::vector<schema::WageShare> crew, bool told);

}  // namespace kintsugi::core::wage
