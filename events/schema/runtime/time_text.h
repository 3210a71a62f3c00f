#pragma once
// Times and dates as people and JSON write them: the one reader of them for requests, commands,
// lists and the command line. Pure; Gregorian, years 0001 to 9999.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kintsugi::schema {

// RFC 3339 with offset or Z, at most three digits of a second kept: "2026-03-01T14:05:09.12+08:00".
// Milliseconds since 1970-01-01T00:00:00Z. A leap second (:60) is refused. A blank for the sign of
// an offset is a plus: that is what a URL makes of one that nobody escaped.
std::optional<std::int64_t> parse_instant_ms(std::string_view text);

// What a bare day stands for, where a moment is asked for.
enum class OfDay {
  begin,  // its first millisecond: of a span from it on
  last,   // its last millisecond: as of that day
  end,    // the first millisecond of the next: of a span to it, the end left out
};

// As parse_instant_ms, or a day such as "2026-03-01", as it is in Asia/Shanghai (UTC+8).
std::optional<std::int64_t> parse_moment_ms(std::string_view text, OfDay of_day);

// "2026-03-01": days since 1970-01-01.
std::optional<std::int32_t> parse_date_days(std::string_view text);
std::string format_date(std::int32_t days);

}  // namespace kintsugi::schema
