#include "schema/charge_finding.h"
#include "schema/follow_up.h"
#include "schema/identity.h"
#include "schema/work_order.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using schema::AttemptFollowUp;
using schema::CallOutcome;
using schema::ChargedAnswer;
using schema::FollowUpStatus;
using schema::RecordFollowUp;
using schema::ScheduleFollowUp;
using Status = schema::WorkOrderStatus;

RecordFollowUp reached() {
  return {.order = "WO-1", .satisfaction = 5, .answer = ChargedAnswer::not_charged, .solved = true};
}

TEST(ScheduleFollowUp, OncePerRoundOfACompletedOrder) {
  const ScheduleFollowUp command{.order = "WO-1", .due_at = 7};
  order_in(Status::work_reported).when(command).then_refused("follow_up.not_completed");
  Given given = order_in(Status::work_reported);
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now), .follow_up_due_at = 7});
  given.when(command).then(
      {on("WO-1",
          schema::FollowUpScheduled{.order = "WO-1",
                                    .round = 1,
                                    .due_at = 7,
                                    .outlet = "S1",
                                    .technician = "T1",
                                    .customer = "C-1"})});
  given.when(command).then_refused("follow_up.already_scheduled");
}

TEST(RecordFollowUp, MarksTheOrder) {
  Given given = order_in(Status::completed);
  given.as(person("call"))
      .when(reached())
      .then({on("WO-1", schema::FollowUpRecorded{.satisfaction = 5,
                                                 .answer = ChargedAnswer::not_charged,
                                                 .solved = true,
                                                 .by = "call",
                                                 .answered_at = ms(now)}),
             on("WO-1", schema::WorkOrderFollowedUp{.result = FollowUpStatus::reached})});
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::followed_up);
  given.when(reached()).then_refused("follow_up.closed");
}

struct Said {
  std::int64_t recorded;
  ChargedAnswer answer;
  std::int64_t amount;
  bool mismatch;
};

TEST(RecordFollowUp, ComparesTheAnswerWithTheCharges) {
  const Said table[] = {
      {0, ChargedAnswer::not_charged, 0, false},   {0, ChargedAnswer::charged, 0, true},
      {0, ChargedAnswer::charged, 5000, true},     {5000, ChargedAnswer::charged, 5000, false},
      {5000, ChargedAnswer::charged, 0, false},    {5000, ChargedAnswer::charged, 8000, true},
      {5000, ChargedAnswer::not_charged, 0, true}, {5000, ChargedAnswer::unsure, 0, false},
  };
  for (const Said& said : table) {
    SCOPED_TRACE(std::to_string(said.recorded) + "/" + std::to_string(said.amount));
    Given given = order_in(Status::completed);
    if (said.recorded != 0) {
      given.history("WO-1", schema::ChargeAdded{.line = 1,
                                                .status = schema::ChargeStatus::agreed,
                                                .amount = said.recorded,
                                                .payer = schema::Payer::customer});
    }
    RecordFollowUp command = reached();
    command.answer = said.answer;
    command.amount_said = said.amount;
    given.as(person("call")).when(command).then_accepted();
    EXPECT_EQ(given.state<schema::FollowUp>("WO-1").mismatch, said.mismatch);
    EXPECT_EQ(given.state<schema::FollowUp>("WO-1").amount_recorded, said.recorded);
  }
}

TEST(RecordFollowUp, RefusesBadInputAndTheTechnician) {
  Given given = order_in(Status::completed);
  given.as(person("call"));
  RecordFollowUp command = reached();
  command.satisfaction = 6;
  given.when(command).then_refused("follow_up.bad_satisfaction");
  command = reached();
  command.answer = ChargedAnswer::none;
  given.when(command).then_refused("follow_up.answer_missing");
  command = reached();
  command.amount_said = 1;
  given.when(command).then_refused("follow_up.bad_amount");
  given.history("tech1", schema::RoleGranted{.role = schema::Role::call_centre, .outlet = "S1"});
  given.as(person("tech1")).when(reached()).then_refused("follow_up.caller_is_technician");
  given.as(person("far")).when(reached()).then_refused("authority.out_of_scope");
  order_in(Status::in_progress)
      .as(person("call"))
      .when(reached())
      .then_refused("follow_up.not_found");
}

TEST(FollowUp, RefusesBadNotes) {
  const std::string longer(4001, 'x');
  RecordFollowUp command = reached();
  command.note = longer;
  order_in(Status::completed).as(person("call")).when(command).then_refused("follow_up.bad_note");
  order_in(Status::completed)
      .as(person("call"))
      .when(AttemptFollowUp{.order = "WO-1", .outcome = CallOutcome::busy, .note = "\xff"})
      .then_refused("follow_up.bad_note");
}

