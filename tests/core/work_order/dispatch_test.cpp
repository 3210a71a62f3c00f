// Sending a technician: the twelve checks on every path, slots that never overlap, the deadline.

#include "schema/alarm.h"
#include "schema/assessment.h"
#include "schema/asset.h"
#include "schema/outlet.h"
#include "schema/part_request.h"
#include "schema/sale.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::DispatchCheck;
using schema::ReassignBooking;
using schema::RescheduleBooking;
using schema::ScheduleBooking;
using Status = schema::WorkOrderStatus;

ScheduleBooking visit(const char* technician = "T1") {
  return {.order = "WO-1",
          .technician = technician,
          .starts_at = ms(visit_start),
          .ends_at = ms(visit_end)};
}

Given assigned() {
  Given given = order_in(Status::assigned);
  given.as(person("disp"));
  return given;
}

TEST(ScheduleBooking, ReservesTheSlotAndArmsTheDeadlineInOneCommit) {
  const std::int64_t accept_by = ms("2026-03-02T03:00:00Z");  // two hours from now
  Given given = assigned();
  given.when(visit()).then({on("WO-1", schema::BookingScheduled{.booking = 1,
                                                                .technician = "T1",
                                                                .starts_at = ms(visit_start),
                                                                .ends_at = ms(visit_end),
                                                                .accept_by = accept_by,
                                                                .dispatched_at = ms(now)}),
                            on("T1", schema::SlotReserved{.order = "WO-1",
                                                          .booking = 1,
                                                          .starts_at = ms(visit_start),
                                                          .ends_at = ms(visit_end),
                                                          .area = "310115"}),
                            on("WO-1:booking_acceptance:1",
                               schema::AlarmArmed{.kind = schema::AlarmKind::booking_acceptance,
                                                  .version = 1,
                                                  .due_at = accept_by,
                                                  .order = "WO-1",
                                                  .technician = "T1",
                                                  .outlet = "S1"})});
  given.when(visit()).then_refused("work_order.same_technician");
}

// What was found not to be taken is assessed anew first, or canceled.
TEST(ScheduleBooking, SendsNobodyToWhatIsNotTaken) {
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::WorkOrderAssessed{.order = "WO-1", .declined = true});
  given.as(person("disp")).when(visit()).then_refused("assessment.declined");
  given.history("WO-1", schema::AssessmentWithdrawn{.why = "看错"});
  given.when(visit()).then_accepted();
  Given old = order_in(Status::assigned);  // an older system's visit was what it was
  old.history("WO-1", schema::WorkOrderAssessed{.order = "WO-1", .declined = true});
  old.as(importer("x")).when(visit()).then_accepted();
}

TEST(ScheduleBooking, RefusesTimesThatMakeNoSense) {
  ScheduleBooking command = visit();
  command.starts_at = command.ends_at = 0;
  assigned().when(command).then_refused("work_order.bad_times");
  command = visit();
  command.ends_at = command.starts_at;
  assigned().when(command).then_refused("work_order.bad_times");
  command.ends_at = command.starts_at + 24 * 3600 * 1000 + 1;
  assigned().when(command).then_refused("work_order.bad_times");
  command.starts_at = ms("2026-03-01T01:00:00Z");
  command.ends_at = ms(now);
  assigned().when(command).then_refused("work_order.in_the_past");
  command = visit();
  command.accept_by = ms(now);
  assigned().when(command).then_refused("work_order.in_the_past");
  assigned().when(visit("T9")).then_refused("work_order.unknown_technician");
}

TEST(ScheduleBooking, IsForDispatchersOfTheOutlet) {
  assigned().as(person("far")).when(visit()).then_refused("authority.out_of_scope");
  assigned().as(person("tech1")).when(visit()).then_refused("authority.not_allowed");
  assigned().as(person("nobody")).when(visit()).then_refused("authority.not_signed_in");
}

