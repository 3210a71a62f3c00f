// What was typed wrongly about a part request is taken back, and leads on to an end.

#include "core/part_request/of_order.h"
#include "schema/identity.h"
#include "schema/outlet.h"
#include "schema/part_request.h"
#include "schema/service_policy.h"
#include "schema/stock.h"
#include "schema/technician.h"
#include "schema/work_order_life.h"
#include "schema/work_order_visit.h"
#include "tests/core/part_request/request_in.h"

namespace kintsugi::tests {
namespace {

using Status = schema::PartRequestStatus;
using schema::MissingOutcome;
using schema::PartCondition;
using namespace requests;

const schema::Custody& custody(Given& given) {
  return given.state<schema::Custody>("T-1:P-1:good");
}

// As request_in, of pieces that cost 12.80 each.
Given bought_in(Status status) {
  Given given = stores();
  given.as(somebody("eve"))
      .when(schema::ReceiveStock{
          .warehouse = "WH-A", .part = "P-1", .quantity = 5000, .unit_cost = 1280})
      .then_accepted();
  given.as(somebody("ann")).when(request()).then_accepted();
  given.as(somebody("bob")).when(schema::SourcePart{.request = id}).then_accepted();
  given.when(schema::ApprovePartRequest{.request = id}).when(schema::IssuePart{.request = id});
  given.then_accepted();
  if (status == Status::issued) return given;
  given.when(schema::SignForParts{.request = id, .quantity = 2000}).then_accepted();
  return given;
}

schema::SettleMissingPart settle(MissingOutcome outcome, std::int64_t quantity = 1000) {
  return {.request = id, .quantity = quantity, .outcome = outcome, .reason = "查过"};
}

// He signs for 1 of 2: the other one is open against the warehouse, not against him.
TEST(SignForParts, ForFewerThanWereIssuedLeavesTheRestToTheWarehouse) {
  Given given = bought_in(Status::issued);
  given.as(somebody("tom")).when(schema::SignForParts{.request = id, .quantity = 1000});
  given.then(
      {on("T-1:P-1:good", schema::CustodyMissing{.quantity = 1000, .request = id, .cost = 1280}),
       on(id, schema::PartMissing{.quantity = 1000,
                                  .cost = 1280,
                                  .claimant = "tom",
                                  .order = "WO-1",
                                  .outlet = "A",
                                  .part = "P-1",
                                  .technician = "T-1",
                                  .warehouse = "WH-A",
                                  .missing = 1000}),
       on(id, schema::PartsSignedFor{.quantity = 1000})});
  EXPECT_EQ(custody(given).quantity, 1000);
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 1000}).then_accepted();
  given.history("WO-1", schema::FaultDiagnosed{.fault_code = "F1"});
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  EXPECT_EQ(state(given).status, Status::signed_for) << "until the warehouse has found it";
  given.when(settle(MissingOutcome::on_shelf)).then_refused("part_request.same_author");
  given.as(somebody("eve"));
  given.when(settle(MissingOutcome::on_shelf, 2000)).then_refused("part_request.not_missing");
  given.when(settle(MissingOutcome::none)).then_refused("part_request.outcome_missing");
  given.when(settle(MissingOutcome::on_shelf)).then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").on_hand, 4000);
  EXPECT_EQ(shelf(given, "WH-A").value, 4 * 1280);
  EXPECT_EQ(state(given).status, Status::closed);
}

TEST(SettleMissingPart, HandsItOverOrLosesIt) {
  Given given = bought_in(Status::issued);
  given.as(somebody("tom")).when(schema::SignForParts{.request = id, .quantity = 0});
  given.then_accepted();
  EXPECT_EQ(custody(given).value, 0);
  given.as(somebody("bob")).when(settle(MissingOutcome::lost));
  given.then_refused("part_request.same_author");  // he issued it
  given.when(settle(MissingOutcome::handed_over)).then_accepted();
  EXPECT_EQ(custody(given).quantity, 1000);
  EXPECT_EQ(custody(given).value, 1280);
  given.as(somebody("eve")).when(settle(MissingOutcome::lost)).then_accepted();
  EXPECT_EQ(state(given).lost, 1000);
  EXPECT_EQ(state(given).status, Status::signed_for) << "he carries one";
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::good});
  EXPECT_EQ(given.then_accepted().state<schema::PartRequest>(id).status, Status::closed);
}

