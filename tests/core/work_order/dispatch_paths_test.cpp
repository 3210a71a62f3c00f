// The twelve checks on every path that sends a technician: scheduled, moved, handed over, gone with
// a lead, moved with him, taken from a proposal, taken over from who is suspended.

#include "core/work_order/dispatch_checks.h"
#include "schema/asset.h"
#include "schema/outlet.h"
#include "schema/part_request.h"
#include "schema/schedule_proposal.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_crew.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::DispatchCheck;
using Status = schema::WorkOrderStatus;

constexpr std::string_view later_start = "2026-03-03T06:00:00Z";
constexpr std::string_view later_end = "2026-03-03T08:00:00Z";

// What makes the check fail for T2 and order WO-1 on 2026-03-03.
struct Obstacle {
  DispatchCheck check;
  const char* code;
  void (*raise)(Given&);
};

constexpr auto repair = schema::ServiceType::repair;

const Obstacle obstacles[] = {
    {DispatchCheck::technician_active, "work_order.dispatch_technician_not_active",
     [](Given& g) { g.history("T2", schema::TechnicianSuspended{.reason = "考试"}); }},
    {DispatchCheck::skill, "work_order.dispatch_no_skill",
     [](Given& g) {
       g.history("T2", schema::SkillRevoked{.category = "ac", .service_type = repair});
     }},
    {DispatchCheck::slot, "work_order.dispatch_slot_taken",
     [](Given& g) {
       g.history("T2", schema::SlotReserved{.order = "WO-2",
                                            .booking = 1,
                                            .starts_at = ms("2026-03-03T07:59:59Z"),
                                            .ends_at = ms("2026-03-03T09:00:00Z")});
     }},
    {DispatchCheck::order_open, "work_order.dispatch_outlet_suspended",
     [](Given& g) { g.history("S1", schema::OutletSuspended{.reason = "整顿"}); }},
    {DispatchCheck::brand, "work_order.dispatch_not_authorised",
     [](Given& g) { g.history("S1", schema::BrandWithdrawn{.brand = "haier"}); }},
    {DispatchCheck::second_order, "work_order.dispatch_second_order",
     [](Given& g) {
       g.history("A-1", schema::AssetOrderOpened{.order = "WO-2", .fault = "cooling"});
     }},
    {DispatchCheck::territory, "work_order.dispatch_outside_territory",
     [](Given& g) { g.history("S1", schema::TerritoryDefined{.territory = {"3102"}}); }},
    {DispatchCheck::window, "work_order.dispatch_outside_window",
     [](Given& g) {  // delivered on the fourth
       g.history("A-1", schema::AssetRegistered{.brand = "haier",
                                                .category = "ac",
                                                .model = "KFR-35",
                                                .serial = "SN00000001",
                                                .customer = "C-1",
                                                .delivered_on = 20516});
     }},
    {DispatchCheck::parts, "work_order.dispatch_part_missing",
     [](Given& g) {
       g.history("WO-1", schema::PartRequestLinked{.request = "WO-1-P1"});
       g.history("WO-1-P1", schema::PartRequested{.order = "WO-1", .quantity = 1000});
     }},
    {DispatchCheck::travel, "work_order.dispatch_travel_infeasible",
     [](Given& g) {
       g.history("T2", schema::SlotReserved{.order = "WO-2",
                                            .booking = 1,
                                            .starts_at = ms("2026-03-03T04:00:00Z"),
                                            .ends_at = ms("2026-03-03T05:30:01Z"),
                                            .area = "310110"});
     }},
    {DispatchCheck::own_repeat, "work_order.dispatch_own_repeat",
     [](Given& g) {
       g.history("A-1", schema::AssetRepaired{.order = "WO-0",
                                              .technician = "T2",
                                              .fault = "cooling",
                                              .at = ms("2026-02-20T01:00:00Z")});
     }},
    {DispatchCheck::debt, "work_order.dispatch_debt",
     [](Given& g) {
       g.history("T2", schema::TechnicianRegistered{.name = "T2", .outlet = "S1", .cash_limit = 1});
       g.history("T2", schema::CashCollected{.order = "WO-0", .amount = 2});
     }},
};

// A way to send T2 on 2026-03-03, and the order before it.
struct Path {
  const char* name;
  Given (*before)();
  schema::Command command;
  const char* lead = "T2";  // for whom what is about the visit is overridden
};

// D6 to D9.
bool is_about_the_visit(DispatchCheck check) {
  return check == DispatchCheck::second_order || check == DispatchCheck::territory ||
         check == DispatchCheck::window || check == DispatchCheck::parts;
}

