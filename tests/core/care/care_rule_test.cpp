// Regular care: calls that arise by a rule.

#include "schema/care_rule.h"

#include "core/policies/reactions.h"
#include "schema/care.h"
#include "schema/customer.h"
#include "schema/service_policy.h"
#include "schema/work_order_life.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::CareAfter;
using schema::CarePlanStatus;
using Status = schema::WorkOrderStatus;

schema::PublishCareRule rule(CareAfter after = CareAfter::service) {
  return {.rule = "R-1", .topic = "半年关怀", .months = 6, .after = after};
}

// An order that can be completed, while the rule is in force.
Given ready(const schema::PublishCareRule& published) {
  Given given = order_in(Status::work_reported);
  given.at(now).as(person("boss")).when(published).then_accepted();
  return given;
}

void complete(Given& given) {
  given.as(person("disp")).when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
}

const schema::CarePlan* plan_of(Given& given) {
  return given.streams().state<schema::CarePlan>("R-1:C-1");
}

void raise(Given& given, std::uint32_t round) {
  Actor nobody;
  nobody.kind = ActorKind::system;
  given.as(nobody).when(
      schema::RaiseCareCall{.rule = "R-1", .customer = "C-1", .round = round});
}

TEST(PublishCareRule, SaysWhatIsWrong) {
  Given given = company();
  given.at(now).as(person("boss"));
  schema::PublishCareRule bad = rule();
  bad.rule = "a:b";
  given.when(bad).then_refused("care_rule.bad_id");
  bad = rule();
  bad.topic = "";
  given.when(bad).then_refused("care_rule.bad_text");
  for (const int months : {0, 61}) {
    bad = rule();
    bad.months = static_cast<std::uint16_t>(months);
    given.when(bad).then_refused("care_rule.bad_months");
  }
  given.when(rule(CareAfter::none)).then_refused("care_rule.after_missing");
  given.when(rule()).then_accepted();
  given.when(rule()).then_refused("care_rule.nothing_changed");
  bad = rule();
  bad.months = 3;
  given.when(bad).then_accepted();
  EXPECT_EQ(given.state<schema::CareRule>("R-1").version, 2u);
  EXPECT_EQ(given.state<schema::ServicePolicy>("all").care_rules, std::vector<std::string>{"R-1"});
  given.when(schema::WithdrawCareRule{.rule = "R-1"}).then_refused("care_rule.bad_text");
  given.when(schema::WithdrawCareRule{.rule = "R-1", .reason = "换办法"}).then_accepted();
  EXPECT_TRUE(given.state<schema::ServicePolicy>("all").care_rules.empty());
}

// Six months after each service, by itself, and again six months after the call.
TEST(CareRule, RaisesCallsAfterAService) {
  Given given = ready(rule());
  complete(given);
  ASSERT_NE(plan_of(given), nullptr);
  EXPECT_EQ(plan_of(given)->next_at, ms("2026-09-02T01:00:00Z")) << "nine in the morning";
  EXPECT_EQ(plan_of(given)->order, "WO-1");
  given.at("2026-09-02T01:00:00Z");
  raise(given, 1);
  given.then_accepted();
  const std::string call = plan_of(given)->last_call;
  ASSERT_NE(call, "");
  EXPECT_EQ(given.state<schema::CareCall>(call).status, schema::CareCallStatus::due);
  EXPECT_EQ(given.state<schema::CareCall>(call).care_rule, "R-1");
  EXPECT_EQ(given.state<schema::CareCall>(call).topic, "半年关怀");
  EXPECT_EQ(plan_of(given)->round, 2u);
  EXPECT_EQ(plan_of(given)->next_at, ms("2027-03-02T01:00:00Z"));
  raise(given, 1);
  given.then_refused("care_plan.other_round");
}

