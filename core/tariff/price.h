#pragma once
// What a tariff says that something costs on a date.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/reads.h"
#include "core/rules/lines.h"
#include "events/base/result.h"
#include "schema/common_state.h"
#include "schema/tariff_state.h"

namespace kintsugi::core::tariff {

// And what that is made of. Amounts in fen, quantities in thousandths.
struct Price {
  std::int64_t unit_price = 0;  // for a quantity of 1000 thousandths
  std::uint32_t version = 0;    // of the tariff: name it in the event and by Events::uses_rule
  std::uint32_t line = 0;       // of the version, 1 first
  schema::ChargeBasis basis{};  // what the line is for; none: not said
  std::int64_t free_quantity = 0;
  std::int32_t rate = 0;      // in 1/10000, of a price; 0: the line has its own
  std::string of_item{};      // whose; empty: of one that is typed
  std::int64_t of_price = 0;  // as it counts
  std::int64_t cap_per_visit = 0;  // 0: none
  bool once_per_visit = false;
};

// The most specific line that fits. `wanted.at_least`: the measure. `of_price`: what is typed,
// where the line takes a share of that. Errors: refused "tariff.no_line", also where the item that
// a share is taken of has none; invalid "money.overflow".
Result<Price> price_in(const schema::TariffVersion& version, const rules::Key& wanted,
                       std::int64_t of_price = 0);

// The same of the version in force on `date` (days since 1970-01-01, Shanghai). Errors also:
// not_found "tariff.not_found", refused "tariff.not_in_force", "tariff.measure_missing".
Result<Price> price_of(std::string_view tariff, std::int32_t date, const rules::Key& wanted,
                       Reads& reads, std::int64_t of_price = 0);

// Its price has steps, whatever its measure is.
bool has_steps(const schema::TariffVersion& version, const rules::Key& wanted);

// What a quantity costs, without what is free of it; the cap is not looked at.
Result<std::int64_t> amount_of(const Price& price, std::int64_t quantity);

// Shares: of a line that there is, not in a circle, in place of a price; caps not below the price.
Result<void> check_shares(const std::vector<schema::TariffLine>& lines);

}  // namespace kintsugi::core::tariff
