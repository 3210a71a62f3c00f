// A unit in the workshop: its dates, its due day by the calendar, its alarm; no order ends while
// it is there.

#include "core/calendar/dates.h"
#include "schema/alarm.h"
#include "schema/technician.h"
#include "schema/work_calendar.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"
#include "schema/workshop_unit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::WorkshopUnit;

std::int32_t date(std::string_view text) { return *core::calendar::parse_date(text); }

Given in_progress() {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  given.as(person("disp"));
  return given;
}

TEST(PickUpUnit, IsDueFiveWorkingDaysLater) {
  Given given = in_progress();  // Monday 2026-03-02
  given.when(schema::PickUpUnit{.order = "WO-1", .receipt = "QJ-1"}).then_accepted();
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").due_on, date("2026-03-09"));
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").due_at, ms("2026-03-10T00:00:00+08:00"));
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").technician, "T1");
  EXPECT_EQ(given.state<schema::Alarm>("WO-1:unit_return").due_at,
            ms("2026-03-10T00:00:00+08:00"));
}

TEST(PickUpUnit, IsByNobodyOfAnotherOutlet) {
  Given given = in_progress();
  given.history("T9", schema::TechnicianRegistered{.name = "远", .outlet = "R2"});
  given.when(schema::PickUpUnit{.order = "WO-1", .technician = "T9"})
      .then_refused("workshop_unit.unknown_technician");
  given.when(schema::PickUpUnit{.order = "WO-1", .technician = "T2"}).then_accepted();
}

// May Day 2026: 1 to 5 May are off, Saturday 9 May is worked.
TEST(PickUpUnit, CountsHolidaysAndSwaps) {
  Given given = in_progress();
  given.as(person("boss"));
  given.when(schema::DefineHoliday{.date_from = date("2026-05-01"),
                                   .date_until = date("2026-05-05"),
                                   .name = "劳动节"});
  given.then_accepted();
  given.when(schema::DefineWorkday{.date = date("2026-05-09"), .name = "劳动节"}).then_accepted();
  given.at("2026-04-29T09:00:00+08:00").happened_at("2026-04-29T09:00:00+08:00");
  given.when(schema::PickUpUnit{.order = "WO-1", .technician = "T1"}).then_accepted();
  // Thursday 30, Wednesday 6, 7, 8, Saturday 9.
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").due_on, date("2026-05-09"));
}

TEST(PickUpUnit, CountsIntoTheNextYear) {
  Given given = in_progress();
  given.as(person("boss"));
  given.when(schema::DefineHoliday{.date_from = date("2027-01-01"), .name = "元旦"});
  given.then_accepted();
  given.at("2026-12-30T09:00:00+08:00").happened_at("2026-12-30T09:00:00+08:00");
  given.when(schema::PickUpUnit{.order = "WO-1", .technician = "T1"}).then_accepted();
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").due_on, date("2027-01-07"));
}

TEST(PickUpUnit, RefusesImpossibleTimes) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1", .picked_up_at = ms("2026-03-02T00:59:59Z")})
      .then_refused("workshop_unit.before_registration");
  given.when(schema::PickUpUnit{.order = "WO-1", .picked_up_at = ms("2026-03-02T01:00:01Z")})
      .then_refused("workshop_unit.in_the_future");
  given.when(schema::PickUpUnit{.order = "WO-1", .technician = "T9"})
      .then_refused("workshop_unit.unknown_technician");
  given.when(schema::PickUpUnit{.order = "WO-1", .receipt = "a\nb"})
      .then_refused("workshop_unit.bad_text");
  given.as(person("tech2")).when(schema::PickUpUnit{.order = "WO-1", .technician = "T1"});
  given.then_refused("workshop_unit.not_yours");
  given.as(person("tech1")).when(schema::PickUpUnit{.order = "WO-1"}).then_accepted();
  Given fresh = order_in(schema::WorkOrderStatus::assigned);
  fresh.as(person("disp")).when(schema::PickUpUnit{.order = "WO-1"});
  fresh.then_refused("workshop_unit.no_technician");
}

TEST(ReturnUnit, IsNotBeforeThePickUpAndEndsTheAlarm) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1"}).then_accepted();
  given.at("2026-03-04T01:00:00Z").happened_at("2026-03-04T01:00:00Z");
  given.when(schema::ReturnUnit{.unit = "WO-1", .returned_at = ms("2026-03-02T00:59:00Z")})
      .then_refused("workshop_unit.returned_before_pick_up");
  given.when(schema::ReturnUnit{.unit = "WO-1", .returned_at = ms("2026-03-05T00:00:00Z")})
      .then_refused("workshop_unit.in_the_future");
  given.when(schema::ReturnUnit{.unit = "WO-1", .received_by = "王芳"}).then_accepted();
  EXPECT_EQ(given.state<schema::Alarm>("WO-1:unit_return").status,
            schema::AlarmStatus::superseded);
}