TEST(ReportPartMissing, AfterASignatureForMoreThanCame) {
  Given given = bought_in(Status::signed_for);
  schema::ReportPartMissing report{.request = id, .quantity = 3000, .reason = "少一件"};
  given.as(somebody("tom")).when(report).then_refused("part_request.too_much");
  report.quantity = 1000;
  given.when(report).then_accepted();
  EXPECT_EQ(state(given).missing, 1000);
  EXPECT_EQ(state(given).missing_value, 1280);
  EXPECT_EQ(custody(given).quantity, 1000);
}

TEST(WithdrawPartIssue, PutsItBackAsItWasReserved) {
  Given given = bought_in(Status::issued);
  const schema::WithdrawPartIssue withdraw{.request = id, .reason = "点错"};
  given.as(somebody("bob")).when(withdraw).then_refused("part_request.same_author");
  given.as(somebody("eve")).when(withdraw).then_accepted();
  EXPECT_EQ(state(given).status, Status::approved);
  EXPECT_EQ(state(given).issued, 0);
  EXPECT_EQ(shelf(given, "WH-A").on_hand, 5000);
  EXPECT_EQ(shelf(given, "WH-A").reserved, 2000);
  EXPECT_EQ(shelf(given, "WH-A").value, 5 * 1280);
  EXPECT_EQ(custody(given).quantity, 0);
  EXPECT_EQ(custody(given).value, 0);
  given.when(schema::CancelPartRequest{.request = id, .reason = "不用"}).then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").reserved, 0);
}

TEST(WithdrawPartIssue, LeavesHimWhatElseHeCarries) {
  Given given = bought_in(Status::issued);
  given.history("T-1:P-1:good", schema::CustodyTaken{.quantity = 1000, .cost = 1280});
  given.as(somebody("eve"))
      .when(schema::WithdrawPartIssue{.request = id, .reason = "点错"})
      .then_accepted();
  EXPECT_EQ(custody(given).quantity, 1000);
  EXPECT_EQ(custody(given).value, 1280);
}

TEST(WithdrawPartIssue, NotOnceSomeOfItMoved) {
  Given given = bought_in(Status::issued);
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::good});
  given.as(somebody("eve"))
      .when(schema::WithdrawPartIssue{.request = id, .reason = "点错"})
      .then_refused("part_request.moved");
}

// Counted between the issue and its withdrawal: the count saw the pieces that never left.
TEST(WithdrawPartIssue, LeavesACountOfSinceThenStanding) {
  Given given = bought_in(Status::issued);
  given.at("2026-03-01T02:00:00Z");
  given.as(somebody("eve"))
      .when(schema::ProposeStockAdjustment{
          .warehouse = "WH-A", .part = "P-1", .counted = 5000, .reason = "盘点"})
      .then_accepted();
  given.as(somebody("ann"))
      .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 1})
      .then_accepted();
  given.at("2026-03-01T03:00:00Z");
  given.as(somebody("eve"))
      .when(schema::WithdrawPartIssue{.request = id, .reason = "点错"})
      .then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").on_hand, 5000) << "five were counted";
}

TEST(WithdrawPartReturn, TakesTheReturnBackOnce) {
  Given given = bought_in(Status::signed_for);
  given.as(somebody("bob"));
  given.when(schema::ReturnPart{.request = id, .quantity = 2000, .condition = PartCondition::good});
  given.then_accepted();
  EXPECT_EQ(state(given).status, Status::closed);
  const schema::WithdrawPartReturn withdraw{.request = id, .number = 1, .reason = "是坏件"};
  given.when(withdraw).then_refused("part_request.same_author");
  given.as(somebody("eve")).when(withdraw).then_accepted();
  EXPECT_EQ(state(given).status, Status::signed_for);
  EXPECT_EQ(state(given).returned, 0);
  EXPECT_EQ(custody(given).quantity, 2000);
  EXPECT_EQ(custody(given).value, 2 * 1280);
  EXPECT_EQ(shelf(given, "WH-A").on_hand, 3000);
  EXPECT_EQ(first(given.state<schema::WorkOrder>("WO-1").part_requests), id) << "waits again";
  given.when(withdraw).then_refused("part_request.no_such_return");
  given.when(
      schema::ReturnPart{.request = id, .quantity = 2000, .condition = PartCondition::defective});
  EXPECT_EQ(given.then_accepted().state<schema::PartRequest>(id).status, Status::closed);
}

