// Times as they are written everywhere: RFC 3339, UTC, milliseconds only where there are some.

#include <gtest/gtest.h>

#include "events/base/types.h"

namespace kintsugi {
namespace {

TEST(Instant, IsWrittenInUtc) {
  const std::pair<std::int64_t, const char*> cases[] = {
      {0, "1970-01-01T00:00:00Z"},
      {1, "1970-01-01T00:00:00.001Z"},
      {-1, "1969-12-31T23:59:59.999Z"},
      {951'782'400'000, "2000-02-29T00:00:00Z"},
      {1'772'373'909'120, "2026-03-01T14:05:09.120Z"},
      {253'402'300'799'999, "9999-12-31T23:59:59.999Z"},
      {-62'167'219'200'000, "0000-01-01T00:00:00Z"},
  };
  for (const auto& [ms, text] : cases) EXPECT_EQ(format_instant(instant_from_ms(ms)), text);
}

}  // namespace
}  // namespace kintsugi
