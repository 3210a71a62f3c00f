// Proposals on random days: the same input gives the same proposal, no line breaks a check when it
// is booked with the others, and it is never worse than insertion alone.

#include "core/proposal/proposal.h"

#include <random>

#include "core/authority/authority.h"
#include "schema/outlet.h"
#include "schema/schedule_proposal.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using core::proposal::Plan;
using core::proposal::Proposal;
using core::proposal::Task;

constexpr std::int32_t tomorrow = 20515;  // 2026-03-03
constexpr std::int64_t hour = 3'600'000;

struct Day {
  Given given = company();
  std::vector<std::string> orders;
  std::vector<std::string> technicians;
};

// Up to ten orders within 30 km and three technicians, of whom one can install only; some have
// windows, some slots are taken.
Day random_day(unsigned seed) {
  std::mt19937 dice(seed);  // NOLINT: the same each time
  const auto below = [&](int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); };
  Day day;
  day.given.as(person("disp")).at(now);
  const std::int64_t eight = ms("2026-03-03T00:00:00Z");
  for (int t = 3; t <= 5; ++t) {
    const std::string id = "T" + std::to_string(t);
    day.given.history(id, schema::TechnicianRegistered{.name = id,
                                                       .phone = "13800000000",
                                                       .outlet = "S1",
                                                       .daily_minutes_max = 240 + 60 * below(5)});
    const auto type = t == 5 ? schema::ServiceType::install : schema::ServiceType::repair;
    day.given.history(id, schema::SkillGranted{.category = "ac", .service_type = type});
    const std::int64_t busy = eight + below(8) * hour;
    if (below(2) == 0)
      day.given.history(id, schema::SlotReserved{.order = "WO-90",
                                                 .booking = 1,
                                                 .starts_at = busy,
                                                 .ends_at = busy + hour,
                                                 .area = "310110"});
    day.technicians.push_back(id);
  }
  const int count = 2 + below(9);
  for (int n = 1; n <= count; ++n) {
    const std::string id = "WO-" + std::to_string(10 + n);
    schema::WorkOrderRegistered event = registered();
    event.asset.clear();
    event.service_type = below(4) == 0 ? schema::ServiceType::install : schema::ServiceType::repair;
    event.latitude = 31'200'000 + below(270'000);
    event.longitude = 121'500'000 + below(100'000);
    event.severity = static_cast<schema::Severity>(below(5));
    if (below(3) == 0) {
      event.window_from = eight + below(6) * hour;
      event.window_until = event.window_from + 4 * hour;
    }
    day.given.history(id, event);
    day.given.history(id, schema::OutletAssigned{.outlet = "S1"});
    day.orders.push_back(id);
  }
  return day;
}

Proposal found_for(Day& day, bool reversed = false) {
  const Actor actor = person("disp");
  core::Reads reads(day.given.streams(), actor, "proposal", instant(now), instant(now));
  Task task{.orders = {}, .technicians = {}, .day = tomorrow, .minutes = 90};
  for (const std::string& id : day.orders)
    task.orders.push_back({id, reads.find<schema::WorkOrder>(id)});
  for (const std::string& id : day.technicians)
    task.technicians.push_back({id, reads.find<schema::Technician>(id)});
  if (reversed) {
    std::reverse(task.orders.begin(), task.orders.end());
    std::reverse(task.technicians.begin(), task.technicians.end());
  }
  return core::proposal::propose(task, reads);
}

bool is_no_worse(const Plan& a, const Plan& b) {
  if (a.unplaced.size() != b.unplaced.size()) return a.unplaced.size() < b.unplaced.size();
  return a.metres <= b.metres;
}

TEST(Proposal, SameInputSameProposalInWhateverOrder) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    Day one = random_day(seed), two = random_day(seed);
    const Proposal a = found_for(one), b = found_for(two, true);
    EXPECT_EQ(a.best, b.best) << seed;
    EXPECT_EQ(a.steps, b.steps) << seed;
    EXPECT_LE(a.steps, core::proposal::steps_max);
  }
}

TEST(Proposal, IsNeverWorseThanInsertionAndSometimesBetter) {
  int better = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    Day day = random_day(seed);
    const Proposal found = found_for(day);
    EXPECT_TRUE(is_no_worse(found.best, found.greedy)) << seed;
    EXPECT_EQ(found.best.lines.size() + found.best.unplaced.size(), day.orders.size());
    if (!is_no_worse(found.greedy, found.best)) ++better;
  }
  EXPECT_GT(better, 5);
}

TEST(Proposal, EveryLineIsAcceptedAsABooking) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    SCOPED_TRACE(seed);
    Day day = random_day(seed);
    for (const auto& line : found_for(day).best.lines) {
      day.given
          .when(schema::ScheduleBooking{.order = line.order,
                                        .technician = line.technician,
                                        .starts_at = line.starts_at,
                                        .ends_at = line.ends_at})
          .then_accepted();
    }
  }
}

