// Appointments, visits that came to nothing, the deadline for accepting.

#include "schema/alarm.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AskedBy;
using schema::OrderWait;
using Status = schema::WorkOrderStatus;

const std::int64_t from = ms("2026-03-03T01:00:00Z");
const std::int64_t until = ms("2026-03-03T04:00:00Z");
constexpr std::int64_t hour = 3'600'000;

schema::AgreeAppointment agree(std::int64_t starts_at = from, std::int64_t ends_at = until) {
  return {
      .order = "WO-1", .starts_at = starts_at, .ends_at = ends_at, .asked_by = AskedBy::customer};
}
schema::ChangeAppointment change(AskedBy asked_by, std::int64_t later) {
  return {.order = "WO-1",
          .starts_at = from + later,
          .ends_at = until + later,
          .asked_by = asked_by,
          .reason = "有事"};
}
schema::ScheduleBooking visit(std::int64_t starts_at, std::int64_t ends_at) {
  return {.order = "WO-1", .technician = "T1", .starts_at = starts_at, .ends_at = ends_at};
}

Given in(Status status, const char* who) {
  Given given = order_in(status);
  given.as(person(who));
  return given;
}

const schema::WorkOrder& order(Given& given) { return given.state<schema::WorkOrder>("WO-1"); }
const schema::Appointment& appointment(Given& given) {
  return given.state<schema::Appointment>("WO-1");
}

TEST(AgreeAppointment, IsSaidOnTheOrderAndKeptWithWhoAsked) {
  Given given = in(Status::assigned, "call");
  given.when(agree());
  given.then({on("WO-1", schema::AppointmentSet{.appointment_from = from,
                                                .appointment_until = until,
                                                .asked_by = AskedBy::customer}),
              on("WO-1", schema::AppointmentAgreed{.order = "WO-1",
                                                   .outlet = "S1",
                                                   .customer = "C-1",
                                                   .starts_at = from,
                                                   .ends_at = until,
                                                   .asked_by = AskedBy::customer,
                                                   .agreed_by = "call",
                                                   .agreed_at = ms(now)})});
  given.when(agree()).then_refused("appointment.agreed");
}

TEST(AgreeAppointment, LiesInTheCustomersWindow) {
  Given given = company();
  schema::WorkOrderRegistered registration = registered();
  registration.window_from = from;
  registration.window_until = until;
  given.history("WO-1", registration);
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  given.as(person("disp"));
  given.when(agree(from - 1, until)).then_refused("appointment.outside_window");
  given.when(agree(from, until + 1)).then_refused("appointment.outside_window");
  given.when(agree(from, until)).then_accepted();
}

TEST(AgreeAppointment, RefusesTimesThatCannotBe) {
  Given given = in(Status::assigned, "disp");
  given.when(agree(from, from)).then_refused("appointment.bad_times");
  given.when(agree(from, from + 12 * hour + 1)).then_refused("appointment.bad_times");
  given.when(agree(ms(now) - hour, ms(now))).then_refused("appointment.in_the_past");
  schema::AgreeAppointment unasked = agree();
  unasked.asked_by = AskedBy::none;
  given.when(unasked).then_refused("appointment.asked_by_missing");
  given.when(change(AskedBy::customer, 0)).then_refused("appointment.not_agreed");
}

TEST(AgreeAppointment, IsForWhoSpeaksWithTheCustomer) {
  Given given = in(Status::scheduled, "tech2");
  given.when(agree()).then_refused("work_order.not_your_booking");
  given.as(person("tech1")).when(agree()).then_accepted();
}

TEST(ChangeAppointment, CountsAgainstTheSideThatAsked) {
  Given given = in(Status::assigned, "call");
  given.when(agree()).then_accepted();
  given.when(change(AskedBy::customer, 0)).then_refused("appointment.nothing_changed");
  schema::ChangeAppointment mute = change(AskedBy::customer, hour);
  mute.reason.clear();
  given.when(mute).then_refused("work_order.reason_missing");
  given.when(change(AskedBy::customer, hour)).then_accepted();
  given.when(change(AskedBy::technician, 2 * hour)).then_accepted();
  given.when(change(AskedBy::outlet, 3 * hour)).then_accepted();
  EXPECT_EQ(appointment(given).changes_by_customer, 1u);
  EXPECT_EQ(appointment(given).changes_by_us, 2u);
  EXPECT_EQ(order(given).appointment_from, from + 3 * hour);
}