TEST(CareRule, ArmsItsTimeAndDisarmsTheOneOfBefore) {
  core::Reactions out;
  const core::Cause cause{.commit_id = "c"};
  const schema::Event planned = schema::CarePlanned{
      .rule = "R-1", .customer = "C-1", .round = 2, .next_at = ms("2026-09-02T01:00:00Z")};
  core::react("care_plan/R-1:C-1", schema::as_view(planned), cause, out);
  ASSERT_EQ(out.arms.size(), 1u);
  EXPECT_EQ(out.arms[0].key, "R-1:C-1:care:2");
  EXPECT_EQ(to_ms(out.arms[0].due), ms("2026-09-02T01:00:00Z"));
  EXPECT_EQ(out.arms[0].command.get<schema::RaiseCareCall>(),
            (schema::RaiseCareCall{.rule = "R-1", .customer = "C-1", .round = 2}));
  EXPECT_EQ(out.disarms, std::vector<std::string>{"R-1:C-1:care:1"});
  out.clear();
  const schema::Event stopped = schema::CarePlanStopped{.round = 2, .reason = "搬走"};
  core::react("care_plan/R-1:C-1", schema::as_view(stopped), cause, out);
  EXPECT_EQ(out.disarms, std::vector<std::string>{"R-1:C-1:care:2"});
}

TEST(CareRule, IsForItsSegmentCategoryAndKindOfService) {
  Given repair = ready(rule(CareAfter::installation));
  complete(repair);
  EXPECT_EQ(plan_of(repair), nullptr) << "it was no installation";
  schema::PublishCareRule other = rule();
  other.category = "washer";
  Given machine = ready(other);
  complete(machine);
  EXPECT_EQ(plan_of(machine), nullptr);
  other = rule();
  other.segment = schema::CustomerSegment::key_account;
  Given segment = ready(other);
  complete(segment);
  EXPECT_EQ(plan_of(segment), nullptr);
  segment.as(person("call"))
      .when(schema::BeginCarePlan{.rule = "R-1", .customer = "C-1"})
      .then_refused("care_plan.other_segment");
  segment.when(schema::BeginCarePlan{.rule = "R-1", .customer = "C-9"})
      .then_refused("care_plan.unknown_customer");
}

TEST(CareRule, EndsWithIt) {
  Given given = ready(rule());
  complete(given);
  given.as(person("boss"))
      .when(schema::WithdrawCareRule{.rule = "R-1", .reason = "换办法"})
      .then_accepted();
  given.at("2026-09-02T01:00:00Z");
  raise(given, 1);
  given.then_accepted();
  EXPECT_EQ(plan_of(given)->status, CarePlanStatus::stopped);
  EXPECT_EQ(plan_of(given)->last_call, "");
  given.as(person("call"))
      .when(schema::BeginCarePlan{.rule = "R-1", .customer = "C-1"})
      .then_refused("care_rule.ended");
}

TEST(CareRule, LeavesOutWhoWantsNoCalls) {
  Given given = ready(rule());
  complete(given);
  given.as(person("call"))
      .when(schema::OptOutOfCalls{.customer = "C-1", .reason = "不要再打"})
      .then_accepted();
  given.at("2026-09-02T01:00:00Z");
  raise(given, 1);
  given.then_accepted();
  EXPECT_EQ(plan_of(given)->last_call, "");
  EXPECT_TRUE(plan_of(given)->skipped);
  EXPECT_EQ(plan_of(given)->round, 2u) << "he may be called again by then";
  given.as(person("call"));
  given.when(schema::StopCarePlan{.rule = "R-1", .customer = "C-1"})
      .then_refused("care_plan.bad_text");
  given.when(schema::StopCarePlan{.rule = "R-1", .customer = "C-1", .reason = "不要了"})
      .then_accepted();
  given.when(schema::BeginCarePlan{.rule = "R-1", .customer = "C-1"})
      .then_refused("care_plan.opted_out");
}

// The call waits for an hour at which people are called.
TEST(CareRule, RespectsQuietHours) {
  Given given = ready(rule());
  given.history("all", schema::ServicePolicyPublished{.terms = {.version = 1,
                                                                .effective_from = 0,
                                                                .accept_minutes = 120,
                                                                .follow_up_hours = 24,
                                                                .quiet_from = 20 * 60,
                                                                .quiet_until = 11 * 60},
                                                      .publisher = "boss"});
  complete(given);
  EXPECT_EQ(plan_of(given)->next_at, ms("2026-09-02T03:00:00Z")) << "eleven";
  given.at("2026-09-02T13:30:00Z");  // half past nine in the evening
  raise(given, 1);
  given.then_accepted();
  const auto& call = given.state<schema::CareCall>(plan_of(given)->last_call);
  EXPECT_EQ(call.due_at, ms("2026-09-03T03:30:00Z"));
}

}  // namespace
}  // namespace kintsugi::tests
