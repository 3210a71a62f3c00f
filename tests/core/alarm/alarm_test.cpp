// A booking that nobody accepts in time: armed, passed, tripped, acknowledged, cleared; and the
// policies.

#include "schema/alarm.h"

#include "core/policies/reactions.h"
#include "schema/follow_up.h"
#include "schema/part_request.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::PassDeadline;
using Status = schema::WorkOrderStatus;

constexpr const char* alarm = "WO-1:booking_acceptance:1";
const PassDeadline pass{.alarm = alarm, .version = 1};

TEST(PassDeadline, TripsOnceAndNotBeforeItIsDue) {
  Given given = order_in(Status::scheduled);
  given.at("2026-03-02T02:59:59Z").when(pass).then_refused("alarm.not_due");
  given.at("2026-03-02T03:00:00Z")
      .when(pass)
      .then({on(alarm, schema::DeadlinePassed{.version = 1, .due_at = ms("2026-03-02T03:00:00Z")}),
             on(alarm, schema::AlarmTripped{.kind = schema::AlarmKind::booking_acceptance,
                                            .at = ms("2026-03-02T03:00:00Z"),
                                            .order = "WO-1",
                                            .technician = "T1",
                                            .outlet = "S1"})});
  given.when(pass).then_refused("alarm.superseded");
  order_in(Status::scheduled).as(person("disp")).when(pass).then_refused("authority.system_only");
}

TEST(PassDeadline, DoesNothingOnceTheBookingIsAccepted) {
  order_in(Status::accepted).at("2026-03-03T00:00:00Z").when(pass).then_refused("alarm.superseded");
  company().when(pass).then_refused("alarm.not_found");
}

TEST(Alarm, IsAcknowledgedThenCleared) {
  Given given = order_in(Status::scheduled);
  given.as(person("disp"));
  const schema::AcknowledgeAlarm acknowledge{.alarm = alarm};
  const schema::ClearAlarm clear{.alarm = alarm, .handling = "已改派"};
  given.when(acknowledge).then_refused("alarm.not_tripped");
  given.when(clear).then_refused("alarm.not_tripped");
  given.history(alarm,
                schema::AlarmTripped{.kind = schema::AlarmKind::booking_acceptance, .at = 1});
  given.when(clear).then_refused("alarm.not_acknowledged");
  given.as(person("far")).when(acknowledge).then_refused("authority.out_of_scope");
  given.as(person("disp"))
      .when(acknowledge)
      .then({on(alarm, schema::AlarmAcknowledged{.by = "disp", .acknowledged_at = ms(now)})});
  given.when(acknowledge).then_refused("alarm.already_acknowledged");
  given.when(schema::ClearAlarm{.alarm = alarm}).then_refused("alarm.handling_missing");
  given.when(clear).then({on(alarm, schema::AlarmCleared{.by = "disp", .handling = "已改派"})});
  given.when(clear).then_refused("alarm.already_cleared");
  given.when(acknowledge).then_refused("alarm.already_cleared");
  given.when(schema::ReopenAlarm{.alarm = alarm}).then_refused("alarm.reason_missing");
  const schema::ReopenAlarm again{.alarm = alarm, .reason = "点错"};
  given.as(person("far")).when(again).then_refused("authority.out_of_scope");
  given.as(person("disp"))
      .when(again)
      .then({on(alarm, schema::AlarmReopened{.by = "disp",
                                             .reason = "点错",
                                             .order = "WO-1",
                                             .technician = "T1",
                                             .outlet = "S1"})});
  given.when(again).then_refused("alarm.not_handled");
  given.when(acknowledge).then_accepted();
}

