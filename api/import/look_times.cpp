#include "api/import/look_times.h"

#include <algorithm>
#include <array>

#include "api/import/time_reader.h"

namespace kintsugi::api::import {
namespace {

// How dates and times of day are written; a format is one of each.
constexpr std::array<const char*, 19> dates = {
    "%Y/%m/%d",  "%d/%m/%Y",  "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y年%m月%d日", "%d-%b-%Y",
    "%d %b %Y",  "%b %d, %Y", "%b %d %Y", "%Y.%m.%d", "%d/%m/%y", "%m/%d/%y",     "%d.%m.%y",
    "%Y-%m-%d",  "%Y-%m-%d %a", "%Y-%m-%d%a", "%Y年%m月%d日 %a", "%Y%m%d"};
constexpr std::array<const char*, 11> hours = {
    " %H:%M:%S", " %H:%M",    " %I:%M:%S %p",  " %I:%M %p",  " %p %I:%M:%S",    " %p %I:%M",
    "",          ", %I:%M %p", " %H:%M:%S.%f", " %H时%M分", " %H时%M分%S秒"};

std::vector<std::string> formats() {
  std::vector<std::string> list = {"iso8601",
                                   "excel",
                                   "unix",
                                   "unix_ms",
                                   "%Y%m%d%H%M%S",
                                   "%Y%m%d%H%M",
                                   "%Y%m%d",
                                   "%a %b %d %Y %H:%M",
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

double share_read(const TimeReader& reader, const std::string& format,
                  const std::vector<std::string>& values, std::size_t most, Instant now) {
  const bool says_hours =
      format.find("%H") != std::string::npos || format.find("%I") != std::string::npos;
  std::size_t read = 0;
  std::size_t tried = 0;
  const std::size_t step = std::max<std::size_t>(1, values.size() / most);
  for (std::size_t i = 0; i < values.size(); i += step) {
    if (reader.says_no_date(values[i])) continue;
    ++tried;
    const Result<LocalTime> time = reader.read_local(values[i]);
    // A format with hours is none of days alone.
    if (time && time->day_only && says_hours) continue;
    if (time && to_ms(time->at) > years_ms && time->at <= now) ++read;
  }
  return tried == 0 ? 0 : static_cast<double>(read) / static_cast<double>(tried);
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

// Day and month in the other order.
std::string swapped(const std::string& format) {
  std::string out = format;
  const std::size_t day = out.find("%d");
  const std::size_t month = out.find("%m");
  if (day == std::string::npos || month == std::string::npos || out.starts_with("%Y")) return {};
  std::swap(out[day + 1], out[month + 1]);
  return out;
}

}  // namespace

bool is_clock(const std::string& text) {
  static const Result<TimeReader> reader = TimeReader::make("%Y-%m-%d %H:%M", "+08:00");
  return text.find(':') != std::string::npos && reader && reader->read("2000-01-01 " + text);
}

TimeGuess guess_time(const std::vector<std::string>& values, Instant now) {
  TimeGuess best;
  if (values.empty()) return best;
  for (const std::string& format : formats()) {
    const Result<TimeReader> reader = TimeReader::make(format, "+08:00");
    if (!reader) continue;
    if (share_read(*reader, format, values, 50, now) <= best.share) continue;
    const double share = share_read(*reader, format, values, values.size(), now);
    if (share > best.share) {
      best.share = share;
      best.format = format;
    }
  }
  if (best.share < 0.5) {
    best = {};
    best.from_1970 = all_near_1970(values);
    return best;
  }
  if (const std::string other = swapped(best.format); !other.empty()) {
    const Result<TimeReader> reader = TimeReader::make(other, "+08:00");
    if (reader && share_read(*reader, other, values, values.size(), now) >= best.share)
      best.rival = other;
  }
  best.has_offset =
      best.format.starts_with("unix") || (best.format == "iso8601" && says_offset(values.front()));
  return best;
}

}  // namespace kintsugi::api::import
