// What a customer says of money against what was recorded: found by the call, settled by two.

#include "schema/charge_finding.h"

#include "schema/charge_statement.h"
#include "schema/follow_up.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_money.h"
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

const schema::ChargeFinding& finding(Given& given) {
  return given.state<schema::ChargeFinding>("WO-1");
}

void state(Given& given, ChargedAnswer said, std::int64_t amount = 0) {
  given.as(system_actor())
      .when(schema::StateCharge{.order = "WO-1", .answer = said, .amount_said = amount})
      .then_accepted();
}

void record(Given& given, ChargedAnswer said, std::int64_t amount = 0) {
  given.as(person("call"))
      .when(schema::RecordFollowUp{
          .order = "WO-1", .satisfaction = 4, .answer = said, .amount_said = amount})
      .then_accepted();
}

// 15000 fen were charged, and paid at the desk.
Given charged_order() {
  Given given = order_in(schema::WorkOrderStatus::completed);
  given.history("WO-1", schema::ChargeAdded{.line = 1,
                                            .status = schema::ChargeStatus::agreed,
                                            .item = "上门费",
                                            .quantity = 1000,
                                            .amount = 15000,
                                            .payer = schema::Payer::customer,
                                            .by = "disp"});
  given.history("WO-1", schema::PaymentCollected{.amount = 15000,
                                                 .method = schema::PaymentMethod::transfer,
                                                 .by = "disp"});
  return given;
}

// By his link he said what does not fit: a call in which he is not sure settles nothing.
TEST(ChargeFinding, IsNotClosedByWhoIsUnsure) {
  Given given = order_in(schema::WorkOrderStatus::completed);
  state(given, ChargedAnswer::charged, 30000);
  record(given, ChargedAnswer::unsure);
  EXPECT_EQ(finding(given).status, ChargeFindingStatus::opened);
  EXPECT_EQ(finding(given).amount_said, 30000);
  Given vague = charged_order();
  state(vague, ChargedAnswer::charged, 30000);
  record(vague, ChargedAnswer::charged);  // names no other amount
  EXPECT_EQ(finding(vague).status, ChargeFindingStatus::opened);
  Given clear = order_in(schema::WorkOrderStatus::completed);
  state(clear, ChargedAnswer::charged, 30000);
  record(clear, ChargedAnswer::not_charged);
  EXPECT_EQ(finding(clear).outcome, schema::ChargeFindingOutcome::corrected);
}

// What was only his word by the link goes with it; what he said in the call stays.
TEST(ChargeFinding, IsClosedWithTheWordThatCausedIt) {
  const schema::WithdrawChargeStatement withdraw{.order = "WO-1", .reason = "点错"};
  Given given = order_in(schema::WorkOrderStatus::completed);
  state(given, ChargedAnswer::charged, 30000);
  given.as(person("call")).when(withdraw).then_accepted();
  EXPECT_EQ(finding(given).outcome, schema::ChargeFindingOutcome::corrected);
  Given said_twice = order_in(schema::WorkOrderStatus::completed);
  state(said_twice, ChargedAnswer::charged, 30000);
  record(said_twice, ChargedAnswer::charged, 30000);
  said_twice.when(withdraw).then_accepted();
  EXPECT_EQ(finding(said_twice).status, ChargeFindingStatus::opened);
}

// He said 15000 and 15000 were recorded: what is taken back afterwards does not vanish unseen.
TEST(ChargeFinding, FollowsTheChargesAfterTheCall) {
  Given given = charged_order();
  record(given, ChargedAnswer::charged, 15000);
  given.as(person("acc"));
  given.when(schema::WithdrawPayment{.order = "WO-1", .number = 1, .reason = "退"}).then_accepted();
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = "退"}).then_accepted();
  EXPECT_EQ(finding(given).status, ChargeFindingStatus::opened);
  EXPECT_EQ(finding(given).amount_said, 15000);
  EXPECT_EQ(finding(given).amount_recorded, 0);
  EXPECT_TRUE(given.state<schema::FollowUp>("WO-1").mismatch);
  const schema::AddCharge typed{.order = "WO-1",
                                .item = "上门费",
                                .quantity = 1000,
                                .payer = schema::Payer::customer,
                                .manual_price = 9000,
                                .reason = "重录"};
  given.as(person("disp")).when(typed).then_accepted();
  EXPECT_EQ(finding(given).amount_recorded, 0) << "it waits for a second person";
  given.as(person("acc")).when(schema::ApproveCharge{.order = "WO-1", .line = 2}).then_accepted();
  EXPECT_EQ(finding(given).status, ChargeFindingStatus::opened);
  EXPECT_EQ(finding(given).amount_recorded, 9000) << "what does not fit is told anew";
  schema::AddCharge rest = typed;
  rest.manual_price = 6000;
  given.as(person("disp")).when(rest).then_accepted();
  given.as(person("acc")).when(schema::ApproveCharge{.order = "WO-1", .line = 3}).then_accepted();
  EXPECT_EQ(finding(given).outcome, schema::ChargeFindingOutcome::corrected);
  EXPECT_FALSE(given.state<schema::FollowUp>("WO-1").mismatch);
}

// The word by the link is compared anew just so; what one person settled stays settled meanwhile.
TEST(ChargeFinding, FollowsTheChargesAfterTheStatement) {
  Given given = charged_order();
  state(given, ChargedAnswer::charged, 15000);
  given.as(person("acc"));
  given.when(schema::WithdrawCharge{.order = "WO-1", .line = 1, .reason = "退"}).then_accepted();
  EXPECT_EQ(finding(given).status, ChargeFindingStatus::opened);
  EXPECT_EQ(given.state<schema::ChargeStatement>("WO-1").status,
            schema::ChargeStatementStatus::disputed);
  given.history("WO-1",
                schema::ChargeFindingClosed{.outcome = schema::ChargeFindingOutcome::refunded});
  record(given, ChargedAnswer::charged, 15000);
  EXPECT_EQ(finding(given).outcome, schema::ChargeFindingOutcome::refunded);
}

}  // namespace
}  // namespace kintsugi::tests
