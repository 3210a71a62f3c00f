// A technician is suspended with a plan for what he has: another takes it, it is dispatched again,
// or he finishes what is under way.

#include "schema/alarm.h"
#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/roster.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::PlanStep;
using Plan = std::vector<schema::PlannedBooking>;
using Status = schema::WorkOrderStatus;

schema::SuspendTechnician suspend(Plan plan, const char* who = "T1") {
  return {.technician = who, .reason = "考试", .plan = std::move(plan)};
}
schema::PlannedBooking line(PlanStep step, const char* to = "") {
  return {.order = "WO-1", .booking = 1, .step = step, .technician = to};
}
Given serving_in(Status status) {
  Given given = order_in(status);
  given.as(person("disp"));
  return given;
}

TEST(SuspendTechnician, SaysWhatBecomesOfEachBooking) {
  Given given = serving_in(Status::accepted);
  given.when(suspend({})).then_refused("technician.plan_missing");
  given.when(suspend({line(PlanStep::give_back), {.order = "WO-9", .step = PlanStep::give_back}}));
  given.then_refused("technician.plan_unknown");
  given.when(suspend({line(PlanStep::give_back), line(PlanStep::give_back)}));
  given.then_refused("technician.plan_unknown");
  given.when(suspend({line(PlanStep::finish)})).then_refused("technician.plan_step");
}

TEST(SuspendTechnician, GivesABookingBack) {
  Given given = serving_in(Status::accepted);
  given.when(suspend({line(PlanStep::give_back)}));
  given.then({on("WO-1", schema::BookingCanceled{.booking = 1, .technician = "T1", .at = ms(now)}),
              on("T1", schema::SlotReleased{.order = "WO-1", .booking = 1}),
              on("T1", schema::TechnicianSuspended{.reason = "考试"})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::assigned);
}

TEST(SuspendTechnician, HandsABookingOver) {
  Given given = serving_in(Status::accepted);
  given.when(suspend({line(PlanStep::reassign, "T9")}));
  given.then_refused("work_order.unknown_technician");
  given.when(suspend({line(PlanStep::reassign, "T1")}));
  given.then_refused("work_order.same_technician");
  given.history("T2",
                schema::AbsenceEntered{.leave = "L", .starts_at = 1, .ends_at = 2'000'000'000'000});
  given.when(suspend({line(PlanStep::reassign, "T2")}));
  given.then_refused("work_order.dispatch_technician_not_active");
  given.history("T2", schema::AbsenceRemoved{.leave = "L"});
  given.when(suspend({line(PlanStep::reassign, "T2")})).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").technician, "T2");
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
  EXPECT_EQ(given.state<schema::Technician>("T2").slots.size(), 1u);
  EXPECT_EQ(given.state<schema::Technician>("T1").status, schema::TechnicianStatus::suspended);
}

// Each step sees the one before: two visits at one time do not both go to one technician.
TEST(SuspendTechnician, StepsSeeEachOther) {
  Given given = serving_in(Status::accepted);
  given.history("WO-2", registered());
  given.history("WO-2", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-2", schema::BookingScheduled{.booking = 1,
                                                 .technician = "T1",
                                                 .starts_at = ms(visit_end),
                                                 .ends_at = ms(visit_end) + 3'600'000});
  given.history("T1", schema::SlotReserved{.order = "WO-2",
                                           .booking = 1,
                                           .starts_at = ms(visit_end) - 1,
                                           .ends_at = ms(visit_end) + 3'600'000});
  given.history("WO-2", schema::BookingRescheduled{.booking = 1,
                                                   .starts_at = ms(visit_end) - 1,
                                                   .ends_at = ms(visit_end) + 3'600'000});
  given.when(suspend({line(PlanStep::reassign, "T2"),
                      {.order = "WO-2", .step = PlanStep::reassign, .technician = "T2"}}));
  given.then_refused("work_order.dispatch_slot_taken");
  given.when(
      suspend({line(PlanStep::reassign, "T2"), {.order = "WO-2", .step = PlanStep::give_back}}));
  given.then_accepted();
}

TEST(SuspendTechnician, FinishesWhatIsUnderWay) {
  Given given = serving_in(Status::in_progress);
  given.when(suspend({line(PlanStep::reassign, "T2")})).then_refused("technician.plan_step");
  given.when(suspend({line(PlanStep::give_back)})).then_refused("technician.plan_step");
  given.when(suspend({line(PlanStep::finish)}));
  given.then({on("T1", schema::TechnicianSuspended{.reason = "考试"})});
}

