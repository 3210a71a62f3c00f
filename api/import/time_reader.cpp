#include "api/import/time_reader.h"

#include <optional>

#include <unicode/basictz.h>
#include <unicode/timezone.h>
#include <unicode/unistr.h>

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

class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool take(char c) {
    if (peek() != c || rest_.empty()) return false;
    rest_.remove_prefix(1);
    return true;
  }
  bool digits(std::size_t least, std::size_t most, int& value) {
    std::size_t count = 0;
    value = 0;
    while (count < most && count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
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
    for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count) {
      milliseconds += (rest_[count] - '0') * scale;
      scale /= 10;
    }
    rest_.remove_prefix(count);
    return count >= 1 && count <= 12;
  }
  bool offset(std::optional<int>& minutes) {
    if (take('Z') || take('z')) {
      minutes = 0;
      return true;
    }
    const bool minus = peek() == '-';
    if (!take('+') && !take('-')) return false;
    int hours = 0;
    int rest = 0;
    if (!digits(2, 2, hours)) return false;
    if (take(':')) {
      if (!digits(2, 2, rest)) return false;
    } else if (!at_end() && !digits(2, 2, rest)) {
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

// Seconds or milliseconds since 1970, with an optional fraction.
std::optional<std::int64_t> epoch_ms(std::string_view text, bool seconds) {
  std::int64_t value = 0;
  std::size_t count = 0;
  for (; count < text.size() && text[count] >= '0' && text[count] <= '9'; ++count) {
    if (count >= 15) return std::nullopt;
    value = value * 10 + (text[count] - '0');
  }
  if (count == 0) return std::nullopt;
  int milliseconds = 0;
  if (seconds && count < text.size()) {
    Scanner rest(text.substr(count));
    if (!rest.take('.') || !rest.fraction(milliseconds) || !rest.at_end()) return std::nullopt;
  } else if (count < text.size()) {
    return std::nullopt;
  }
  return seconds ? value * 1000 + milliseconds : value;
}

}  // namespace

Result<TimeReader> TimeReader::make(std::string_view format, std::string_view zone) {
  auto where = std::make_unique<Zone>();
  if (const std::optional<std::int64_t> offset = fixed_offset(zone)) {
    where->offset_minutes = *offset;
  } else {
    where->named.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(
        icu::StringPiece(zone.data(), static_cast<int>(zone.size())))));
    if (where->named == nullptr || *where->named == icu::TimeZone::getUnknown()) {
      return fail(ErrorKind::invalid, "import.bad_mapping",
                  "unknown time zone \"" + std::string(zone) +
                      "\": an offset such as +08:00 or a name such as Asia/Shanghai");
    }
  }
  const bool named_format = format == "iso8601" || format == "unix" || format == "unix_ms";
  if (!named_format) {
    static constexpr std::string_view known = "YmdHMSfz%";
    std::string seen;
    for (std::size_t i = 0; i < format.size(); ++i) {
      if (format[i] != '%') continue;
      ++i;
      if (i == format.size() || known.find(format[i]) == std::string_view::npos) {
        return fail(ErrorKind::invalid, "import.bad_mapping",
                    "unknown time format \"" + std::string(format) +
                        "\": iso8601, unix, unix_ms or a pattern of %Y %m %d %H %M %S %f %z");
      }
      seen += format[i];
    }
    for (const char part : std::string_view("Ymd")) {
      if (seen.find(part) == std::string::npos) {
        return fail(ErrorKind::invalid, "import.bad_mapping",
                    "the time format \"" + std::string(format) + "\" has no %" + part);
      }
    }
  }
  return TimeReader(std::string(format), std::move(where));
}

