#include "events/schema/runtime/time_text.h"

#include <chrono>

namespace kintsugi::schema {
namespace {

// Exactly `count` digits at the start of `text`, which moves on.
bool digits(std::string_view& text, std::size_t count, int& out) {
  if (text.size() < count) return false;
  out = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool take(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool date(std::string_view& text, std::int32_t& days) {
  int year = 0, month = 0, day = 0;
  if (!digits(text, 4, year) || !take(text, '-') || !digits(text, 2, month) || !take(text, '-') ||
      !digits(text, 2, day)) {
    return false;
  }
  const std::chrono::year_month_day ymd{std::chrono::year(year),
                                        std::chrono::month(static_cast<unsigned>(month)),
                                        std::chrono::day(static_cast<unsigned>(day))};
  if (!ymd.ok() || year == 0) return false;
  days = static_cast<std::int32_t>(std::chrono::sys_days(ymd).time_since_epoch().count());
  return true;
}

// ".123456" -> 123; more digits are cut.
bool fraction(std::string_view& text, int& milliseconds) {
  milliseconds = 0;
  if (!take(text, '.')) return true;
  bool any = false;
  for (int unit = 100; !text.empty() && text.front() >= '0' && text.front() <= '9'; any = true) {
    milliseconds += unit * (text.front() - '0');
    unit /= 10;
    text.remove_prefix(1);
  }
  return any;
}

bool offset(std::string_view& text, int& minutes) {
  minutes = 0;
  if (take(text, 'Z') || take(text, 'z')) return true;
  const bool behind = !text.empty() && text.front() == '-';
  int h = 0, m = 0;
  const bool ahead = !behind && (take(text, '+') || take(text, ' '));
  if ((!ahead && !take(text, '-')) || !digits(text, 2, h) || !take(text, ':') ||
      !digits(text, 2, m) || h > 23 || m > 59) {
    return false;
  }
  minutes = (h * 60 + m) * (behind ? -1 : 1);
  return true;
}

}  // namespace

std::optional<std::int64_t> parse_instant_ms(std::string_view text) {
  std::int32_t days = 0;
  int hour = 0, minute = 0, second = 0, millisecond = 0, shift = 0;
  if (!date(text, days)) return std::nullopt;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  if (!digits(text, 2, hour) || !take(text, ':') || !digits(text, 2, minute) || !take(text, ':') ||
      !digits(text, 2, second) || !fraction(text, millisecond) || !offset(text, shift)) {
    return std::nullopt;
  }
  if (!text.empty() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::int64_t minutes = std::int64_t{days} * 1440 + hour * 60 + minute - shift;
  return (minutes * 60 + second) * 1000 + millisecond;
}

std::optional<std::int32_t> parse_date_days(std::string_view text) {
  std::int32_t days = 0;
  if (!date(text, days) || !text.empty()) return std::nullopt;
  return days;
}

std::optional<std::int64_t> parse_moment_ms(std::string_view text, OfDay of_day) {
  constexpr std::int64_t day_ms = 86'400'000, shanghai_ms = 8 * 3'600'000;
  const auto day = parse_date_days(text);
  if (!day) return parse_instant_ms(text);
  const std::int64_t begin = *day * day_ms - shanghai_ms;
  if (of_day == OfDay::begin) return begin;
  return begin + day_ms - (of_day == OfDay::last ? 1 : 0);
}

std::string format_date(std::int32_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
  const int year = static_cast<int>(ymd.year());
  const auto month = static_cast<unsigned>(ymd.month());
  const auto day = static_cast<unsigned>(ymd.day());
  std::string out = std::to_string(year);
  if (year >= 0 && year < 1000) out.insert(0, 4 - out.size(), '0');
  const auto two = [&](unsigned n) {
    out += '-';
    out += static_cast<char>('0' + n / 10);
    out += static_cast<char>('0' + n % 10);
  };
  two(month);
  two(day);
  return out;
}

}  // namespace kintsugi::schema
