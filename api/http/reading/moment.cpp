#include "api/http/reading/moment.h"

#include <charconv>

namespace kintsugi::api {

namespace {

// Takes `count` digits from the front.
std::optional<int> digits(std::string_view& text, std::size_t count) {
  int value = 0;
  if (text.size() < count) return std::nullopt;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, std::string_view any_of) {
  if (text.empty() || any_of.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_date(std::string_view& text) {
  auto year = digits(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  auto month = digits(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  auto day = digits(text, 2);
  if (!day) return std::nullopt;
  std::chrono::year_month_day date{std::chrono::year(*year),
                                   std::chrono::month(static_cast<unsigned>(*month)),
                                   std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok() || *year < 1970) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (take(text, "Zz")) return std::chrono::minutes(0);
  bool minus = !text.empty() && text.front() == '-';
  if (!take(text, "+-")) return std::nullopt;
  auto hours = digits(text, 2);
  if (!hours || !take(text, ":")) return std::nullopt;
  auto minutes = digits(text, 2);
  if (!minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  std::chrono::minutes offset(*hours * 60 + *minutes);
  return minus ? -offset : offset;
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  auto date = take_date(text);
  if (!date || !take(text, "Tt ")) return std::nullopt;
  auto hour = digits(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  auto minute = digits(text, 2);
  if (!minute || !take(text, ":")) return std::nullopt;
  auto second = digits(text, 2);
  if (!second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  int ms = 0;
  if (take(text, ".")) {
    int scale = 100;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
      ms += (text.front() - '0') * scale;
      scale /= 10;
      text.remove_prefix(1);
    }
  }
  auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return Instant(*date + std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
                 std::chrono::seconds(*second) + std::chrono::milliseconds(ms) - *offset);
}

std::optional<Position> parse_position(std::string_view text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0 ||
      value == INT64_MAX)  // the next one is to be a position, too
    return std::nullopt;
  return Position{value};
}

namespace {

std::optional<Instant> parse_bound(std::string_view text, std::chrono::days after_date) {
  if (auto instant = parse_instant(text)) return instant;
  auto date = take_date(text);
  if (!date || !text.empty()) return std::nullopt;
  return Instant(*date + after_date - std::chrono::hours(8));  // midnight at UTC+8
}

}  // namespace

std::optional<Instant> parse_begin(std::string_view text) {
  return parse_bound(text, std::chrono::days(0));
}
std::optional<Instant> parse_end(std::string_view text) {
  return parse_bound(text, std::chrono::days(1));
}

bool is_month(std::string_view text) {
  if (text.size() != 7) return false;
  const std::string day = std::string(text) + "-01";
  std::string_view rest = day;
  return take_date(rest).has_value() && rest.empty();
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  std::int64_t scale = 1000;
  if (text.size() > 2 && text.substr(text.size() - 2) == "ms") {
    scale = 1;
    text.remove_suffix(2);
  } else if (text.size() > 1 && text.back() == 's') {
    text.remove_suffix(1);
  }
  auto number = parse_position(text);
  if (!number || number->value > 3'600'000) return std::nullopt;
  return std::chrono::milliseconds(number->value * scale);
}

}  // namespace kintsugi::api
