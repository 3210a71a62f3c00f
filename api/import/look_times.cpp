#include "api/import/look_times.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "api/import/day_and_clock.h"
#include "api/import/time_reader.h"

namespace kintsugi::api::import {
namespace {

// How dates and times of day are written; a format is one of each.
constexpr std::array<const char*, 26> dates = {
    "%Y/%m/%d",  "%d/%m/%Y",  "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y年%m月%d日", "%d-%b-%Y",
    "%d %b %Y",  "%b %d, %Y", "%b %d %Y", "%Y.%m.%d", "%d/%m/%y", "%m/%d/%y",     "%d.%m.%y",
    "%y/%m/%d",  "%y-%m-%d",  "%d-%m-%y", "%y.%m.%d", "民国%E年%m月%d日", "%E年%m月%d日", "%E/%m/%d",
    "%Y-%m-%d",  "%Y-%m-%d %a", "%Y-%m-%d%a", "%Y年%m月%d日 %a", "%Y%m%d"};
constexpr std::array<const char*, 13> hours = {
    " %H:%M:%S", " %H:%M",    " %I:%M:%S %p",  " %I:%M %p",  " %p %I:%M:%S",    " %p %I:%M",
    "",          ", %I:%M %p", " %H:%M:%S.%f", " %H时%M分", " %H时%M分%S秒",
    "%H时%M分",   "%H时%M分%S秒"};

std::vector<std::string> formats() {
  std::vector<std::string> list = {"iso8601",
                                   "excel",
                                   "unix",
                                   "unix_ms",
                                   "unix_us",
                                   "unix_ns",
                                   "%Y%m%d%H%M%S",
                                   "%Y%m%d%H%M",
                                   "%Y%m%d",
                                   "%a %b %d %Y %H:%M",
                                   "%a %b %d %H:%M:%S %a %Y",
                                   "%a, %d %b %Y %H:%M:%S %z",
                                   "%d %b %Y %H:%M:%S %z",
                                   "%Y%m%dT%H%M%S%z",
                                   "%Y%m%dT%H%M%S",
                                   "%Y-%m-%d %I:%M:%S %p",
                                   "%Y-%m-%d %I:%M %p",
                                   "%Y-%m-%d %p %I:%M"};
  for (const char* date : dates) {
    for (const char* hour : hours) list.push_back(std::string(date) + hour);
  }
  return list;
}

// Service systems are not so old.
constexpr std::int64_t years_ms = 86'400'000LL * 365 * 2;

// How many of the values a format reads, and which time they then span.
struct ReadAs {
  double share = 0;
  std::optional<Instant> first;
  std::optional<Instant> last;
  std::chrono::milliseconds span() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(last.value_or(Instant{}) -
                                                                 first.value_or(Instant{}));
  }
};

ReadAs read_as(const TimeReader& reader, const std::string& format,
               const std::vector<std::string>& values, std::size_t most, Instant now) {
  const bool says_hours =
      format.find("%H") != std::string::npos || format.find("%I") != std::string::npos;
  ReadAs all;
  std::size_t read = 0;
  std::size_t tried = 0;
  const std::size_t step = std::max<std::size_t>(1, values.size() / most);
  for (std::size_t i = 0; i < values.size(); i += step) {
    if (reader.says_no_date(values[i])) continue;
    ++tried;
    const Result<LocalTime> time = reader.read_local(values[i]);
    // A format with hours is none of days alone.
    if (time && time->day_only && says_hours) continue;
    if (!time || to_ms(time->at) <= years_ms || time->at > now) continue;
    ++read;
    all.first = std::min(all.first.value_or(time->at), time->at);
    all.last = std::max(all.last.value_or(time->at), time->at);
  }
  if (tried > 0) all.share = static_cast<double>(read) / static_cast<double>(tried);
  return all;
}

bool says_offset(const std::string& text) {
  const std::size_t day = text.find_first_of(":");
  if (day == std::string::npos) return false;
  return text.back() == 'Z' || text.find_first_of("+", day) != std::string::npos ||
         text.find('-', day) != std::string::npos;
}

// Simulated logs begin when the computer's clock does.
bool all_near_1970(const std::vector<std::string>& values) {
  const Result<TimeReader> reader = TimeReader::make("iso8601", "+08:00");
  return reader && std::all_of(values.begin(), values.end(), [&](const std::string& value) {
           const Result<Instant> time = reader->read(value);
           return time && to_ms(*time) >= -years_ms && to_ms(*time) <= years_ms;
         });
}

// A format that reads as many of the values, and as other times.
std::string rival_of(const std::string& format, const ReadAs& best,
                     const std::vector<std::string>& formats,
                     const std::vector<std::string>& values, Instant now) {
  if (!format.starts_with('%')) return {};
  for (const std::string& other : formats) {
    const Result<TimeReader> reader = TimeReader::make(other, "+08:00");
    if (!reader || !other.starts_with('%')) continue;
    const ReadAs read = read_as(*reader, other, values, values.size(), now);
    if (read.share >= best.share && (read.first != best.first || read.last != best.last))
      return other;
  }
  return {};
}

}  // namespace

bool is_clock(const std::string& text) {
  static const Result<TimeReader> reader = TimeReader::make("%Y-%m-%d %H:%M", "+08:00");
  const std::string whole = day_and_clock("2000-01-01", text);
  return whole.find(':') != std::string::npos && reader && reader->read(whole);
}

static TimeGuess best_of(const std::vector<std::string>& formats,
                         const std::vector<std::string>& values, Instant now) {
  TimeGuess best;
  ReadAs best_read;
  if (values.empty()) return best;
  for (const std::string& format : formats) {
    const Result<TimeReader> reader = TimeReader::make(format, "+08:00");
    if (!reader) continue;
    if (read_as(*reader, format, values, 50, now).share < best.share) continue;
    const ReadAs read = read_as(*reader, format, values, values.size(), now);
    // Of 25/03/04, 25/03/05 days in a row are likelier than a day of each year.
    const bool closer = read.share == best.share && best.format.starts_with('%') &&
                        format.starts_with('%') && read.span() * 4 < best_read.span();
    if (read.share <= best.share && !closer) continue;
    best.share = read.share;
    best.format = format;
    best_read = read;
  }
  if (best.share < 0.5) {
    best = {};
    best.from_1970 = all_near_1970(values);
    return best;
  }
  best.first = best_read.first;
  best.last = best_read.last;
  best.rival = rival_of(best.format, best_read, formats, values, now);
  best.has_offset =
      best.format.starts_with("unix") || best.format.ends_with("%z") ||
      (best.format == "iso8601" && says_offset(values.front()));
  return best;
}

TimeGuess guess_time(const std::vector<std::string>& values, Instant now) {
  return best_of(formats(), values, now);
}

}  // namespace kintsugi::api::import
