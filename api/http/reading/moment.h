#pragma once
// Times and positions as clients write them. Pure.

#include <optional>
#include <string_view>

#include "events/base/types.h"

namespace kintsugi::api {

// RFC 3339 with an offset or Z, to the millisecond; nullopt for anything else, and before 1970.
std::optional<Instant> parse_instant(std::string_view text);
std::optional<Position> parse_position(std::string_view text);  // decimal digits
// The ends of a span of time, the second one exclusive, and a moment: an RFC 3339 time, or a date
// (from its begin, to its end, as of its end, in Asia/Shanghai).
std::optional<Instant> parse_begin(std::string_view text);
std::optional<Instant> parse_end(std::string_view text);
std::optional<Instant> parse_last(std::string_view text);
bool is_month(std::string_view text);  // "2026-03"
// "2s", "500ms", "2" (seconds)
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

}  // namespace kintsugi::api