TEST(SuspendTechnician, LeavesACrew) {
  Given given = serving_in(Status::accepted);
  given.when(schema::AddBookingMember{.order = "WO-1", .technician = "T2"}).then_accepted();
  given.when(suspend({line(PlanStep::reassign, "T1")}, "T2"));
  given.then_refused("technician.plan_step");
  given.when(suspend({line(PlanStep::give_back)}, "T2"));
  given.then(
      {on("WO-1",
          schema::BookingMemberRemoved{
              .booking = 1, .technician = "T2", .shares = {{"T1", 10000}}, .reason = "考试"}),
       on("T2", schema::SlotReleased{.order = "WO-1", .booking = 1}),
       on("T2", schema::TechnicianSuspended{.reason = "考试"})});
}

// An administrator who does not dispatch may do it, too.
TEST(SuspendTechnician, IsForAnAdministratorAsWell) {
  Given given = serving_in(Status::accepted);
  given.history("adm", schema::OperatorRegistered{.name = "adm"});
  given.history("adm", schema::RoleGranted{.role = schema::Role::administrator, .outlet = "R1"});
  given.as(person("adm")).when(suspend({line(PlanStep::reassign, "T2")})).then_accepted();
}

schema::SuspendOutlet close_s1(std::vector<schema::PlannedOrder> plan) {
  return {.outlet = "S1", .reason = "整顿", .plan = std::move(plan)};
}

TEST(SuspendOutlet, OtherOutletsTakeItsOrders) {
  Given given = order_in(Status::accepted);
  given.as(person("boss"));
  given.when(close_s1({{.order = "WO-9", .outlet = "R1"}})).then_refused("outlet.plan_unknown");
  given.when(close_s1({{.order = "WO-1", .outlet = "S1"}})).then_refused("outlet.plan_unknown");
  given.when(close_s1({{.order = "WO-1", .outlet = "R1"}, {.order = "WO-1", .outlet = "R1"}}));
  given.then_refused("outlet.plan_unknown");
  given.when(close_s1({{.order = "WO-1", .outlet = "R2"}}));
  given.then_refused("work_order.outlet_not_authorised");
  given.when(close_s1({{.order = "WO-1", .outlet = "R1"}})).then_accepted();
  const auto& order = given.state<schema::WorkOrder>("WO-1");
  EXPECT_EQ(order.outlet, "R1");
  EXPECT_EQ(order.status, Status::assigned);
  EXPECT_TRUE(given.state<schema::Technician>("T1").slots.empty());
}

// Whatever watches the order goes with it.
TEST(SuspendOutlet, AlarmsGoWithTheOrders) {
  const std::string accepting = "WO-1:booking_acceptance:1", back = "WO-1:unit_return";
  Given given = order_in(Status::scheduled);
  given.history(accepting, schema::AlarmTripped{.at = 1, .order = "WO-1"});
  given.history(back, schema::AlarmArmed{.kind = schema::AlarmKind::unit_return,
                                         .version = 1,
                                         .due_at = ms("2026-03-20T00:00:00Z"),
                                         .order = "WO-1",
                                         .outlet = "S1"});
  given.as(person("boss")).at("2026-03-02T05:00:00Z").happened_at("2026-03-02T05:00:00Z");
  given.when(close_s1({{.order = "WO-1", .outlet = "R1"}})).then_accepted();
  EXPECT_EQ(given.state<schema::Alarm>(accepting).status, schema::AlarmStatus::tripped);
  EXPECT_EQ(given.state<schema::Alarm>(accepting).outlet, "R1");
  EXPECT_EQ(given.state<schema::Alarm>(back).status, schema::AlarmStatus::armed);
  EXPECT_EQ(given.state<schema::Alarm>(back).outlet, "R1");
}

// Which orders are open there, who takes the command in has looked up.
TEST(SuspendOutlet, NamesEveryOpenOrder) {
  Given given = order_in(Status::accepted);
  given.as(person("boss")).unknown({"plan=WO-1"});
  given.when(close_s1({})).then_refused("outlet.plan_missing");
}

TEST(SuspendOutlet, AVisitThatIsUnderWayIsFinished) {
  Given given = order_in(Status::in_progress);
  given.as(person("boss"));
  given.when(close_s1({{.order = "WO-1", .outlet = "S1"}}));
  given.then({on("S1", schema::OutletSuspended{.reason = "整顿"})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").outlet, "S1");
}

TEST(SuspendOutlet, NotWhileAVisitIsUnderWay) {
  Given given = order_in(Status::in_progress);
  given.as(person("boss"));
  given.when(close_s1({{.order = "WO-1", .outlet = "R1"}})).then_refused("outlet.plan_under_way");
}

}  // namespace
}  // namespace kintsugi::tests