// Asked by the customer, noted as asked by the technician: it is put right and counts once.
TEST(ChangeAppointment, IsToldAgainByAnotherSide) {
  Given given = in(Status::assigned, "call");
  given.when(agree()).then_accepted();
  given.when(change(AskedBy::technician, 0)).then_accepted();
  EXPECT_EQ(appointment(given).asked_by, AskedBy::technician);
  EXPECT_EQ(appointment(given).changes_by_us, 0u) << "it was agreed, not changed";
  given.when(change(AskedBy::technician, hour)).then_accepted();
  given.when(change(AskedBy::technician, hour)).then_refused("appointment.nothing_changed");
  given.when(change(AskedBy::customer, hour)).then_accepted();
  EXPECT_EQ(appointment(given).changes_by_customer, 1u);
  EXPECT_EQ(appointment(given).changes_by_us, 0u);
}

// D8: who is sent arrives in it.
TEST(Dispatch, KeepsTheAppointment) {
  Given given = in(Status::assigned, "disp");
  given.when(agree()).then_accepted();
  given.when(visit(from - 1, until)).then_refused("work_order.dispatch_outside_window");
  given.when(visit(until + 1, until + hour)).then_refused("work_order.dispatch_outside_window");
  given.when(visit(until, until + hour)).then_accepted();
}

TEST(CheckIn, MeetsTheAppointmentOrIsLate) {
  for (const bool late : {false, true}) {
    Given given = in(Status::accepted, "call");
    given.when(agree()).then_accepted();
    given.at(format_instant(instant_from_ms(until + (late ? 1000 : 0))));
    given.as(person("tech1")).when(schema::CheckIn{.order = "WO-1"}).then_accepted();
    EXPECT_EQ(appointment(given).status, schema::AppointmentStatus::met);
    EXPECT_EQ(appointment(given).late, late);
  }
}

