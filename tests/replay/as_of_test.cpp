#include <gtest/gtest.h>

#include "replay/views/views.h"

namespace kintsugi::replay {
namespace {

std::string read(std::string_view text) {
  const auto as_of = parse_as_of(text);
  if (!as_of) return as_of.error().code;
  if (as_of->is_now()) return "now";
  if (const auto* position = std::get_if<Position>(&as_of->moment))
    return "position " + std::to_string(position->value);
  return format_instant(std::get<Instant>(as_of->moment));
}

TEST(AsOf, ReadsPositionsTimesAndDays) {
  EXPECT_EQ(read("latest"), "now");
  EXPECT_EQ(read(""), "now");
  EXPECT_EQ(read("182734"), "position 182734");
  EXPECT_EQ(read("2026-03-01T14:05:09Z"), "2026-03-01T14:05:09Z");
  EXPECT_EQ(read("2026-03-01T14:05:09.5+08:00"), "2026-03-01T06:05:09.500Z");
  EXPECT_EQ(read("2026-03-01T14:05:09 08:00"), "2026-03-01T06:05:09Z");  // a plus lost in a URL
  EXPECT_EQ(read("2012-12-31"), "2012-12-31T15:59:59.999Z");             // its end in Shanghai
}

TEST(AsOf, RefusesWhatIsNoMoment) {
  for (const auto* text :
       {"yesterday", "-5", "2026-02-30", "2026-03-01T25:00:00Z", "99999999999999999999", "12x"})
    EXPECT_EQ(read(text), "as_of.malformed") << text;
}

}  // namespace
}  // namespace kintsugi::replay