TEST(AttemptFollowUp, GivesUpAfterTheThird) {
  Given given = order_in(Status::completed);
  given.as(person("call"));
  given.when(AttemptFollowUp{.order = "WO-1"}).then_refused("follow_up.outcome_missing");
  const AttemptFollowUp busy{.order = "WO-1", .outcome = CallOutcome::busy};
  given.when(busy).then(
      {on("WO-1",
          schema::FollowUpAttempted{.attempt = 1, .outcome = CallOutcome::busy, .by = "call"})});
  given.when(busy).then_accepted();
  given.when(busy).then(
      {on("WO-1",
          schema::FollowUpAttempted{.attempt = 3, .outcome = CallOutcome::busy, .by = "call"}),
       on("WO-1", schema::FollowUpGivenUp{.attempts = 3}),
       on("WO-1", schema::WorkOrderFollowedUp{.result = FollowUpStatus::unreachable})});
  given.when(busy).then_refused("follow_up.closed");
}

TEST(WithdrawFollowUpAttempt, TakesBackTheLastAndWhatFollowedFromIt) {
  Given given = order_in(Status::completed);
  given.as(person("call"));
  const schema::WithdrawFollowUpAttempt withdraw{.order = "WO-1", .reason = "拨错号码"};
  const AttemptFollowUp busy{.order = "WO-1", .outcome = CallOutcome::busy};
  given.when(withdraw).then_refused("follow_up.not_attempted");
  given.when(busy).then_accepted();
  given.when(schema::WithdrawFollowUpAttempt{.order = "WO-1"})
      .then_refused("follow_up.reason_missing");
  given.when(withdraw).then(
      {on("WO-1",
          schema::FollowUpAttemptWithdrawn{.attempt = 1, .by = "call", .reason = "拨错号码"})});
  given.when(withdraw).then_refused("follow_up.not_attempted");
  for (int i = 0; i < 3; ++i) given.when(busy).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::followed_up);
  given.when(withdraw).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::completed);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").follow_up, FollowUpStatus::due);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").attempts, 2);
  given.when(reached()).then_accepted();
  given.when(withdraw).then_refused("follow_up.not_attempted");
}

// It was another order's: he is called again, and what followed from the answer is undone.
TEST(WithdrawFollowUp, AsIfNobodyHadBeenAsked) {
  const schema::WithdrawFollowUp withdraw{.order = "WO-1", .reason = "登记错工单"};
  Given given = order_in(Status::completed);
  given.as(person("call")).when(withdraw).then_refused("follow_up.not_withdrawable");
  RecordFollowUp said = reached();
  said.answer = ChargedAnswer::charged;
  said.solved = false;
  given.when(said).then_accepted();
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").unsolved);
  given.when(schema::WithdrawFollowUp{.order = "WO-1"}).then_refused("follow_up.reason_missing");
  given.when(withdraw).then_accepted();
  const auto& call = given.state<schema::FollowUp>("WO-1");
  EXPECT_EQ(call.status, FollowUpStatus::due);
  EXPECT_EQ(call.satisfaction, 0);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::completed);
  EXPECT_FALSE(given.state<schema::WorkOrder>("WO-1").unsolved);
  EXPECT_EQ(given.state<schema::ChargeFinding>("WO-1").status,
            schema::ChargeFindingStatus::closed);
  given.when(reached()).then_accepted();
}

TEST(WithdrawFollowUp, TakesBackTheClosingToo) {
  Given given = order_in(Status::completed);
  given.as(person("call"));
  given.when(schema::CloseFollowUp{.order = "WO-1", .reason = "不接"}).then_accepted();
  given.when(schema::WithdrawFollowUp{.order = "WO-1", .reason = "点错"}).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").follow_up, FollowUpStatus::due);
  given.when(AttemptFollowUp{.order = "WO-1", .outcome = CallOutcome::busy}).then_accepted();
}

// The order is over: the answer alone goes, and may be put right.
TEST(WithdrawFollowUp, OfAPostedOrderTheAnswerAlone) {
  const schema::WithdrawFollowUp withdraw{.order = "WO-1", .reason = "登记错工单"};
  Given given = order_in(Status::completed);
  given.as(person("call")).when(reached()).then_accepted();
  given.history("WO-1", schema::WorkOrderPosted{.at = 9});
  given.when(withdraw).then_accepted();
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::posted);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::unreachable);
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").satisfaction, 0);
  given.when(withdraw).then_refused("follow_up.not_withdrawable");
}