TEST(ScheduleProposal, BooksNothingUntilALineIsTaken) {
  Day day = random_day(7);
  Given& given = day.given;
  given
      .when(schema::ProposeSchedule{.outlet = "S1",
                                    .day = tomorrow,
                                    .orders = day.orders,
                                    .technicians = day.technicians})
      .then_accepted();
  constexpr const char* id = "SP-20260302-0001";
  const auto lines = given.state<schema::ScheduleProposal>(id).lines;
  ASSERT_GE(lines.size(), 2u);
  EXPECT_TRUE(given.state<schema::WorkOrder>(lines[0].order).bookings.empty());
  given.when(schema::AcceptProposalLine{.proposal = id, .line = 1}).then_accepted();
  const auto& booked = first(given.state<schema::WorkOrder>(lines[0].order).bookings);
  EXPECT_EQ(booked.technician, lines[0].technician);
  EXPECT_EQ(booked.starts_at, lines[0].starts_at);
  EXPECT_EQ(given.state<schema::ScheduleProposal>(id).lines[0].placed, lines[0].order + ":1");
  given.when(schema::AcceptProposalLine{.proposal = id, .line = 1})
      .then_refused("schedule_proposal.line_decided");
  given.when(schema::AcceptProposalLine{.proposal = id, .line = 99})
      .then_refused("schedule_proposal.no_such_line");
  given.when(schema::RejectProposalLine{.proposal = id, .line = 2, .reason = " "})
      .then_refused("schedule_proposal.reason_missing");
  given.when(schema::RejectProposal{.proposal = "SP-404", .reason = "否"})
      .then_refused("schedule_proposal.not_found");
  // What changed meanwhile is checked anyway.
  given.history(lines[1].technician, schema::TechnicianSuspended{.reason = "停岗"});
  given.when(schema::AcceptProposalLine{.proposal = id, .line = 2})
      .then_refused("work_order.dispatch_technician_not_active");
  given.as(person("far"))
      .when(schema::AcceptProposalLine{.proposal = id, .line = 2})
      .then_refused("authority.out_of_scope");
  given.as(person("disp")).when(schema::RejectProposal{.proposal = id, .reason = "人手不够"});
  given.then_accepted();
  EXPECT_EQ(given.state<schema::ScheduleProposal>(id).lines[1].status,
            schema::ProposalLineStatus::rejected);
  EXPECT_EQ(given.state<schema::ScheduleProposal>(id).lines[0].status,
            schema::ProposalLineStatus::accepted);
}

TEST(ScheduleProposal, RefusesWhatMakesNoSense) {
  Day day = random_day(7);
  const schema::ProposeSchedule good{
      .outlet = "S1", .day = tomorrow, .orders = day.orders, .technicians = day.technicians};
  const auto refused = [&](auto change, const char* code) {
    schema::ProposeSchedule command = good;
    change(command);
    day.given.when(command).then_refused(code);
  };
  refused([](auto& c) { c.day = 20513; }, "schedule_proposal.bad_day");
  refused([](auto& c) { c.orders.clear(); }, "schedule_proposal.no_orders");
  refused([](auto& c) { c.technicians.clear(); }, "schedule_proposal.no_technicians");
  refused([](auto& c) { c.orders.push_back(c.orders[0]); }, "schedule_proposal.named_twice");
  refused([](auto& c) { c.orders = {"WO-404"}; }, "work_order.not_found");
  refused([](auto& c) { c.technicians = {"T404"}; }, "technician.not_found");
  refused([](auto& c) { c.outlet = "R1"; }, "schedule_proposal.other_outlet");
  refused([](auto& c) { c.outlet = "S404"; }, "outlet.not_found");
  day.given.history("WO-50", registered());
  refused([](auto& c) { c.orders = {"WO-50"}; }, "schedule_proposal.other_outlet");
  Given booked = order_in(schema::WorkOrderStatus::scheduled);
  booked.as(person("disp"))
      .when(schema::ProposeSchedule{
          .outlet = "S1", .day = tomorrow, .orders = {"WO-1"}, .technicians = {"T1"}})
      .then_refused("schedule_proposal.not_waiting");
  // Nobody is sent before a new appointment is agreed.
  Given nobody_there = order_in(schema::WorkOrderStatus::assigned);
  nobody_there.history("WO-1", schema::NoShowRecorded{.booking = 1, .technician = "T1"});
  nobody_there.as(person("disp"))
      .when(schema::ProposeSchedule{
          .outlet = "S1", .day = tomorrow, .orders = {"WO-1"}, .technicians = {"T1"}})
      .then_refused("schedule_proposal.not_waiting");
  day.given.as(person("far")).when(good).then_refused("authority.out_of_scope");
}

}  // namespace
}  // namespace kintsugi::tests