// An issue and a return that were told after a count that had seen them: withdrawn, the count and
// the value are what they were.
TEST(WithdrawPartIssue, OfOneThatWasToldAfterACountUndoesWhatItDidToIt) {
  Given given = request_in(Status::approved);
  given.as(somebody("eve")).at("2026-03-01T02:00:00Z");
  const auto receive = [&](std::int64_t quantity, std::int64_t cost) {
    given.when(schema::ReceiveStock{
        .warehouse = "WH-A", .part = "P-1", .quantity = quantity, .unit_cost = cost});
    given.then_accepted();
  };
  receive(5000, 2000);
  given.at("2026-03-01T04:00:00Z")
      .when(schema::ProposeStockAdjustment{
          .warehouse = "WH-A", .part = "P-1", .counted = 8000, .reason = "月盘"})
      .as(somebody("bob"))
      .when(schema::ApproveStockAdjustment{.warehouse = "WH-A", .part = "P-1", .number = 1})
      .then_accepted();
  given.as(somebody("eve")).at("2026-03-01T05:00:00Z");
  receive(8000, 3000);
  const auto before = shelf(given, "WH-A");
  given.as(somebody("bob")).at("2026-03-01T06:00:00Z").happened_at("2026-03-01T03:00:00Z");
  given.when(schema::IssuePart{.request = id}).then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").on_hand, before.on_hand);
  given.as(somebody("eve")).at("2026-03-01T07:00:00Z");
  given.when(schema::WithdrawPartIssue{.request = id, .reason = "错"}).then_accepted();
  EXPECT_EQ(shelf(given, "WH-A").on_hand, before.on_hand);
  EXPECT_EQ(shelf(given, "WH-A").value, before.value);
  EXPECT_EQ(first(shelf(given, "WH-A").approved_counts).cost,
            first(before.approved_counts).cost);
}

// What was due on two days is due on them again, and what is due first is settled first.
TEST(WithdrawPartReturn, OfOldPartsLeavesTheirDaysAsTheyWere) {
  Given given = bought_in(Status::signed_for);
  schema::ServicePolicyVersion terms{.version = 1, .old_part_days = 30};
  given.history("all", schema::ServicePolicyPublished{.terms = terms, .publisher = "ann"});
  const auto use_one = [&](std::string_view when) {
    given.as(somebody("tom")).at(when);
    given.when(schema::UsePart{.order = "WO-1",
                               .part = "P-1",
                               .quantity = 1000,
                               .payer = schema::Payer::manufacturer});
    given.then_accepted();
  };
  use_one("2026-03-01T02:00:00Z");
  use_one("2026-03-05T02:00:00Z");
  const auto owed = given.state<schema::Technician>("T-1").old_parts;
  ASSERT_EQ(owed.size(), 2u);
  ASSERT_EQ(owed[1].due_on - owed[0].due_on, 4);
  const std::int64_t since = state(given).old_parts_since;
  EXPECT_EQ(since, ms("2026-03-01T02:00:00Z"));
  for (std::uint32_t number = 1; number <= 2; ++number) {
    given.as(somebody("bob")).at("2026-03-20T02:00:00Z");
    given.when(schema::ReturnPart{
        .request = id, .quantity = 2000, .condition = PartCondition::old});
    EXPECT_TRUE(given.then_accepted().state<schema::Technician>("T-1").old_parts.empty());
    EXPECT_EQ(state(given).old_parts_since, 0);
    given.as(somebody("eve")).at("2026-04-20T02:00:00Z");
    given.when(schema::WithdrawPartReturn{.request = id, .number = number, .reason = "没收到"});
    given.then_accepted();
    EXPECT_EQ(given.state<schema::Technician>("T-1").old_parts, owed) << "once and again";
    EXPECT_EQ(state(given).old_parts_since, since);
  }
  given.as(somebody("bob"));
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::old});
  EXPECT_EQ(first(given.then_accepted().state<schema::Technician>("T-1").old_parts), owed[1]);
}

TEST(WithdrawPartReturn, NotOnceTheGoodsAreGone) {
  Given given = bought_in(Status::signed_for);
  given.when(
      schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::defective});
  given.as(somebody("eve"))
      .when(schema::ReserveStock{.warehouse = "WH-A",
                                 .part = "P-1",
                                 .condition = PartCondition::defective,
                                 .quantity = 1000,
                                 .hold = "h"})
      .then_accepted();
  given.when(schema::WithdrawPartReturn{.request = id, .number = 1, .reason = "错"})
      .then_refused("part_request.gone");
}

