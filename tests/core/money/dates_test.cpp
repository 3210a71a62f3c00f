#include "core/calendar/dates.h"

#include <gtest/gtest.h>

#include "core/calendar/calendar.h"

namespace kintsugi::core::calendar {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }
std::string after_months(std::string_view text, std::int32_t n) {
  return format_date(add_months(day(text), n));
}

TEST(Dates, OfAnInstantAreThoseOfShanghai) {
  const Instant midnight = start_of(day("2026-03-01"));
  EXPECT_EQ(format_instant(midnight), "2026-02-28T16:00:00Z");
  EXPECT_EQ(day_of(midnight), day("2026-03-01"));
  EXPECT_EQ(day_of(midnight - std::chrono::milliseconds(1)), day("2026-02-28"));
}

TEST(Dates, AreReadAndWritten) {
  EXPECT_EQ(format_date(0), "1970-01-01");
  EXPECT_EQ(format_date(day("2024-02-29")), "2024-02-29");
  for (const char* bad : {"", "2026-2-01", "2025-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
                          "2026/03/01", "2026-03-01 ", "x026-03-01"}) {
    EXPECT_FALSE(parse_date(bad).has_value()) << bad;
  }
}

TEST(Months, HaveTheirEnds) {
  EXPECT_EQ(format_date(last_day({2024, 2})), "2024-02-29");
  EXPECT_EQ(format_date(last_day({2025, 2})), "2025-02-28");
  EXPECT_EQ(format_date(first_day({2025, 12})), "2025-12-01");
  EXPECT_EQ(month_of(day("2025-12-31")), (Month{2025, 12}));
  EXPECT_EQ(format_month({2026, 3}), "2026-03");
  EXPECT_EQ(parse_month("2026-03"), (Month{2026, 3}));
  for (const char* bad : {"", "2026-3", "2026-00", "2026-13", "2026_03", "2026-03-01"}) {
    EXPECT_FALSE(parse_month(bad).has_value()) << bad;
  }
}

TEST(Months, AreSteppedWithTheirEndsKept) {
  EXPECT_EQ(after_months("2024-12-31", 2), "2025-02-28");  // T12: an old part's due date
  EXPECT_EQ(after_months("2024-01-31", 1),
            "2024-02-29");  // T16, five steps from the day of acceptance
  EXPECT_EQ(after_months("2024-01-31", 2), "2024-03-31");
  EXPECT_EQ(after_months("2024-01-31", 3), "2024-04-30");
  EXPECT_EQ(after_months("2024-01-31", 6), "2024-07-31");
  EXPECT_EQ(after_months("2024-01-31", 9), "2024-10-31");
  EXPECT_EQ(after_months("2024-02-29", -12), "2023-02-28");
}

TEST(WorkingDays, FollowTheSwaps) {  // T13: 2024's national holiday
  const Swaps swaps{.worked = {day("2024-09-29"), day("2024-10-12")},
                    .off = {day("2024-10-01"), day("2024-10-02"), day("2024-10-03"),
                            day("2024-10-04"), day("2024-10-07")}};
  EXPECT_EQ(format_date(add_working_days(day("2024-09-27"), 5, swaps)), "2024-10-10");
  EXPECT_TRUE(is_working_day(day("2024-09-29"), swaps));
  EXPECT_FALSE(is_working_day(day("2024-10-07"), swaps));
  EXPECT_EQ(format_date(add_working_days(day("2024-09-27"), 1, {})), "2024-09-30");
  EXPECT_EQ(add_working_days(day("2024-09-28"), 0, {}), day("2024-09-28"));
}

}  // namespace
}  // namespace kintsugi::core::calendar
