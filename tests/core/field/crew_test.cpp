// Crews of a booking: their checks, slots, shares; and the wage that follows.

#include "schema/part.h"
#include "schema/part_request.h"
#include "schema/roster.h"
#include "schema/stock.h"
#include "schema/tariff.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_board.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using Status = schema::WorkOrderStatus;
using Shares = std::vector<schema::BookingShare>;

const Shares sixty_forty{{"T1", 6000}, {"T2", 4000}};

schema::AddBookingMember add(Shares shares = {}) {
  return {.order = "WO-1", .technician = "T2", .shares = std::move(shares)};
}

Given booked_in(Status status) {
  Given given = order_in(status);
  given.as(person("disp"));
  return given;
}

const schema::SlotReserved slot{.order = "WO-1",
                                .booking = 1,
                                .starts_at = ms(visit_start),
                                .ends_at = ms(visit_end),
                                .area = "310115"};

TEST(AddBookingMember, ReservesHisSlotToo) {
  Given given = booked_in(Status::scheduled);
  given.when(add(sixty_forty));
  given.then(
      {on("WO-1",
          schema::BookingMemberAdded{.booking = 1, .technician = "T2", .shares = sixty_forty}),
       on("T2", slot)});
  const auto& crew = given.state<schema::WorkOrder>("WO-1").crew;
  ASSERT_EQ(crew.size(), 1u);
  EXPECT_EQ(crew[0], (schema::CrewMember{.booking = 1,
                                         .technician = "T2",
                                         .share = 4000,
                                         .starts_at = ms(visit_start),
                                         .ends_at = ms(visit_end)}));
  given.when(add()).then_refused("work_order.same_technician");
}

TEST(AddBookingMember, SharesAddUpToTheWhole) {
  Given given = booked_in(Status::scheduled);
  given.when(add({{"T1", 6000}, {"T2", 3999}})).then_refused("crew.shares_not_whole");
  given.when(add({{"T1", 6000}, {"T2", 4001}})).then_refused("crew.shares_not_whole");
  given.when(add({{"T1", 10000}, {"T2", 0}})).then_refused("crew.shares_not_whole");
  given.when(add({{"T2", 10000}})).then_refused("crew.shares_of_others");
  given.when(add({{"T1", 5000}, {"T1", 5000}})).then_refused("crew.shares_of_others");
  given.when(add({{"T1", 5000}, {"T2", 4000}, {"T3", 1000}})).then_refused("crew.shares_of_others");
  given.when(add());
  EXPECT_EQ(given.event<schema::BookingMemberAdded>().shares, (Shares{{"T1", 5000}, {"T2", 5000}}));
}

// Three who share equally: what is left over is the lead's.
TEST(AddBookingMember, WhatIsLeftOverIsTheLeads) {
  Given given = booked_in(Status::scheduled);
  given.history("T3", schema::TechnicianRegistered{.name = "三", .outlet = "S1"});
  given.history(
      "T3", schema::SkillGranted{.category = "ac", .service_type = schema::ServiceType::repair});
  given.when(add()).then_accepted();
  schema::AddBookingMember with_t3 = add();
  with_t3.technician = "T3";
  given.when(with_t3);
  EXPECT_EQ(given.event<schema::BookingMemberAdded>().shares,
            (Shares{{"T1", 3334}, {"T2", 3333}, {"T3", 3333}}));
}

