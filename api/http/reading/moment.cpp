#include "api/http/reading/moment.h"

#include <charconv>
#include <string>

#include "events/schema/runtime/time_text.h"

namespace kintsugi::api {

namespace {

std::optional<Instant> moment(std::string_view text, schema::OfDay of_day) {
  const auto ms = schema::parse_moment_ms(text, of_day);
  if (!ms || *ms < -8 * 3'600'000) return std::nullopt;  // 1970 begins in Asia/Shanghai
  return instant_from_ms(*ms);
}

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
  return schema::parse_date_days(text) ? std::nullopt : moment(text, schema::OfDay::begin);
}
std::optional<Instant> parse_begin(std::string_view text) {
  return moment(text, schema::OfDay::begin);
}
std::optional<Instant> parse_end(std::string_view text) {
  return moment(text, schema::OfDay::end);
}
std::optional<Instant> parse_last(std::string_view text) {
  return moment(text, schema::OfDay::last);
}

std::optional<Position> parse_position(std::string_view text) {
  std::int64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0 ||
      value == INT64_MAX)  // the next one is to be a position, too
    return std::nullopt;
  return Position{value};
}

bool is_month(std::string_view text) {
  return text.size() == 7 && schema::parse_date_days(std::string(text) + "-01").has_value();
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
