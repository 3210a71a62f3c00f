// What waits around visits: lost cards, units in the workshop, review and clearing, owed old parts;
// and when an order reached its stages.

#include <gtest/gtest.h>

#include "projections/orders/orders.h"
#include "projections/queues/queues.h"
#include "schema/advance_part.h"
#include "schema/follow_up.h"
#include "schema/install_card.h"
#include "schema/part_request.h"
#include "schema/rows_orders.h"
#include "schema/rows_queues.h"
#include "schema/work_order.h"
#include "schema/work_order_back.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_review.h"
#include "schema/work_order_visit.h"
#include "schema/workshop_unit.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

constexpr const char* wo = "work_order/WO-1";

class VisitQueues : public testing::Test {
 protected:
  template <class Event>
  void happened(const std::string& stream, Event event) {
    log_.add({on(stream, std::move(event))});
  }
  std::vector<schema::QueueRow> waiting(Queue queue) {
    return list_queue(*folded(queues_projection(), log_), queue, "", Scope::everything(), {})->rows;
  }
  // An order of O-1 that is completed, with all that the policy can ask.
  void complete() {
    happened(wo, schema::WorkOrderRegistered{.customer = "C-1", .registered_at = 1'000'000});
    happened(wo, schema::OutletAssigned{.outlet = "O-1"});
    happened(wo, schema::BookingScheduled{
                     .booking = 1, .technician = "T-1", .dispatched_at = 2'000'000});
    happened(wo, schema::BookingAccepted{.booking = 1, .at = 3'000'000});
    happened(wo, schema::WorkStarted{.booking = 1, .at = 4'000'000});
    happened(wo, schema::ProgressRecorded{.note = "等待排空"});
    happened(wo, schema::WorkReported{.booking = 1, .at = 5'000'000});
    happened(wo, schema::ServiceSlipReturned{.slip = "SLIP-1"});
    happened(wo, schema::WorkOrderCompleted{.at = 6'000'000, .follow_up_due_at = 9'000'000});
    happened(wo, schema::ClosingAsked{.review = schema::ReviewStatus::asked,
                                      .clearing = schema::ClearingStatus::asked});
  }
  JudgedLog log_;
};

TEST_F(VisitQueues, ALostCardWaitsUntilItIsDecided) {
  happened("install_card/AZ01", schema::InstallCardPrinted{.outlet = "O-1"});
  EXPECT_TRUE(waiting(Queue::cards_lost).empty());
  happened("install_card/AZ01", schema::CardLossReported{.reason = "掉了",
                                                         .reported_by = "tech1",
                                                         .outlet = "O-1",
                                                         .technician = "T-1"});
  ASSERT_EQ(waiting(Queue::cards_lost).size(), 1u);
  EXPECT_EQ(waiting(Queue::cards_lost)[0].by, "tech1");
  happened("install_card/AZ01",
           schema::CardLossDecided{.status = schema::InstallCardStatus::lost});
  EXPECT_TRUE(waiting(Queue::cards_lost).empty());
}

TEST_F(VisitQueues, AUnitWaitsWithItsDueDayUntilItIsBack) {
  happened("workshop_unit/WO-1",
           schema::UnitTakenIn{
               .order = "WO-1", .outlet = "O-1", .technician = "T-1", .due_at = 77});
  ASSERT_EQ(waiting(Queue::units_in_workshop).size(), 1u);
  EXPECT_EQ(waiting(Queue::units_in_workshop)[0].due_at, 77);
  happened("workshop_unit/WO-1", schema::UnitDatesCorrected{.due_at = 88});
  EXPECT_EQ(waiting(Queue::units_in_workshop)[0].due_at, 88);
  happened("workshop_unit/WO-1", schema::UnitHandedOver{.returned_at = 80});
  EXPECT_TRUE(waiting(Queue::units_in_workshop).empty());
  happened("workshop_unit/WO-1",
           schema::UnitMovementWithdrawn{.status = schema::WorkshopUnitStatus::in_workshop,
                                         .order = "WO-1",
                                         .outlet = "O-1",
                                         .due_at = 88});
  ASSERT_EQ(waiting(Queue::units_in_workshop).size(), 1u);
  EXPECT_EQ(waiting(Queue::units_in_workshop)[0].due_at, 88);
}

