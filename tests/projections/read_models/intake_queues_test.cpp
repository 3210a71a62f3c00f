// Contacts that wait for somebody, urgent orders, and addresses that were not read back.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/assessment_events.h"
#include "schema/complaint.h"
#include "schema/follow_up.h"
#include "schema/interaction.h"
#include "schema/rows_queues.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_intake.h"
#include "schema/work_order_life.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

class IntakeQueues : public testing::Test {
 protected:
  template <class Event>
  void add(Event event, const std::string& stream) {
    log_.add({on(stream, std::move(event))});
  }
  std::vector<schema::QueueRow> rows_of(Queue queue) {
    const auto rows = folded(queues_projection(), log_);
    return list_queue(*rows, queue, "", Scope::everything(), {})->rows;
  }
  JudgedLog log_;
  const std::string contact_ = "interaction/IX-1";
  const std::string order_ = "work_order/WO-1";
};

TEST_F(IntakeQueues, AContactWaitsUntilItIsLinkedOrClosed) {
  add(schema::InteractionLogged{.channel = schema::Channel::phone,
                                .phone = "13800000001",
                                .customer = "C-1",
                                .summary = "不制冷",
                                .outlet = "O-1"},
      contact_);
  auto rows = rows_of(Queue::contacts);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].subject, contact_);
  EXPECT_EQ(rows[0].contact, "13800000001");
  EXPECT_EQ(rows[0].note, "不制冷");
  add(schema::InteractionRouted{.agent = "call"}, contact_);
  EXPECT_EQ(rows_of(Queue::contacts).at(0).by, "call");
  add(schema::InteractionReturned{.before = "call"}, contact_);
  EXPECT_EQ(rows_of(Queue::contacts).at(0).by, "");
  add(schema::InteractionCorrected{.phone = "13900000002", .customer = "C-2", .reason = "听错"},
      contact_);
  EXPECT_EQ(rows_of(Queue::contacts).at(0).contact, "13900000002");
  add(schema::InteractionLinked{.order = "WO-1"}, contact_);
  EXPECT_TRUE(rows_of(Queue::contacts).empty());
  add(schema::InteractionCorrected{.phone = "13900000003", .reason = "听错"}, contact_);
  EXPECT_TRUE(rows_of(Queue::contacts).empty());
  add(
      schema::InteractionUnlinked{
          .before = "WO-1", .reason = "别人的", .outlet = "O-1", .phone = "13900000003"},
      contact_);
  rows = rows_of(Queue::contacts);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].outlet, "O-1");
  EXPECT_EQ(rows[0].contact, "13900000003");
  add(schema::InteractionClosed{.outcome = schema::InteractionOutcome::answered}, contact_);
  EXPECT_TRUE(rows_of(Queue::contacts).empty());
}

TEST_F(IntakeQueues, AnUrgentOrderStandsOnTheBoardWithItsReason) {
  add(schema::WorkOrderRegistered{.customer = "C-1"}, order_);
  add(schema::WorkOrderEscalated{.escalated_at = 1, .why = "漏电", .escalated_by = "call"}, order_);
  add(schema::OutletAssigned{.outlet = "O-1"}, order_);
  auto rows = rows_of(Queue::urgent);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].note, "漏电");
  EXPECT_EQ(rows[0].by, "call");
  EXPECT_EQ(rows[0].outlet, "O-1");
  add(schema::EscalationSettled{.why = "已上门"}, order_);
  EXPECT_TRUE(rows_of(Queue::urgent).empty());
  add(schema::WorkOrderEscalated{.escalated_at = 1, .why = "又漏电"}, order_);
  EXPECT_EQ(rows_of(Queue::urgent).size(), 1u);
  add(schema::WorkOrderCompleted{.at = 2}, order_);
  EXPECT_TRUE(rows_of(Queue::urgent).empty());
}

