#include "projections/queues/queues.h"

#include <gtest/gtest.h>

#include "schema/alarm.h"
#include "schema/part_request.h"
#include "schema/rows_queues.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

std::string counted(const RowReader& rows, const Scope& scope = Scope::everything()) {
  std::string out;
  const auto counts = count_queues(rows, scope);
  for (const auto& one : *counts)
    out += std::string(schema::name_of(one.queue)) + "@" + one.outlet + "=" +
           std::to_string(one.count) + " ";
  return out;
}

class Queues : public testing::Test {
 protected:
  template <class Event>
  std::string after(Event event, const std::string& stream = "work_order/WO-1") {
    log_.add({on(stream, std::move(event))});
    return counted(*folded(queues_projection(), log_));
  }
  JudgedLog log_;
};

TEST_F(Queues, AnOrderWaitsInOneAfterTheOther) {
  EXPECT_EQ(after(schema::WorkOrderRegistered{}), "registered@=1 ");
  schema::OutletAssigned assigned;
  assigned.outlet = "O-1";
  EXPECT_EQ(after(assigned), "to_schedule@O-1=1 ");
  schema::BookingScheduled scheduled;
  scheduled.booking = 1;
  scheduled.technician = "T-1";
  scheduled.accept_by = 77;
  EXPECT_EQ(after(scheduled), "to_accept@O-1=1 ");
  const auto waiting = *list_queue(*folded(queues_projection(), log_), Queue::to_accept, "",
                                   Scope::everything(), {});
  ASSERT_EQ(waiting.rows.size(), 1u);
  EXPECT_EQ(waiting.rows[0].technician, "T-1");
  EXPECT_EQ(waiting.rows[0].due_at, 77);
  schema::BookingAccepted accepted;
  accepted.booking = 1;
  EXPECT_EQ(after(accepted), "in_service@O-1=1 ");
  schema::TechnicianCheckedIn checked_in;
  checked_in.booking = 1;
  EXPECT_EQ(after(checked_in), "in_service@O-1=1 ");
  schema::WorkStarted started;
  started.booking = 1;
  EXPECT_EQ(after(started), "in_service@O-1=1 ");
  schema::WorkPaused paused;
  paused.booking = 1;
  EXPECT_EQ(after(paused), "on_hold@O-1=1 ");
  schema::WorkResumed resumed;
  resumed.booking = 1;
  EXPECT_EQ(after(resumed), "in_service@O-1=1 ");
  schema::WorkReported reported;
  reported.booking = 1;
  EXPECT_EQ(after(reported), "papers_due@O-1=1 ");
  schema::WorkOrderCompleted completed;
  completed.follow_up_due_at = 99;
  EXPECT_EQ(after(completed), "to_follow_up@O-1=1 ");
  schema::WorkOrderFollowedUp followed_up;
  followed_up.result = schema::FollowUpStatus::reached;
  EXPECT_EQ(after(followed_up), "to_post@O-1=1 ");
  EXPECT_EQ(after(schema::WorkOrderPosted{}), "");
}

// Whatever an order waited for, canceled it waits for nothing.
TEST_F(Queues, ACanceledOrderWaitsNowhere) {
  const auto canceled = [&](const std::string& stream) {
    return after(schema::WorkOrderCanceled{.reason = "x"}, stream);
  };
  EXPECT_EQ(after(schema::WorkOrderRegistered{}, "work_order/WO-1"), "registered@=1 ");
  EXPECT_EQ(canceled("work_order/WO-1"), "");
  after(schema::WorkOrderRegistered{}, "work_order/WO-2");
  EXPECT_EQ(after(schema::OutletAssigned{.outlet = "O-1"}, "work_order/WO-2"),
            "to_schedule@O-1=1 ");
  EXPECT_EQ(canceled("work_order/WO-2"), "");
  after(schema::WorkOrderRegistered{}, "work_order/WO-3");
  after(schema::OutletAssigned{.outlet = "O-1"}, "work_order/WO-3");
  EXPECT_EQ(after(schema::BookingScheduled{.booking = 1, .technician = "T-1"}, "work_order/WO-3"),
            "to_accept@O-1=1 ");
  EXPECT_EQ(after(schema::BookingCanceled{.booking = 1}, "work_order/WO-3"), "to_schedule@O-1=1 ");
  EXPECT_EQ(canceled("work_order/WO-3"), "");
  const auto rows = folded(queues_projection(), log_);
  for (const Queue queue : {Queue::registered, Queue::to_schedule, Queue::to_accept}) {
    EXPECT_TRUE(list_queue(*rows, queue, "", Scope::everything(), {})->rows.empty());
  }
}