TEST(DispatchChecks, D1TechnicianNotActive) {
  Given given = assigned();
  given.history("T1", schema::TechnicianSuspended{.reason = "考试未通过"});
  given.when(visit()).then_refused("work_order.dispatch_technician_not_active");
}

TEST(DispatchChecks, D2NoValidSkill) {
  Given given = assigned();
  given.history(
      "T1", schema::SkillRevoked{.category = "ac", .service_type = schema::ServiceType::repair});
  given.when(visit()).then_refused("work_order.dispatch_no_skill");
  given.history("T1",
                schema::SkillGranted{.category = "ac",
                                     .service_type = schema::ServiceType::repair,
                                     .expires_on = 20514});  // 2026-03-02: no longer on that day
  given.when(visit()).then_refused("work_order.dispatch_no_skill");
  given.history("T1", schema::SkillGranted{.category = "ac",
                                           .service_type = schema::ServiceType::repair,
                                           .expires_on = 20515});
  given.when(visit()).then_accepted();
}

TEST(DispatchChecks, D3SlotTakenOrDayFull) {
  Given given = assigned();
  given.history("T1", schema::SlotReserved{.order = "WO-2",
                                           .booking = 1,
                                           .starts_at = ms("2026-03-02T07:59:59Z"),
                                           .ends_at = ms("2026-03-02T09:00:00Z")});
  given.when(visit()).then_refused("work_order.dispatch_slot_taken");
  ScheduleBooking before = visit();
  before.ends_at = ms("2026-03-02T07:59:59Z");  // half-open: ends when the other begins
  given.when(before).then_accepted();

  Given full = assigned();
  full.history(
      "T3", schema::TechnicianRegistered{.name = "T3", .outlet = "S1", .daily_minutes_max = 119});
  full.history("T3",
               schema::SkillGranted{.category = "ac", .service_type = schema::ServiceType::repair});
  full.when(visit("T3")).then_refused("work_order.dispatch_slot_taken");
}

// Two visits over two days: what lies on a day counts on that day, whenever the visit began.
TEST(DispatchChecks, D3MinutesCountOnEachDayThatAVisitTouches) {
  Given given = assigned();
  given.history(
      "T3", schema::TechnicianRegistered{.name = "T3", .outlet = "S1", .daily_minutes_max = 480});
  given.history(
      "T3", schema::SkillGranted{.category = "ac", .service_type = schema::ServiceType::repair});
  given.history("T3", schema::SlotReserved{.order = "WO-2",  // 22:00 to 06:00 in Shanghai
                                           .booking = 1,
                                           .starts_at = ms("2026-03-02T14:00:00Z"),
                                           .ends_at = ms("2026-03-02T22:00:00Z")});
  ScheduleBooking next_day = visit("T3");  // 08:00 to 16:00: 840 minutes that day
  next_day.starts_at = ms("2026-03-03T00:00:00Z");
  next_day.ends_at = ms("2026-03-03T08:00:00Z");
  given.when(next_day).then_refused("work_order.dispatch_slot_taken");
  next_day.ends_at = ms("2026-03-03T02:00:00Z");  // 360 and 120
  given.when(next_day).then_accepted();

  Given over_midnight = assigned();
  over_midnight.history(
      "T3", schema::TechnicianRegistered{.name = "T3", .outlet = "S1", .daily_minutes_max = 480});
  over_midnight.history(
      "T3", schema::SkillGranted{.category = "ac", .service_type = schema::ServiceType::repair});
  ScheduleBooking night = visit("T3");  // ten hours, five on each day
  night.starts_at = ms("2026-03-02T11:00:00Z");
  night.ends_at = ms("2026-03-02T21:00:00Z");
  over_midnight.when(night).then_accepted();
}