// Booked for T2 tomorrow, before anything stands in the way.
Given booked_for_t2() {
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::BookingScheduled{.booking = 1,
                                                 .technician = "T2",
                                                 .starts_at = ms(visit_start),
                                                 .ends_at = ms(visit_end)});
  return given;
}

// Booked for T1 at that time.
Given booked_for_t1(std::string_view start, std::string_view end) {
  Given given = order_in(Status::assigned);
  given.history("WO-1", schema::BookingScheduled{
                            .booking = 1, .technician = "T1", .starts_at = ms(start),
                            .ends_at = ms(end)});
  given.history("T1", schema::SlotReserved{
                          .order = "WO-1", .booking = 1, .starts_at = ms(start),
                          .ends_at = ms(end)});
  return given;
}

// T2 goes with T1, today.
Given crew_of_t1() {
  Given given = booked_for_t1(visit_start, visit_end);
  given.history("WO-1", schema::BookingMemberAdded{
                            .booking = 1, .technician = "T2",
                            .shares = {{"T1", 5000}, {"T2", 5000}}});
  given.history("T2", schema::SlotReserved{.order = "WO-1",
                                           .booking = 1,
                                           .starts_at = ms(visit_start),
                                           .ends_at = ms(visit_end)});
  return given;
}

Given proposed_for_t2() {
  Given given = order_in(Status::assigned);
  given.history("SP-1", schema::ScheduleProposed{
                            .outlet = "S1",
                            .day = 20515,
                            .lines = {{.line = 1,
                                       .status = schema::ProposalLineStatus::proposed,
                                       .order = "WO-1",
                                       .technician = "T2",
                                       .starts_at = ms(later_start),
                                       .ends_at = ms(later_end)}}});
  return given;
}

const Path paths[] = {
    {"schedule", [] { return order_in(Status::assigned); },
     schema::ScheduleBooking{.order = "WO-1",
                             .technician = "T2",
                             .starts_at = ms(later_start),
                             .ends_at = ms(later_end)}},
    {"reschedule", booked_for_t2,
     schema::RescheduleBooking{.order = "WO-1",
                               .starts_at = ms(later_start),
                               .ends_at = ms(later_end),
                               .asked_by = schema::AskedBy::customer}},
    {"reassign", [] { return order_in(Status::scheduled); },
     schema::ReassignBooking{.order = "WO-1",
                             .technician = "T2",
                             .starts_at = ms(later_start),
                             .ends_at = ms(later_end),
                             .reason = "T1 生病"}},
    {"member", [] { return booked_for_t1(later_start, later_end); },
     schema::AddBookingMember{.order = "WO-1", .technician = "T2"}},
    {"reschedule with a member", crew_of_t1,
     schema::RescheduleBooking{.order = "WO-1",
                               .starts_at = ms(later_start),
                               .ends_at = ms(later_end),
                               .asked_by = schema::AskedBy::customer},
     "T1"},
    {"proposal", proposed_for_t2, schema::AcceptProposalLine{.proposal = "SP-1", .line = 1}},
    {"suspension", [] { return booked_for_t1(later_start, later_end); },
     schema::SuspendTechnician{.technician = "T1",
                               .reason = "考试",
                               .plan = {{.order = "WO-1",
                                         .booking = 1,
                                         .step = schema::PlanStep::reassign,
                                         .technician = "T2"}}}},
};

std::vector<DispatchCheck> overridden(const core::Events& events) {
  const schema::Event& event = first(events.list()).event;
  if (const auto* e = event.get_if<schema::BookingScheduled>()) return e->overridden;
  if (const auto* e = event.get_if<schema::BookingRescheduled>()) return e->overridden;
  if (const auto* e = event.get_if<schema::BookingMemberAdded>()) return e->overridden;
  const auto* reassigned = event.get_if<schema::BookingReassigned>();
  EXPECT_NE(reassigned, nullptr) << schema::name_of(event);
  return reassigned == nullptr ? std::vector<DispatchCheck>{} : reassigned->overridden;
}

void check(const Path& path, const Obstacle& obstacle) {
  SCOPED_TRACE(std::string(path.name) + " × " + std::string(schema::name_of(obstacle.check)));
  Given free = path.before();
  free.as(person("disp")).when(path.command).then_accepted();

  Given given = path.before();
  obstacle.raise(given);
  const schema::OverrideDispatchCheck override_{
      .order = "WO-1",
      .technician = is_about_the_visit(obstacle.check) ? path.lead : "T2",
      .check = obstacle.check,
      .reason = "用户急"};
  given.as(person("disp")).when(path.command).then_refused(obstacle.code);
  if (!core::work_order::is_overridable(obstacle.check)) {
    given.as(person("disp2")).when(override_).then_refused("work_order.check_not_overridable");
    given.as(person("disp")).when(path.command).then_refused(obstacle.code);
    return;
  }
  given.when(override_).then_accepted();
  given.when(path.command)
      .then_refused(obstacle.code);  // his own override is not a second person's
  given.as(person("disp2")).when(path.command).then_accepted();
  EXPECT_EQ(overridden(given.events()), std::vector<DispatchCheck>{obstacle.check});
}

