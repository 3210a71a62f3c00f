// Rosters and leave, and what dispatch makes of them.

#include "schema/roster.h"

#include "core/roster/duty.h"
#include "schema/identity.h"
#include "schema/technician.h"
#include "schema/work_order_booking.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;

constexpr std::int32_t third = 20515;  // 2026-03-03, in Shanghai from 16:00Z of the second

schema::Shift shift(const char* who, const char* from, const char* until) {
  return {.technician = who, .starts_at = ms(from), .ends_at = ms(until)};
}
const schema::Shift day_of_t1 = shift("T1", "2026-03-03T00:00:00Z", "2026-03-03T09:00:00Z");

schema::PublishRoster roster(std::vector<schema::Shift> shifts, std::int32_t days = 1) {
  return {.outlet = "S1",
          .from_day = third,
          .until_day = third + days - 1,
          .shifts = std::move(shifts)};
}

Given as(const char* who, Given given = company()) {
  given.as(person(who));
  return given;
}

void publish(Given& given, std::vector<schema::Shift> shifts, std::int32_t days = 1) {
  given.as(person("disp2")).when(roster(std::move(shifts), days)).then_accepted();
}

schema::RequestLeave leave(const char* who = "T1") {
  return {.technician = who,
          .kind = schema::LeaveKind::sick,
          .starts_at = ms("2026-03-03T00:00:00Z"),
          .ends_at = ms("2026-03-04T00:00:00Z"),
          .reason = "感冒"};
}
constexpr const char* asked = "LV-20260302-0001";

void take_leave(Given& given) {
  given.as(person("tech1")).when(leave()).then_accepted();
  given.as(person("disp")).when(schema::ApproveLeave{.leave = asked}).then_accepted();
}

schema::ScheduleBooking visit(const char* from, const char* until) {
  return {.order = "WO-1", .technician = "T1", .starts_at = ms(from), .ends_at = ms(until)};
}

TEST(PublishRoster, ReplacesWholeDays) {
  Given given = as("disp");
  given.when(roster({day_of_t1}, 2));
  ASSERT_EQ(given.events().list().size(), 2u) << "a stream a day";
  EXPECT_EQ(given.event<schema::RosterPublished>(0),
            (schema::RosterPublished{.outlet = "S1",
                                     .day = third,
                                     .version = 1,
                                     .shifts = {day_of_t1},
                                     .published_by = "disp",
                                     .published_at = ms(now)}));
  EXPECT_TRUE(given.event<schema::RosterPublished>(1).shifts.empty()) << "nobody on the fourth";
  given.when(roster({day_of_t1}, 2)).then_refused("roster.nothing_changed");
  const auto later = shift("T1", "2026-03-03T01:00:00Z", "2026-03-03T09:00:00Z");
  given.when(roster({later}, 2));
  ASSERT_EQ(given.events().list().size(), 1u) << "only what changes";
  EXPECT_EQ(given.event<schema::RosterPublished>().version, 2u);
}

TEST(PublishRoster, RefusesWhatCannotBe) {
  Given given = as("disp");
  const auto refused = [&](const schema::PublishRoster& command, const char* code) {
    given.when(command).then_refused(code);
  };
  refused(roster({day_of_t1}, 0), "roster.bad_days");
  refused(roster({day_of_t1}, 32), "roster.bad_days");
  schema::PublishRoster past = roster({});
  past.from_day = past.until_day = third - 2;
  refused(past, "roster.in_the_past");
  refused(roster({shift("T1", "2026-03-03T09:00:00Z", "2026-03-03T09:00:00Z")}),
          "roster.bad_shift");
  refused(roster({shift("T1", "2026-03-03T00:00:00Z", "2026-03-04T00:00:01Z")}),
          "roster.bad_shift");
  refused(roster({shift("T1", "2026-03-03T16:00:00Z", "2026-03-03T17:00:00Z")}),
          "roster.bad_shift");  // that is the fourth
  refused(roster({shift("T9", "2026-03-03T00:00:00Z", "2026-03-03T09:00:00Z")}),
          "roster.unknown_technician");
  refused(roster({day_of_t1, shift("T1", "2026-03-03T08:59:59Z", "2026-03-03T10:00:00Z")}),
          "roster.overlap");
  given.history("T2", schema::TechnicianSuspended{.reason = "考试"});
  refused(roster({shift("T2", "2026-03-03T00:00:00Z", "2026-03-03T09:00:00Z")}),
          "roster.technician_suspended");
  given.history("T3", schema::TechnicianRegistered{.name = "三", .outlet = "R2"});
  refused(roster({shift("T3", "2026-03-03T00:00:00Z", "2026-03-03T09:00:00Z")}),
          "roster.other_outlet");
  given.as(person("boss"));
  schema::PublishRoster nowhere = roster({});
  nowhere.outlet = "S9";
  refused(nowhere, "roster.unknown_outlet");
}

