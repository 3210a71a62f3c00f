// The visit: whose booking it is, in time, there, at work; parts and findings; one visit after
// another.

#include "schema/alarm.h"
#include "schema/part.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AcceptBooking;
using Status = schema::WorkOrderStatus;

Given in(Status status, const char* who = "tech1") {
  Given given = order_in(status);
  given.as(person(who));
  return given;
}

TEST(AcceptBooking, DisarmsTheDeadline) {
  in(Status::scheduled)
      .when(AcceptBooking{.order = "WO-1"})
      .then({on("WO-1", schema::BookingAccepted{.booking = 1, .technician = "T1", .at = ms(now)}),
             on("WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 1})})
      .when(AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.not_scheduled");
}

TEST(AcceptBooking, IsInTimeToTheMillisecondAndOnlyThen) {
  in(Status::scheduled)
      .at("2026-03-02T03:00:00Z")
      .when(AcceptBooking{.order = "WO-1"})
      .then_accepted();
  in(Status::scheduled)
      .at("2026-03-02T03:00:01Z")
      .when(AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.acceptance_overdue");
}

TEST(AcceptBooking, IsForTheBookingsTechnicianOrADispatcher) {
  in(Status::scheduled, "tech2")
      .when(AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.not_your_booking");
  in(Status::scheduled, "disp").when(AcceptBooking{.order = "WO-1"}).then_accepted();
  in(Status::scheduled)
      .when(AcceptBooking{.order = "WO-1", .booking = 2})
      .then_refused("work_order.no_such_booking");
}

TEST(DeclineBooking, WantsAReasonAndGivesTheSlotBack) {
  Given given = in(Status::scheduled);
  given.when(schema::DeclineBooking{.order = "WO-1"}).then_refused("work_order.reason_missing");
  given.when(schema::DeclineBooking{.order = "WO-1", .reason = "生病"})
      .then({on("WO-1",
                schema::BookingDeclined{
                    .booking = 1, .technician = "T1", .reason = "生病", .at = ms(now)}),
             on("T1", schema::SlotReleased{.order = "WO-1", .booking = 1}),
             on("WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 1})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::assigned);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").technician, "");
}

TEST(Visit, GoesFromAcceptanceToWork) {
  Given given = in(Status::accepted);
  given.when(schema::StartTravel{.order = "WO-1"})
      .then({on("WO-1", schema::TravelStarted{.booking = 1, .at = ms(now)})});
  given.when(schema::StartWork{.order = "WO-1"}).then_refused("work_order.not_checked_in");
  given.when(schema::CheckIn{.order = "WO-1", .latitude = 90'000'001})
      .then_refused("work_order.bad_position");
  given.when(schema::CheckIn{.order = "WO-1", .place = "浦东"})
      .then({on("WO-1", schema::TechnicianCheckedIn{
                            .booking = 1, .technician = "T1", .at = ms(now), .place = "浦东"})});
  given.when(schema::StartWork{.order = "WO-1"})
      .then({on("WO-1", schema::WorkStarted{.booking = 1, .at = ms(now)})});
  given.when(schema::PauseWork{.order = "WO-1"}).then_refused("work_order.why_missing");
  given.when(schema::PauseWork{.order = "WO-1", .why = schema::PauseReason::part})
      .then({on("WO-1", schema::WorkPaused{
                            .booking = 1, .why = schema::PauseReason::part, .at = ms(now)})});
  given.when(schema::ResumeWork{.order = "WO-1"})
      .then({on("WO-1", schema::WorkResumed{.booking = 1, .at = ms(now)})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::in_progress);
}

TEST(Visit, OfSeveralBookingsOneMustBeNamed) {
  Given given = order_in(Status::scheduled);
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"});
  given.as(person("disp"))
      .when(AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.which_booking");
  given.as(person("tech2"))
      .when(AcceptBooking{.order = "WO-1"})
      .then_accepted();  // his own is the only one
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status,
            Status::scheduled);  // the other still waits
}

TEST(RecordProgress, ChecksNoteAndPhoto) {
  Given given = in(Status::in_progress);
  given.when(schema::RecordProgress{.order = "WO-1"}).then_refused("work_order.bad_text");
  given.when(schema::RecordProgress{.order = "WO-1", .note = std::string(4001, 'x')})
      .then_refused("work_order.bad_text");
  given.when(schema::RecordProgress{.order = "WO-1", .note = "照片", .photo_hash = "ABC"})
      .then_refused("work_order.bad_photo");
  const std::string hash(64, 'a');
  given
      .when(schema::RecordProgress{
          .order = "WO-1", .note = "照片", .photo_hash = hash, .photo_bytes = 10})
      .then({on("WO-1",
                schema::ProgressRecorded{.note = "照片", .photo_hash = hash, .photo_bytes = 10})});
}

TEST(RecordDiagnosis, RepeatedChangesNothing) {
  Given given = in(Status::in_progress);
  given.when(schema::RecordDiagnosis{.order = "WO-1"}).then_refused("work_order.bad_text");
  const schema::RecordDiagnosis command{.order = "WO-1", .fault_code = "F02", .cause = "缺氟"};
  given.when(command).then({on(
      "WO-1", schema::FaultDiagnosed{.fault_code = "F02", .fault = "cooling", .cause = "缺氟"})});
  given.when(command).then_refused("work_order.nothing_changed");
}

TEST(ReportWorkDone, NeedsADiagnosisForARepair) {
  Given given = order_in(Status::traveling);
  given.history("WO-1", schema::WorkStarted{.booking = 1, .at = ms(now)});
  given.as(person("tech1"))
      .when(schema::ReportWorkDone{.order = "WO-1"})
      .then_refused("work_order.diagnosis_missing");
  given.history("WO-1", schema::FaultDiagnosed{.fault_code = "F01"});
  given.when(schema::ReportWorkDone{.order = "WO-1", .result = "已修复"})
      .then({on("WO-1",
                schema::WorkReported{
                    .booking = 1, .technician = "T1", .result = "已修复", .at = ms(now)}),
             on("T1", schema::SlotReleased{.order = "WO-1", .booking = 1})});
}

TEST(ReportWorkDone, PartlyLeadsBackToDispatch) {
  Given given = in(Status::in_progress);
  given.when(schema::ReportWorkDone{.order = "WO-1", .partly = true}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::assigned);
  given.as(person("disp"))
      .when(schema::ScheduleBooking{.order = "WO-1",
                                    .technician = "T1",
                                    .starts_at = ms("2026-03-03T06:00:00Z"),
                                    .ends_at = ms("2026-03-03T07:00:00Z")})
      .then_accepted();
  EXPECT_EQ(last(given.state<schema::WorkOrder>("WO-1").bookings).number, 2);
}

TEST(ReportWorkDone, TheOrderWaitsForTheLastOfTwoBookings) {
  Given given = order_in(Status::in_progress);
  given.history("WO-1", schema::BookingScheduled{.booking = 2, .technician = "T2"});
  given.as(person("tech1")).when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::in_progress);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").technician, "T2");
}

TEST(UsePart, NeedsCustody) {
  Given given = in(Status::in_progress);
  given.history("P-1", schema::PartRegistered{
                           .name = "压缩机", .brand = "haier", .unit = schema::PartUnit::piece});
  const schema::UsePart command{
      .order = "WO-1", .part = "P-1", .quantity = 1000, .payer = schema::Payer::manufacturer};
  given.when(command);
  EXPECT_FALSE(given.outcome().has_value());  // in his hands he has none
  schema::UsePart bad = command;
  bad.quantity = 0;
  given.when(bad).then_refused("work_order.bad_quantity");
  bad.part = "P-9";
  bad.quantity = 1;
  given.when(bad).then_refused("work_order.unknown_part");
}

}  // namespace
}  // namespace kintsugi::tests
