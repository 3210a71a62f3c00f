#include "core/calendar/dates.h"

#include <algorithm>
#include <chrono>

#include "events/schema/runtime/time_text.h"

namespace kintsugi::core::calendar {

namespace {

std::chrono::sys_days days(Date date) { return std::chrono::sys_days(std::chrono::days(date)); }

Date date(std::chrono::sys_days day) { return static_cast<Date>(day.time_since_epoch().count()); }

std::chrono::year_month chrono_month(Month month) {
  return std::chrono::year(month.year) / std::chrono::month(month.month);
}

void append_number(std::string& out, std::int64_t value, std::size_t digits) {
  const std::string text = std::to_string(value);
  if (text.size() < digits) out.append(digits - text.size(), '0');
  out.append(text);
}

// Exactly `size` decimal digits at `from`, else nothing.
std::optional<std::int32_t> digits_at(std::string_view text, std::size_t from, std::size_t size) {
  std::int32_t value = 0;
  for (std::size_t i = from; i < from + size; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string format_date(Date day) {
  const std::chrono::year_month_day ymd(days(day));
  std::string out;
  append_number(out, static_cast<int>(ymd.year()), 4);
  out.push_back('-');
  append_number(out, static_cast<unsigned>(ymd.month()), 2);
  out.push_back('-');
  append_number(out, static_cast<unsigned>(ymd.day()), 2);
  return out;
}

std::optional<Date> parse_date(std::string_view text) {
  return schema::parse_date_days(text);
}

Month month_of(Date day) {
  const std::chrono::year_month_day ymd(days(day));
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month())};
}

Date first_day(Month month) {
  return date(std::chrono::sys_days(chrono_month(month) / std::chrono::day(1)));
}

Date last_day(Month month) {
  return date(std::chrono::sys_days(chrono_month(month) / std::chrono::last));
}

std::string format_month(Month month) {
  std::string out;
  append_number(out, month.year, 4);
  out.push_back('-');
  append_number(out, month.month, 2);
  return out;
}

std::optional<Month> parse_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits_at(text, 0, 4);
  const auto month = digits_at(text, 5, 2);
  if (!year || !month || *month < 1 || *month > 12) return std::nullopt;
  return Month{*year, static_cast<std::uint32_t>(*month)};
}

Date add_months(Date day, std::int32_t months) {
  const std::chrono::year_month_day ymd(days(day));
  const std::chrono::year_month month = ymd.year() / ymd.month() + std::chrono::months(months);
  const std::chrono::year_month_day_last last = month / std::chrono::last;
  return date(std::chrono::sys_days(month / std::min(ymd.day(), last.day())));
}

bool is_working_day(Date day, const Swaps& swaps) {
  if (std::binary_search(swaps.off.begin(), swaps.off.end(), day)) return false;
  if (std::binary_search(swaps.worked.begin(), swaps.worked.end(), day)) return true;
  const std::chrono::weekday weekday(days(day));
  return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

Date add_working_days(Date day, std::int32_t n, const Swaps& swaps) {
  while (n > 0) {
    ++day;
    if (is_working_day(day, swaps)) --n;
  }
  return day;
}

}  // namespace kintsugi::core::calendar
