// The worked figures of the clock: hours and working days, with pauses.

#include "core/service_deadline/clock.h"

#include "core/calendar/dates.h"
#include "schema/work_calendar.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using core::service_deadline::due;
using core::service_deadline::due_in_working_days;
using schema::OrderHold;
using Holds = std::vector<OrderHold>;

constexpr std::int64_t hour = 3'600'000;

// A time of 2024-09-27, in Shanghai.
std::int64_t at(std::string_view time) {
  return ms("2024-09-27T" + std::string(time) + ":00+08:00");
}
OrderHold pause(std::string_view from, std::string_view until) {
  return {.held_from = at(from), .held_until = until.empty() ? 0 : at(until)};
}

TEST(ServiceClock, StandsStillInAPause) {
  struct Row {
    const char* what;
    std::int64_t hours;
    Holds pauses;
    std::string_view due;
  };
  const Row rows[] = {
      {"none", 8, {}, "16:30"},
      {"one", 8, {pause("10:00", "13:30")}, "20:00"},
      {"the limit becomes shorter, the pause stays", 4, {pause("10:00", "13:30")}, "16:00"},
      {"it began before", 8, {pause("08:00", "09:00")}, "17:00"},
      {"it was over before", 8, {pause("07:00", "08:30")}, "16:30"},
      {"it begins when time is up", 8, {pause("16:30", "18:00")}, "16:30"},
      {"a minute earlier", 8, {pause("16:29", "18:00")}, "18:01"},
      {"two", 8, {pause("12:00", "13:00"), pause("09:00", "10:00")}, "18:30"},
      {"the second in time by the first", 8, {pause("10:00", "12:00"), pause("17:00", "18:00")},
       "19:30"},
      {"two that overlap", 8, {pause("10:00", "12:00"), pause("11:00", "13:00")}, "19:30"},
      {"one in the other", 8, {pause("10:00", "13:00"), pause("11:00", "12:00")}, "19:30"},
      {"still, from when time was up", 8, {pause("17:00", "")}, "16:30"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(due(at("08:30"), row.hours * hour, row.pauses), at(row.due));
  }
  EXPECT_EQ(due(at("08:30"), 8 * hour, Holds{pause("10:00", "")}), std::nullopt);
  EXPECT_EQ(due(at("08:30"), 8 * hour, Holds{pause("08:30", "09:00"), pause("10:00", "")}),
            std::nullopt);
}

std::int32_t day(std::string_view text) { return *core::calendar::parse_date(text); }

// National Day 2024: 1 to 7 October are off, Sunday 29 September is worked.
struct WorkingDays : ::testing::Test {
  WorkingDays() {
    given.as(person("boss")).at("2024-09-01T01:00:00Z").happened_at("2024-09-01T01:00:00Z");
    given.when(schema::DefineHoliday{
        .date_from = day("2024-10-01"), .date_until = day("2024-10-07"), .name = "国庆"});
    given.then_accepted();
    given.when(schema::DefineWorkday{.date = day("2024-09-29"), .name = "国庆"}).then_accepted();
  }
  std::optional<std::int64_t> end(std::int32_t days, const Holds& pauses) {
    const Actor actor = person("boss");
    core::Reads reads(given.streams(), actor, "c", given.now(), given.now());
    return due_in_working_days(at("08:30"), days, pauses, reads);
  }
  Given given = company();
};

TEST_F(WorkingDays, AreThoseOfTheCalendar) {
  EXPECT_EQ(end(5, {}), ms("2024-10-11T00:00:00+08:00"));  // the end of Thursday 10 October
  EXPECT_EQ(end(1, {}), ms("2024-09-30T00:00:00+08:00"));
  EXPECT_EQ(end(2, {}), ms("2024-10-01T00:00:00+08:00"));
  EXPECT_EQ(end(3, {}), ms("2024-10-09T00:00:00+08:00"));
}

TEST_F(WorkingDays, ThatBeginInAPauseDoNotCount) {
  const auto held = [](std::string_view from, std::string_view until) {
    return Holds{{.held_from = ms(from), .held_until = until.empty() ? 0 : ms(until)}};
  };
  // Within one day: nothing moves. Over Sunday, which is worked: a day more.
  EXPECT_EQ(end(5, held("2024-09-29T09:00:00+08:00", "2024-09-29T18:00:00+08:00")),
            ms("2024-10-11T00:00:00+08:00"));
  EXPECT_EQ(end(5, held("2024-09-28T09:00:00+08:00", "2024-09-29T18:00:00+08:00")),
            ms("2024-10-12T00:00:00+08:00"));
  // Over the holidays alone: nothing moves.
  EXPECT_EQ(end(5, held("2024-10-01T09:00:00+08:00", "2024-10-07T18:00:00+08:00")),
            ms("2024-10-11T00:00:00+08:00"));
  EXPECT_EQ(end(5, held("2024-10-09T09:00:00+08:00", "")), std::nullopt);
  EXPECT_EQ(end(5, held("2024-10-11T09:00:00+08:00", "")), ms("2024-10-11T00:00:00+08:00"));
}

}  // namespace
}  // namespace kintsugi::tests
