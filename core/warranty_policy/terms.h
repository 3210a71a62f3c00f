#pragma once
// Which line of which policy says what is owed for an appliance.

#include <cstdint>
#include <string>
#include <string_view>

#include "core/reads.h"
#include "schema/warranty_policy_state.h"

namespace kintsugi::core::warranty_policy {

// For brands without a policy of their own.
inline constexpr std::string_view default_policy = "default";

struct Terms {
  std::string policy;                           // empty: none fits
  std::uint32_t version = 0;                    // of the policy
  std::uint32_t number = 0;                     // of the line in it, 1 first
  const schema::WarrantyLine* line = nullptr;   // lives until the decision ends; null: none fits
  explicit operator bool() const { return line != nullptr; }
};

struct Appliance {
  std::string_view brand{};
  std::string_view category{};
  std::string_view model{};
  std::string_view contract{};
};

// The most specific line that fits, of the version in force on `date` (days since 1970-01-01,
// Shanghai) of the brand's policy; where that has none, of the default policy. Reads both.
Terms terms_of(const Appliance& appliance, std::int32_t date, Reads& reads);

}  // namespace kintsugi::core::warranty_policy
