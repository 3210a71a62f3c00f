#pragma once
// The numbers of a range of cards. Pure.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "events/base/result.h"

namespace kintsugi::core::install_card {

// The ids of `count` cards (0: one) from the number `first` on: its last digits count up and keep
// their width. refused "install_card.bad_card" where it is no number of a card or ends in no digit,
// ".bad_count" where there are more than 500 or the digits do not suffice.
Result<std::vector<std::string>> range_of(std::string_view first, std::int32_t count);

// The id of one card.
Result<std::string> id_of(std::string_view number);

}  // namespace kintsugi::core::install_card