TEST_F(VisitQueues, ACompletedOrderWaitsForReviewAndClearingBesideItsOwnWay) {
  complete();
  EXPECT_EQ(waiting(Queue::to_follow_up).size(), 1u);
  ASSERT_EQ(waiting(Queue::to_review).size(), 1u);
  EXPECT_EQ(waiting(Queue::to_review)[0].outlet, "O-1");
  EXPECT_EQ(waiting(Queue::to_clear).size(), 1u);
  happened(wo, schema::TicketCleared{.at = 7'000'000});
  EXPECT_TRUE(waiting(Queue::to_clear).empty());
  happened(wo, schema::ReviewRejected{.reason = "缺照片"});
  EXPECT_EQ(waiting(Queue::to_review).size(), 1u);
  happened(wo, schema::WorkOrderReviewed{});
  EXPECT_TRUE(waiting(Queue::to_review).empty());
  happened(wo, schema::ClearingWithdrawn{.reason = "少卡"});
  EXPECT_EQ(waiting(Queue::to_clear).size(), 1u);
  happened(wo, schema::WorkOrderReopened{.round = 2});
  EXPECT_TRUE(waiting(Queue::to_clear).empty());
}

TEST_F(VisitQueues, AnOldPartIsOwedUntilItIsBack) {
  const std::string sent = "advance_part/WO-1-A1";
  happened(sent, schema::AdvancePartSent{
                     .order = "WO-1", .outlet = "O-1", .part = "P-1", .old_due_at = 55});
  ASSERT_EQ(waiting(Queue::old_parts_owed).size(), 1u);
  EXPECT_EQ(waiting(Queue::old_parts_owed)[0].due_at, 55);
  happened(sent, schema::OldPartReceived{.returned_to = "WH-1"});
  EXPECT_TRUE(waiting(Queue::old_parts_owed).empty());
  happened(sent, schema::OldPartOwedAgain{.order = "WO-1", .outlet = "O-1", .old_due_at = 55});
  EXPECT_EQ(waiting(Queue::old_parts_owed).size(), 1u);
  happened(sent, schema::OldPartWaived{.reason = "丢弃"});
  EXPECT_TRUE(waiting(Queue::old_parts_owed).empty());
}

// Posting the order does not bring them back, and they can be returned even then.
TEST_F(VisitQueues, PartsHeCarriesAreToBeTakenBackWhateverBecameOfTheOrder) {
  const std::string request = "part_request/PR-1";
  happened(wo, schema::WorkOrderRegistered{.customer = "C-1"});
  happened(wo, schema::OutletAssigned{.outlet = "O-1"});
  happened(request, schema::PartRequested{.order = "WO-1", .part = "P-1", .quantity = 3000});
  happened(wo, schema::PartRequestLinked{.request = "PR-1"});
  happened(request, schema::PartIssued{.quantity = 3000});
  happened(request, schema::PartsSignedFor{.quantity = 3000});
  EXPECT_TRUE(waiting(Queue::parts_to_take_back).empty());
  happened(wo, schema::WorkReported{.booking = 1, .at = 5'000'000});
  happened(wo, schema::WorkOrderCompleted{.at = 6'000'000, .follow_up_due_at = 9'000'000});
  ASSERT_EQ(waiting(Queue::parts_to_take_back).size(), 1u);
  happened(wo, schema::WorkOrderPosted{.at = 7'000'000});
  EXPECT_EQ(waiting(Queue::parts_to_take_back).size(), 1u);
  happened(request, schema::PartReturned{.quantity = 1000});
  ASSERT_EQ(waiting(Queue::parts_to_take_back).size(), 1u);
  EXPECT_EQ(waiting(Queue::parts_to_take_back)[0].quantity, 2000);
  happened(request, schema::PartReturned{.quantity = 2000});
  EXPECT_TRUE(waiting(Queue::parts_to_take_back).empty());
}

