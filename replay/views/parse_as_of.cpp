#include <charconv>
#include <chrono>

#include "replay/views/views.h"

namespace kintsugi::replay {
namespace {

// The number at the front, of exactly `digits` digits; then the character `end` where not 0.
bool take(std::string_view& text, std::size_t digits, char end, int& out) {
  if (text.size() < digits) return false;
  const auto parsed = std::from_chars(text.data(), text.data() + digits, out);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + digits || out < 0) return false;
  text.remove_prefix(digits);
  if (end == 0) return true;
  if (text.empty() || (text[0] != end && !(end == 'T' && (text[0] == ' ' || text[0] == 't'))))
    return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Instant> parse_time(std::string_view text) {
  using namespace std::chrono;
  int y = 0, m = 0, d = 0, hour = 0, minute = 0, second = 0, offset_hour = 0, offset_minute = 0;
  if (!take(text, 4, '-', y) || !take(text, 2, '-', m) || !take(text, 2, 0, d)) return {};
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!date.ok()) return {};
  const Instant start = sys_days(date);
  if (text.empty()) return start + days(1) - hours(8) - milliseconds(1);
  if (text[0] != 'T' && text[0] != 't' && text[0] != ' ') return {};
  text.remove_prefix(1);
  if (!take(text, 2, ':', hour) || !take(text, 2, ':', minute) || !take(text, 2, 0, second)) return {};
  if (hour > 23 || minute > 59 || second > 60) return {};
  milliseconds fraction(0);
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    int scale = 100;
    if (text.empty() || text[0] < '0' || text[0] > '9') return {};
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1), scale /= 10)
      fraction += milliseconds((text[0] - '0') * scale);
  }
  const Instant local = start + hours(hour) + minutes(minute) + seconds(second) + fraction;
  if (text == "Z" || text == "z") return local;
  if (text.empty() || (text[0] != '+' && text[0] != '-' && text[0] != ' ')) return {};
  const int sign = text[0] == '-' ? -1 : 1;  // a blank: a plus that a URL has lost
  text.remove_prefix(1);
  if (!take(text, 2, ':', offset_hour) || !take(text, 2, 0, offset_minute) || !text.empty()) return {};
  return local - sign * (hours(offset_hour) + minutes(offset_minute));
}

}  // namespace

Result<AsOf> parse_as_of(std::string_view text) {
  if (text.empty() || text == "latest" || text == "now") return AsOf::now();
  std::int64_t position = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), position);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && position >= 0)
    return AsOf::position(Position{position});
  if (const auto time = parse_time(text)) return AsOf::time(*time);
  return fail(ErrorKind::invalid, "as_of.malformed",
              "\"" + std::string(text.substr(0, 100)) +
                  "\" is no moment; give a position (182734), a time (2026-03-01T14:05:09Z), a day "
                  "(2026-03-01) or latest");
}

}  // namespace kintsugi::replay
