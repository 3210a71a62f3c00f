// What the service policy promises of an order, from its registration to its end.

#include "core/policies/reactions.h"
#include "schema/alarm.h"
#include "schema/identity.h"
#include "schema/service_policy.h"
#include "schema/work_order_back.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_promise.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

#include "core/calendar/dates.h"

namespace kintsugi::tests {
namespace {

using schema::Alarm;
using schema::AlarmStatus;
using schema::PublishServicePolicy;
using schema::ServiceDeadline;
using schema::Severity;

std::int32_t date_of(std::string_view text) { return *core::calendar::parse_date(text); }
// A time of 2026-03-03, a Tuesday, in Shanghai.
std::string tuesday(std::string_view time) {
  return "2026-03-03T" + std::string(time) + ":00+08:00";
}

// Everybody's deadlines: there in 4 h, done in 8; of what is urgent 2 and 4.
struct Promise : ::testing::Test {
  Promise() {
    given.as(person("boss"));
    publish({{.arrive_minutes = 240, .complete_minutes = 480},
             {.severity = Severity::critical, .arrive_minutes = 120, .complete_minutes = 240}});
    clock("08:30", "call").when(schema::RegisterWorkOrder{.order = "WO-1",
                                                          .service_type =
                                                              schema::ServiceType::repair,
                                                          .asset = "A-1",
                                                          .customer = "C-1",
                                                          .area = "310115",
                                                          .severity = Severity::normal});
    given.then_accepted();
  }
  void publish(std::vector<ServiceDeadline> lines, std::string_view from = "2026-03-02") {
    given.when(
        PublishServicePolicy{.effective_from = date_of(from), .deadlines = std::move(lines)});
    given.then_accepted();
  }
  Given& clock(std::string_view time, std::string who) {
    return given.as(person(std::move(who))).at(tuesday(time)).happened_at(tuesday(time));
  }
  Given& command(std::string_view time, std::string who, schema::Command what) {
    return clock(time, std::move(who)).when(std::move(what)).then_accepted();
  }
  void work_begins() {
    command("08:40", "call", schema::AssignOutlet{.order = "WO-1", .outlet = "S1"});
    command("08:45", "disp",
            schema::ScheduleBooking{.order = "WO-1",
                                    .technician = "T1",
                                    .starts_at = ms(tuesday("09:00")),
                                    .ends_at = ms(tuesday("18:00"))});
    command("08:50", "tech1", schema::AcceptBooking{.order = "WO-1"});
    command("09:10", "tech1", schema::CheckIn{.order = "WO-1", .reason = "到"});
    command("09:15", "tech1", schema::StartWork{.order = "WO-1"});
  }
  const schema::ServicePromise& promise() {
    return given.state<schema::WorkOrder>("WO-1").promise;
  }
  const Alarm& arrival() { return given.state<Alarm>("WO-1:arrival"); }
  const Alarm& completion() { return given.state<Alarm>("WO-1:completion"); }
  Given given = company();
};

TEST_F(Promise, CountsFromTheRegistration) {
  EXPECT_EQ(promise(), (schema::ServicePromise{.since = ms(tuesday("08:30")),
                                               .arrive_by = ms(tuesday("12:30")),
                                               .complete_by = ms(tuesday("16:30")),
                                               .policy_version = 1}));
  EXPECT_EQ(arrival().due_at, ms(tuesday("12:30")));
  EXPECT_EQ(completion().kind, schema::AlarmKind::order_completion);
  EXPECT_EQ(given.outcome()->rules().size(), 1u);
}

TEST_F(Promise, IsOfTheSeverity) {
  command("09:00", "call",
          schema::ClassifySeverity{.order = "WO-1", .severity = Severity::critical});
  EXPECT_EQ(promise().arrive_by, ms(tuesday("10:30")));
  EXPECT_EQ(completion().due_at, ms(tuesday("12:30")));
  EXPECT_EQ(completion().version, 2u);
}

TEST_F(Promise, FollowsTheOutlet) {
  command("08:40", "call", schema::AssignOutlet{.order = "WO-1", .outlet = "S1"});
  EXPECT_EQ(arrival().outlet, "S1");
  EXPECT_EQ(arrival().status, AlarmStatus::armed);
  EXPECT_EQ(arrival().due_at, ms(tuesday("12:30")));
}

// Tripped while nobody had the order, it is work of the outlet that gets it.
TEST_F(Promise, ThatTrippedGoesWithTheOrder) {
  const schema::AcknowledgeAlarm acknowledge{.alarm = "WO-1:arrival"};
  clock("12:30", "boss").as(system_actor());
  given.when(schema::PassDeadline{.alarm = "WO-1:arrival", .version = arrival().version});
  given.then_accepted();
  EXPECT_EQ(arrival().outlet, "");
  clock("12:40", "disp").when(acknowledge).then_refused("authority.out_of_scope");
  command("13:00", "call", schema::AssignOutlet{.order = "WO-1", .outlet = "S1"});
  EXPECT_EQ(arrival().outlet, "S1");
  EXPECT_EQ(arrival().status, AlarmStatus::tripped);
  EXPECT_EQ(completion().status, AlarmStatus::armed);
  EXPECT_EQ(completion().outlet, "S1");
  command("13:05", "disp", acknowledge);
  command("13:10", "boss", schema::AssignOutlet{.order = "WO-1", .outlet = "R1"});
  EXPECT_EQ(arrival().outlet, "R1");
  EXPECT_EQ(arrival().status, AlarmStatus::acknowledged);
  // What is over stays where it was, until it is opened again.
  command("13:20", "boss", schema::ClearAlarm{.alarm = "WO-1:arrival", .handling = "已上门"});
  command("13:25", "boss", schema::AssignOutlet{.order = "WO-1", .outlet = "S1"});
  EXPECT_EQ(arrival().outlet, "R1");
  command("13:30", "boss", schema::ReopenAlarm{.alarm = "WO-1:arrival", .reason = "未到"});
  EXPECT_EQ(arrival().outlet, "S1");
}

// Of one that was left behind: whoever renews the order's deadlines takes it along.
TEST_F(Promise, ThatWasLeftBehindIsFetched) {
  given.history("WO-1", schema::OutletAssigned{.outlet = "S1"});
  given.history("WO-1:arrival", schema::AlarmTripped{.at = ms(tuesday("12:30")), .order = "WO-1"});
  EXPECT_EQ(arrival().outlet, "");
  command("13:00", "disp", schema::RenewDeadlines{.order = "WO-1"});
  EXPECT_EQ(arrival().outlet, "S1");
  EXPECT_EQ(arrival().status, AlarmStatus::tripped);
}

TEST_F(Promise, StandsStillWhileWorkIsPaused) {
  work_begins();
  EXPECT_EQ(arrival().status, AlarmStatus::superseded);
  EXPECT_EQ(promise().arrive_by, ms(tuesday("12:30"))) << "what was promised stays to be read";
  command("10:00", "tech1",
          schema::PauseWork{.order = "WO-1", .why = schema::PauseReason::part});
  EXPECT_EQ(promise().complete_by, 0);
  EXPECT_EQ(completion().status, AlarmStatus::superseded);
  command("13:30", "tech1", schema::ResumeWork{.order = "WO-1"});
  EXPECT_EQ(promise().complete_by, ms(tuesday("20:00")));
  EXPECT_EQ(completion().due_at, ms(tuesday("20:00")));
  EXPECT_EQ(completion().status, AlarmStatus::armed);
}

TEST_F(Promise, KeepsThePausesWhenThePolicyChanges) {
  work_begins();
  command("10:00", "tech1",
          schema::PauseWork{.order = "WO-1", .why = schema::PauseReason::part});
  clock("12:00", "boss");
  publish({{.complete_minutes = 240}}, "2026-03-03");
  command("13:30", "tech1", schema::ResumeWork{.order = "WO-1"});
  EXPECT_EQ(promise().complete_by, ms(tuesday("16:00")));
  EXPECT_EQ(promise().policy_version, 2u);
}

TEST_F(Promise, IsComputedAnewWhenAVersionComesIntoForce) {
  clock("12:00", "boss");
  publish({{.complete_minutes = 240}}, "2026-03-03");
  EXPECT_EQ(completion().due_at, ms(tuesday("16:30"))) << "until the system says so";
  given.as(system_actor());
  given.when(schema::BeginServicePolicy{.version = 3})
      .then_refused("service_policy.no_such_version");
  given.when(schema::BeginServicePolicy{.version = 2}).then_accepted();
  given.when(schema::RenewDeadlines{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(completion().due_at, ms(tuesday("12:30")));
  EXPECT_EQ(promise().arrive_by, 0) << "no longer promised";
  EXPECT_EQ(arrival().status, AlarmStatus::superseded);
  given.when(schema::RenewDeadlines{.order = "WO-1"}).then_refused("work_order.nothing_changed");
}

TEST_F(Promise, IsTheOneBeforeWhenTheVersionIsWithdrawn) {
  const auto before = completion().due_at;
  clock("12:00", "boss");
  publish({{.complete_minutes = 240}}, "2026-03-03");
  given.as(system_actor()).when(schema::RenewDeadlines{.order = "WO-1"}).then_accepted();
  ASSERT_NE(completion().due_at, before);
  given.history("b2", schema::OperatorRegistered{.name = "二"});
  given.history("b2", schema::RoleGranted{.role = schema::Role::administrator, .outlet = {}});
  given.as(person("b2"))
      .when(schema::WithdrawServicePolicy{.version = 2, .reason = "没有商定"})
      .then_accepted();
  given.as(system_actor()).when(schema::BeginServicePolicy{.version = 2}).then_refused(
      "service_policy.no_such_version");
  given.when(schema::RenewDeadlines{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(completion().due_at, before);
  EXPECT_EQ(promise().policy_version, 1u);
}

TEST_F(Promise, TripsAndIsFoundMetWhereThatWasToldLate) {
  work_begins();
  given.as(system_actor()).at(tuesday("16:30")).happened_at(tuesday("16:30"));
  given.when(schema::PassDeadline{.alarm = "WO-1:completion", .version = completion().version});
  given.then_accepted();
  EXPECT_EQ(completion().status, AlarmStatus::tripped);
  EXPECT_EQ(completion().outlet, "S1");
  given.at(tuesday("17:00")).happened_at(tuesday("16:00"));
  given.when(schema::RecordDiagnosis{.order = "WO-1", .fault_code = "E1"}).then_accepted();
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(completion().status, AlarmStatus::superseded);
  EXPECT_EQ(first(completion().trips).met_at, ms(tuesday("16:00")));
  EXPECT_EQ(promise().complete_by, ms(tuesday("16:30")));
}

TEST_F(Promise, ThatTrippedIsNotArmedForTheSameTimeAgain) {
  work_begins();
  given.as(system_actor()).at(tuesday("16:30")).happened_at(tuesday("16:30"));
  given.when(schema::PassDeadline{.alarm = "WO-1:completion", .version = completion().version});
  given.then_accepted();
  command("16:40", "tech1",
          schema::PauseWork{.order = "WO-1", .why = schema::PauseReason::weather});
  EXPECT_EQ(completion().status, AlarmStatus::tripped) << "it was late before";
  command("16:50", "tech1", schema::ResumeWork{.order = "WO-1"});
  EXPECT_EQ(completion().status, AlarmStatus::tripped);
}

TEST_F(Promise, OfTheRoundThatIsOverStandsAgain) {
  work_begins();
  command("10:00", "tech1", schema::RecordDiagnosis{.order = "WO-1", .fault_code = "F01"});
  command("10:30", "tech1", schema::ReportWorkDone{.order = "WO-1"});
  command("10:40", "disp", schema::ReturnServiceSlip{.order = "WO-1", .slip = "SLIP-0001"});
  command("11:00", "disp", schema::CompleteWorkOrder{.order = "WO-1"});
  const schema::ServicePromise before = promise();
  command("14:00", "call", schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"});
  ASSERT_NE(promise(), before);
  command("14:05", "call", schema::WithdrawReopening{.order = "WO-1", .reason = "点错了"});
  EXPECT_EQ(promise(), before);
  EXPECT_NE(arrival().status, AlarmStatus::armed);
  EXPECT_NE(completion().status, AlarmStatus::armed);
}

TEST_F(Promise, EndsWithTheOrder) {
  command("09:00", "call", schema::CancelWorkOrder{.order = "WO-1", .reason = "不修了"});
  EXPECT_EQ(arrival().status, AlarmStatus::superseded);
  EXPECT_EQ(completion().status, AlarmStatus::superseded);
  const schema::ServicePromise before = promise();
  command("09:30", "call", schema::ReinstateWorkOrder{.order = "WO-1", .reason = "点错了"});
  EXPECT_EQ(promise(), before) << "the customer waits since he called";
  EXPECT_EQ(arrival().status, AlarmStatus::armed);
  EXPECT_EQ(arrival().due_at, before.arrive_by);
  EXPECT_EQ(completion().status, AlarmStatus::armed);
}

TEST_F(Promise, IsNotOfAnOrderFromBeforeUnlessAsked) {
  Given before = order_in(schema::WorkOrderStatus::assigned);
  before.as(person("boss"))
      .when(PublishServicePolicy{.effective_from = date_of("2026-03-02"),
                                 .deadlines = {{.complete_days = 5}}});
  before.then_accepted();
  before.as(person("call"));
  before.when(schema::RenewDeadlines{.order = "WO-1"}).then_accepted();
  // Monday's fifth working day is the next Monday.
  EXPECT_EQ(before.state<schema::WorkOrder>("WO-1").promise.complete_by,
            ms("2026-03-10T00:00:00+08:00"));
}

TEST(Deadlines, AreRefusedWhereTheyCannotBe) {
  Given given = company();
  given.as(person("boss"));
  const auto refused = [&](std::vector<ServiceDeadline> lines, std::string_view code) {
    given.when(PublishServicePolicy{.effective_from = date_of("2026-03-02"),
                                    .deadlines = std::move(lines)});
    given.then_refused(code);
  };
  refused({{.complete_minutes = 60, .complete_days = 1}}, "service_policy.bad_deadline");
  refused({{.arrive_minutes = 61, .complete_minutes = 60}}, "service_policy.bad_deadline");
  refused({{.arrive_minutes = 1}, {.arrive_minutes = 2}}, "service_policy.severity_twice");
  refused({{.arrive_minutes = -1}}, "service_policy.out_of_bounds");
  refused({{.complete_days = 61}}, "service_policy.out_of_bounds");
}

TEST(Deadlines, OfAVersionBeginWhenItDoes) {
  core::Reactions out;
  const core::Cause cause{.commit_id = "c"};
  schema::ServicePolicyPublished published{.terms = {.version = 4, .effective_from = 20'000}};
  core::react("service_policy/all", schema::as_view(schema::Event(published)), cause, out);
  EXPECT_TRUE(out.empty()) << "it promises nothing";
  published.terms.deadlines = {{.arrive_minutes = 1}};
  core::react("service_policy/all", schema::as_view(schema::Event(published)), cause, out);
  ASSERT_EQ(out.arms.size(), 1u);
  EXPECT_EQ(out.arms[0].command, schema::Command(schema::BeginServicePolicy{.version = 4}));
  out.clear();
  const schema::Event began(schema::ServicePolicyBegan{.version = 4});
  core::react("service_policy/all", schema::as_view(began), cause, out);
  EXPECT_TRUE(out.renews_deadlines);
  // Withdrawn, what was promised by it is promised by the one before; by one to come nothing was.
  for (const std::int32_t on : {19'999, 20'000}) {
    out.clear();
    const schema::Event withdrawn(
        schema::ServicePolicyWithdrawn{.version = 4, .on = on, .effective_from = 20'000});
    core::react("service_policy/all", schema::as_view(withdrawn), cause, out);
    EXPECT_EQ(out.disarms.size(), 1u);
    EXPECT_EQ(out.renews_deadlines, on == 20'000);
  }
  EXPECT_EQ(core::order_of_deadline(schema::PassDeadline{.alarm = "WO-1:arrival"}), "WO-1");
  EXPECT_EQ(core::order_of_deadline(schema::PassDeadline{.alarm = "WO-1:unit_return"}), "");
}

}  // namespace
}  // namespace kintsugi::tests