TEST(ReturnUnit, TripsWhenItIsLateAndIsFoundMetWhenItWasNot) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1"}).then_accepted();
  given.at("2026-03-09T16:00:00Z").happened_at("2026-03-09T16:00:00Z").as(system_actor());
  given.when(schema::PassDeadline{.alarm = "WO-1:unit_return", .version = 1}).then_accepted();
  EXPECT_EQ(given.state<schema::Alarm>("WO-1:unit_return").status, schema::AlarmStatus::tripped);
  given.as(person("disp"));
  given.when(schema::ReturnUnit{.unit = "WO-1", .returned_at = ms("2026-03-09T02:00:00Z")});
  given.then_accepted();
  const auto& alarm = given.state<schema::Alarm>("WO-1:unit_return");
  EXPECT_EQ(first(alarm.trips).met_at, ms("2026-03-09T02:00:00Z"));
}

TEST(CorrectUnitDates, MovesTheDueDay) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1"}).then_accepted();
  given.at("2026-03-04T01:00:00Z").happened_at("2026-03-04T01:00:00Z");
  given.when(schema::CorrectUnitDates{.unit = "WO-1", .picked_up_at = ms("2026-03-03T01:00:00Z")})
      .then_refused("workshop_unit.reason_missing");
  given.when(schema::CorrectUnitDates{
      .unit = "WO-1", .picked_up_at = ms("2026-03-03T01:00:00Z"), .reason = "写错"});
  given.then_accepted();
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").due_on, date("2026-03-10"));
  EXPECT_EQ(given.state<schema::Alarm>("WO-1:unit_return").version, 2u);
}

TEST(UnitInWorkshop, KeepsAnOrderFromItsEnd) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1"}).then_accepted();
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "x"})
      .then_refused("work_order.unit_in_workshop");
  given.as(person("tech1")).when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  given.history("WO-1", schema::ServiceSlipReturned{.slip = "SLIP-0001"});
  given.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"});
  given.then_refused("work_order.unit_in_workshop");
  given.when(schema::ReturnUnit{.unit = "WO-1"}).then_accepted();
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
}

TEST(WorkCalendar, RefusesWhatIsNoRange) {
  Given given = company();
  given.as(person("boss"));
  const auto holiday = [&](std::string_view from, std::string_view until, const char* name) {
    given.when(schema::DefineHoliday{
        .date_from = date(from), .date_until = date(until), .name = name});
  };
  holiday("2026-05-05", "2026-05-01", "劳动节");
  given.then_refused("work_calendar.bad_dates");
  holiday("2026-12-31", "2027-01-02", "元旦");
  given.then_refused("work_calendar.bad_dates");
  holiday("2026-05-01", "2026-06-30", "劳动节");
  given.then_refused("work_calendar.bad_dates");
  holiday("2026-05-01", "2026-05-05", "");
  given.then_refused("work_calendar.bad_text");
  given.when(schema::DefineWorkday{.date = date("2026-05-08"), .name = "x"})
      .then_refused("work_calendar.nothing_changed");
  given.when(schema::DefineWorkday{.date = date("2026-05-09"), .name = "国庆"}).then_accepted();
  given.when(schema::DefineWorkday{.date = date("2026-05-09"), .name = "国庆"})
      .then_refused("work_calendar.nothing_changed");
  given.when(schema::DefineWorkday{.date = date("2026-05-09"), .name = "劳动节"}).then_accepted();
}

// Fetched a second time by mistake: that it was fetched once and brought back stands.
TEST(WithdrawUnitPickUp, LeavesTheTimeBefore) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1", .receipt = "QJ-1", .note = "有划痕"});
  given.then_accepted();
  given.when(schema::ReturnUnit{.unit = "WO-1", .received_by = "李"}).then_accepted();
  const WorkshopUnit once = given.state<WorkshopUnit>("WO-1");
  given.at("2026-03-05T01:00:00Z").happened_at("2026-03-05T01:00:00Z");
  given.when(schema::PickUpUnit{.order = "WO-1", .receipt = "QJ-2"}).then_accepted();
  ASSERT_EQ(given.state<WorkshopUnit>("WO-1").times, 2u);
  given.when(schema::WithdrawUnitPickUp{.unit = "WO-1", .reason = "误报"}).then_accepted();
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1"), once);
  EXPECT_FALSE(given.state<schema::WorkOrder>("WO-1").unit_in_workshop);
  EXPECT_NE(given.state<schema::Alarm>("WO-1:unit_return").status, schema::AlarmStatus::armed);
}

TEST(WithdrawUnitPickUp, LeavesNoneWhereThatWasTheFirst) {
  Given given = in_progress();
  given.when(schema::PickUpUnit{.order = "WO-1", .receipt = "QJ-1"}).then_accepted();
  given.when(schema::WithdrawUnitPickUp{.unit = "WO-1", .reason = "误报"}).then_accepted();
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").status, schema::WorkshopUnitStatus::withdrawn);
  EXPECT_EQ(given.state<WorkshopUnit>("WO-1").times, 0u);
}

}  // namespace
}  // namespace kintsugi::tests