TEST(DispatchChecks, HoldOnEveryPath) {
  static_assert(std::size(obstacles) == 12);
  for (const Path& path : paths) {
    for (const Obstacle& obstacle : obstacles) check(path, obstacle);
  }
}

// Who goes with the lead needs no override of his own for what is about the visit.
TEST(DispatchChecks, AnOverrideForTheLeadHoldsForHisCrew) {
  for (const Obstacle& obstacle : obstacles) {
    if (!core::work_order::is_overridable(obstacle.check)) continue;
    SCOPED_TRACE(schema::name_of(obstacle.check));
    Given given = booked_for_t1(later_start, later_end);
    obstacle.raise(given);
    given.as(person("disp2"));
    given
        .when(schema::OverrideDispatchCheck{
            .order = "WO-1", .technician = "T1", .check = obstacle.check, .reason = "用户急"})
        .then_accepted();
    given.as(person("disp")).when(schema::AddBookingMember{.order = "WO-1", .technician = "T2"});
    if (is_about_the_visit(obstacle.check)) {
      given.then_accepted();
      EXPECT_EQ(overridden(given.events()), std::vector<DispatchCheck>{obstacle.check});
    } else {
      given.then_refused(obstacle.code);
    }
  }
}

TEST(DispatchChecks, AnOverrideIsForOneTechnician) {
  Given given = order_in(Status::assigned);
  obstacles[6].raise(given);  // outside the territory
  given.as(person("disp"));
  given
      .when(schema::OverrideDispatchCheck{.order = "WO-1",
                                          .technician = "T1",
                                          .check = DispatchCheck::territory,
                                          .reason = "用户急"})
      .then_accepted();
  given.as(person("disp2")).when(paths[0].command).then_refused(obstacles[6].code);
}

TEST(Dispatch, IsOfOnesOwnTechnicians) {
  Given given = order_in(Status::scheduled);
  given.history("T9", schema::TechnicianRegistered{.name = "远", .outlet = "R2"});
  given.history("T9", schema::SkillGranted{.category = "ac", .service_type = repair});
  given.as(person("disp"));
  const std::int64_t start = ms(later_start), end = ms(later_end);
  given
      .when(schema::ScheduleBooking{
          .order = "WO-1", .technician = "T9", .starts_at = start, .ends_at = end})
      .then_refused("authority.out_of_scope");
  given.when(schema::ReassignBooking{.order = "WO-1", .technician = "T9", .reason = "换人"})
      .then_refused("authority.out_of_scope");
  given
      .when(schema::OverrideDispatchCheck{
          .order = "WO-1", .technician = "T9", .check = DispatchCheck::travel, .reason = "急"})
      .then_refused("authority.out_of_scope");
}

// Whose wish it was, wrongly told: the visit and its acceptance stay as they are.
TEST(RescheduleBooking, WhoAskedAloneIsAChange) {
  Given given = order_in(Status::accepted);
  schema::RescheduleBooking command{.order = "WO-1",
                            .starts_at = ms("2026-03-03T06:00:00Z"),
                            .ends_at = ms("2026-03-03T08:00:00Z"),
                            .asked_by = schema::AskedBy::customer};
  given.as(person("disp")).when(command).then_accepted();
  given.as(person("tech1")).when(schema::AcceptBooking{.order = "WO-1"}).then_accepted();
  given.as(person("disp")).when(command).then_refused("work_order.nothing_changed");
  command.asked_by = schema::AskedBy::outlet;
  command.reason = "是我们要求的";
  given.when(command).then({on("WO-1", schema::BookingAskerCorrected{
                                           .booking = 1,
                                           .asked_by = schema::AskedBy::outlet,
                                           .reason = "是我们要求的"})});
  const auto& booking = first(given.state<schema::WorkOrder>("WO-1").bookings);
  EXPECT_EQ(booking.asked_by, schema::AskedBy::outlet);
  EXPECT_EQ(booking.status, schema::BookingStatus::accepted);
  EXPECT_EQ(booking.revision, 1u);
  given.when(command).then_refused("work_order.nothing_changed");
}

}  // namespace
}  // namespace kintsugi::tests