// Told late by an older system: accepted before the deadline that tripped meanwhile. A person's
// claim of an earlier time beats no deadline.
TEST(Alarm, ThatTrippedIsFoundMetWhenItWasMetInTime) {
  Given given = order_in(Status::scheduled);
  given.at("2026-03-02T03:00:00Z").when(pass).then_accepted();
  given.as(person("tech1"))
      .at("2026-03-02T04:00:00Z")
      .happened_at("2026-03-02T02:30:00Z")
      .when(schema::AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.acceptance_overdue");
  given.as(system_actor())
      .when(schema::AcceptBooking{.order = "WO-1"})
      .then({on("WO-1",
                schema::BookingAccepted{
                    .booking = 1, .technician = "T1", .at = ms("2026-03-02T02:30:00Z")}),
             on(alarm, schema::AlarmFoundMet{.version = 1, .at = ms("2026-03-02T02:30:00Z")})});
  const auto& met = given.state<schema::Alarm>(alarm);
  EXPECT_EQ(met.status, schema::AlarmStatus::superseded);
  EXPECT_EQ(first(met.trips).met_at, ms("2026-03-02T02:30:00Z"));
  given.as(person("disp"))
      .when(schema::AcknowledgeAlarm{.alarm = alarm})
      .then_refused("alarm.not_tripped");
}

TEST(Alarm, ThatIsArmedAnewKeepsItsTrip) {
  Given given = order_in(Status::scheduled);
  given.at("2026-03-02T03:00:00Z").when(pass).then_accepted();
  given.as(person("disp"))
      .at("2026-03-02T03:30:00Z")
      .when(schema::RescheduleBooking{.order = "WO-1",
                                      .starts_at = ms(visit_start),
                                      .ends_at = ms(visit_end),
                                      .accept_by = ms("2026-03-02T05:00:00Z"),
                                      .asked_by = schema::AskedBy::outlet})
      .then_accepted();
  const auto& anew = given.state<schema::Alarm>(alarm);
  EXPECT_EQ(anew.status, schema::AlarmStatus::armed);
  EXPECT_EQ(anew.version, 2u);
  EXPECT_EQ(anew.due_at, ms("2026-03-02T05:00:00Z"));
  EXPECT_EQ(anew.trips, (std::vector<schema::AlarmTrip>{{.version = 1,
                                                         .due_at = ms("2026-03-02T03:00:00Z"),
                                                         .at = ms("2026-03-02T03:00:00Z"),
                                                         .met_at = 0}}));
  given.as(person("tech1"))
      .at("2026-03-02T04:00:00Z")
      .when(schema::AcceptBooking{.order = "WO-1"})
      .then_accepted();
  EXPECT_EQ(first(given.state<schema::Alarm>(alarm).trips).met_at, 0) << "an hour too late";
}

TEST(Alarm, RefusesBadNotes) {
  Given given = order_in(Status::scheduled);
  given.history(alarm, schema::AlarmTripped{.at = 1});
  const std::string longer(4001, 'x');
  given.as(person("disp"));
  given.when(schema::AcknowledgeAlarm{.alarm = alarm, .note = longer})
      .then_refused("alarm.bad_note");
  given.history(alarm, schema::AlarmAcknowledged{.by = "disp"});
  given.when(schema::ClearAlarm{.alarm = alarm, .handling = longer}).then_refused("alarm.bad_note");
}

core::Reactions reactions(std::string_view stream, const schema::Event& event,
                          ActorKind kind = ActorKind::person) {
  core::Reactions out;
  core::react(stream, schema::as_view(event), core::Cause{.commit_id = "c", .actor_kind = kind},
              out);
  return out;
}

TEST(Policies, ArmAndDisarmByAlarmAndVersion) {
  const core::Reactions armed =
      reactions("alarm/WO-1:booking_acceptance:1", schema::AlarmArmed{.version = 3, .due_at = 5});
  ASSERT_EQ(armed.arms.size(), 1u);
  EXPECT_EQ(armed.arms[0].key, "WO-1:booking_acceptance:1:3");
  EXPECT_EQ(to_ms(armed.arms[0].due), 5);
  EXPECT_EQ(armed.arms[0].command, schema::Command(PassDeadline{.alarm = alarm, .version = 3}));
  // That of before passes no more.
  EXPECT_EQ(armed.disarms, std::vector<std::string>{"WO-1:booking_acceptance:1:2"});
  const core::Reactions disarmed =
      reactions("alarm/WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 3});
  EXPECT_EQ(disarmed.disarms, std::vector<std::string>{"WO-1:booking_acceptance:1:3"});
}

TEST(Policies, FollowUpAfterCompletionSourcingAfterARequestWagesAfterPosting) {
  const core::Reactions due =
      reactions("work_order/WO-1", schema::WorkOrderCompleted{.follow_up_due_at = 7});
  ASSERT_EQ(due.issues.size(), 1u);
  EXPECT_EQ(due.issues[0].command,
            schema::Command(schema::ScheduleFollowUp{.order = "WO-1", .due_at = 7}));
  EXPECT_TRUE(reactions("work_order/WO-1", schema::WorkOrderCompleted{}).empty());
  EXPECT_EQ(reactions("part_request/P1", schema::PartRequested{}).issues.size(), 1u);
  EXPECT_EQ(reactions("work_order/WO-1", schema::WorkOrderPosted{}).issues.size(), 1u);
}

TEST(Policies, WhatAnImportBringsStartsNothing) {
  for (const schema::Event& event :
       {schema::Event(schema::WorkOrderCompleted{.follow_up_due_at = 7}),
        schema::Event(schema::WorkOrderPosted{})}) {
    EXPECT_TRUE(reactions("work_order/WO-1", event, ActorKind::import).empty());
  }
}

}  // namespace
}  // namespace kintsugi::tests