// Its return was told by mistake: it is still owed.
TEST_F(VisitQueues, AnOldPartWhoseReturnIsWithdrawnIsDueAgain) {
  const std::string request = "part_request/PR-1";
  happened(request, schema::PartRequested{.order = "WO-1", .part = "P-1", .quantity = 1000});
  happened(request, schema::PartIssued{.quantity = 1000});
  happened(request, schema::PartsSignedFor{.quantity = 1000});
  happened(request, schema::RequestedPartUsed{.quantity = 1000});
  ASSERT_EQ(waiting(Queue::old_parts_due).size(), 1u);
  happened(request, schema::PartReturned{
                        .quantity = 1000, .condition = schema::PartCondition::old, .number = 1});
  EXPECT_TRUE(waiting(Queue::old_parts_due).empty());
  happened(request, schema::PartReturnWithdrawn{.number = 1, .reason = "看错"});
  ASSERT_EQ(waiting(Queue::old_parts_due).size(), 1u);
  EXPECT_EQ(waiting(Queue::old_parts_due)[0].quantity, 1000);
}

// By when does not begin anew with the mistake.
TEST_F(VisitQueues, AnOldPartWhoseReturnIsWithdrawnIsDueAsItWas) {
  const std::string request = "part_request/PR-1";
  const std::int64_t used = 1'700'000'000'000;
  happened(request, schema::PartRequested{.order = "WO-1", .part = "P-1", .quantity = 1000});
  happened(request, schema::PartIssued{.quantity = 1000});
  happened(request, schema::PartsSignedFor{.quantity = 1000});
  happened(request, schema::RequestedPartUsed{.quantity = 1000, .used_at = used});
  ASSERT_EQ(waiting(Queue::old_parts_due).size(), 1u);
  const std::int64_t due = waiting(Queue::old_parts_due)[0].due_at;
  EXPECT_GE(due, used + 59LL * 86'400'000);
  EXPECT_LE(due, used + 63LL * 86'400'000);
  happened(request, schema::PartReturned{
                        .quantity = 1000, .condition = schema::PartCondition::old, .number = 1});
  EXPECT_TRUE(waiting(Queue::old_parts_due).empty());
  happened(request, schema::PartReturnWithdrawn{.number = 1, .reason = "看错"});
  ASSERT_EQ(waiting(Queue::old_parts_due).size(), 1u);
  EXPECT_EQ(waiting(Queue::old_parts_due)[0].due_at, due);
}

// Canceled by mistake: it waits again, and what of it waits for approval.
TEST_F(VisitQueues, AReinstatedOrderWaitsAgainWithWhatWaitsOfIt) {
  happened(wo, schema::WorkOrderRegistered{.customer = "C-1"});
  happened(wo, schema::OutletAssigned{.outlet = "O-1"});
  happened(wo, schema::ChargeAdded{.line = 1,
                                   .status = schema::ChargeStatus::pending,
                                   .amount = 500,
                                   .by = "T-1"});
  ASSERT_EQ(waiting(Queue::charges_to_approve).size(), 1u);
  happened(wo, schema::WorkOrderCanceled{.reason = "x"});
  EXPECT_TRUE(waiting(Queue::charges_to_approve).empty());
  happened(wo, schema::WorkOrderReinstated{.reason = "x",
                                           .outlet = "O-1",
                                           .customer = "C-1",
                                           .severity = schema::Severity::critical,
                                           .brand = "haier"});
  const auto again = waiting(Queue::to_schedule);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].outlet, "O-1");
  EXPECT_EQ(again[0].customer, "C-1");
  EXPECT_EQ(again[0].brand, "haier");
  EXPECT_EQ(again[0].severity, schema::Severity::critical);
  ASSERT_EQ(waiting(Queue::charges_to_approve).size(), 1u);
  EXPECT_EQ(waiting(Queue::charges_to_approve)[0].amount, 500);
  EXPECT_EQ(waiting(Queue::grave_orders).size(), 1u);
}

