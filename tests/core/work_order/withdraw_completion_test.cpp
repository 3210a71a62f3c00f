// Completed by mistake: what the completion did, in whatever stream, is taken back; nobody counts a
// reopening.

#include <algorithm>

#include "schema/asset.h"
#include "schema/care_rule.h"
#include "schema/follow_up.h"
#include "schema/sale.h"
#include "schema/work_order.h"
#include "schema/work_order_back.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::FollowUpStatus;
using Status = schema::WorkOrderStatus;

schema::WithdrawCompletion not_completed() { return {.order = "WO-1", .reason = "未完工"}; }

schema::WorkOrder now_of(Given& given) { return given.state<schema::WorkOrder>("WO-1"); }

TEST(WithdrawCompletion, LeavesTheOrderAsItWasReported) {
  Given given = order_in(Status::work_reported);
  given.as(person("disp")).when(not_completed()).then_refused("work_order.not_completed");
  const schema::WorkOrder before = now_of(given);
  const schema::Asset machine = given.state<schema::Asset>("A-1");
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  ASSERT_EQ(given.state<schema::Asset>("A-1").repairs.size(), machine.repairs.size() + 1);
  given.when(schema::WithdrawCompletion{.order = "WO-1"})
      .then_refused("work_order.reason_missing");
  given.when(not_completed()).then_accepted();
  EXPECT_EQ(now_of(given), before);
  EXPECT_EQ(now_of(given).reopenings, 0);
  EXPECT_EQ(given.state<schema::Asset>("A-1").repairs, machine.repairs);
  EXPECT_EQ(given.state<schema::Asset>("A-1").open_orders, machine.open_orders);
  // What led to it goes back step by step.
  given.when(schema::WithdrawWorkReport{.order = "WO-1", .reason = "未完工"}).then_accepted();
  EXPECT_EQ(now_of(given).status, Status::in_progress);
}

TEST(WithdrawCompletion, CallsTheFollowUpOffUntilItIsCompletedAgain) {
  Given given = order_in(Status::completed);
  ASSERT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::due);
  given.as(person("disp")).when(not_completed()).then_accepted();
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::canceled);
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  const std::int64_t due = ms("2026-03-09T01:00:00Z");
  given.as(system_actor())
      .when(schema::ScheduleFollowUp{.order = "WO-1", .due_at = due})
      .then_accepted();
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").due_at, due);
  given.when(schema::ScheduleFollowUp{.order = "WO-1", .due_at = due})
      .then_refused("follow_up.already_scheduled");
}

// Somebody called him, and found that it is not done.
TEST(WithdrawCompletion, OfOneThatWasFollowedUpHasHimCalledAgain) {
  Given given = order_in(Status::followed_up);
  given.as(person("disp")).when(not_completed()).then_accepted();
  EXPECT_EQ(now_of(given).status, Status::work_reported);
  EXPECT_EQ(now_of(given).follow_up, FollowUpStatus::none);
  given.when(schema::CompleteWorkOrder{.order = "WO-1"}).then_accepted();
  given.as(system_actor())
      .when(schema::ScheduleFollowUp{.order = "WO-1", .due_at = ms("2026-03-09T01:00:00Z")})
      .then_accepted();
}

TEST(WithdrawCompletion, OfOneResolvedByTelephoneLetsSomebodyBeSent) {
  Given given = order_in(Status::assigned);
  given.as(person("call"))
      .when(schema::ResolveRemotely{.order = "WO-1", .solution = "断电重启"})
      .then_accepted();
  given.when(not_completed()).then_accepted();
  EXPECT_EQ(now_of(given).status, Status::assigned);
  EXPECT_FALSE(now_of(given).resolved_remotely);
}

// The repair of the round before stays in the machine's memory.
TEST(WithdrawCompletion, TakesBackTheRepairOfThisRoundOnly) {
  Given given = order_in(Status::completed);
  given.history("A-1", schema::AssetRepaired{.order = "WO-1", .technician = "T1", .at = 77});
  const schema::WorkOrder done = now_of(given);
  given.history("A-1", schema::AssetRepaired{.order = "WO-1",
                                             .technician = "T1",
                                             .at = done.completed_at});
  given.as(person("disp")).when(not_completed()).then_accepted();
  EXPECT_EQ(given.event<schema::AssetRepairWithdrawn>(2).at, done.completed_at);
  const auto after = given.state<schema::Asset>("A-1").repairs;
  for (const auto& repair : after) EXPECT_NE(repair.at, done.completed_at);
  EXPECT_TRUE(std::any_of(after.begin(), after.end(),
                          [](const auto& one) { return one.at == 77; }));
}

}  // namespace
}  // namespace kintsugi::tests
