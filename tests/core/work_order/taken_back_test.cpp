// Slips of a visit, taken back: reported in part, an appointment of another order, a pause of the
// wrong kind.

#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AppointmentStatus;
using schema::BookingStatus;
using Status = schema::WorkOrderStatus;

constexpr const char* slip = "点错了";

const schema::Booking& booking_now(Given& given, std::size_t number) {
  return given.state<schema::WorkOrder>("WO-1").bookings.at(number - 1);
}

TEST(WithdrawWorkReport, OfWhatWasReportedDoneInPart) {
  Given given = order_in(Status::in_progress);
  given.as(person("tech1"));
  const auto slots = given.state<schema::Technician>("T1").slots;
  given.when(schema::ReportWorkDone{.order = "WO-1", .partly = true}).then_accepted();
  ASSERT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::assigned);
  given.when(schema::WithdrawWorkReport{.order = "WO-1", .reason = slip}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::in_progress);
  EXPECT_EQ(booking_now(given, 1).status, BookingStatus::in_progress);
  EXPECT_EQ(given.state<schema::Technician>("T1").slots, slots);
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::work_reported);
}

// Two at work: one's report does not wait for the other's.
TEST(WithdrawWorkReport, WhileTheOtherIsStillAtWork) {
  Given given = order_in(Status::in_progress);
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"})
      .history("WO-1", schema::BookingAccepted{.booking = 2, .technician = "T2"})
      .history("WO-1", schema::WorkStarted{.booking = 2});
  given.as(person("tech1")).when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  const std::int64_t first = given.state<schema::WorkOrder>("WO-1").reported_at;
  const schema::WithdrawWorkReport back{.order = "WO-1", .reason = slip};
  given.when(back).then_accepted();
  EXPECT_EQ(booking_now(given, 1).status, BookingStatus::in_progress);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").reported_at, 0);
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  given.as(person("tech2"))
      .when(schema::ReportWorkDone{.order = "WO-1", .partly = true})
      .then_accepted();
  given.when(back).then_accepted();
  EXPECT_EQ(booking_now(given, 2).status, BookingStatus::in_progress);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").reported_at, first) << "the other's stands";
}

TEST(WithdrawAppointment, OfAnotherOrder) {
  Given given = order_in(Status::assigned);
  given.as(person("call"));
  const schema::WithdrawAppointment back{.order = "WO-1", .reason = slip};
  given.when(back).then_refused("appointment.not_agreed");
  const schema::AgreeAppointment agree{.order = "WO-1",
                                       .starts_at = ms("2026-03-03T02:00:00Z"),
                                       .ends_at = ms("2026-03-03T04:00:00Z"),
                                       .asked_by = schema::AskedBy::customer};
  given.when(agree).then_accepted();
  given.when(schema::WithdrawAppointment{.order = "WO-1"})
      .then_refused("work_order.reason_missing");
  given.when(back).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").appointment_from, 0);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").appointment_until, 0);
  EXPECT_EQ(given.state<schema::Appointment>("WO-1").status, AppointmentStatus::canceled);
  EXPECT_EQ(given.state<schema::Appointment>("WO-1").changes_by_us, 0);
  given.when(agree).then_accepted();
}

Given nobody_there() {
  Given given = order_in(Status::traveling);
  given.history("WO-1", schema::AppointmentSet{.appointment_from = ms(visit_start),
                                               .appointment_until = ms(visit_end)});
  given.history("WO-1", schema::AppointmentAgreed{.order = "WO-1", .outlet = "S1"});
  given.at(visit_start).as(person("disp"));
  given.when(schema::RecordNoShow{.order = "WO-1", .note = "敲门无人"}).then_accepted();
  return given;
}

schema::AgreeAppointment anew() {
  return {.order = "WO-1",
          .starts_at = ms("2026-03-07T02:00:00Z"),
          .ends_at = ms("2026-03-07T04:00:00Z"),
          .asked_by = schema::AskedBy::customer};
}

// Nobody was there, and nothing is agreed again: another is agreed first.
TEST(WithdrawAppointment, AfterANoShowWaitsForAnotherOne) {
  Given given = nobody_there();
  given.when(anew()).then_accepted();
  ASSERT_EQ(given.state<schema::WorkOrder>("WO-1").waits_for, schema::OrderWait::none);
  given.when(schema::WithdrawAppointment{.order = "WO-1", .reason = slip}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").waits_for, schema::OrderWait::appointment);
}

TEST(WithdrawFailedVisit, CountsAgainstNobodyWhereAnotherIsAgreedSince) {
  Given given = nobody_there();
  given.when(anew()).then_accepted();
  ASSERT_EQ(given.state<schema::Appointment>("WO-1").no_shows, 1);
  given.when(schema::WithdrawFailedVisit{.order = "WO-1", .booking = 1, .reason = slip})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Appointment>("WO-1").no_shows, 0);
  EXPECT_EQ(given.state<schema::Appointment>("WO-1").status, AppointmentStatus::agreed);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").appointment_from, anew().starts_at);
}

TEST(CorrectPause, OfTheWrongKind) {
  Given given = order_in(Status::in_progress);
  given.as(person("tech1"));
  schema::CorrectPause right{
      .order = "WO-1", .why = schema::PauseReason::customer, .reason = slip};
  given.when(right).then_refused("work_order.not_on_hold");
  given.when(schema::PauseWork{.order = "WO-1", .why = schema::PauseReason::part})
      .then_accepted();
  right.why = schema::PauseReason::none;
  given.when(right).then_refused("work_order.why_missing");
  right.why = schema::PauseReason::part;
  given.when(right).then_refused("work_order.nothing_changed");
  right.why = schema::PauseReason::customer, right.held_from = 7;
  given.when(right).then_refused("work_order.not_on_hold");
  right.held_from = 0;
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").paused_for, schema::PauseReason::customer);
  given.when(schema::ResumeWork{.order = "WO-1"}).then_accepted();
  const auto hold = given.state<schema::WorkOrder>("WO-1").warranty.holds.at(0);
  EXPECT_EQ(hold.pause, schema::PauseReason::customer);
  right.why = schema::PauseReason::other, right.held_from = hold.held_from;
  given.when(right).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").paused_for, schema::PauseReason::none);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").warranty.holds.at(0).pause,
            schema::PauseReason::other);
}

}  // namespace
}  // namespace kintsugi::tests
