// A dispatch taken back, and an override that somebody is asked for.

#include "schema/alarm.h"
#include "schema/roster.h"
#include "schema/technician.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_board.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::DispatchCheck;
using Status = schema::WorkOrderStatus;

schema::WithdrawBooking taken_back() {
  return {.order = "WO-1", .booking = 1, .reason = "点错了"};
}
schema::AskDispatchOverride asked(DispatchCheck check = DispatchCheck::territory) {
  return {.order = "WO-1", .technician = "T2", .check = check, .reason = "客户点名"};
}

// The slot is free again, nobody is waited for, and the order waits to be dispatched.
TEST(WithdrawBooking, FreesTheSlotAndTheDeadline) {
  Given given = order_in(Status::scheduled);
  given.as(person("disp")).when(taken_back()).then(
      {on("WO-1", schema::BookingCanceled{.booking = 1,
                                          .technician = "T1",
                                          .withdrawn = true,
                                          .at = ms(now)}),
       on("T1", schema::SlotReleased{.order = "WO-1", .booking = 1}),
       on("WO-1:booking_acceptance:1", schema::AlarmDisarmed{.version = 1})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::assigned);
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
  given.when(schema::ScheduleBooking{.order = "WO-1",
                                     .technician = "T1",
                                     .starts_at = ms(visit_start),
                                     .ends_at = ms(visit_end)})
      .then_accepted();
}

// When the order was first dispatched, no mistake that was taken back says.
TEST(WithdrawBooking, IsNotTheFirstDispatchAnyMore) {
  Given given = order_in(Status::scheduled);
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").bookings[0].first);
  given.as(person("disp")).when(taken_back()).then_accepted();
  const schema::ScheduleBooking again{.order = "WO-1",
                                      .technician = "T1",
                                      .starts_at = ms(visit_start),
                                      .ends_at = ms(visit_end)};
  EXPECT_FALSE(given.state<schema::WorkOrder>("WO-1").bookings[0].first);
  given.when(again).then_accepted();
  const auto bookings = given.state<schema::WorkOrder>("WO-1").bookings;
  EXPECT_TRUE(bookings[0].withdrawn);
  EXPECT_FALSE(bookings[0].first);
  EXPECT_TRUE(bookings[1].first);
}

// 2036 for 2026: nobody would see the visit before, so it is asked which year is meant.
TEST(Plans, LieWithinAYear) {
  Given given = order_in(Status::assigned);
  given.as(person("disp"));
  const std::int64_t year = 366LL * 86'400'000;
  schema::ScheduleBooking visit{.order = "WO-1",
                                .technician = "T1",
                                .starts_at = ms(visit_start) + year,
                                .ends_at = ms(visit_end) + year};
  given.when(visit).then_refused("work_order.bad_times");
  schema::AgreeAppointment appointment{.order = "WO-1",
                                       .starts_at = visit.starts_at,
                                       .ends_at = visit.ends_at,
                                       .asked_by = schema::AskedBy::customer};
  given.as(person("call")).when(appointment).then_refused("appointment.bad_times");
  schema::RegisterWorkOrder order{.order = "WO-5",
                                  .service_type = schema::ServiceType::repair,
                                  .brand = "haier",
                                  .category = "ac",
                                  .phone = "13800000001",
                                  .address = "浦东大道1号",
                                  .window_from = visit.starts_at,
                                  .window_until = visit.ends_at};
  given.when(order).then_refused("work_order.bad_window");
  schema::RequestLeave leave{.technician = "T1",
                             .kind = schema::LeaveKind::sick,
                             .starts_at = visit.starts_at,
                             .ends_at = visit.ends_at,
                             .reason = "x"};
  given.as(person("tech1")).when(leave).then_refused("leave.bad_times");
}

TEST(WithdrawBooking, FreesTheSlotsOfTheCrewToo) {
  Given given = order_in(Status::scheduled);
  given.as(person("disp"));
  given.when(schema::AddBookingMember{.order = "WO-1", .technician = "T2"}).then_accepted();
  EXPECT_EQ(given.state<schema::Technician>("T2").slots.size(), 1u);
  given.when(taken_back()).then_accepted();
  EXPECT_TRUE(given.state<schema::Technician>("T2").slots.empty());
}

TEST(WithdrawBooking, IsForDispatchersBeforeHeIsUnderWay) {
  order_in(Status::accepted).as(person("disp")).when(taken_back()).then_accepted();
  order_in(Status::traveling).as(person("disp")).when(taken_back()).then_refused(
      "work_order.not_scheduled");
  order_in(Status::scheduled).as(person("far")).when(taken_back()).then_refused(
      "authority.out_of_scope");
  order_in(Status::scheduled).as(person("tech1")).when(taken_back()).then_refused(
      "authority.not_allowed");
  schema::WithdrawBooking other = taken_back();
  other.booking = 2;
  order_in(Status::scheduled).as(person("disp")).when(other).then_refused(
      "work_order.no_such_booking");
}

TEST(AskDispatchOverride, SaysWhoAsksForWhat) {
  order_in(Status::assigned).as(person("disp")).when(asked()).then(
      {on("WO-1", schema::DispatchOverrideAsked{.technician = "T2",
                                                .check = DispatchCheck::territory,
                                                .reason = "客户点名",
                                                .by = "disp"})});
}

TEST(AskDispatchOverride, IsOnlyOfWhatASecondPersonMayOverride) {
  const auto refused = [](const schema::AskDispatchOverride& command, const char* code) {
    order_in(Status::assigned).as(person("disp")).when(command).then_refused(code);
  };
  refused(asked(DispatchCheck::slot), "work_order.check_not_overridable");
  schema::AskDispatchOverride unknown = asked();
  unknown.technician = "T9";
  refused(unknown, "work_order.unknown_technician");
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::DispatchCheckOverridden{.technician = "T2",
                                                        .check = DispatchCheck::territory,
                                                        .reason = "好",
                                                        .by = "disp2"});
  given.as(person("disp")).when(asked()).then_refused("work_order.check_overridden");
}

}  // namespace
}  // namespace kintsugi::tests