TEST_F(Queues, ADeclinedBookingIsScheduledAgain) {
  after(schema::WorkOrderRegistered{});
  after(schema::OutletAssigned{.outlet = "O-1"});
  after(schema::BookingScheduled{.booking = 1, .technician = "T-1"});
  EXPECT_EQ(after(schema::BookingDeclined{.booking = 1}), "to_schedule@O-1=1 ");
}

TEST_F(Queues, ARejectedOrCanceledPartRequestWaitsNowhere) {
  const auto ended = [&](const std::string& stream, auto event) {
    after(schema::PartRequested{.order = "WO-1", .outlet = "O-2", .part = "P-1"}, stream);
    EXPECT_EQ(after(schema::PartSourced{}, stream), "parts_to_approve@O-2=1 ");
    return after(std::move(event), stream);
  };
  EXPECT_EQ(ended("part_request/R-1", schema::PartRequestRejected{.reason = "x"}), "");
  EXPECT_EQ(ended("part_request/R-2", schema::PartRequestCanceled{.reason = "x"}), "");
  const std::string escalated = "part_request/R-3";
  after(schema::PartRequested{.order = "WO-1", .outlet = "O-2", .part = "P-1"}, escalated);
  EXPECT_EQ(after(schema::SourcingEscalated{}, escalated), "sourcing_escalated@O-2=1 ");
  EXPECT_EQ(after(schema::PartRequestCanceled{.reason = "x"}, escalated), "");
}

TEST_F(Queues, PartRequestsWaitForApprovalOrForACoordinator) {
  schema::PartRequested requested;
  requested.order = "WO-1";
  requested.outlet = "O-2";
  requested.part = "P-1";
  const std::string stream = "part_request/R-1";
  EXPECT_EQ(after(requested, stream), "");
  EXPECT_EQ(after(schema::SourcingEscalated{}, stream), "sourcing_escalated@O-2=1 ");
  EXPECT_EQ(after(schema::PartSourced{}, stream), "parts_to_approve@O-2=1 ");
  EXPECT_EQ(after(schema::PartRequestApproved{}, stream), "");
}

TEST_F(Queues, TrippedAlarmsWaitUntilCleared) {
  schema::AlarmTripped tripped;
  tripped.order = "WO-1";
  tripped.outlet = "O-1";
  const std::string stream = "alarm/WO-1:booking_acceptance";
  EXPECT_EQ(after(tripped, stream), "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmAcknowledged{}, stream), "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmCleared{}, stream), "");
}

TEST_F(Queues, AreListedLongestWaitingFirstWithinTheScope) {
  for (int i = 1; i <= 5; ++i) {
    const std::string stream = "work_order/WO-" + std::to_string(i);
    log_.add({on(stream, schema::WorkOrderRegistered{})});
    schema::OutletAssigned assigned;
    assigned.outlet = i % 2 ? "O-1" : "O-2";
    log_.add({on(stream, assigned)});
  }
  const auto rows = folded(queues_projection(), log_);
  const auto list = [&](const Scope& scope, std::size_t limit) {
    std::string out;
    PageRequest page{limit, {}};
    do {
      const auto some = *list_queue(*rows, Queue::to_schedule, "", scope, page);
      for (const auto& row : some.rows) out += row.order + " ";
      page.after = some.next;
    } while (!page.after.empty());
    return out;
  };
  EXPECT_EQ(list(Scope::everything(), 50), "WO-1 WO-2 WO-3 WO-4 WO-5 ");
  EXPECT_EQ(list(Scope::everything(), 2), "WO-1 WO-2 WO-3 WO-4 WO-5 ");
  EXPECT_EQ(list(only({"O-1"}), 2), "WO-1 WO-3 WO-5 ");
  EXPECT_EQ(counted(*rows, only({"O-2"})), "to_schedule@O-2=2 ");
}

}  // namespace
}  // namespace kintsugi::tests
