#pragma once
// Times as older systems write them, to instants: one grammar for every format of file.

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api::import {

// A time, and how much later it is meant if the clocks showed it twice that night; else 0.
struct LocalTime {
  Instant at;
  std::chrono::milliseconds again{0};
  bool day_only = false;  // nothing says when of that day: `at` is its begin
};

// Value-like, immutable after make(); any thread.
class TimeReader {
 public:
  // `format`: "iso8601" (date, T or blanks, time to minutes or finer, optional offset, blanks
  // before it), "unix" (seconds, may have a fraction), "unix_ms", "unix_us", "unix_ns", "excel"
  // (days since 1899-12-30, local), "excel_1904" (since 1904-01-01), or a pattern of
  //   %Y %y (69 to 99 are 19xx) %E (of 民国: 114 is 2025) %m %d, %b or %B (month's name: English,
  //   Chinese, German, French, Italian, Spanish, Portuguese, Dutch), %H, %I with %p (AM, p.m.,
  //   上午, 下午, 晚上 …), %M %S,
  //   %f (fraction of a second), %z (Z, UTC, GMT, +hh:mm, +hhmm, +hh), %a or %A (a word that says
  //   nothing), %F %T %R %D as strftime has them, %%
  // and literal text; a blank stands for any number of them, also none before %p, %z and after %p.
  // `zone`, for times without an offset: "+08:00" or a name such as "Asia/Shanghai" (ICU's tables,
  // so history's summer times too), not a short one that is several ("CST"). Errors: invalid
  // "import.bad_mapping".
  static Result<TimeReader> make(std::string_view format, std::string_view zone);

  TimeReader(TimeReader&&) noexcept;
  TimeReader& operator=(TimeReader&&) noexcept;
  ~TimeReader();

  // Whole milliseconds (finer parts are cut off). Full-width digits, blanks around and 24:00 are
  // understood. A local time that never was (summer time begins) counts as if the clocks had not
  // been moved; one that was twice is the first. Errors: invalid "import.bad_date".
  Result<LocalTime> read_local(std::string_view text) const;
  Result<Instant> read(std::string_view text) const;

  // Of a field beside the entry's own time: RFC 3339, the reader's format, ISO 8601.
  Result<Instant> read_any(std::string_view text) const;
  // The day that the text names, "2025-03-07"; where it names a moment, its day in Shanghai.
  Result<std::string> read_date(std::string_view text) const;

  // What was read as milliseconds is a time of ours only as seconds.
  bool may_be_seconds(Instant read) const;

  // True where the text is what systems write for "no date": 0000-00-00, 1900, 1970-01-01, 9999 …
  // Of what can be read and of zeros.
  bool says_no_date(std::string_view text) const;

 private:
  struct Parts;
  struct Zone;
  TimeReader(std::string pattern, std::unique_ptr<Zone> zone);
  Result<Parts> parts_of(std::string_view clean) const;
  Result<LocalTime> to_instant(const Parts& parts, std::string_view text) const;

  std::string pattern_;  // "iso8601", "unix" …, "excel" … or with %
  std::unique_ptr<Zone> zone_;
};

}  // namespace kintsugi::api::import
