#pragma once
// What subcontracted work may cost. Pure.

#include <cstdint>
#include <string>

#include "core/events.h"
#include "schema/subcontract_refusals.h"

namespace kintsugi::core::subcontract {

inline constexpr std::int64_t cost_max = 100'000'000;  // fen: a million yuan

// refused "subcontract.bad_amount".
inline Result<void> check_cost(std::int64_t cost) {
  if (cost >= 0 && cost <= cost_max) return {};
  return refuse(schema::SubcontractRefusal::bad_amount, std::to_string(cost) + " fen");
}

}  // namespace kintsugi::core::subcontract
