#pragma once
// The calendar of the business: Asia/Shanghai, UTC+8 all year. A day is the number of days since
// 1970-01-01 there. Pure.

#include <cstdint>
#include <string>

#include "events/base/types.h"

namespace kintsugi::core {

// The day in Shanghai on which `t` falls.
std::int32_t day_of(Instant t);

// Its first millisecond.
Instant start_of(std::int32_t day);

// "20260301".
std::string compact_date(std::int32_t day);

}  // namespace kintsugi::core
