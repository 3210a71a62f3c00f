#pragma once
// Counting in dates: months, their ends, working days. A date is what core/calendar/calendar.h
// calls a day: the number of days since 1970-01-01 in Shanghai. Working days and public-holiday
// swaps are data. Pure.

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kintsugi::core::calendar {

using Date = std::int32_t;  // days since 1970-01-01

std::string format_date(Date date);                     // "2026-03-01"
std::optional<Date> parse_date(std::string_view text);  // "2026-03-01", a date that exists

// A calendar month.
struct Month {
  std::int32_t year = 1970;
  std::uint32_t month = 1;  // 1..12
  auto operator<=>(const Month&) const = default;
};
Month month_of(Date date);
Date first_day(Month month);
Date last_day(Month month);
std::string format_month(Month month);                    // "2026-03"
std::optional<Month> parse_month(std::string_view text);  // "2026-03"

// The same day of a later (or earlier) month, clamped to its last day: 2024-12-31 + 2 = 2025-02-28.
Date add_months(Date date, std::int32_t months);

// Exceptions from "Monday to Friday is worked". Both lists sorted, without repeats.
struct Swaps {
  std::vector<Date> worked;  // weekend days that are worked
  std::vector<Date> off;     // days that are not worked
};
bool is_working_day(Date date, const Swaps& swaps);
// The n-th working day after `date` (n >= 1); `date` itself does not count. n = 0 gives `date`.
Date add_working_days(Date date, std::int32_t n, const Swaps& swaps);

}  // namespace kintsugi::core::calendar