// A shift over midnight overlaps one of the day after, which was published before.
TEST(PublishRoster, SeesTheDaysBesideIt) {
  Given given = as("disp");
  schema::PublishRoster fourth =
      roster({shift("T1", "2026-03-03T17:00:00Z", "2026-03-04T01:00:00Z")});
  fourth.from_day = fourth.until_day = third + 1;
  given.when(fourth).then_accepted();
  given.when(roster({shift("T1", "2026-03-03T10:00:00Z", "2026-03-03T17:00:01Z")}))
      .then_refused("roster.overlap");
  given.when(roster({shift("T1", "2026-03-03T10:00:00Z", "2026-03-03T17:00:00Z")})).then_accepted();
}

TEST(PublishRoster, NotOverAnApprovedLeave) {
  Given given = company();
  take_leave(given);
  given.as(person("disp2")).when(roster({day_of_t1})).then_refused("roster.on_leave");
  given.as(person("tech1"))
      .when(schema::WithdrawLeave{.leave = asked, .reason = "好了"})
      .then_accepted();
  given.as(person("disp2")).when(roster({day_of_t1})).then_accepted();
}

TEST(WithdrawRoster, GivesTheDayBackToEverybody) {
  Given given = order_in(Status::assigned);
  publish(given, {});
  given.as(person("disp"))
      .when(visit("2026-03-03T02:00:00Z", "2026-03-03T04:00:00Z"))
      .then_refused("work_order.dispatch_technician_not_active");
  given.when(schema::WithdrawRoster{.outlet = "S1", .day = third + 1, .reason = "x"})
      .then_refused("roster.not_found");
  given.when(schema::WithdrawRoster{.outlet = "S1", .day = third})
      .then_refused("roster.reason_missing");
  given.when(schema::WithdrawRoster{.outlet = "S1", .day = third, .reason = "排错"})
      .then_accepted();
  given.when(visit("2026-03-03T02:00:00Z", "2026-03-03T04:00:00Z")).then_accepted();
}

// D1 asks the roster where the day has one: the visit lies within shifts without a gap.
TEST(Dispatch, AsksTheRosterOfADayThatHasOne) {
  Given given = order_in(Status::assigned);
  publish(given, {day_of_t1, shift("T1", "2026-03-03T09:00:00Z", "2026-03-03T11:00:00Z")});
  constexpr const char* d1 = "work_order.dispatch_technician_not_active";
  given.as(person("disp"));
  given.when(visit("2026-03-02T23:59:59Z", "2026-03-03T02:00:00Z")).then_refused(d1);
  given.when(visit("2026-03-03T10:00:00Z", "2026-03-03T11:00:01Z")).then_refused(d1);
  schema::ScheduleBooking other = visit("2026-03-03T02:00:00Z", "2026-03-03T04:00:00Z");
  other.technician = "T2";
  given.when(other).then_refused(d1);
  given.when(visit("2026-03-04T02:00:00Z", "2026-03-04T04:00:00Z")).then_accepted();  // no roster
  other = visit("2026-03-04T08:00:00Z", "2026-03-04T09:00:00Z");
  other.technician = "T2";
  given.when(other).then_accepted();
}

TEST(Dispatch, ShiftsWithoutAGapAreOne) {
  Given given = order_in(Status::assigned);
  publish(given, {day_of_t1, shift("T1", "2026-03-03T09:00:00Z", "2026-03-03T11:00:00Z")});
  given.as(person("disp"))
      .when(visit("2026-03-03T08:00:00Z", "2026-03-03T10:00:00Z"))
      .then_accepted();
}

// A night shift belongs to the day on which it starts.
TEST(Dispatch, AShiftReachesIntoTheNextDay) {
  Given given = order_in(Status::assigned);
  publish(given, {shift("T1", "2026-03-03T14:00:00Z", "2026-03-03T22:00:00Z")}, 2);
  given.as(person("disp"))
      .when(visit("2026-03-03T15:00:00Z", "2026-03-03T17:00:00Z"))
      .then_accepted();
}

TEST(Dispatch, SendsNobodyWhoIsOnLeave) {
  Given given = order_in(Status::assigned);
  take_leave(given);
  given.as(person("disp"))
      .when(visit("2026-03-03T23:59:59Z", "2026-03-04T02:00:00Z"))
      .then_refused("work_order.dispatch_technician_not_active");
  given.when(visit("2026-03-04T00:00:00Z", "2026-03-04T02:00:00Z")).then_accepted();
}