// All twelve: tests/core/work_order/dispatch_paths_test.cpp.
TEST(AddBookingMember, IsChecked) {
  const auto refused = [](void (*raise)(Given&), const char* code) {
    Given given = booked_in(Status::scheduled);
    raise(given);
    given.when(add()).then_refused(code);
  };
  refused([](Given& g) { g.history("T2", schema::TechnicianSuspended{.reason = "x"}); },
          "work_order.dispatch_technician_not_active");
  refused(
      [](Given& g) {
        g.history("T2", schema::AbsenceEntered{
                            .leave = "L", .starts_at = ms(visit_start), .ends_at = ms(visit_end)});
      },
      "work_order.dispatch_technician_not_active");
  refused(
      [](Given& g) {
        g.history("T2", schema::SkillRevoked{.category = "ac",
                                             .service_type = schema::ServiceType::repair});
      },
      "work_order.dispatch_no_skill");
  refused(
      [](Given& g) {
        g.history("T2", schema::SlotReserved{.order = "WO-2",
                                             .booking = 1,
                                             .starts_at = ms(visit_end) - 1,
                                             .ends_at = ms(visit_end) + 1});
      },
      "work_order.dispatch_slot_taken");
  refused(
      [](Given& g) {
        g.history("T2",
                  schema::TechnicianRegistered{.name = "T2", .outlet = "S1", .cash_limit = 1});
        g.history("T2", schema::CashCollected{.order = "WO-0", .amount = 2});
      },
      "work_order.dispatch_debt");
  Given given = booked_in(Status::scheduled);
  schema::AddBookingMember nobody = add();
  nobody.technician = "T9";
  given.when(nobody).then_refused("work_order.unknown_technician");
}

TEST(Crew, MovesWithTheBooking) {
  Given given = booked_in(Status::scheduled);
  given.when(add(sixty_forty)).then_accepted();
  const std::int64_t start = ms("2026-03-03T06:00:00Z"), end = ms("2026-03-03T08:00:00Z");
  given.when(schema::RescheduleBooking{
      .order = "WO-1", .starts_at = start, .ends_at = end, .asked_by = schema::AskedBy::customer});
  given.then_accepted();
  for (const char* who : {"T1", "T2"}) {
    const auto& slots = given.state<schema::Technician>(who).slots;
    ASSERT_EQ(slots.size(), 1u) << who;
    EXPECT_EQ(slots[0].starts_at, start) << who;
  }
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").crew[0].starts_at, start);
  // A member who cannot come then keeps the visit where it is.
  given.history("T2", schema::SlotReserved{.order = "WO-2",
                                           .booking = 1,
                                           .starts_at = ms("2026-03-04T06:00:00Z"),
                                           .ends_at = ms("2026-03-04T08:00:00Z")});
  given.when(schema::RescheduleBooking{.order = "WO-1",
                                       .starts_at = ms("2026-03-04T07:00:00Z"),
                                       .ends_at = ms("2026-03-04T09:00:00Z"),
                                       .asked_by = schema::AskedBy::customer});
  given.then_refused("work_order.dispatch_slot_taken");
}

TEST(Crew, IsFreeWhenTheBookingEnds) {
  const schema::Command ends[] = {
      schema::DeclineBooking{.order = "WO-1", .reason = "x"},
      schema::WithdrawBooking{.order = "WO-1", .booking = 1, .reason = "x"},
      schema::CancelWorkOrder{.order = "WO-1", .reason = "x"},
  };
  for (const schema::Command& command : ends) {
    SCOPED_TRACE(schema::name_of(command));
    Given given = booked_in(Status::scheduled);
    given.when(add()).then_accepted();
    given.when(command).then_accepted();
    EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
    EXPECT_TRUE(given.state<schema::Technician>("T2").slots.empty());
    EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").crew.empty());
  }
  Given given = booked_in(Status::in_progress);
  given.when(add()).then_accepted();
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  EXPECT_TRUE(given.state<schema::Technician>("T2").slots.empty());
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").crew.size(), 1u) << "he has worked";
}

TEST(RemoveBookingMember, FreesHimAndSharesAnew) {
  Given given = booked_in(Status::scheduled);
  schema::RemoveBookingMember remove{.order = "WO-1", .technician = "T2", .reason = "另有安排"};
  given.when(remove).then_refused("crew.not_member");
  given.when(add(sixty_forty)).then_accepted();
  remove.technician = "T1";
  given.when(remove).then_refused("crew.not_member");
  remove.technician = "T2";
  remove.reason.clear();
  given.when(remove).then_refused("work_order.reason_missing");
  remove.reason = "另有安排";
  given.when(remove);
  given.then(
      {on("WO-1",
          schema::BookingMemberRemoved{
              .booking = 1, .technician = "T2", .shares = {{"T1", 10000}}, .reason = "另有安排"}),
       on("T2", schema::SlotReleased{.order = "WO-1", .booking = 1})});
  given.when(schema::SetBookingShares{.order = "WO-1", .shares = {{"T1", 10000}}, .reason = "x"});
  given.then_refused("crew.no_crew");
}

