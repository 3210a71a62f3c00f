#pragma once
// Times as older systems write them, to instants.

#include <memory>
#include <string>
#include <string_view>

#include "events/base/result.h"
#include "events/base/types.h"

namespace kintsugi::api::import {

// Value-like, immutable after make(); any thread.
class TimeReader {
 public:
  // `format`: "iso8601" (date, T or space, time to minutes or finer, optional offset), "unix"
  // (seconds, may have a fraction), "unix_ms", or a pattern of %Y %m %d %H %M %S %f (fraction of a
  // second) %z (Z, +hh:mm, +hhmm) and literal text, e.g. "%d/%m/%Y %H:%M". `zone`, for times
  // without an offset:
  // "+08:00" or a name such as "Asia/Shanghai" (ICU's tables, so history's summer times too).
  // Errors: invalid "import.bad_mapping".
  static Result<TimeReader> make(std::string_view format, std::string_view zone);

  TimeReader(TimeReader&&) noexcept;
  TimeReader& operator=(TimeReader&&) noexcept;
  ~TimeReader();

  // Whole milliseconds (finer parts are cut off). A local time that never was (summer time begins)
  // counts as if the clocks had not been moved; one that was twice is the first. Errors: invalid
  // "import.bad_date".
  Result<Instant> read(std::string_view text) const;

 private:
  struct Parts;
  struct Zone;
  TimeReader(std::string pattern, std::unique_ptr<Zone> zone);
  Result<Instant> to_instant(const Parts& parts, std::string_view text) const;

  std::string pattern_;  // "iso8601", "unix", "unix_ms" or with %
  std::unique_ptr<Zone> zone_;
};

}  // namespace kintsugi::api::import
