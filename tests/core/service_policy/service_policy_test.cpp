// The service policy: published with a date, never backwards; a result keeps the version it used.

#include "core/service_policy/service_policy.h"

#include "core/calendar/dates.h"
#include "schema/asset.h"
#include "schema/follow_up.h"
#include "schema/identity.h"
#include "schema/service_policy.h"
#include "schema/technician.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::PublishServicePolicy;
using Status = schema::WorkOrderStatus;

std::int32_t day(std::string_view date) { return core::calendar::parse_date(date).value(); }
using Rules = std::vector<core::RuleUse>;

schema::ScheduleBooking visit(std::string_view start, std::string_view end) {
  return {.order = "WO-1", .technician = "T1", .starts_at = ms(start), .ends_at = ms(end)};
}

TEST(PublishServicePolicy, KeepsWhatIsNotNamed) {
  Given given = company();
  given.as(person("boss"));
  PublishServicePolicy command{.effective_from = day("2026-03-02"), .accept_minutes = 30};
  given.when(command).then_accepted();
  const schema::ServicePolicyVersion first = given.state<schema::ServicePolicy>("all").versions[0];
  schema::ServicePolicyVersion expected = core::service_policy::defaults;
  expected.version = 1;
  expected.effective_from = day("2026-03-02");
  expected.accept_minutes = 30;
  expected.publisher = "boss";
  EXPECT_EQ(first, expected);
  command = {.effective_from = day("2026-03-09"), .follow_up_attempts = 1};
  given.when(command).then_accepted();
  expected.version = 2;
  expected.effective_from = day("2026-03-09");
  expected.follow_up_attempts = 1;
  EXPECT_EQ(given.state<schema::ServicePolicy>("all").versions[1], expected);
}

TEST(PublishServicePolicy, IsRefused) {
  Given given = company();
  given.as(person("boss"));
  PublishServicePolicy command{.effective_from = day("2026-03-01"), .accept_minutes = 30};
  given.when(command).then_refused("service_policy.backdated");  // yesterday
  command.effective_from = day("2026-03-02");
  command.lock_minutes = -1;
  given.when(command).then_refused("service_policy.out_of_bounds");
  command.lock_minutes = 10'081;
  given.when(command).then_refused("service_policy.out_of_bounds");
  given.when(PublishServicePolicy{.effective_from = day("2026-03-02"), .accept_minutes = 120})
      .then_refused("service_policy.nothing_changed");
  command.lock_minutes = 0;
  given.when(command).then_accepted();
  command.accept_minutes = 40;
  given.when(command).then_refused("service_policy.day_taken");  // the same day again
  command.effective_from = day("2026-03-01");
  given.when(command).then_refused("service_policy.backdated");
  given.history("local", schema::OperatorRegistered{.name = "local"});
  given.history("local", schema::RoleGranted{.role = schema::Role::administrator, .outlet = "R1"});
  command.effective_from = day("2026-03-03");
  given.as(person("local")).when(command).then_refused("authority.out_of_scope");
}

TEST(ServicePolicy, GivesTheDeadlineOfItsDayAndTheVersionStays) {
  const auto published = [] {
    Given given = order_in(Status::assigned);
    given.as(person("boss"))
        .when(PublishServicePolicy{.effective_from = day("2026-03-03"), .accept_minutes = 30})
        .then_accepted();
    return given;
  };
  Given before = published();
  before.as(person("disp"))
      .at("2026-03-02T15:59:59Z")
      .when(visit("2026-03-04T06:00:00Z", "2026-03-04T08:00:00Z"));
  before.then_accepted();
  EXPECT_EQ(before.state<schema::WorkOrder>("WO-1").bookings[0].accept_by,
            ms("2026-03-02T17:59:59Z"));
  EXPECT_EQ(before.events().rules(), (Rules{{"dispatch_checks", 5}, {"service_policy/all", 0}}));
  Given given = published();
  given.as(person("disp"))
      .at("2026-03-02T16:00:00Z")  // 00:00 on the third in Shanghai
      .when(visit("2026-03-04T06:00:00Z", "2026-03-04T08:00:00Z"));
  given.then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").bookings[0].accept_by,
            ms("2026-03-02T16:30:00Z"));
  EXPECT_EQ(given.events().rules(), (Rules{{"dispatch_checks", 5}, {"service_policy/all", 1}}));
}

TEST(ServicePolicy, GivesFollowUpTravelAndRepeat) {
  schema::ServicePolicyPublished policy;
  policy.terms = core::service_policy::defaults;
  policy.terms.version = 4;
  policy.terms.follow_up_hours = 72;
  policy.terms.follow_up_attempts = 1;
  policy.terms.travel_minutes = 60;
  policy.terms.repeat_days = 10;
  Given done = order_in(Status::work_reported);
  done.history("all", policy);
  done.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  const auto& completed =
      done.event<schema::WorkOrderCompleted>();
  EXPECT_EQ(completed.follow_up_due_at, ms("2026-03-05T01:00:00Z"));
  EXPECT_EQ(done.events().rules(), (Rules{{"service_policy/all", 4}}));

  Given call = order_in(Status::completed);
  call.history("all", policy);
  call.as(person("call"))
      .when(schema::AttemptFollowUp{.order = "WO-1", .outcome = schema::CallOutcome::busy})
      .then_accepted();
  EXPECT_EQ(call.state<schema::FollowUp>("WO-1").status, schema::FollowUpStatus::unreachable);

  Given sent = order_in(Status::assigned);
  sent.history("all", policy);
  sent.history("A-1", schema::AssetRepaired{.order = "WO-0",
                                            .technician = "T1",
                                            .fault = "cooling",
                                            .at = ms("2026-02-15T01:00:00Z")});  // 15 days
  sent.history("T1", schema::SlotReserved{.order = "WO-2",
                                          .booking = 1,
                                          .starts_at = ms("2026-03-02T04:00:00Z"),
                                          .ends_at = ms("2026-03-02T05:15:00Z"),
                                          .area = "310110"});
  sent.as(person("disp"))
      .when(visit(visit_start, visit_end))
      .then_refused("work_order.dispatch_travel_infeasible");
}

