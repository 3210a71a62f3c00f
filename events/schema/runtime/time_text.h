#pragma once
// Times and dates as JSON shows them. Pure; Gregorian, years 0001 to 9999, UTC.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintsugi::schema {

// RFC 3339 with offset or Z, at most three digits of a second kept: "2026-03-01T14:05:09.12+08:00".
// Milliseconds since 1970-01-01T00:00:00Z. A leap second (:60) is refused.
std::optional<std::int64_t> parse_instant_ms(std::string_view text);

// "2026-03-01": days since 1970-01-01.
std::optional<std::int32_t> parse_date_days(std::string_view text);
std::string format_date(std::int32_t days);

}  // namespace kintsugi::schema