TEST(Leave, IsAskedForByHimselfOrByWhoDispatchesHim) {
  Given given = as("tech1");
  given.when(leave("T2")).then_refused("leave.not_yours");
  given.when(leave("T9")).then_refused("technician.not_found");
  given.when(leave());
  EXPECT_EQ(given.event<schema::LeaveRequested>(1),
            (schema::LeaveRequested{.technician = "T1",
                                    .outlet = "S1",
                                    .kind = schema::LeaveKind::sick,
                                    .starts_at = ms("2026-03-03T00:00:00Z"),
                                    .ends_at = ms("2026-03-04T00:00:00Z"),
                                    .reason = "感冒",
                                    .requested_by = "tech1",
                                    .requested_at = ms(now)}));
  given.as(person("disp")).when(leave("T2")).then_accepted();
}

TEST(Leave, RefusesWhatCannotBe) {
  Given given = as("tech1");
  schema::RequestLeave bad = leave();
  bad.kind = schema::LeaveKind::none;
  given.when(bad).then_refused("leave.kind_missing");
  bad = leave();
  bad.ends_at = bad.starts_at;
  given.when(bad).then_refused("leave.bad_times");
  bad.ends_at = bad.starts_at + 367LL * 86'400'000;
  given.when(bad).then_refused("leave.bad_times");
  bad = leave();
  bad.starts_at = ms("2026-01-30T00:59:59Z");
  given.when(bad).then_refused("leave.too_late");
  bad = leave();
  bad.reason = "a\x01";
  given.when(bad).then_refused("leave.bad_text");
}

TEST(ApproveLeave, IsForAnotherPersonThanWhoTakesOrAsksForIt) {
  Given given = as("disp");
  given.when(leave()).then_accepted();
  given.when(schema::ApproveLeave{.leave = asked}).then_refused("leave.same_author");
  given.when(schema::RejectLeave{.leave = asked, .answer = "x"}).then_refused("leave.same_author");
  // A technician who dispatches too does not let himself go.
  given.history("tech1", schema::RoleGranted{.role = schema::Role::dispatcher, .outlet = "S1"});
  given.as(person("tech1"))
      .when(schema::ApproveLeave{.leave = asked})
      .then_refused("leave.same_author");
  given.as(person("disp2")).when(schema::RejectLeave{.leave = asked});
  given.then_refused("leave.reason_missing");
  given.when(schema::ApproveLeave{.leave = asked, .answer = "早日康复"});
  given.then({on(asked,
                 schema::LeaveApproved{
                     .answer = "早日康复", .decided_by = "disp2", .decided_at = ms(now)}),
              on("T1", schema::AbsenceEntered{.leave = asked,
                                              .starts_at = ms("2026-03-03T00:00:00Z"),
                                              .ends_at = ms("2026-03-04T00:00:00Z"),
                                              .at = ms(now)})});
  given.as(person("tech1")).when(leave()).then_refused("leave.overlap");
}

TEST(ApproveLeave, OverAVisitOnlyWithAReason) {
  Given given = order_in(Status::scheduled);  // T1 on the second
  schema::RequestLeave today = leave();
  today.starts_at = ms(visit_end) - 1;
  given.as(person("tech1")).when(today).then_accepted();
  given.as(person("disp")).when(schema::ApproveLeave{.leave = asked}).then_refused("leave.booked");
  given.when(schema::ApproveLeave{.leave = asked, .booked_reason = "另派他人"}).then_accepted();
}

TEST(WithdrawLeave, IsForHimselfOrWhoDispatches) {
  Given given = as("tech1");
  given.when(leave()).then_accepted();
  given.as(person("tech2"))
      .when(schema::WithdrawLeave{.leave = asked, .reason = "x"})
      .then_refused("leave.not_yours");
  given.as(person("tech1"))
      .when(schema::WithdrawLeave{.leave = asked})
      .then_refused("leave.reason_missing");
  given.when(schema::WithdrawLeave{.leave = asked, .reason = "好了"}).then_accepted();
  given.when(schema::WithdrawLeave{.leave = asked, .reason = "好了"}).then_refused("leave.over");
  given.when(schema::WithdrawLeave{.leave = "LV-9", .reason = "好了"})
      .then_refused("leave.not_found");
  given.as(person("disp"))
      .when(schema::ApproveLeave{.leave = asked})
      .then_refused("leave.not_requested");
}

// What is over is left out of what dispatch reads.
TEST(Absences, ForgetWhatIsOver) {
  Given given = company();
  take_leave(given);
  given.at("2026-03-05T01:00:00Z").as(person("tech1"));
  schema::RequestLeave next = leave();
  next.starts_at = ms("2026-03-06T00:00:00Z");
  next.ends_at = ms("2026-03-07T00:00:00Z");
  given.when(next).then_accepted();
  given.as(person("disp")).when(schema::ApproveLeave{.leave = "LV-20260305-0001"}).then_accepted();
  const auto& periods = given.state<schema::Absences>("T1").periods;
  ASSERT_EQ(periods.size(), 1u);
  EXPECT_EQ(periods[0].leave, "LV-20260305-0001");
}

}  // namespace
}  // namespace kintsugi::tests
