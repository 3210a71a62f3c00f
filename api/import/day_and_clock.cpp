#include "api/import/day_and_clock.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace kintsugi::api::import {
namespace {

constexpr double seconds_of_a_day = 86'400;

bool is_all_of(const std::string& text, const char* characters, std::size_t from = 0) {
  return text.find_first_not_of(characters, from) == std::string::npos;
}

// "0.375" as 09:00:00.
std::string clock_of_part(const std::string& part) {
  double share = 0;
  std::from_chars(part.data(), part.data() + part.size(), share);
  const auto seconds = static_cast<int>(std::lround(share * seconds_of_a_day));
  return fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

}  // namespace

std::string midnight_of(const std::string& day) {
  const std::size_t blank = day.find_first_of(" T");
  if (blank == std::string::npos) return {};
  const std::string rest = day.substr(blank);
  return is_all_of(rest, "0:.", 1) && rest.find(':') != std::string::npos ? rest : std::string();
}

std::string day_and_clock(const std::string& day, const std::string& clock) {
  const std::string date = day.substr(0, day.size() - midnight_of(day).size());
  const std::size_t blank = clock.find_first_of(" T");
  const bool dated = blank != std::string::npos &&
                     (clock.starts_with("1899") || clock.starts_with("1900"));
  if (dated) return date + " " + clock.substr(blank + 1);
  const bool part = clock.starts_with("0.") && is_all_of(clock, "0123456789", 2);
  const bool number = is_all_of(date, "0123456789.,");
  return date + " " + (part && !number ? clock_of_part(clock) : clock);
}

}  // namespace kintsugi::api::import