// Else reports of punctuality count somebody who was not there.
TEST(WithdrawCheckIn, LeavesTheAppointmentToBeMet) {
  Given given = in(Status::accepted, "call");
  given.when(agree()).then_accepted();
  given.at(format_instant(instant_from_ms(until + 1000)));
  given.as(person("tech1")).when(schema::CheckIn{.order = "WO-1"}).then_accepted();
  ASSERT_TRUE(appointment(given).late);
  const schema::WithdrawCheckIn slip{.order = "WO-1", .reason = "点错"};
  given.when(slip).then_accepted();
  EXPECT_EQ(appointment(given).status, schema::AppointmentStatus::agreed);
  EXPECT_EQ(appointment(given).arrived_at, 0);
  EXPECT_FALSE(appointment(given).late);
  EXPECT_EQ(order(given).appointment_from, from);
  given.at(format_instant(instant_from_ms(until + 5000)));
  given.when(schema::CheckIn{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(appointment(given).arrived_at, until + 5000);
}

// Another who is there by a booking of his own has met it, when he came.
TEST(WithdrawCheckIn, LeavesTheAppointmentToWhoElseIsThere) {
  Given given = in(Status::accepted, "call");
  given.when(agree()).then_accepted();
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"});
  given.history("WO-1", schema::BookingAccepted{.booking = 2});
  given.at(format_instant(instant_from_ms(until))).as(person("tech1"));
  given.when(schema::CheckIn{.order = "WO-1", .booking = 1}).then_accepted();
  given.at(format_instant(instant_from_ms(until + 1000))).as(person("tech2"));
  given.when(schema::CheckIn{.order = "WO-1", .booking = 2}).then_accepted();
  ASSERT_FALSE(appointment(given).late);
  given.as(person("disp"));
  given.when(schema::WithdrawCheckIn{.order = "WO-1", .booking = 1, .reason = "点错"});
  given.then_accepted();
  EXPECT_EQ(appointment(given).status, schema::AppointmentStatus::met);
  EXPECT_EQ(appointment(given).arrived_at, until + 1000);
  EXPECT_TRUE(appointment(given).late);
}

TEST(WithdrawWorkReport, LeavesTheAppointmentBesideTheOrder) {
  Given given = in(Status::accepted, "call");
  given.when(agree()).then_accepted();
  given.at(format_instant(instant_from_ms(until))).as(person("tech1"));
  given.when(schema::CheckIn{.order = "WO-1"}).then_accepted();
  given.when(schema::StartWork{.order = "WO-1"}).then_accepted();
  given.when(schema::RecordDiagnosis{.order = "WO-1", .fault_code = "E1", .fault = "漏氟"});
  given.then_accepted();
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  ASSERT_EQ(order(given).appointment_from, 0);
  given.as(person("disp"));
  given.when(schema::WithdrawWorkReport{.order = "WO-1", .reason = "未完"}).then_accepted();
  EXPECT_EQ(order(given).appointment_from, from);
  EXPECT_EQ(order(given).appointment_until, until);
  EXPECT_EQ(appointment(given).status, schema::AppointmentStatus::met);
}

TEST(ResolveRemotely, FreesTheAppointment) {
  Given given = in(Status::assigned, "call");
  given.when(agree()).then_accepted();
  given.when(schema::ResolveRemotely{.order = "WO-1", .solution = "断电重启"}).then_accepted();
  EXPECT_EQ(appointment(given).status, schema::AppointmentStatus::canceled);
  EXPECT_EQ(order(given).appointment_from, 0);
}

TEST(CancelWorkOrder, FreesTheAppointment) {
  Given given = in(Status::assigned, "call");
  given.when(agree()).then_accepted();
  given.when(schema::CancelWorkOrder{.order = "WO-1", .reason = "不修了"}).then_accepted();
  EXPECT_EQ(appointment(given).status, schema::AppointmentStatus::canceled);
}

schema::RecordNoShow no_show() { return {.order = "WO-1", .note = "敲门无人，电话三次未接"}; }

// The technician is at the door at the appointed time; then the order waits for a new appointment.
TEST(RecordNoShow, NeedsTheDoorTheTimeAndEvidence) {
  Given given = in(Status::accepted, "tech1");
  given.when(no_show()).then_refused("work_order.not_accepted");
  given.when(schema::StartTravel{.order = "WO-1"}).then_accepted();
  given.at(visit_start).when(no_show()).then_refused("failed_visit.not_at_the_door");
  given.at("2026-03-02T05:50:00Z").when(schema::CheckIn{.order = "WO-1"}).then_accepted();
  given.when(no_show()).then_refused("failed_visit.too_early");
  given.at(visit_start);
  schema::RecordNoShow bad = no_show();
  bad.note.clear();
  given.when(bad).then_refused("failed_visit.note_missing");
  bad = no_show();
  bad.photo_hash = "abc";
  given.when(bad).then_refused("failed_visit.bad_photo");
  given.as(person("tech2")).when(no_show()).then_refused("work_order.not_your_booking");
  given.as(person("tech1")).when(no_show()).then_accepted();
  EXPECT_EQ(order(given).status, Status::assigned);
  EXPECT_EQ(order(given).waits_for, OrderWait::appointment);
  EXPECT_EQ(order(given).bookings[0].status, schema::BookingStatus::no_show);
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
  EXPECT_EQ(given.state<schema::FailedVisit>("WO-1:1").status, schema::FailedVisitStatus::no_show);
}

TEST(RecordNoShow, NobodyIsSentBeforeANewAppointment) {
  Given given = in(Status::accepted, "call");
  given.when(agree(ms(visit_start), ms(visit_end))).then_accepted();
  given.at(visit_start).as(person("tech1"));
  given.when(schema::CheckIn{.order = "WO-1"}).then_accepted();
  given.when(no_show()).then_accepted();
  EXPECT_EQ(appointment(given).no_shows, 1u);
  given.as(person("disp")).when(visit(from, until)).then_refused("appointment.needed");
  given.as(person("call")).when(agree()).then_accepted();
  EXPECT_EQ(appointment(given).no_shows, 1u) << "what was, was";
  given.as(person("disp")).when(visit(from, until)).then_accepted();
}

TEST(WithdrawFailedVisit, CountsAgainstNobody) {
  Given given = in(Status::accepted, "call");
  given.when(agree(ms(visit_start), ms(visit_end))).then_accepted();
  given.at(visit_start).as(person("tech1"));
  given.when(schema::CheckIn{.order = "WO-1"}).then_accepted();
  given.when(no_show()).then_accepted();
  given.as(person("disp"));
  schema::WithdrawFailedVisit withdraw{.order = "WO-1", .booking = 2, .reason = "走错楼"};
  given.when(withdraw).then_refused("failed_visit.not_failed");
  withdraw.booking = 1;
  given.when(withdraw).then_accepted();
  EXPECT_EQ(appointment(given).no_shows, 0u);
  EXPECT_EQ(order(given).waits_for, OrderWait::none);
  given.when(withdraw).then_refused("failed_visit.not_failed");
  given.when(visit(from, until)).then_accepted();
}

schema::MarkAbnormal abnormal(bool revisit) {
  return {.order = "WO-1",
          .kind = schema::AbnormalKind::site_not_ready,
          .revisit = revisit,
          .note = "无电源插座"};
}

TEST(MarkAbnormal, WithAnotherVisitIsDispatchedAgain) {
  Given given = in(Status::in_progress, "tech1");
  schema::MarkAbnormal bad = abnormal(true);
  bad.kind = schema::AbnormalKind::none;
  given.when(bad).then_refused("failed_visit.kind_missing");
  given.when(abnormal(true)).then_accepted();
  EXPECT_EQ(order(given).status, Status::assigned);
  EXPECT_EQ(order(given).waits_for, OrderWait::none);
  EXPECT_TRUE(given.state<schema::FailedVisit>("WO-1:1").revisit);
}

TEST(MarkAbnormal, WithoutAnotherVisitWaitsForADecision) {
  Given given = in(Status::in_progress, "tech1");
  given.when(abnormal(false)).then_accepted();
  EXPECT_EQ(order(given).waits_for, OrderWait::decision);
  Given sent = in(Status::in_progress, "tech1");
  sent.when(abnormal(false)).then_accepted();
  sent.as(person("disp")).when(visit(from, until)).then_accepted();
  EXPECT_EQ(order(sent).waits_for, OrderWait::none);
  given.as(person("disp"))
      .when(schema::CancelWorkOrder{.order = "WO-1", .reason = "无法安装"})
      .then_accepted();
}

TEST(ExtendAcceptance, ArmsTheAlarmAnew) {
  Given given = in(Status::scheduled, "disp");
  const std::int64_t later = ms("2026-03-02T05:00:00Z");
  schema::ExtendAcceptance extend{.order = "WO-1", .accept_by = later};
  given.when(extend).then_refused("work_order.reason_missing");
  extend.reason = "在山区";
  given.as(person("tech1")).when(extend).then_refused("authority.not_allowed");
  given.as(person("disp"));
  extend.accept_by = ms("2026-03-02T03:00:00Z");
  given.when(extend).then_refused("work_order.nothing_changed");
  extend.accept_by = ms(now);
  given.when(extend).then_refused("work_order.in_the_past");
  extend.accept_by = later;
  // Also after it has passed.
  given.at("2026-03-02T03:30:00Z");
  given.as(person("tech1")).when(schema::AcceptBooking{.order = "WO-1"});
  given.then_refused("work_order.acceptance_overdue");
  given.as(person("disp")).when(extend);
  given.then(
      {on("WO-1", schema::AcceptanceExtended{.booking = 1, .accept_by = later, .reason = "在山区"}),
       on("WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 1}),
       on("WO-1:booking_acceptance:1",
          schema::AlarmArmed{.kind = schema::AlarmKind::booking_acceptance,
                             .version = 2,
                             .due_at = later,
                             .order = "WO-1",
                             .technician = "T1",
                             .outlet = "S1"})});
  given.as(person("tech1")).when(schema::AcceptBooking{.order = "WO-1"}).then_accepted();
}

}  // namespace
}  // namespace kintsugi::tests
