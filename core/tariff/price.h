#pragma once
// What a tariff says that something costs on a date.

#include <cstdint>
#include <string_view>

#include "core/reads.h"
#include "core/rules/lines.h"
#include "events/base/result.h"
#include "schema/common_state.h"

namespace kintsugi::core::tariff {

struct Price {
  std::int64_t unit_price = 0;  // fen for a quantity of 1000 thousandths
  std::uint32_t version = 0;    // of the tariff: name it in the event and by Events::uses_rule
  std::uint32_t line = 0;       // of the version, 1 first
  schema::ChargeBasis basis{};  // what the line is for; none: not said
};

// The most specific line that fits, of the version in force on `date` (days since 1970-01-01,
// Shanghai). The amount is money::times_quantity(unit_price, quantity). Errors: not_found
// "tariff.not_found", refused "tariff.not_in_force", "tariff.no_line".
Result<Price> price_of(std::string_view tariff, std::int32_t date, const rules::Key& wanted,
                       Reads& reads);

}  // namespace kintsugi::core::tariff