TEST(WithdrawPartLoss, GivesItBackWithItsCost) {
  Given given = bought_in(Status::signed_for);
  given.as(somebody("bob"));
  given.when(schema::ReportPartLost{.request = id, .quantity = 2000, .reason = "丢"});
  given.then_accepted();
  schema::WithdrawPartLoss found{.request = id, .quantity = 1000, .reason = "找到"};
  given.when(found).then_refused("part_request.same_author");
  given.as(somebody("eve")).when(found).then_accepted();
  EXPECT_EQ(state(given).status, Status::signed_for);
  EXPECT_EQ(state(given).lost, 1000);
  EXPECT_EQ(state(given).reporter, "bob");
  EXPECT_EQ(custody(given).quantity, 1000);
  EXPECT_EQ(custody(given).value, 1280);
  found.quantity = 2000;
  given.when(found).then_refused("part_request.not_lost");
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::good});
  EXPECT_EQ(given.then_accepted().state<schema::PartRequest>(id).status, Status::closed);
}

// Lost before anybody signed for it: it is still to be signed for.
TEST(WithdrawPartLoss, LeavesWhatWasOnlyIssuedToBeSignedFor) {
  Given given = bought_in(Status::issued);
  given.as(somebody("bob"));
  given.when(schema::ReportPartLost{.request = id, .quantity = 2000, .reason = "丢"});
  EXPECT_EQ(given.then_accepted().state<schema::PartRequest>(id).status, Status::closed);
  given.as(somebody("eve"));
  given.when(schema::WithdrawPartLoss{.request = id, .quantity = 2000, .reason = "找到"});
  given.then_accepted();
  EXPECT_EQ(state(given).status, Status::issued);
}

TEST(WithdrawPartLoss, LeavesNobodyWhoReportedIt) {
  Given given = bought_in(Status::signed_for);
  given.as(somebody("bob"));
  given.when(schema::ReportPartLost{.request = id, .quantity = 2000, .reason = "丢"});
  given.then_accepted();
  given.as(somebody("eve"));
  given.when(schema::WithdrawPartLoss{.request = id, .quantity = 2000, .reason = "找到"});
  given.then_accepted();
  EXPECT_EQ(state(given).lost, 0);
  EXPECT_EQ(state(given).reporter, "");
}

// What an order's withdrawal of a use does here.
core::Events withdraw(Given& given, std::int64_t pieces, std::int64_t cost,
                      const std::string& code = {}) {
  const Actor actor = somebody("eve");
  core::Reads reads(given.streams(), actor, "c", given.now(), given.now());
  core::Events events;
  const auto done = core::part_request::withdraw_use({.technician = "T-1",
                                                      .part = "P-1",
                                                      .quantity = pieces * 1000,
                                                      .order = "WO-1",
                                                      .request = {}},
                                                     cost, reads, events);
  EXPECT_EQ(done ? std::string() : done.error().code, code);
  if (done) given.streams().apply(events.list());
  return events;
}

// The piece stayed in the van: it goes back to custody and can be returned, also once the order
// is done.
TEST(WithdrawUse, GivesThePieceBackWithItsCost) {
  Given given = bought_in(Status::signed_for);
  given.as(somebody("tom"));
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 2000}).then_accepted();
  const auto cost = last(given.state<schema::WorkOrder>("WO-1").parts).cost;
  given.history("WO-1", schema::FaultDiagnosed{.fault_code = "F1"});
  given.when(schema::ReportWorkDone{.order = "WO-1"}).then_accepted();
  withdraw(given, 3, cost, "part_request.not_used");
  const std::vector<core::StreamEvent> expected{
      on("T-1:P-1:good",
         schema::CustodyUseWithdrawn{
             .quantity = 2000, .order = "WO-1", .request = id, .cost = cost}),
      on(id, schema::RequestedPartUseWithdrawn{.quantity = 2000, .order = "WO-1"}),
      on(id, schema::PartRequestReopened{}), on("WO-1", schema::PartRequestLinked{.request = id})};
  EXPECT_EQ(withdraw(given, 2, cost).list(), expected);
  EXPECT_EQ(custody(given).quantity, 2000);
  EXPECT_EQ(custody(given).value, 2 * 1280);
  given.as(somebody("bob"));
  given.when(schema::ReturnPart{.request = id, .quantity = 2000, .condition = PartCondition::good});
  given.then_accepted();
  EXPECT_EQ(state(given).status, Status::closed);
  EXPECT_EQ(shelf(given, "WH-A").on_hand, 5000);
  EXPECT_EQ(shelf(given, "WH-A").value, 5 * 1280);
}

