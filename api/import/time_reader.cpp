#include "api/import/time_reader.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <optional>

#include "api/import/time_numbers.h"
#include "api/import/time_words.h"
#include "events/schema/runtime/clean_text.h"
#include "events/schema/runtime/time_text.h"

namespace kintsugi::api::import {

struct TimeReader::Parts {
  int year = 0;
  int month = 1;
  int day = 1;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
  std::optional<int> offset_minutes;
  std::optional<DayHalf> half;                // then the hour is one of twelve
  std::optional<std::int64_t> since_1970_ms;  // instead of all the others
  bool day_only = false;
};

struct TimeReader::Zone {
  std::int64_t offset_minutes = 0;
  std::unique_ptr<icu::TimeZone> named;  // null: the fixed offset
};

TimeReader::TimeReader(std::string pattern, std::unique_ptr<Zone> zone)
    : pattern_(std::move(pattern)), zone_(std::move(zone)) {}
TimeReader::TimeReader(TimeReader&&) noexcept = default;
TimeReader& TimeReader::operator=(TimeReader&&) noexcept = default;
TimeReader::~TimeReader() = default;

namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::chrono::hours business_offset{8};  // of Shanghai, which has no summer time

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  std::string_view& rest() { return rest_; }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool blanks() {
    const std::size_t before = rest_.size();
    while (take(' ')) {
    }
    return rest_.size() < before;
  }
  // A word of letters, whatever it is.
  bool word() {
    const std::size_t before = rest_.size();
    while (!rest_.empty() && !is_digit(rest_[0]) && rest_[0] != ' ' && rest_[0] != ',' &&
           rest_[0] != '/' && rest_[0] != '-') {
      rest_.remove_prefix(1);
    }
    return rest_.size() < before;
  }
  bool digits(std::size_t least, std::size_t most, int& value) {
    std::size_t count = 0;
    value = 0;
    while (count < most && count < rest_.size() && is_digit(rest_[count])) {
      value = value * 10 + (rest_[count] - '0');
      ++count;
    }
    rest_.remove_prefix(count);
    return count >= least;
  }
  bool fraction(int& milliseconds) {
    int scale = 100;
    milliseconds = 0;
    std::size_t count = 0;
    for (; count < rest_.size() && is_digit(rest_[count]); ++count) {
      milliseconds += (rest_[count] - '0') * scale;
      scale /= 10;
    }
    rest_.remove_prefix(count);
    return count >= 1 && count <= 12;
  }
  bool offset(std::optional<int>& minutes) {
    for (const std::string_view zero : {"Z", "z", "UTC", "GMT"}) {
      if (!rest_.starts_with(zero)) continue;
      rest_.remove_prefix(zero.size());
      minutes = 0;
      if (zero.size() == 1 || (peek() != '+' && peek() != '-')) return true;
      break;
    }
    const bool minus = peek() == '-';
    if (!take('+') && !take('-')) return false;
    int hours = 0;
    int rest = 0;
    const std::size_t before = rest_.size();
    if (!digits(1, 2, hours)) return false;
    if (take(':')) {
      if (!digits(2, 2, rest)) return false;
    } else if (is_digit(peek()) && (before - rest_.size() != 2 || !digits(2, 2, rest))) {
      return false;
    }
    if (hours > 18 || rest > 59) return false;
    minutes = (hours * 60 + rest) * (minus ? -1 : 1);
    return true;
  }

 private:
  std::string_view rest_;
};

std::optional<std::int64_t> fixed_offset(std::string_view zone) {
  if (zone == "UTC" || zone == "Z") return 0;
  Scanner scanner(zone);
  std::optional<int> minutes;
  if (zone.empty() || (zone.front() != '+' && zone.front() != '-')) return std::nullopt;
  if (!scanner.offset(minutes) || !scanner.at_end()) return std::nullopt;
  return *minutes;
}

tl::unexpected<Error> bad_format(std::string what) {
  return fail(ErrorKind::invalid, "import.bad_mapping", std::move(what));
}

