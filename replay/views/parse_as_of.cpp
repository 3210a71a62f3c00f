#include <charconv>
#include <chrono>

#include "events/schema/runtime/time_text.h"
#include "replay/views/views.h"

namespace kintsugi::replay {

Result<AsOf> parse_as_of(std::string_view text) {
  if (text.empty() || text == "latest" || text == "now") return AsOf::now();
  std::int64_t position = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), position);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && position >= 0)
    return AsOf::position(Position{position});
  if (const auto day = schema::parse_date_days(text)) {
    using namespace std::chrono;
    const Instant start = sys_days(days(*day));
    return AsOf::time(start + days(1) - hours(8) - milliseconds(1));  // its end at UTC+8
  }
  std::string time(text);
  if (const auto blank = time.rfind(' '); blank != std::string::npos && blank > 10)
    time[blank] = '+';  // an offset whose sign a URL has lost
  if (const auto ms = schema::parse_instant_ms(time)) return AsOf::time(instant_from_ms(*ms));
  return fail(ErrorKind::invalid, "as_of.malformed",
              "\"" + std::string(text.substr(0, 100)) +
                  "\" is no moment; give a position (182734), a time (2026-03-01T14:05:09Z), a day "
                  "(2026-03-01) or latest");
}

}  // namespace kintsugi::replay
