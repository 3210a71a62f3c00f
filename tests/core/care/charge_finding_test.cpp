// What a customer says of money against what was recorded: found by the call, settled by two.

#include "schema/charge_finding.h"

#include "schema/follow_up.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::ChargedAnswer;
using schema::ChargeFindingStatus;

Given with_a_finding() {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.as(person("call"))
      .when(schema::RecordFollowUp{.order = "WO-1",
                                   .satisfaction = 2,
                                   .answer = ChargedAnswer::charged,
                                   .amount_said = 8000})
      .then_accepted();
  return given;
}

TEST(ChargeFinding, IsOpenedByTheCall) {
  Given given = with_a_finding();
  const auto& found = given.state<schema::ChargeFinding>("WO-1");
  EXPECT_EQ(found.status, ChargeFindingStatus::opened);
  EXPECT_EQ(found.amount_said, 8000);
  EXPECT_EQ(found.amount_recorded, 0);
  EXPECT_EQ(found.technician, "T1");
  order_in(schema::WorkOrderStatus::completed)
      .as(person("call"))
      .when(schema::AssignChargeFinding{.order = "WO-1", .assignee = "disp"})
      .then_refused("charge_finding.not_found");
}

TEST(ChargeFinding, IsSettledByTwoWhoDidNotDoTheWork) {
  Given given = with_a_finding();
  given.when(schema::AssignChargeFinding{.order = "WO-1", .assignee = "nobody"})
      .then_refused("charge_finding.unknown_operator");
  given.when(schema::AssignChargeFinding{.order = "WO-1", .assignee = "tech1"})
      .then_refused("charge_finding.is_technician");
  given.when(schema::AssignChargeFinding{.order = "WO-1", .assignee = "disp"}).then_accepted();
  schema::CloseChargeFinding close{.order = "WO-1",
                                   .outcome = schema::ChargeFindingOutcome::refunded};
  given.as(person("acc")).when(close).then_refused("charge_finding.not_explained");
  given.as(person("disp")).when(schema::ExplainChargeFinding{.order = "WO-1"});
  given.then_refused("charge_finding.bad_text");
  given.when(schema::ExplainChargeFinding{.order = "WO-1", .note = "收了没录"}).then_accepted();
  given.when(close).then_refused("charge_finding.same_author");
  schema::CloseChargeFinding nothing = close;
  nothing.outcome = schema::ChargeFindingOutcome::none;
  given.as(person("acc")).when(nothing).then_refused("charge_finding.outcome_missing");
  schema::CloseChargeFinding unfounded = close;
  unfounded.outcome = schema::ChargeFindingOutcome::unfounded;
  unfounded.settled = 100;
  given.when(unfounded).then_refused("charge_finding.bad_amount");
  given.when(close).then_accepted();
  EXPECT_EQ(given.state<schema::ChargeFinding>("WO-1").settled, 8000) << "all of it";
  given.when(close).then_refused("charge_finding.not_open");
  given.when(schema::ReopenChargeFinding{.order = "WO-1", .reason = "用户又来电"}).then_accepted();
  const auto& again = given.state<schema::ChargeFinding>("WO-1");
  EXPECT_EQ(again.status, ChargeFindingStatus::assigned);
  EXPECT_EQ(again.settled, 0);
}

// The customer was misheard: nothing is left to look into; said again, it is found anew.
TEST(ChargeFinding, FollowsTheCorrectedAnswer) {
  Given given = with_a_finding();
  schema::CorrectFollowUp corrected{
      .order = "WO-1", .satisfaction = 5, .answer = ChargedAnswer::not_charged, .reason = "听错"};
  given.when(corrected).then_accepted();
  EXPECT_EQ(given.state<schema::ChargeFinding>("WO-1").outcome,
            schema::ChargeFindingOutcome::corrected);
  corrected.answer = ChargedAnswer::charged;
  given.when(corrected).then_accepted();
  EXPECT_EQ(given.state<schema::ChargeFinding>("WO-1").status, ChargeFindingStatus::opened);
}

}  // namespace
}  // namespace kintsugi::tests