TEST_F(IntakeQueues, DispatchersAreWarnedOfAnAddressThatWasNotReadBack) {
  add(schema::WorkOrderRegistered{.address = "东路4号"}, order_);
  EXPECT_TRUE(rows_of(Queue::registered).at(0).address_unconfirmed);
  add(schema::OutletAssigned{.outlet = "O-1"}, order_);
  EXPECT_TRUE(rows_of(Queue::to_schedule).at(0).address_unconfirmed);
  add(schema::AddressConfirmed{.address_confirmed_at = 1}, order_);
  EXPECT_FALSE(rows_of(Queue::to_schedule).at(0).address_unconfirmed);
  add(schema::RegistrationCorrected{.address = "东路4号", .reason = "型号"}, order_);
  EXPECT_FALSE(rows_of(Queue::to_schedule).at(0).address_unconfirmed);
  add(schema::RegistrationCorrected{.address = "东路10号", .reason = "听错"}, order_);
  EXPECT_TRUE(rows_of(Queue::to_schedule).at(0).address_unconfirmed);
  add(schema::BookingScheduled{.booking = 1, .technician = "T-1"}, order_);
  EXPECT_FALSE(rows_of(Queue::to_accept).at(0).address_unconfirmed);
}

TEST_F(IntakeQueues, DispatchersSeeThatAnOrderWasAssessedAsNotToBeTaken) {
  const auto not_taken = [this] { return rows_of(Queue::to_schedule).at(0).not_taken; };
  add(schema::WorkOrderRegistered{.address = "东路4号"}, order_);
  add(schema::OutletAssigned{.outlet = "O-1"}, order_);
  add(schema::WorkOrderAssessed{.declined = true}, "assessment/WO-1");
  EXPECT_TRUE(not_taken());
  add(schema::AssessmentWithdrawn{}, "assessment/WO-1");
  EXPECT_FALSE(not_taken());
  add(schema::WorkOrderAssessed{.declined = true}, "assessment/WO-1");
  add(schema::WorkOrderAssessed{.feasible = true}, "assessment/WO-1");
  EXPECT_FALSE(not_taken());
}

// What the customer says is not solved waits for somebody, beside the order's own row.
TEST_F(IntakeQueues, WhatIsNotSolvedWaitsUntilSomethingIsDoneAboutIt) {
  const auto said = [this](const std::string& note, bool unsolved) {
    log_.add({on("follow_up/WO-1", schema::FollowUpRecorded{.note = note, .by = "call"}),
              on(order_, schema::WorkOrderFollowedUp{.result = schema::FollowUpStatus::reached,
                                                     .unsolved = unsolved})});
  };
  add(schema::WorkOrderRegistered{.customer = "C-1"}, order_);
  add(schema::OutletAssigned{.outlet = "O-1"}, order_);
  add(schema::WorkOrderCompleted{.at = 1, .follow_up_due_at = 2}, order_);
  said("好了", false);
  EXPECT_TRUE(rows_of(Queue::not_solved).empty());
  add(schema::WorkOrderReopened{.round = 2}, order_);
  add(schema::WorkOrderCompleted{.at = 3, .follow_up_due_at = 4}, order_);
  said("还是不制冷", true);
  auto rows = rows_of(Queue::not_solved);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].note, "还是不制冷");
  EXPECT_EQ(rows[0].by, "call");
  EXPECT_EQ(rows[0].outlet, "O-1");
  EXPECT_TRUE(rows_of(Queue::to_post).at(0).unsolved);  // before anybody posts it
  add(schema::FollowUpResultCorrected{.result = schema::FollowUpStatus::reached}, order_);
  EXPECT_TRUE(rows_of(Queue::not_solved).empty());
  EXPECT_FALSE(rows_of(Queue::to_post).at(0).unsolved);
  add(schema::FollowUpResultCorrected{.result = schema::FollowUpStatus::reached, .unsolved = true},
      order_);
  EXPECT_EQ(rows_of(Queue::not_solved).size(), 1u);
  add(schema::WorkOrderReopened{.round = 3}, order_);
  EXPECT_TRUE(rows_of(Queue::not_solved).empty());
  add(schema::WorkOrderCompleted{.at = 5, .follow_up_due_at = 6}, order_);
  said("又坏了", true);
  add(schema::OrderComplaintsChanged{.complaint = "CP-1", .open = true, .first = true},
      "order_complaints/WO-1");
  EXPECT_TRUE(rows_of(Queue::not_solved).empty());
  EXPECT_EQ(rows_of(Queue::to_post).size(), 1u);
  // Nobody complained of it after all; what he said is not solved waits again.
  add(schema::OrderComplaintsChanged{.complaint = "CP-1", .taken = true, .none_left = true},
      "order_complaints/WO-1");
  rows = rows_of(Queue::not_solved);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].note, "又坏了");
  EXPECT_EQ(rows[0].outlet, "O-1");
}

}  // namespace
}  // namespace kintsugi::tests