Result<void> check_pattern(std::string_view format, std::string_view pattern) {
  static constexpr std::string_view known = "YyEmdbBHIMSfpzaA%";
  std::string seen;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    ++i;
    if (i == pattern.size() || known.find(pattern[i]) == std::string_view::npos) {
      return bad_format("unknown time format \"" + std::string(format) +
                        "\": iso8601, unix, unix_ms, unix_us, unix_ns, excel, excel_1904 or a "
                        "pattern of %Y %y %m %b %d %H %I %M %S %f %p %z");
    }
    seen += pattern[i];
  }
  for (const std::string_view part : {"YyE", "mbB", "d"}) {
    if (seen.find_first_of(part) == std::string::npos) {
      return bad_format("the time format \"" + std::string(format) + "\" has no %" + part[0]);
    }
  }
  const bool twelve = seen.find('I') != std::string::npos;
  if (twelve != (seen.find('p') != std::string::npos)) {
    return bad_format("the time format \"" + std::string(format) +
                      "\": %I and %p go together (hours of twelve, and which half of the day)");
  }
  return {};
}

}  // namespace

Result<TimeReader> TimeReader::make(std::string_view format, std::string_view zone) {
  auto where = std::make_unique<Zone>();
  if (const std::string_view places = places_of(zone); !places.empty())
    return bad_format("the time zone \"" + std::string(zone) + "\" is that of several places: " +
                      "say an offset such as +08:00, or a region (" + std::string(places) + ")");
  if (const std::optional<std::int64_t> offset = fixed_offset(zone)) {
    where->offset_minutes = *offset;
  } else {
    where->named.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(
        icu::StringPiece(zone.data(), static_cast<int>(zone.size())))));
    if (where->named == nullptr || *where->named == icu::TimeZone::getUnknown()) {
      return bad_format("unknown time zone \"" + std::string(zone) +
                        "\": an offset such as +08:00 or a name such as Asia/Shanghai");
    }
  }
  if (format == "iso8601" || is_number_format(format)) {
    return TimeReader(std::string(format), std::move(where));
  }
  std::string pattern = spelled_out(schema::clean_text(format, schema::TextFormat::code));
  KINTSUGI_TRY_OK(check_pattern(format, pattern));
  return TimeReader(std::move(pattern), std::move(where));
}

namespace {

template <class Parts>
bool scan_iso(Scanner& scanner, Parts& parts) {
  if (!scanner.digits(4, 4, parts.year) || !scanner.take('-') ||
      !scanner.digits(2, 2, parts.month) || !scanner.take('-') ||
      !scanner.digits(2, 2, parts.day)) {
    return false;
  }
  if (scanner.at_end()) return parts.day_only = true;  // its midnight
  if (!scanner.take('T') && !scanner.take('t') && !scanner.blanks()) return false;
  if (!scanner.digits(2, 2, parts.hour) || !scanner.take(':') ||
      !scanner.digits(2, 2, parts.minute)) {
    return false;
  }
  if (scanner.take(':')) {
    if (!scanner.digits(2, 2, parts.second)) return false;
    if ((scanner.take('.') || scanner.take(',')) && !scanner.fraction(parts.millisecond))
      return false;
  }
  scanner.blanks();
  return scanner.at_end() || (scanner.offset(parts.offset_minutes) && scanner.at_end());
}

template <class Parts>
bool scan_one(Scanner& scanner, char what, Parts& parts) {
  const auto named = [](auto taken, auto& into) {
    if (taken) into = *taken;
    return taken.has_value();
  };
  switch (what) {
    case 'Y':
      return scanner.digits(4, 4, parts.year);
    case 'y':
      if (!scanner.digits(2, 2, parts.year)) return false;
      parts.year += parts.year < 69 ? 2000 : 1900;
      return true;
    case 'E':  // of the Republic of China, 民国
      if (!scanner.digits(2, 3, parts.year)) return false;
      parts.year += 1911;
      return true;
    case 'm':
      return scanner.digits(1, 2, parts.month);
    case 'b':
    case 'B':
      return named(take_month(scanner.rest()), parts.month);
    case 'd':
      return scanner.digits(1, 2, parts.day);
    case 'H':
    case 'I':
      return scanner.digits(1, 2, parts.hour);
    case 'M':
      return scanner.digits(1, 2, parts.minute);
    case 'S':
      return scanner.digits(1, 2, parts.second);
    case 'f':
      return scanner.fraction(parts.millisecond);
    case 'p':
      scanner.blanks();
      if (!named(take_day_half(scanner.rest()), parts.half)) return false;
      scanner.blanks();
      return true;
    case 'z':
      scanner.blanks();
      return scanner.offset(parts.offset_minutes);
    case 'a':
    case 'A':
      return scanner.word();
    case '%':
      return scanner.take('%');
    default:
      return false;
  }
}

// The rest of a pattern behind the day.
bool tells_hours(std::string_view pattern) {
  bool hours = false;
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    const char what = pattern[++i];
    if (std::string_view("YyEmbBd").find(what) != std::string_view::npos) return false;
    hours = hours || what == 'H' || what == 'I';
  }
  return hours;
}

