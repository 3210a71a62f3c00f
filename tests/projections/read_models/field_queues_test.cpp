// What waits after a visit that came to nothing, and what another person decides.

#include <gtest/gtest.h>

#include "core/calendar/calendar.h"
#include "projections/queues/queues.h"
#include "schema/roster.h"
#include "schema/rows_queues.h"
#include "schema/part_request.h"
#include "schema/subcontract.h"
#include "schema/work_order.h"
#include "schema/work_order_appointment.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "schema/work_order_promise.h"
#include "schema/work_order_visit.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

class FieldQueues : public testing::Test {
 protected:
  // How many wait where, once that has happened.
  template <class Event>
  std::string after(Event event, const std::string& stream = "work_order/WO-1") {
    log_.add({on(stream, std::move(event))});
    const auto rows = folded(queues_projection(), log_);
    const auto counts = count_queues(*rows, Scope::everything());
    std::string out;
    for (const auto& one : *counts)
      out += std::string(schema::name_of(one.queue)) + "@" + one.outlet + "=" +
             std::to_string(one.count) + " ";
    return out;
  }
  std::vector<schema::QueueRow> rows_of(Queue queue) {
    const auto rows = folded(queues_projection(), log_);
    return list_queue(*rows, queue, "", Scope::everything(), {})->rows;
  }
  // An order of O-1 on which T-1 works.
  void begin_work(const std::string& stream) {
    after(schema::WorkOrderRegistered{.customer = "C-1"}, stream);
    after(schema::OutletAssigned{.outlet = "O-1"}, stream);
    after(schema::BookingScheduled{.booking = 1, .technician = "T-1"}, stream);
    after(schema::BookingAccepted{.booking = 1}, stream);
    after(schema::TechnicianCheckedIn{.booking = 1}, stream);
    after(schema::WorkStarted{.booking = 1}, stream);
  }
  JudgedLog log_;
};

// Whom nobody opened to waits for a new appointment, not for a dispatch.
TEST_F(FieldQueues, AfterANoShowAnAppointmentIsAgreedFirst) {
  begin_work("work_order/WO-1");
  EXPECT_EQ(after(schema::NoShowRecorded{.booking = 1, .note = "无人"}),
            "appointments_to_agree@O-1=1 ");
  EXPECT_EQ(rows_of(Queue::appointments_to_agree).at(0).note, "无人");
  EXPECT_EQ(after(schema::AppointmentSet{.appointment_from = 1, .appointment_until = 2}),
            "to_schedule@O-1=1 ");
}

TEST_F(FieldQueues, AnAbnormalVisitWaitsForADecisionUnlessThereIsAnother) {
  begin_work("work_order/WO-1");
  begin_work("work_order/WO-2");
  after(schema::VisitMarkedAbnormal{.booking = 1, .revisit = true});
  EXPECT_EQ(after(schema::VisitMarkedAbnormal{.booking = 1}, "work_order/WO-2"),
            "to_schedule@O-1=1 abnormal_visits@O-1=1 ");
  EXPECT_EQ(after(schema::BookingScheduled{.booking = 2, .technician = "T-2"}, "work_order/WO-2"),
            "to_schedule@O-1=1 to_accept@O-1=1 ");
}

TEST_F(FieldQueues, ADeadlineThatIsExtendedIsTheQueuesToo) {
  after(schema::WorkOrderRegistered{});
  after(schema::OutletAssigned{.outlet = "O-1"});
  after(schema::BookingScheduled{.booking = 1, .technician = "T-1", .accept_by = 77});
  after(schema::AcceptanceExtended{.booking = 1, .accept_by = 99});
  EXPECT_EQ(rows_of(Queue::to_accept).at(0).due_at, 99);
}

// What is promised is the due time of an order for as long as it waits for that.
TEST_F(FieldQueues, APromiseIsTheDueTimeOfWhatWaitsForIt) {
  after(schema::WorkOrderRegistered{.customer = "C-1"});
  after(schema::DeadlinesSet{
      .promise = {.arrive_by = 500, .complete_by = 900, .policy_version = 1}});
  EXPECT_EQ(rows_of(Queue::registered).at(0).due_at, 500);
  after(schema::OutletAssigned{.outlet = "O-1"});
  EXPECT_EQ(rows_of(Queue::to_schedule).at(0).due_at, 500);
  after(schema::BookingScheduled{.booking = 1, .technician = "T-1", .accept_by = 77});
  EXPECT_EQ(rows_of(Queue::to_accept).at(0).due_at, 77) << "it is to be accepted first";
  after(schema::BookingAccepted{.booking = 1});
  EXPECT_EQ(rows_of(Queue::to_visit).at(0).due_at, 500);
  after(schema::TechnicianCheckedIn{.booking = 1});
  after(schema::WorkStarted{.booking = 1});
  EXPECT_EQ(rows_of(Queue::in_service).at(0).due_at, 900);
  after(schema::DeadlinesSet{
      .promise = {.arrive_by = 500, .complete_by = 800, .policy_version = 2}});
  EXPECT_EQ(rows_of(Queue::in_service).at(0).due_at, 800);
}

