#pragma once
// Who is told of urgent reports: ids of desks, and who may be named. Pure.

#include <string_view>

#include "core/reads.h"

namespace kintsugi::core::urgent_desk {

// The company's; an outlet's is named as the outlet is.
inline constexpr std::string_view headquarters = "headquarters";

// An active operator whose duties let him acknowledge an alarm at `outlet` (empty: at none yet).
bool may_be_told(std::string_view person, std::string_view outlet, Reads& reads);

}  // namespace kintsugi::core::urgent_desk