TEST(WithdrawUse, NotWhileItsOldPartIsBack) {
  Given given = bought_in(Status::signed_for);
  given.as(somebody("tom"));
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 2000}).then_accepted();
  given.as(somebody("bob"));
  given.when(schema::ReturnPart{.request = id, .quantity = 1000, .condition = PartCondition::old});
  given.then_accepted();
  withdraw(given, 2, 2560, "part_request.old_returned");
  given.as(somebody("eve"))
      .when(schema::WithdrawPartReturn{.request = id, .number = 1, .reason = "没换"})
      .then_accepted();
  EXPECT_EQ(given.state<schema::StockItem>("WH-A:P-1:old").on_hand, 0);
  withdraw(given, 2, 2560);
  EXPECT_EQ(state(given).used, 0);
}

// Used from two requests, one after the other: given back the other way round, to the fen.
TEST(WithdrawUse, OfTwoRequestsNewestFirst) {
  Given given = bought_in(Status::signed_for);
  given.as(somebody("ann")).when(request(1)).then_accepted();
  given.as(somebody("bob")).when(schema::SourcePart{.request = "WO-1-P2"});
  given.when(schema::ApprovePartRequest{.request = "WO-1-P2"});
  given.when(schema::IssuePart{.request = "WO-1-P2"});
  given.when(schema::SignForParts{.request = "WO-1-P2", .quantity = 1000}).then_accepted();
  given.as(somebody("tom"));
  given.when(schema::UsePart{.order = "WO-1", .part = "P-1", .quantity = 3000}).then_accepted();
  withdraw(given, 2, 2561);
  EXPECT_EQ(given.state<schema::PartRequest>("WO-1-P2").used, 0);
  EXPECT_EQ(state(given).used, 1000);
  EXPECT_EQ(custody(given).quantity, 2000);
  EXPECT_EQ(custody(given).value, 2561);
}

// How it stands is told to those who work where its order is, or where its goods are.
TEST(PartRequest, TellsNobodyElseHowItStands) {
  for (const Status status : {Status::sourced, Status::issued, Status::closed}) {
    Given given = request_in(status);
    given.history("C", schema::OutletRegistered{.name = "C", .parent = "HQ"});
    given.history("far", schema::OperatorRegistered{.name = "far"});
    for (const auto role : {schema::Role::dispatcher, schema::Role::store_keeper,
                            schema::Role::technician, schema::Role::manager})
      given.history("far", schema::RoleGranted{.role = role, .outlet = "C"});
    given.as(somebody("far"));
    const char* hidden = "authority.out_of_scope";
    given.when(schema::ApprovePartRequest{.request = id}).then_refused(hidden);
    given.when(schema::RejectPartRequest{.request = id, .reason = "x"}).then_refused(hidden);
    given.when(schema::CancelPartRequest{.request = id, .reason = "x"}).then_refused(hidden);
    given.when(schema::SourcePart{.request = id}).then_refused(hidden);
    given.when(schema::IssuePart{.request = id}).then_refused(hidden);
    given.when(schema::WithdrawPartIssue{.request = id, .reason = "x"}).then_refused(hidden);
    given.when(schema::WithdrawPartReturn{.request = id, .number = 1, .reason = "x"})
        .then_refused(hidden);
    given
        .when(schema::ReturnPart{
            .request = id, .quantity = 1000, .condition = PartCondition::good})
        .then_refused(hidden);
  }
}

// Two lots at two prices: what goes back is what came, and he keeps what he had.
TEST(WithdrawPartIssue, GivesBackWhatItCost) {
  Given given = bought_in(Status::signed_for);  // 2 pieces at 12.80
  given.as(somebody("eve"))
      .when(schema::ReceiveStock{
          .warehouse = "WH-B", .part = "P-1", .quantity = 2000, .unit_cost = 2000})
      .then_accepted();
  given.as(somebody("ann")).when(request()).then_accepted();
  given.as(somebody("bob"))
      .when(schema::ChooseSource{.request = "WO-1-P2", .warehouse = "WH-B", .reason = "急用"})
      .when(schema::ApprovePartRequest{.request = "WO-1-P2"})
      .when(schema::IssuePart{.request = "WO-1-P2"})
      .then_accepted();
  ASSERT_EQ(custody(given).value, 2 * 1280 + 2 * 2000);
  given.as(somebody("eve"))
      .when(schema::WithdrawPartIssue{.request = "WO-1-P2", .reason = "发错了"})
      .then_accepted();
  EXPECT_EQ(shelf(given, "WH-B").value, 2 * 2000);
  EXPECT_EQ(custody(given).value, 2 * 1280);
}

}  // namespace
}  // namespace kintsugi::tests