// By day and outlet, in Shanghai: what ends at 15:59:59 UTC belongs to the day, a second later to
// the next one.
TEST_F(FieldQueues, FinishedOrdersAreCountedByDayAndOutlet) {
  const std::int64_t midnight = to_ms(core::start_of(20'515));
  for (const auto& [order, at] : {std::pair{"work_order/WO-1", midnight - 1},
                                  std::pair{"work_order/WO-2", midnight},
                                  std::pair{"work_order/WO-3", midnight + 3'600'000}}) {
    begin_work(order);
    after(schema::WorkReported{.booking = 1}, order);
    after(schema::WorkOrderCompleted{.at = at}, order);
  }
  const auto rows = folded(queues_projection(), log_);
  using Counts = std::map<std::string, std::int64_t>;
  EXPECT_EQ(*finished_on(*rows, 20'514, Scope::everything()), (Counts{{"O-1", 1}}));
  EXPECT_EQ(*finished_on(*rows, 20'515, Scope::everything()), (Counts{{"O-1", 2}}));
  EXPECT_EQ(*finished_on(*rows, 20'516, Scope::everything()), Counts{});
}

TEST_F(FieldQueues, LeaveWaitsUntilSomebodyDecides) {
  const std::string leave = "leave/LV-1";
  EXPECT_EQ(after(
                schema::LeaveRequested{
                    .technician = "T-1", .outlet = "O-1", .starts_at = 7, .requested_by = "tech"},
                leave),
            "leaves_to_decide@O-1=1 ");
  const auto row = rows_of(Queue::leaves_to_decide).at(0);
  EXPECT_EQ(row.subject, leave);
  EXPECT_EQ(row.technician, "T-1");
  EXPECT_EQ(row.due_at, 7);
  EXPECT_EQ(row.by, "tech");
  EXPECT_EQ(after(schema::LeaveApproved{}, leave), "");
}

TEST_F(FieldQueues, ASubcontractWaitsForApprovalThenForTheThirdParty) {
  after(schema::WorkOrderRegistered{});
  after(schema::OutletAssigned{.outlet = "O-1"});
  const std::string subcontract = "subcontract/WO-1";
  EXPECT_EQ(after(schema::SubcontractRequested{.order = "WO-1", .outlet = "O-1"}, subcontract),
            "to_schedule@O-1=1 subcontracts_to_approve@O-1=1 ");
  after(schema::SubcontractApproved{}, subcontract);
  EXPECT_EQ(after(schema::WorkOrderSubcontracted{}), "subcontracted@O-1=1 ");
  EXPECT_EQ(after(schema::SubcontractedWorkReported{.booking = 1, .at = 1}), "papers_due@O-1=1 ");
}

TEST_F(FieldQueues, AnOldPartIsDueUntilItIsWaived) {
  const std::string request = "part_request/R-9";
  after(schema::PartRequested{.outlet = "O-1", .part = "P-1", .quantity = 1000}, request);
  after(schema::PartIssued{.quantity = 1000}, request);
  after(schema::PartsSignedFor{.quantity = 1000}, request);
  EXPECT_EQ(after(schema::RequestedPartUsed{.quantity = 1000}, request), "old_parts_due@O-1=1 ");
  EXPECT_EQ(after(schema::RequestedOldPartWaived{.number = 1, .quantity = 1000}, request), "");
  EXPECT_EQ(after(schema::OldPartWaiverWithdrawn{.number = 1}, request), "old_parts_due@O-1=1 ");
}

TEST_F(FieldQueues, ACostOfPostedWorkWaitsForASecondPerson) {
  const std::string subcontract = "subcontract/WO-1";
  EXPECT_EQ(after(schema::SubcontractCostQuestioned{
                      .number = 1, .cost = 9000, .by = "9", .order = "WO-1", .outlet = "O-1"},
                  subcontract),
            "corrections_to_decide@O-1=1 ");
  EXPECT_EQ(after(schema::SubcontractCostDecided{.rejected = true}, subcontract), "");
}

}  // namespace
}  // namespace kintsugi::tests