TEST(AddBookingMember, StopsAtTwenty) {
  Given given = booked_in(Status::scheduled);
  for (int i = 2; i <= 20; ++i) {
    given.history("WO-1",
                  schema::BookingMemberAdded{.booking = 1, .technician = "M" + std::to_string(i)});
  }
  given.when(add()).then_refused("crew.too_many");
}

// The wage of a visit goes by the shares that were told for it.
TEST(EarnWageLine, PaysTheCrewByItsShares) {
  Given given = booked_in(Status::in_progress);
  given.history("default", schema::WageRuleDrafted{
                               .version = 1,
                               .effective_from = 20000,
                               .lines = {{.basis = schema::WageBasis::rate, .rate = 10000}}});
  given.history("default", schema::WageRulePublished{.version = 1});
  given.history("WO-1", schema::ChargeAdded{.line = 1,
                                            .status = schema::ChargeStatus::agreed,
                                            .item = "维修",
                                            .quantity = 1000,
                                            .amount = 10001,
                                            .payer = schema::Payer::manufacturer,
                                            .technician = "T1"});
  given.when(add(sixty_forty)).then_accepted();
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now), .counts_on = 20514});
  given.history("WO-1", schema::WorkOrderPosted{.at = ms(now)});
  given.as(system_actor()).when(schema::EarnWageLine{.order = "WO-1"});
  const auto& earned = given.event<schema::WageEarned>();
  EXPECT_TRUE(earned.crew_told);
  EXPECT_EQ(earned.shares,
            (std::vector<schema::WageShare>{{.technician = "T1", .weight = 6000, .amount = 6001},
                                            {.technician = "T2", .weight = 4000, .amount = 4000}}));
}

// Who goes with the lead has the part in his van.
TEST(UsePart, OfWhatTheCrewCarries) {
  Given given = order_in(Status::in_progress);
  given.history("WO-1", schema::BookingMemberAdded{.booking = 1, .technician = "T2"});
  given
      .history("P-1", schema::PartRegistered{
                          .name = "主板", .brand = "haier", .unit = schema::PartUnit::piece})
      .history("WO-1-P1", schema::PartRequested{.order = "WO-1",
                                                .outlet = "S1",
                                                .part = "P-1",
                                                .technician = "T2",
                                                .quantity = 1000})
      .history("WO-1", schema::PartRequestLinked{.request = "WO-1-P1"})
      .history("WO-1-P1",
               schema::PartIssued{
                   .quantity = 1000, .warehouse = "WH-7", .technician = "T2", .part = "P-1"})
      .history("T2:P-1:good",
               schema::CustodyTaken{
                   .quantity = 1000, .warehouse = "WH-7", .request = "WO-1-P1", .cost = 99})
      .history("WO-1-P1", schema::PartsSignedFor{.quantity = 1000});
  const schema::UsePart use{.order = "WO-1", .part = "P-1", .quantity = 1000};
  given.as(person("tech1")).when(use).then_accepted();
  EXPECT_EQ(given.event<schema::PartUsed>().technician, "T2");
  EXPECT_EQ(given.event<schema::PartUsed>().cost, 99);
  EXPECT_EQ(given.state<schema::Custody>("T2:P-1:good").quantity, 0);
  given.when(use).then_refused("custody.insufficient");
  given.as(person("disp"))
      .when(schema::WithdrawPartUse{.order = "WO-1", .number = 1, .reason = "装错"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::Custody>("T2:P-1:good").quantity, 1000);
}

}  // namespace
}  // namespace kintsugi::tests
