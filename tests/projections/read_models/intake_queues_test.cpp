// Contacts that wait for somebody, urgent orders, and addresses that were not read back.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
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

}  // namespace
}  // namespace kintsugi::tests
