#include <charconv>

#include "events/schema/runtime/time_text.h"
#include "replay/views/views.h"

namespace kintsugi::replay {

Result<AsOf> parse_as_of(std::string_view text) {
  if (text.empty() || text == "latest" || text == "now") return AsOf::now();
  std::int64_t position = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), position);
  if (parsed.ec == std::errc() && parsed.ptr == text.data() + text.size() && position >= 0)
    return AsOf::position(Position{position});
  if (const auto ms = schema::parse_moment_ms(text, schema::OfDay::last))
    return AsOf::time(instant_from_ms(*ms));
  return fail(ErrorKind::invalid, "as_of.malformed",
              "\"" + std::string(text.substr(0, 100)) +
                  "\" is no moment; give a position (182734), a time (2026-03-01T14:05:09Z), a day "
                  "(2026-03-01: its end at UTC+8) or latest");
}

}  // namespace kintsugi::replay