TEST_F(VisitQueues, AReopeningThatIsWithdrawnLeavesItsCallDue) {
  complete();
  happened(wo, schema::WorkOrderReopened{.round = 2});
  ASSERT_EQ(waiting(Queue::to_schedule).size(), 1u);
  EXPECT_TRUE(waiting(Queue::to_review).empty());
  happened(wo, schema::ReopeningWithdrawn{
                   .round = 1,
                   .closed = {.status = schema::WorkOrderStatus::completed,
                              .follow_up = schema::FollowUpStatus::due,
                              .review = schema::ReviewStatus::asked},
                   .follow_up_due_at = 9'000'000});
  ASSERT_EQ(waiting(Queue::to_follow_up).size(), 1u);
  EXPECT_EQ(waiting(Queue::to_follow_up)[0].due_at, 9'000'000);
  EXPECT_EQ(waiting(Queue::to_follow_up)[0].technician, "T-1");
  EXPECT_EQ(waiting(Queue::to_review).size(), 1u);
  EXPECT_TRUE(waiting(Queue::to_schedule).empty());
}

TEST_F(VisitQueues, StagesAreReachedWhenTheirEventsSay) {
  complete();
  happened(wo, schema::TicketCleared{.at = 7'000'000});
  const auto card = [&] {
    return *order_card(*folded(orders_projection(), log_), "WO-1", Scope::everything());
  };
  EXPECT_EQ(card().dispatched_at, 2'000'000);
  EXPECT_EQ(card().accepted_at, 3'000'000);
  EXPECT_EQ(card().started_at, 4'000'000);
  EXPECT_NE(card().paper_at, 0);
  EXPECT_EQ(card().cleared_at, 7'000'000);
  EXPECT_EQ(card().last_note, "等待排空");
  happened(wo, schema::ServiceSlipWithdrawn{.slip = "SLIP-1", .reason = "看错"});
  EXPECT_EQ(card().paper_at, 0);
  happened(wo, schema::WorkOrderReopened{.round = 2});
  EXPECT_EQ(card().dispatched_at, 0);
  happened(wo, schema::ReopeningWithdrawn{.round = 1});
  EXPECT_EQ(card().dispatched_at, 2'000'000);
  EXPECT_EQ(card().cleared_at, 7'000'000);
  happened(wo, schema::WorkOrderReopened{.round = 2});
  EXPECT_EQ(card().dispatched_at, 0);
}

// A report of minutes from stage to stage counts no start and no call that was taken back.
TEST_F(VisitQueues, StagesThatAreTakenBackAreReachedAnew) {
  complete();
  const auto card = [&] {
    return *order_card(*folded(orders_projection(), log_), "WO-1", Scope::everything());
  };
  happened(wo, schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::unreachable});
  ASSERT_NE(card().followed_up_at, 0);
  happened(wo, schema::FollowUpTakenUpAgain{.due_at = 9'000'000});
  EXPECT_EQ(card().followed_up_at, 0);
  happened(wo, schema::WorkOrderReopened{.round = 2});
  happened(wo, schema::BookingScheduled{.booking = 2, .technician = "T-1"});
  happened(wo, schema::BookingScheduled{.booking = 3, .technician = "T-2"});
  happened(wo, schema::WorkStarted{.booking = 2, .at = 10'000'000});
  happened(wo, schema::WorkStarted{.booking = 3, .at = 11'000'000});
  happened(wo, schema::CheckInWithdrawn{.booking = 2, .technician = "T-1", .reason = "点错"});
  EXPECT_EQ(card().started_at, 11'000'000);
  happened(wo, schema::CheckInWithdrawn{.booking = 3, .technician = "T-2", .reason = "点错"});
  EXPECT_EQ(card().started_at, 0);
  happened(wo, schema::WorkStarted{.booking = 2, .at = 12'000'000});
  EXPECT_EQ(card().started_at, 12'000'000);
}

TEST_F(VisitQueues, AUnitThatIsBackByMistakeWaitsAsItWasFetched) {
  const std::string unit = "workshop_unit/WO-1";
  happened(unit, schema::UnitTakenIn{.order = "WO-1", .outlet = "O-1", .note = "右侧划痕"});
  happened(unit, schema::UnitHandedOver{.returned_at = 5});
  happened(unit, schema::UnitMovementWithdrawn{.status = schema::WorkshopUnitStatus::in_workshop,
                                               .order = "WO-1",
                                               .outlet = "O-1",
                                               .note = "右侧划痕"});
  ASSERT_EQ(waiting(Queue::units_in_workshop).size(), 1u);
  EXPECT_EQ(waiting(Queue::units_in_workshop)[0].note, "右侧划痕");
}

}  // namespace
}  // namespace kintsugi::tests