TEST(DispatchChecks, LookAtTheWholeVisit) {
  ScheduleBooking night = visit("T1");  // until 02:00 of the next day in Shanghai
  night.starts_at = ms("2026-03-02T14:00:00Z");
  night.ends_at = ms("2026-03-02T18:00:00Z");
  Given expires = assigned();
  expires.history("T1", schema::SkillGranted{.category = "ac",
                                             .service_type = schema::ServiceType::repair,
                                             .expires_on = 20515});  // valid on 2026-03-02 only
  expires.when(night).then_refused("work_order.dispatch_no_skill");
  night.ends_at = ms("2026-03-02T16:00:00Z");
  expires.when(night).then_accepted();

  Given given = assigned();
  schema::WorkOrderRegistered event = registered();
  event.window_from = ms(visit_start);
  event.window_until = ms(visit_end);
  given.history("WO-1", event);
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  ScheduleBooking longer = visit();
  longer.ends_at += 1;
  given.when(longer).then_refused("work_order.dispatch_outside_window");
  given.when(visit()).then_accepted();
}

TEST(DispatchChecks, CompareCodesInAnyCaseAndWidth) {
  Given given = assigned();
  schema::WorkOrderRegistered event = registered();
  event.asset.clear();
  event.brand = "ＨＡＩＥＲ";
  event.category = "AC";
  given.history("WO-1", event);
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  given.when(visit()).then_accepted();
}

TEST(DispatchChecks, D4OutletSuspended) {
  Given given = assigned();
  given.history("S1", schema::OutletSuspended{.reason = "整顿"});
  given.when(visit()).then_refused("work_order.dispatch_outlet_suspended");
}

TEST(DispatchChecks, D5BrandNotAuthorised) {
  Given given = assigned();
  given.history("S1", schema::BrandWithdrawn{.brand = "haier"});
  given.when(visit()).then_refused("work_order.dispatch_not_authorised");
  Given other = assigned();
  other.history("T3",
                schema::TechnicianRegistered{.name = "T3", .outlet = "S1", .brands = {"midea"}});
  other.history(
      "T3", schema::SkillGranted{.category = "ac", .service_type = schema::ServiceType::repair});
  other.when(visit("T3")).then_refused("work_order.dispatch_not_authorised");
}

// A check that yields: refused, refused to whoever overrode it himself, accepted for another.
void yields(Given given, DispatchCheck check, const char* code,
            const ScheduleBooking& command = visit()) {
  SCOPED_TRACE(code);
  given.as(person("disp")).when(command).then_refused(code);
  given
      .when(schema::OverrideDispatchCheck{
          .order = "WO-1", .technician = "T1", .check = check, .reason = "用户急"})
      .then_accepted();
  given.when(command).then_refused(code);
  given.as(person("disp2")).when(command).then_accepted();
  EXPECT_EQ(given.event<schema::BookingScheduled>().overridden, std::vector<DispatchCheck>{check});
}

TEST(DispatchChecks, D6SecondOpenOrder) {
  Given given = order_in(Status::assigned);
  given.history("A-1", schema::AssetOrderOpened{.order = "WO-2", .fault = "cooling"});
  yields(std::move(given), DispatchCheck::second_order, "work_order.dispatch_second_order");
}

TEST(DispatchChecks, D7OutsideTerritory) {
  Given given = order_in(Status::assigned);
  given.history("S1", schema::TerritoryDefined{.territory = {"3102"}});
  yields(std::move(given), DispatchCheck::territory, "work_order.dispatch_outside_territory");
}

TEST(DispatchChecks, D8OutsideTheWindowOrBeforeDelivery) {
  Given given = order_in(Status::assigned);
  schema::WorkOrderRegistered event = registered();
  event.window_from = ms("2026-03-02T06:00:01Z");
  event.window_until = ms("2026-03-02T10:00:00Z");
  given.history("WO-1", event);
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  yields(std::move(given), DispatchCheck::window, "work_order.dispatch_outside_window");

  Given undelivered = order_in(Status::assigned);
  undelivered.history("A-1", schema::AssetRegistered{.brand = "haier",
                                                     .category = "ac",
                                                     .model = "KFR-35",
                                                     .serial = "SN00000001",
                                                     .customer = "C-1",
                                                     .delivered_on = 20515});
  yields(std::move(undelivered), DispatchCheck::window, "work_order.dispatch_outside_window");
}

