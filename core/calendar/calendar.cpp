#include "core/calendar/calendar.h"

namespace kintsugi::core {
namespace {

constexpr std::chrono::hours shanghai_offset{
    8};  // no daylight saving since 1991; the log begins later

void append_padded(std::string& out, unsigned value, unsigned digits) {
  std::string text = std::to_string(value);
  out.append(digits > text.size() ? digits - text.size() : 0, '0').append(text);
}

}  // namespace

std::int32_t day_of(Instant t) {
  const auto days = std::chrono::floor<std::chrono::days>(t + shanghai_offset);
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

Instant start_of(std::int32_t day) {
  return Instant(std::chrono::sys_days(std::chrono::days(day))) - shanghai_offset;
}

std::string compact_date(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
  std::string out;
  append_padded(out, static_cast<unsigned>(static_cast<int>(date.year())), 4);
  append_padded(out, static_cast<unsigned>(date.month()), 2);
  append_padded(out, static_cast<unsigned>(date.day()), 2);
  return out;
}

}  // namespace kintsugi::core