template <class Parts>
bool scan_pattern(Scanner& scanner, std::string_view pattern, Parts& parts) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (i > 0 && scanner.at_end() && tells_hours(pattern.substr(i)))
      return parts.day_only = true;
    if (pattern[i] == '%') {
      if (!scan_one(scanner, pattern[++i], parts)) return false;
      // Spreadsheets leave seconds away where there are none.
      const bool seconds_follow = pattern.substr(i + 1, 3) == ":%S";
      if (pattern[i] == 'M' && !seconds_follow && scanner.take(':') &&
          !scanner.digits(2, 2, parts.second)) {
        return false;
      }
    } else if (pattern[i] == ' ') {
      const std::string_view next = pattern.substr(i + 1, 2);
      const bool may_lack = next == "%p" || next == "%z" ||
                            (i >= 2 && pattern[i - 1] == 'p' && pattern[i - 2] == '%');
      if (!scanner.blanks() && !may_lack) return false;
    } else if (!scanner.take(pattern[i])) {
      return false;
    }
  }
  return scanner.at_end();
}

}  // namespace

// Numbers: seconds and parts of them, or days.
template <class Parts>
static Result<Parts> number_parts(std::string_view text, std::string_view format) {
  KINTSUGI_TRY(const NumberTime number, read_number(text, format));
  Parts parts;
  parts.since_1970_ms = number.since_1970_ms;
  if (parts.since_1970_ms) return parts;
  parts.day_only = number.day_only;
  parts.year = static_cast<int>(number.day.year());
  parts.month = static_cast<int>(static_cast<unsigned>(number.day.month()));
  parts.day = static_cast<int>(static_cast<unsigned>(number.day.day()));
  parts.hour = static_cast<int>(number.ms_of_day / 3'600'000);
  parts.minute = static_cast<int>(number.ms_of_day / 60'000 % 60);
  parts.second = static_cast<int>(number.ms_of_day / 1000 % 60);
  parts.millisecond = static_cast<int>(number.ms_of_day % 1000);
  return parts;
}

Result<TimeReader::Parts> TimeReader::parts_of(std::string_view clean) const {
  if (is_number_format(pattern_)) return number_parts<Parts>(clean, pattern_);
  Parts parts;
  Scanner scanner(clean);
  const bool fits = pattern_ == "iso8601" ? scan_iso(scanner, parts)
                                          : scan_pattern(scanner, pattern_, parts);
  if (!fits) {
    return bad_date(clean, pattern_ == "iso8601"
                               ? "expected ISO 8601, like 2012-10-09T14:50:17+01:00"
                               : "expected the format " + pattern_);
  }
  if (!parts.half) return parts;
  const bool morning = *parts.half == DayHalf::morning;
  // "下午 14:50" says it twice.
  const bool of_the_day = parts.hour > 12 && parts.hour < 24 &&
                          (*parts.half == DayHalf::afternoon || *parts.half == DayHalf::evening);
  if (of_the_day) return parts;
  if (parts.hour < (morning ? 0 : 1) || parts.hour > 12) {
    return bad_date(clean, "there is no such hour of twelve");
  }
  if (*parts.half == DayHalf::evening && parts.hour == 12) {
    return bad_date(clean, "twelve in the evening: of this day or the next?");
  }
  if (morning) {
    parts.hour %= 12;
  } else if (parts.hour < 12 && (*parts.half != DayHalf::noon || parts.hour < 10)) {
    parts.hour += 12;  // 中午 11:50 is before noon
  }
  return parts;
}

Result<LocalTime> TimeReader::read_local(std::string_view text) const {
  const std::string clean = schema::clean_text(text, schema::TextFormat::code);
  KINTSUGI_TRY(const Parts parts, parts_of(clean));
  KINTSUGI_TRY(LocalTime time, to_instant(parts, clean));
  time.day_only = parts.day_only;
  return time;
}

Result<Instant> TimeReader::read(std::string_view text) const {
  return read_local(text).map([](const LocalTime& time) { return time.at; });
}

Result<Instant> TimeReader::read_any(std::string_view text) const {
  if (const auto ms = schema::parse_instant_ms(text)) return instant_from_ms(*ms);
  Result<Instant> own = read(text);
  if (own || pattern_ == "iso8601") return own;
  Parts parts;
  const std::string clean = schema::clean_text(text, schema::TextFormat::code);
  Scanner scanner(clean);
  if (!scan_iso(scanner, parts)) return own;
  return to_instant(parts, clean).map([](const LocalTime& time) { return time.at; });
}

Result<std::string> TimeReader::read_date(std::string_view text) const {
  const std::string clean = schema::clean_text(text, schema::TextFormat::code);
  Parts parts;
  Scanner scanner(clean);
  if (!scan_iso(scanner, parts)) {
    KINTSUGI_TRY(parts, parts_of(clean));
  }
  // What says where it was, or counts seconds, is a moment: its day is that of our calendar.
  if (parts.since_1970_ms || parts.offset_minutes) {
    KINTSUGI_TRY(const LocalTime moment, to_instant(parts, clean));
    return format_instant(moment.at + business_offset).substr(0, 10);
  }
  parts.hour = parts.minute = parts.second = parts.millisecond = 0;
  parts.offset_minutes = 0;
  KINTSUGI_TRY(const LocalTime midnight, to_instant(parts, clean));
  return format_instant(midnight.at).substr(0, 10);
}

bool TimeReader::may_be_seconds(Instant read) const {
  return pattern_ == "unix_ms" && to_ms(read) >= 100'000'000 && to_ms(read) < 10'000'000'000;
}

bool TimeReader::says_no_date(std::string_view text) const {
  const std::string clean = schema::clean_text(text, schema::TextFormat::code);
  if (clean.find_first_not_of("0-/:. T") == std::string::npos) return !clean.empty();
  Result<Parts> parts = parts_of(clean);
  if (!parts) {  // "9999-12-31", whatever the others look like
    Scanner scanner(clean);
    parts = Parts();
    if (!scan_iso(scanner, *parts)) return false;
  }
  if (parts->since_1970_ms) return *parts->since_1970_ms < day_ms;
  const auto is_day = [&](int year, int month, int day) {
    return parts->year == year && parts->month == month && parts->day == day;
  };
  return parts->year < 1970 || parts->year >= 9000 || is_day(1970, 1, 1) || is_day(2099, 12, 31) ||
         is_day(2999, 12, 31);
}

Result<LocalTime> TimeReader::to_instant(const Parts& parts, std::string_view text) const {
  using namespace std::chrono;
  if (parts.since_1970_ms) return LocalTime{instant_from_ms(*parts.since_1970_ms)};
  const year_month_day date{year(parts.year), month(static_cast<unsigned>(parts.month)),
                            day(static_cast<unsigned>(parts.day))};
  if (!date.ok()) return bad_date(text, "there is no such day");
  // 24:00 is the end of its day. Leap seconds are not taken: they would be another time in another
  // system.
  const bool day_end =
      parts.hour == 24 && parts.minute == 0 && parts.second == 0 && parts.millisecond == 0;
  if ((parts.hour > 23 && !day_end) || parts.minute > 59 || parts.second > 59) {
    return bad_date(text, "there is no such time of day");
  }
  const std::int64_t local = to_ms(Instant(sys_days(date))) +
                             ((parts.hour * 60 + parts.minute) * 60 + parts.second) * 1000LL +
                             parts.millisecond;
  if (parts.offset_minutes) {
    return LocalTime{instant_from_ms(local - *parts.offset_minutes * 60000LL)};
  }
  if (zone_->named == nullptr) {
    return LocalTime{instant_from_ms(local - zone_->offset_minutes * 60000)};
  }
  const auto* zone = dynamic_cast<const icu::BasicTimeZone*>(zone_->named.get());
  if (zone == nullptr) return bad_date(text, "the time zone has no rules");
  const auto offset = [&](UTimeZoneLocalOption which, UErrorCode& status) {
    std::int32_t raw = 0;
    std::int32_t summer = 0;
    zone->getOffsetFromLocal(static_cast<UDate>(local), which, which, raw, summer, status);
    return raw + summer;
  };
  UErrorCode status = U_ZERO_ERROR;
  const std::int32_t former = offset(UCAL_TZ_LOCAL_FORMER, status);
  const std::int32_t latter = offset(UCAL_TZ_LOCAL_LATTER, status);
  if (U_FAILURE(status) != 0) return bad_date(text, "the time zone cannot place it");
  return LocalTime{instant_from_ms(local - former), milliseconds(std::max(0, former - latter))};
}

}  // namespace kintsugi::api::import
