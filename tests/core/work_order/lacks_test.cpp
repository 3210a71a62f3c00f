// What an order lacks is told before it is asked: all of it, first what the decision would name.

#include "core/work_order/lacks.h"

#include <algorithm>

#include "schema/handover.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_review.h"
#include "schema/work_order_visit.h"
#include "schema/work_order_warranty.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests {
namespace {

using core::work_order::lacks_to_clear;
using core::work_order::lacks_to_complete;
using core::work_order::lacks_to_post;
using No = schema::WorkOrderRefusal;
using Lacks = std::vector<No>;

// Reported done, with nothing back yet.
Given reported(schema::ServiceType kind) {
  Given given = order_in(schema::WorkOrderStatus::in_progress);
  schema::WorkOrderRegistered order = registered();
  order.service_type = kind;
  given.history("WO-2", order)
      .history("WO-2", schema::OutletAssigned{.outlet = "S1"})
      .history("WO-2", schema::BookingScheduled{.booking = 1, .technician = "T1"})
      .history("WO-2", schema::WorkReported{.booking = 1, .technician = "T1"});
  return given;
}

schema::ChargeAdded charged(schema::ChargeStatus status, std::uint16_t line) {
  return {.line = line,
          .status = status,
          .item = "上门",
          .quantity = 1000,
          .unit_price = 9000,
          .amount = 9000,
          .payer = schema::Payer::customer};
}

const schema::WorkOrder& order(Given& given) { return given.state<schema::WorkOrder>("WO-2"); }

// What is told first is what it is refused for; where nothing is told it is accepted.
void expect_as_decided(Given& given, const schema::Command& command, const Lacks& lacks) {
  const Result<core::Events>& decided = given.when(command).outcome();
  ASSERT_EQ(decided.has_value(), lacks.empty());
  if (!lacks.empty()) {
    EXPECT_EQ(decided.error().code, schema::refusal_code(lacks.front()));
  }
}

TEST(Lacks, NamesPapersAndMoneyTogether) {
  Given given = reported(schema::ServiceType::repair);
  given.as(person("disp"));
  EXPECT_EQ(lacks_to_complete(order(given)), Lacks{No::slip_missing});
  given.history("WO-2", charged(schema::ChargeStatus::agreed, 1))
      .history("WO-2", charged(schema::ChargeStatus::pending, 2));
  const Lacks all{No::charges_pending, No::slip_missing, No::payment_missing};
  EXPECT_EQ(lacks_to_complete(order(given)), all);
  EXPECT_EQ(lacks_to_clear(order(given)), all);
  expect_as_decided(given, schema::CompleteWorkOrder{.order = "WO-2"}, all);
  given.history("WO-2", schema::ChargeWithdrawn{.line = 2})
      .history("WO-2", schema::ServiceSlipReturned{.slip = "SLIP-1"})
      .history("WO-2", schema::CreditApproved{.amount = 9000});
  EXPECT_EQ(lacks_to_complete(order(given)), Lacks{}) << "credit is enough to complete";
  EXPECT_EQ(lacks_to_post(order(given)), Lacks{No::payment_missing}) << "and not to post";
  expect_as_decided(given, schema::CompleteWorkOrder{.order = "WO-2"}, {});
}

// A full price that was charged before somebody saw that the warranty excludes the fault.
TEST(Lacks, OfAnExcludedCaseIsWhatACustomersLineIsFor) {
  Given given = reported(schema::ServiceType::repair);
  given.history("WO-2", schema::ServiceSlipReturned{.slip = "SLIP-1"})
      .history("WO-2", charged(schema::ChargeStatus::agreed, 1))
      .history("WO-2", schema::CreditApproved{.amount = 9000});
  EXPECT_EQ(lacks_to_complete(order(given)), Lacks{});
  given.history("WO-2", schema::FaultCauseClassified{.cause_class = schema::CauseClass::misuse,
                                                     .excluded = true});
  const Lacks all{No::basis_missing};
  EXPECT_EQ(lacks_to_complete(order(given)), all);
  EXPECT_EQ(lacks_to_clear(order(given)), all);
  given.as(person("disp"));
  expect_as_decided(given, schema::CompleteWorkOrder{.order = "WO-2"}, all);
  EXPECT_NE(given.outcome().error().what.find("line 1"), std::string::npos);
  given.when(schema::ReplaceCharge{.order = "WO-2",
                                   .line = 1,
                                   .item = "人工",
                                   .quantity = 1000,
                                   .payer = schema::Payer::customer,
                                   .manual_price = 5000,
                                   .reason = "除外责任，只收人工",
                                   .basis = schema::ChargeBasis::labour});
  given.then_accepted().as(person("acc"));
  given.when(schema::ApproveCharge{.order = "WO-2", .line = 2}).then_accepted();
  EXPECT_EQ(lacks_to_complete(order(given)), Lacks{});
  given.as(person("disp"));
  expect_as_decided(given, schema::CompleteWorkOrder{.order = "WO-2"}, {});
}

TEST(Lacks, IsOfItsKind) {
  const std::pair<schema::ServiceType, Lacks> kinds[] = {
      {schema::ServiceType::repair, {No::slip_missing}},
      {schema::ServiceType::install, {No::card_missing}},
      {schema::ServiceType::train, {No::training_missing, No::slip_missing}},
      {schema::ServiceType::commission, {No::acceptance_missing, No::slip_missing}}};
  for (const auto& [kind, lacks] : kinds) {
    SCOPED_TRACE(schema::name_of(kind));
    Given given = reported(kind);
    given.as(person("disp"));
    EXPECT_EQ(lacks_to_complete(order(given)), lacks);
    expect_as_decided(given, schema::CompleteWorkOrder{.order = "WO-2"}, lacks);
  }
}

TEST(Lacks, ToPostAlsoWhatIsAskedForAfterCompletion) {
  Given given = reported(schema::ServiceType::repair);
  given.as(person("acc"));
  given.history("WO-2", schema::ServiceSlipReturned{.slip = "SLIP-1"})
      .history("WO-2", schema::WorkOrderCompleted{.at = ms(now), .follow_up_due_at = ms(now)})
      .history("WO-2", schema::ClosingAsked{.review = schema::ReviewStatus::asked,
                                            .clearing = schema::ClearingStatus::asked});
  const Lacks all = lacks_to_post(order(given));
  EXPECT_EQ(all, (Lacks{No::not_followed_up, No::not_cleared, No::not_reviewed}));
  expect_as_decided(given, schema::PostWorkOrder{.order = "WO-2"}, all);
  given.history("WO-2", schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::reached})
      .history("WO-2", schema::TicketCleared{.at = ms(now)})
      .history("WO-2", schema::WorkOrderReviewed{});
  EXPECT_EQ(lacks_to_post(order(given)), Lacks{});
  expect_as_decided(given, schema::PostWorkOrder{.order = "WO-2"}, {});
}

}  // namespace
}  // namespace kintsugi::tests
