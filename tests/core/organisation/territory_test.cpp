// Territories by date: which outlet serves an area on a day, and what a dispatch says to it.

#include "core/outlet/territory.h"

#include "schema/outlet.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using core::territory::match;
using schema::DefineTerritory;

constexpr std::int32_t today = 20514;  // 2026-03-02

DefineTerritory define(std::vector<std::string> areas, std::int32_t from = 0) {
  return {.outlet = "S1", .territory = std::move(areas), .effective_from = from};
}

Given boss() {
  Given given = company();
  given.as(person("boss")).at(now);
  return given;
}

TEST(Territory, HoldsFromItsDayOn) {
  Given given = boss();
  given.when(define({"3102"}, today + 3)).then_accepted();
  const auto& s1 = given.state<schema::Outlet>("S1");
  EXPECT_EQ(match(s1, "310115", today), 4);
  EXPECT_EQ(match(s1, "310115", today + 2), 4);
  EXPECT_EQ(match(s1, "310115", today + 3), -1);
  EXPECT_EQ(match(s1, "310299", today + 2), -1);
  EXPECT_EQ(match(s1, "310299", today + 3), 4);
  EXPECT_EQ(match(s1, "", today), 0);
}

TEST(Territory, WhatIsDefinedLaterTakesThePlaceOfWhatWouldFollow) {
  Given given = boss();
  given.when(define({"3102"}, today + 3)).then_accepted();
  given.when(define({"3103"}, today + 1)).then_accepted();
  const auto& s1 = given.state<schema::Outlet>("S1");
  EXPECT_EQ(match(s1, "310299", today + 3), -1);
  EXPECT_EQ(match(s1, "310300", today + 3), 4);
  given.when(define({"3103"}, today + 5)).then_refused("outlet.nothing_changed");
  given.when(define({"3101"})).then_accepted();  // at once: from today
  EXPECT_EQ(match(given.state<schema::Outlet>("S1"), "310300", today + 3), -1);
  EXPECT_EQ(match(given.state<schema::Outlet>("S1"), "310115", today + 3), 4);
}

TEST(Territory, IsNotBackdated) {
  boss().when(define({"3102"}, today - 1)).then_refused("outlet.backdated");
  Given given = boss();
  given.when(define({"3102"}, today)).then_accepted();
  EXPECT_EQ(match(given.state<schema::Outlet>("S1"), "310115", today), -1);
  EXPECT_EQ(match(given.state<schema::Outlet>("S1"), "310115", today - 1), 4) << "as it was then";
}

TEST(Territory, NoneIsEverywhere) {
  Given given = boss();
  EXPECT_EQ(match(given.state<schema::Outlet>("R2"), "110000", today), 0);
  given.when(define({}, today + 1)).then_accepted();
  EXPECT_EQ(match(given.state<schema::Outlet>("S1"), "110000", today), -1);
  EXPECT_EQ(match(given.state<schema::Outlet>("S1"), "110000", today + 1), 0);
  given.when(define({}, today + 2)).then_refused("outlet.nothing_changed");
}

// D7 asks for the day of the visit, not for today.
TEST(Territory, AnAreaIsOfATownshipACountyAndACity) {
  using core::territory::AreaLevel;
  using core::territory::at_level;
  EXPECT_EQ(at_level("310115104", AreaLevel::city), "3101");
  EXPECT_EQ(at_level("310115104", AreaLevel::county), "310115");
  EXPECT_EQ(at_level("310115104212", AreaLevel::township), "310115104");
  EXPECT_EQ(at_level("31", AreaLevel::county), "31");
  EXPECT_EQ(at_level("杭州-西湖-转塘-3组", AreaLevel::city), "杭州");
  EXPECT_EQ(at_level("杭州-西湖-转塘-3组", AreaLevel::township), "杭州-西湖-转塘");
  EXPECT_EQ(at_level("杭州-西湖", AreaLevel::township), "杭州-西湖");
  EXPECT_EQ(at_level("西湖", AreaLevel::county), "西湖");
  EXPECT_EQ(at_level("", AreaLevel::city), "");
}

TEST(Territory, ADispatchIsJudgedByTheDayOfTheVisit) {
  Given given = order_in(schema::WorkOrderStatus::assigned);
  given.as(person("boss")).when(define({"3102"}, today + 1)).then_accepted();
  schema::ScheduleBooking visit{.order = "WO-1",
                                .technician = "T1",
                                .starts_at = ms("2026-03-03T06:00:00Z"),
                                .ends_at = ms("2026-03-03T08:00:00Z")};
  given.as(person("disp")).when(visit).then_refused("work_order.dispatch_outside_territory");
  visit.starts_at = ms(visit_start);
  visit.ends_at = ms(visit_end);
  given.when(visit).then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