TEST(FollowUp, OfAReopenedOrderIsAnotherCall) {
  Given given = order_in(Status::completed);
  given.as(person("call"))
      .when(schema::ReopenWorkOrder{.order = "WO-1", .reason = "又坏了"})
      .then_accepted();
  given.when(reached()).then_refused("follow_up.closed");
  given.history("WO-1", schema::WorkOrderCompleted{.at = ms(now), .follow_up_due_at = 9});
  given.as(system_actor()).when(ScheduleFollowUp{.order = "WO-1", .due_at = 9}).then_accepted();
  given.as(person("call")).when(reached()).then_accepted();
}

schema::CorrectFollowUp corrected(ChargedAnswer answer, std::int64_t said) {
  return {.order = "WO-1",
          .satisfaction = 2,
          .answer = answer,
          .amount_said = said,
          .solved = true,
          .reason = "听错"};
}

TEST(CorrectFollowUp, TheFindingFollows) {
  Given given = order_in(Status::completed);
  given.as(person("call")).when(corrected(ChargedAnswer::charged, 5000));
  given.then_refused("follow_up.not_answered");
  given.when(reached()).then_accepted();
  given.when(corrected(ChargedAnswer::charged, 5000))
      .then({on("WO-1", schema::FollowUpCorrected{.satisfaction = 2,
                                                  .answer = ChargedAnswer::charged,
                                                  .amount_said = 5000,
                                                  .mismatch = true,
                                                  .solved = true,
                                                  .by = "call",
                                                  .reason = "听错",
                                                  .answered_at = ms(now)}),
             on("WO-1", schema::FollowUpResultCorrected{.result = FollowUpStatus::reached,
                                                        .mismatch = true}),
             on("WO-1", schema::ChargeFindingOpened{.order = "WO-1",
                                                    .outlet = "S1",
                                                    .technician = "T1",
                                                    .amount_said = 5000,
                                                    .opened_at = ms(now)})});
  EXPECT_TRUE(given.state<schema::FollowUp>("WO-1").mismatch);
  given.when(corrected(ChargedAnswer::charged, 5000)).then_refused("follow_up.nothing_changed");
  schema::CorrectFollowUp bad = corrected(ChargedAnswer::unsure, 0);
  bad.reason.clear();
  given.when(bad).then_refused("follow_up.reason_missing");
  given.history("WO-1", schema::WorkOrderPosted{.at = 9});
  given.when(corrected(ChargedAnswer::unsure, 0)).then_accepted();
  EXPECT_FALSE(given.state<schema::FollowUp>("WO-1").mismatch);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").status, Status::posted);
}

// He calls back after he was given up.
TEST(CorrectFollowUp, OfACustomerWhoWasGivenUp) {
  Given given = order_in(Status::completed);
  given.history("WO-1", schema::FollowUpGivenUp{.attempts = 3});
  given.history("WO-1", schema::WorkOrderFollowedUp{.result = FollowUpStatus::unreachable});
  given.as(person("call")).when(corrected(ChargedAnswer::not_charged, 0)).then_accepted();
  EXPECT_EQ(given.state<schema::FollowUp>("WO-1").status, FollowUpStatus::reached);
  EXPECT_EQ(given.state<schema::WorkOrder>("WO-1").follow_up, FollowUpStatus::reached);
}

// All that was noted can be put right, also what he says of the work and the technician.
TEST(CorrectFollowUp, OfEachRatingAndWhatIsNotToldStays) {
  Given given = order_in(Status::completed);
  RecordFollowUp told = reached();
  told.quality = 1;
  told.attitude = 5;
  told.note = "修得好";
  given.as(person("call")).when(told).then_accepted();
  schema::CorrectFollowUp other{.order = "WO-1",
                                .satisfaction = 5,
                                .answer = ChargedAnswer::not_charged,
                                .solved = true,
                                .reason = "按错键"};
  given.when(other).then_refused("follow_up.nothing_changed");
  other.quality = 6;
  given.when(other).then_refused("follow_up.bad_satisfaction");
  other.quality = 4;
  given.when(other).then_accepted();
  const auto& call = given.state<schema::FollowUp>("WO-1");
  EXPECT_EQ(call.quality, 4);
  EXPECT_EQ(call.attitude, 5);
  EXPECT_EQ(call.note, "修得好");
  other.answers = {{.question = 1, .score = 3}};
  given.when(other).then_refused("follow_up.bad_note");
  other.answers.clear();
  other.solved = false;
  given.when(other).then_accepted();
  EXPECT_TRUE(given.state<schema::WorkOrder>("WO-1").unsolved);
}

}  // namespace
}  // namespace kintsugi::tests