namespace {

template <class Parts>
bool scan_iso(Scanner& scanner, Parts& parts) {
  if (!scanner.digits(4, 4, parts.year) || !scanner.take('-') ||
      !scanner.digits(2, 2, parts.month) || !scanner.take('-') ||
      !scanner.digits(2, 2, parts.day)) {
    return false;
  }
  if (scanner.at_end()) return true;  // a date alone: its midnight
  if (!scanner.take('T') && !scanner.take(' ') && !scanner.take('t')) return false;
  if (!scanner.digits(2, 2, parts.hour) || !scanner.take(':') ||
      !scanner.digits(2, 2, parts.minute)) {
    return false;
  }
  if (scanner.take(':')) {
    if (!scanner.digits(2, 2, parts.second)) return false;
    if ((scanner.take('.') || scanner.take(',')) && !scanner.fraction(parts.millisecond))
      return false;
  }
  return scanner.at_end() || (scanner.offset(parts.offset_minutes) && scanner.at_end());
}

template <class Parts>
bool scan_pattern(Scanner& scanner, std::string_view pattern, Parts& parts) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      if (!scanner.take(pattern[i])) return false;
      continue;
    }
    bool taken = false;
    switch (pattern[++i]) {
      case 'Y': taken = scanner.digits(4, 4, parts.year); break;
      case 'm': taken = scanner.digits(1, 2, parts.month); break;
      case 'd': taken = scanner.digits(1, 2, parts.day); break;
      case 'H': taken = scanner.digits(1, 2, parts.hour); break;
      case 'M': taken = scanner.digits(1, 2, parts.minute); break;
      case 'S': taken = scanner.digits(1, 2, parts.second); break;
      case 'f': taken = scanner.fraction(parts.millisecond); break;
      case 'z': taken = scanner.offset(parts.offset_minutes); break;
      case '%': taken = scanner.take('%'); break;
      default: break;
    }
    if (!taken) return false;
  }
  return scanner.at_end();
}

tl::unexpected<Error> bad_date(std::string_view text, std::string_view why) {
  return fail(ErrorKind::invalid, "import.bad_date",
              "bad date \"" + std::string(text.substr(0, 60)) + "\": " + std::string(why));
}

}  // namespace

Result<Instant> TimeReader::read(std::string_view text) const {
  if (pattern_ == "unix" || pattern_ == "unix_ms") {
    const std::optional<std::int64_t> ms = epoch_ms(text, pattern_ == "unix");
    if (!ms) return bad_date(text, "expected " + pattern_ + ", a number");
    return instant_from_ms(*ms);
  }
  Parts parts;
  Scanner scanner(text);
  const bool fits = pattern_ == "iso8601" ? scan_iso(scanner, parts)
                                          : scan_pattern(scanner, pattern_, parts);
  if (!fits) {
    return bad_date(text, pattern_ == "iso8601"
                              ? "expected ISO 8601, like 2012-10-09T14:50:17+01:00"
                              : "expected the format " + pattern_);
  }
  return to_instant(parts, text);
}

Result<Instant> TimeReader::to_instant(const Parts& parts, std::string_view text) const {
  using namespace std::chrono;
  const year_month_day date{year(parts.year), month(static_cast<unsigned>(parts.month)),
                            day(static_cast<unsigned>(parts.day))};
  if (!date.ok()) return bad_date(text, "there is no such day");
  // 24:00 and leap seconds are not taken: they would be another time in another system.
  if (parts.hour > 23 || parts.minute > 59 || parts.second > 59) {
    return bad_date(text, "there is no such time of day");
  }
  const std::int64_t local = to_ms(Instant(sys_days(date))) +
                             ((parts.hour * 60 + parts.minute) * 60 + parts.second) * 1000LL +
                             parts.millisecond;
  if (parts.offset_minutes) return instant_from_ms(local - *parts.offset_minutes * 60000LL);
  if (zone_->named == nullptr) return instant_from_ms(local - zone_->offset_minutes * 60000);
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  const auto* zone = dynamic_cast<const icu::BasicTimeZone*>(zone_->named.get());
  if (zone == nullptr) return bad_date(text, "the time zone has no rules");
  zone->getOffsetFromLocal(static_cast<UDate>(local), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER,
                           raw, summer, status);
  if (U_FAILURE(status) != 0) return bad_date(text, "the time zone cannot place it");
  return instant_from_ms(local - raw - summer);
}

}  // namespace kintsugi::api::import