TEST(DispatchChecks, D8BeforeTheDeliveryThatASaleSays) {
  const auto sold = [](std::int32_t delivered_on) {
    Given given = order_in(Status::assigned);
    given.history("WO-1", schema::SaleOfOrder{.sale = "L-7"});
    given.history("L-7", schema::SaleImported{.order = "WO-1",
                                              .outlet = "S1",
                                              .brand = "haier",
                                              .category = "ac",
                                              .sold_on = 20500,
                                              .delivered_on = delivered_on});
    given.as(person("disp"));
    return given;
  };
  sold(20514).when(visit()).then_accepted();  // on the very day
  sold(0).when(visit()).then_accepted();
  Given early = sold(20515);
  early.when(visit()).then_refused("work_order.dispatch_outside_window");
  EXPECT_THAT(early.outcome().error().what,
              testing::HasSubstr("before the delivery on 2026-03-03 of sale L-7"));
  yields(sold(20515), DispatchCheck::window, "work_order.dispatch_outside_window");
}

TEST(DispatchChecks, D9PartMissing) {
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::PartRequestLinked{.request = "WO-1-P1"});
  given.history("WO-1-P1", schema::PartRequested{.order = "WO-1", .quantity = 1000});
  yields(std::move(given), DispatchCheck::parts, "work_order.dispatch_part_missing");
}

TEST(DispatchChecks, D10TravelInfeasible) {
  Given given = order_in(Status::assigned);
  given.history("T1", schema::SlotReserved{.order = "WO-2",
                                           .booking = 1,
                                           .starts_at = ms("2026-03-02T04:00:00Z"),
                                           .ends_at = ms("2026-03-02T05:30:01Z"),
                                           .area = "310110"});
  yields(std::move(given), DispatchCheck::travel, "work_order.dispatch_travel_infeasible");
}

TEST(DispatchChecks, D11OwnRepeatRepair) {
  Given given = order_in(Status::assigned);
  given.history("A-1", schema::AssetRepaired{.order = "WO-0",
                                             .technician = "T1",
                                             .fault = "cooling",
                                             .at = ms("2026-01-31T01:00:00Z")});  // 30 days ago
  yields(std::move(given), DispatchCheck::own_repeat, "work_order.dispatch_own_repeat");
  Given older = assigned();
  older.history("A-1", schema::AssetRepaired{.order = "WO-0",
                                             .technician = "T1",
                                             .fault = "cooling",
                                             .at = ms("2026-01-31T00:59:59Z")});
  older.when(visit()).then_accepted();
}

// What nobody knows is not the same: neither a repair nor another open order of its machine.
TEST(DispatchChecks, AFaultThatIsNotKnownIsNoOthers) {
  const auto told = [](std::string code, std::string fault) {
    Given given = company();
    schema::WorkOrderRegistered order = registered();
    order.fault.clear();
    given.history("WO-1", order)
        .history("WO-1", schema::OutletAssigned{.outlet = "S1"})
        .history("A-1", schema::AssetOrderOpened{.order = "WO-2"})
        .history("A-1", schema::AssetRepaired{.order = "WO-0",
                                              .technician = "T1",
                                              .fault = fault,
                                              .at = ms("2026-02-01T01:00:00Z"),
                                              .fault_code = code});
    given.history("WO-1", schema::FaultDiagnosed{.fault_code = "E2"});
    given.at(now).as(person("disp"));
    return given;
  };
  told("", "").when(visit()).then_accepted();
  told("E10", "").when(visit()).then_accepted();
  told("", "cooling").when(visit()).then_accepted();
  told("e2", "cooling").when(visit()).then_refused("work_order.dispatch_own_repeat");
}

