#include "api/import/time_numbers.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace kintsugi::api::import {
namespace {

constexpr std::int64_t ms_of_a_day = 86'400'000;
constexpr std::int64_t excel_last_day = 2'958'465;  // 9999-12-31

bool is_figure(char c) { return c >= '0' && c <= '9'; }

// Digits, and behind a point or comma at most 12 more: the whole and the rest in 10^-12.
struct Decimal {
  std::int64_t whole = 0;
  std::int64_t rest = 0;
};
std::optional<Decimal> decimal(std::string_view text) {
  Decimal made;
  std::size_t at = 0;
  for (; at < text.size() && is_figure(text[at]); ++at) {
    if (made.whole > (std::numeric_limits<std::int64_t>::max() - 9) / 10) return std::nullopt;
    made.whole = made.whole * 10 + (text[at] - '0');
  }
  if (at == 0) return std::nullopt;
  if (at == text.size()) return made;
  if ((text[at] != '.' && text[at] != ',') || at + 1 == text.size()) return std::nullopt;
  std::int64_t scale = 100'000'000'000;
  for (++at; at < text.size(); ++at, scale /= 10) {
    if (!is_figure(text[at])) return std::nullopt;
    made.rest += (text[at] - '0') * scale;
  }
  return made;
}

// Formats that count from 1970, by how many a second has.
struct Count {
  std::string_view format;
  std::int64_t in_a_second;
};
constexpr std::array<Count, 4> counts = {
    {{"unix", 1}, {"unix_ms", 1000}, {"unix_us", 1'000'000}, {"unix_ns", 1'000'000'000}}};

const Count* count_of(std::string_view format) {
  const auto* found = std::find_if(counts.begin(), counts.end(),
                                   [&](const Count& one) { return one.format == format; });
  return found == counts.end() ? nullptr : found;
}

// What so large a number counts, if it is a time of our days: in each of them 1973 to 5138.
const Count& likely_count(std::int64_t number) {
  std::size_t at = 0;
  while (at + 1 < counts.size() && number / counts[at].in_a_second >= 100'000'000'000) ++at;
  return counts[at];
}

Result<NumberTime> since_1970(std::string_view text, const Decimal& number, const Count& count) {
  // 1927 to 2173 as Excel's days are minutes after 1970 as seconds.
  if (count.in_a_second == 1 && number.whole >= 10'000 && number.whole < 100'000)
    return bad_date(text, "it looks like a day of Excel: time_format = \"excel\"");
  const Count& likely = likely_count(number.whole);
  const bool finer = likely.in_a_second > count.in_a_second;
  const bool coarser = count.in_a_second > 1000 && likely.in_a_second < count.in_a_second;
  if (finer || (coarser && number.whole >= 100'000'000))
    return bad_date(text, "it looks like time_format = \"" + std::string(likely.format) + "\"");
  NumberTime time;
  time.since_1970_ms =
      count.in_a_second > 1000
          ? number.whole / (count.in_a_second / 1000)
          : number.whole * (1000 / count.in_a_second) + number.rest / 1'000'000'000;
  return time;
}

bool is_excel(std::string_view format) { return format == "excel" || format == "excel_1904"; }

Result<NumberTime> of_excel(std::string_view text, const Decimal& number, bool whole,
                            std::chrono::days later) {
  if (number.whole > excel_last_day) return bad_date(text, "beyond Excel's last day, 9999-12-31");
  // Excel keeps about 0.1 ms: what is nearly a second is that second.
  std::int64_t ms = (number.rest / 1000 * (ms_of_a_day / 1000) + 500'000) / 1'000'000;
  if (const std::int64_t off = (ms + 500) % 1000 - 500; off >= -5 && off <= 5) ms -= off;
  NumberTime time;
  time.day_only = whole;
  time.day = std::chrono::sys_days(std::chrono::year{1899} / 12 / 30) + later +
             std::chrono::days(number.whole + ms / ms_of_a_day);
  time.ms_of_day = ms % ms_of_a_day;
  return time;
}

}  // namespace

tl::unexpected<Error> bad_date(std::string_view text, std::string_view why) {
  return fail(ErrorKind::invalid, "import.bad_date",
              "bad date \"" + std::string(text.substr(0, 60)) + "\": " + std::string(why));
}

bool is_number_format(std::string_view format) {
  return is_excel(format) || count_of(format) != nullptr;
}

namespace {

// A day, and its time as a part of it in another column: "45720 0.375".
std::string added_up(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::string(text);
  const std::string_view day = text.substr(0, blank);
  const std::string_view part = text.substr(text.find_first_not_of(' ', blank));
  const std::size_t mark = day.find_first_of(".,");
  const bool whole = mark == std::string_view::npos ||
                     day.find_first_not_of('0', mark + 1) == std::string_view::npos;
  if (!whole || !part.starts_with('0')) return std::string(text);
  return std::string(day.substr(0, mark)).append(part.substr(1));
}

}  // namespace

Result<NumberTime> read_number(std::string_view written, std::string_view format) {
  const std::string text = is_excel(format) ? added_up(written) : std::string(written);
  const std::optional<Decimal> number = decimal(text);
  const bool whole = text.find_first_of(".,") == std::string_view::npos;
  const Count* count = count_of(format);
  if (!number || (count != nullptr && count->in_a_second > 1 && !whole))
    return bad_date(text, "expected " + std::string(format) + ", a number");
  if (count != nullptr) return since_1970(text, *number, *count);
  return of_excel(text, *number, whole,
                  format == "excel" ? std::chrono::days{0} : excel_1904_later);
}

}  // namespace kintsugi::api::import