// A slip in a version that is in force: another person puts it right for the same days.
TEST(PublishServicePolicy, FromTheSameDayOnTakesThePlaceOfTheLatest) {
  Given given = company();
  given.as(person("boss"));
  given.when(PublishServicePolicy{.effective_from = day("2026-03-02"), .accept_minutes = 3});
  PublishServicePolicy right{.effective_from = day("2026-03-02"), .accept_minutes = 30};
  given.when(right).then_refused("service_policy.day_taken");
  right.reason = "少打一个零";
  given.when(right).then_refused("service_policy.same_author");
  given.history("b2", schema::OperatorRegistered{.name = "二"});
  given.history("b2", schema::RoleGranted{.role = schema::Role::administrator, .outlet = {}});
  given.as(person("b2")).when(right).then_accepted();
  const auto policy = given.state<schema::ServicePolicy>("all");
  const auto& in_force = core::service_policy::in_force(instant("2026-03-02T02:00:00Z"), &policy);
  EXPECT_EQ(in_force.version, 2u);
  EXPECT_EQ(in_force.accept_minutes, 30);
  EXPECT_EQ(in_force.replaces, 1u);
  right.reason = "\x01";
  right.accept_minutes = 31;
  given.as(person("boss")).when(right).then_refused("service_policy.bad_text");
}

TEST(WithdrawServicePolicy, TheLatestByAnotherPerson) {
  Given given = company();
  given.as(person("boss"));
  given.when(PublishServicePolicy{.effective_from = day("2026-03-02"), .accept_minutes = 30});
  given.when(PublishServicePolicy{.effective_from = day("2026-06-01"), .accept_minutes = 3});
  schema::WithdrawServicePolicy withdraw{.version = 2, .reason = "少打一个零"};
  given.when(withdraw).then_refused("service_policy.same_author");
  given.history("b2", schema::OperatorRegistered{.name = "二"});
  given.history("b2", schema::RoleGranted{.role = schema::Role::administrator, .outlet = {}});
  given.as(person("b2"));
  withdraw.reason.clear();
  given.when(withdraw).then_refused("service_policy.bad_text");
  withdraw.reason = "少打一个零";
  given.when(withdraw).then_accepted();
  given.when(withdraw).then_refused("service_policy.no_such_version");
  given.when(PublishServicePolicy{.effective_from = day("2026-04-01"), .accept_minutes = 33});
  const auto& versions = given.then_accepted().state<schema::ServicePolicy>("all").versions;
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_EQ(versions[1].version, 3u) << "a number is not given twice";
}

// A limit that should never have been: none before it can be named again (0 is "as it was"), and
// what holds is the version before it, then the defaults.
TEST(WithdrawServicePolicy, OfAVersionThatBeganTheOneBeforeItGoesOn) {
  Given given = company();
  given.history("b2", schema::OperatorRegistered{.name = "二"});
  given.history("b2", schema::RoleGranted{.role = schema::Role::administrator, .outlet = {}});
  given.as(person("boss"));
  given.when(PublishServicePolicy{.effective_from = day("2026-03-02"), .accept_minutes = 30});
  given.at("2026-03-04T01:00:00Z").as(person("b2"));
  given.when(PublishServicePolicy{.effective_from = day("2026-03-04"), .cash_held_max = 100});
  const auto limit = [&] {
    const auto policy = given.state<schema::ServicePolicy>("all");
    const auto& in_force = core::service_policy::in_force(given.now(), &policy);
    return std::to_string(in_force.cash_held_max) + " v" + std::to_string(in_force.version);
  };
  EXPECT_EQ(limit(), "100 v2");
  schema::WithdrawServicePolicy withdraw{.version = 2, .reason = "没有商定"};
  given.when(withdraw).then_refused("service_policy.same_author");
  given.as(person("boss")).when(withdraw).then_accepted();
  EXPECT_EQ(limit(), "0 v1");
  const auto kept = given.state<schema::ServicePolicy>("all").versions;
  ASSERT_EQ(kept.size(), 2u) << "it stays, for what names it";
  EXPECT_EQ(kept[1].withdrawn_on, day("2026-03-04"));
  EXPECT_EQ(kept[1].withdrawn_by, "boss");
  withdraw.version = 1;
  given.when(withdraw).then_refused("service_policy.same_author");
  given.as(person("b2")).when(withdraw).then_accepted();
  EXPECT_EQ(limit(), "0 v0");
  // Its days are had back, by another than who had published it.
  PublishServicePolicy again{.effective_from = day("2026-03-02"), .accept_minutes = 30};
  given.when(again).then_refused("service_policy.day_taken");
  again.reason = "撤错了";
  given.as(person("boss")).when(again).then_refused("service_policy.same_author");
  given.as(person("b2")).when(again).then_accepted();
  EXPECT_EQ(limit(), "0 v3");
}

}  // namespace
}  // namespace kintsugi::tests