TEST(DispatchChecks, D12Debt) {
  Given given = order_in(Status::assigned);
  given.history("T1",
                schema::TechnicianRegistered{.name = "T1", .outlet = "S1", .cash_limit = 10000});
  given.history("T1", schema::CashCollected{.order = "WO-0", .amount = 10001});
  yields(std::move(given), DispatchCheck::debt, "work_order.dispatch_debt");
  Given at_the_limit = assigned();
  at_the_limit.history(
      "T1", schema::TechnicianRegistered{.name = "T1", .outlet = "S1", .cash_limit = 10000});
  at_the_limit.history("T1", schema::CashCollected{.order = "WO-0", .amount = 10000});
  at_the_limit.when(visit()).then_accepted();
}

TEST(OverrideDispatchCheck, RefusesHardChecksAndWantsAReason) {
  const auto override_with = [](DispatchCheck check, const char* reason) {
    return schema::OverrideDispatchCheck{
        .order = "WO-1", .technician = "T1", .check = check, .reason = reason};
  };
  for (const auto hard : {DispatchCheck::technician_active, DispatchCheck::skill,
                          DispatchCheck::slot, DispatchCheck::order_open, DispatchCheck::brand}) {
    assigned().when(override_with(hard, "急")).then_refused("work_order.check_not_overridable");
  }
  assigned()
      .when(override_with(DispatchCheck::none, "急"))
      .then_refused("work_order.check_missing");
  assigned()
      .when(override_with(DispatchCheck::travel, " "))
      .then_refused("work_order.reason_missing");
  Given given = assigned();
  given.when(override_with(DispatchCheck::travel, "急")).then_accepted();
  given.when(override_with(DispatchCheck::travel, "急"))
      .then_refused("work_order.check_overridden");
}

TEST(RescheduleBooking, ChecksAgainMovesTheSlotAndArmsAnotherDeadline) {
  RescheduleBooking command{.order = "WO-1",
                            .starts_at = ms("2026-03-03T06:00:00Z"),
                            .ends_at = ms("2026-03-03T08:00:00Z"),
                            .asked_by = schema::AskedBy::customer,
                            .reason = "用户改期"};
  Given given = order_in(Status::accepted);
  given.as(person("disp")).when(command).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::scheduled);
  const auto& slots = given.state<schema::Technician>("T1").slots;
  EXPECT_EQ(slots.size(), 1u);
  EXPECT_EQ(first(slots).starts_at, command.starts_at);
  const auto& deadline = given.state<schema::Alarm>("WO-1:booking_acceptance:1");
  EXPECT_EQ(deadline.version, 2u);
  EXPECT_EQ(deadline.order, "WO-1");
  EXPECT_EQ(deadline.technician, "T1");
  EXPECT_EQ(deadline.outlet, "S1");
  given.when(command).then_refused("work_order.nothing_changed");
  command.asked_by = schema::AskedBy::none;
  given.when(command).then_refused("work_order.asked_by_missing");
  given.history("T1", schema::TechnicianSuspended{.reason = "停岗"});
  command.asked_by = schema::AskedBy::outlet;
  command.ends_at += 60000;
  given.when(command).then_refused("work_order.dispatch_technician_not_active");
}

// The technician missed his deadline: he gets a later one, and accepts.
TEST(RescheduleBooking, ToALaterDeadlineAloneIsAChange) {
  Given given = order_in(Status::scheduled);
  RescheduleBooking command{.order = "WO-1",
                            .starts_at = ms(visit_start),
                            .ends_at = ms(visit_end),
                            .accept_by = ms("2026-03-02T03:00:00Z"),
                            .asked_by = schema::AskedBy::outlet};
  given.as(person("disp")).when(command).then_refused("work_order.nothing_changed");
  command.accept_by = 0;
  given.when(command).then_refused("work_order.nothing_changed");
  given.as(person("tech1"))
      .at("2026-03-02T04:00:00Z")
      .when(schema::AcceptBooking{.order = "WO-1"})
      .then_refused("work_order.acceptance_overdue");
  command.accept_by = ms("2026-03-02T05:00:00Z");
  given.as(person("disp")).when(command).then_accepted();
  const auto& deadline = given.state<schema::Alarm>("WO-1:booking_acceptance:1");
  EXPECT_EQ(deadline.due_at, command.accept_by);
  EXPECT_EQ(deadline.status, schema::AlarmStatus::armed);
  EXPECT_EQ(first(given.state<schema::Technician>("T1").slots).starts_at, ms(visit_start));
  given.as(person("tech1")).when(schema::AcceptBooking{.order = "WO-1"}).then_accepted();
}

TEST(ReassignBooking, ChecksTheOtherTechnicianAndMovesTheSlot) {
  Given given = order_in(Status::scheduled);
  given.as(person("disp"));
  given.when(ReassignBooking{.order = "WO-1", .technician = "T2"})
      .then_refused("work_order.reason_missing");
  given.when(ReassignBooking{.order = "WO-1", .technician = "T1", .reason = "x"})
      .then_refused("work_order.same_technician");
  given.when(ReassignBooking{.order = "WO-1", .technician = "T2", .reason = "T1 生病"})
      .then_accepted();
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
  EXPECT_EQ(given.state<schema::Technician>("T2").slots.size(), 1u);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").technician, "T2");
  given.history("T1", schema::TechnicianSuspended{.reason = "停岗"});
  given.when(ReassignBooking{.order = "WO-1", .technician = "T1", .reason = "换回"})
      .then_refused("work_order.dispatch_technician_not_active");
}

TEST(ReassignBooking, BeginsTheVisitAnew) {
  Given given = order_in(Status::accepted);
  given.history("WO-1", schema::TechnicianCheckedIn{.booking = 1,
                                                    .at = ms(now),
                                                    .marks = {schema::CheckInMark::outside}});
  given.history("WO-1", schema::WorkStarted{.booking = 1, .at = ms(now)});
  const auto& before = first(given.state<schema::WorkOrder>("WO-1").bookings);
  EXPECT_FALSE(before.check_in_marks.empty());
  EXPECT_NE(before.started_at, 0);
  given.as(importer("Value 2"))  // a person may not once it has begun
      .at("2026-03-02T05:00:00Z")
      .when(ReassignBooking{.order = "WO-1", .technician = "T2", .reason = "T1 生病"})
      .then_accepted();
  const auto& after = first(given.state<schema::WorkOrder>("WO-1").bookings);
  EXPECT_EQ(after.technician, "T2");
  EXPECT_EQ(after.revision, 1);
  EXPECT_EQ(after.checked_in_at, 0) << "the other one has been nowhere yet";
  EXPECT_TRUE(after.check_in_marks.empty());
  EXPECT_EQ(after.started_at, 0);
  EXPECT_EQ(after.dispatched_at, ms("2026-03-02T05:00:00Z"));
}

TEST(ScheduleBooking, LetsAnImportDispatchWithoutOutletTimesAndDeadline) {
  Given given = order_in(Status::registered);
  given.as(importer("Value 2"));
  given.when(ScheduleBooking{.order = "WO-1", .technician = "T1"})
      .then({on("WO-1", schema::BookingScheduled{
                            .booking = 1, .technician = "T1", .dispatched_at = ms(now)})});
  given.when(schema::AcceptBooking{.order = "WO-1"}).then_accepted();
  given.when(schema::StartWork{.order = "WO-1"}).then_accepted();
  given
      .when(ReassignBooking{.order = "WO-1", .technician = "T2", .reason = "taken in charge again"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::scheduled);
}

}  // namespace
}  // namespace kintsugi::tests
