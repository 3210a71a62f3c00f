// What waits by its status alone, as the schema declares it with the queue: at which status it
// stands there, and what is told of it.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/care.h"
#include "schema/charge_finding.h"
#include "schema/device.h"
#include "schema/inspection.h"
#include "schema/maker_settlement.h"
#include "schema/rows_queues.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

class DeclaredQueues : public testing::Test {
 protected:
  template <class Event>
  std::string after(Event event, const std::string& stream) {
    log_.add({on(stream, std::move(event))});
    std::string out;
    const auto rows = folded(queues_projection(), log_);
    const auto counts = count_queues(*rows, Scope::everything());
    for (const auto& one : *counts)
      out += std::string(schema::name_of(one.queue)) + "@" + one.outlet + "=" +
             std::to_string(one.count) + " ";
    return out;
  }
  std::vector<schema::QueueRow> rows_of(Queue queue) {
    const auto rows = folded(queues_projection(), log_);
    return list_queue(*rows, queue, "", Scope::everything(), {})->rows;
  }
  JudgedLog log_;
};

TEST_F(DeclaredQueues, AreAsTheSchemaSays) {
  const std::string finding = "charge_finding/WO-1";
  const schema::ChargeFindingOpened opened{.order = "WO-1",
                                           .outlet = "O-1",
                                           .technician = "T-1",
                                           .amount_said = 8000,
                                           .opened_at = 5};
  EXPECT_EQ(after(opened, finding), "charge_findings@O-1=1 ");
  after(schema::ChargeFindingExplained{.note = "收了没录", .explained_by = "2001"}, finding);
  const auto rows = rows_of(Queue::charge_findings);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].id, "charge_finding:WO-1");
  EXPECT_EQ(rows[0].subject, finding);
  EXPECT_EQ(rows[0].order, "WO-1");
  EXPECT_EQ(rows[0].technician, "T-1");
  EXPECT_EQ(rows[0].note, "收了没录");
  EXPECT_EQ(rows[0].by, "2001");
  EXPECT_EQ(after(schema::ChargeFindingClosed{}, finding), "");
  EXPECT_EQ(after(schema::ChargeFindingReopened{}, finding), "charge_findings@O-1=1 ");
  const std::string call = "care_call/CC-1";
  const schema::CareCallScheduled scheduled{
      .customer = "C-1", .outlet = "O-2", .due_at = 9, .topic = "保养"};
  EXPECT_EQ(after(scheduled, call), "charge_findings@O-1=1 care_calls@O-2=1 ");
  EXPECT_EQ(rows_of(Queue::care_calls)[0].due_at, 9);
  EXPECT_EQ(rows_of(Queue::care_calls)[0].customer, "C-1");
  EXPECT_EQ(after(schema::CareCallCanceled{.reason = "不用"}, call), "charge_findings@O-1=1 ");
}

// Whoever calls works them off by when they are due, however long ago they were scheduled.
TEST_F(DeclaredQueues, CareCallsThatAreDueSoonestComeFirst) {
  for (const auto& [id, due] : {std::pair{"CC-1", 30}, {"CC-2", 10}, {"CC-3", 20}})
    after(schema::CareCallScheduled{.customer = "C-1", .outlet = "O-2", .due_at = due},
          std::string("care_call/") + id);
  std::string told;
  for (const auto& row : rows_of(Queue::care_calls)) told += row.subject + " ";
  EXPECT_EQ(told, "care_call/CC-2 care_call/CC-3 care_call/CC-1 ");
}

TEST_F(DeclaredQueues, NumbersThatNeverCameAndInspectionsUnderWay) {
  const std::string device = "device/T1:phone";
  after(schema::DeviceFirstSeen{.operator_ = "2001", .technician = "T-1", .outlet = "O-1"}, device);
  after(schema::DeviceCommandSeen{.sequence = 1, .claimed_at = 5, .seen_at = 7}, device);
  after(schema::DeviceGapNoted{.first = 2, .last = 3}, device);
  const schema::DeviceCommandSeen fourth{.sequence = 4, .claimed_at = 9, .seen_at = 11};
  EXPECT_EQ(after(fourth, device), "device_gaps@O-1=1 ");
  EXPECT_EQ(rows_of(Queue::device_gaps)[0].technician, "T-1");
  EXPECT_EQ(rows_of(Queue::device_gaps)[0].by, "2001");
  EXPECT_EQ(after(schema::DeviceGapSettled{.first = 2, .last = 3, .reason = "换机丢失"}, device), "");

  const std::string inspection = "inspection/JC-1";
  const schema::InspectionOpened opened{.subject = schema::InspectionSubject::charges,
                                        .outlet = "O-2",
                                        .technician = "T-2",
                                        .inspector = "admin",
                                        .opened_at = 5};
  EXPECT_EQ(after(opened, inspection), "inspections_open@O-2=1 ");
  EXPECT_EQ(rows_of(Queue::inspections_open)[0].by, "admin");
  EXPECT_EQ(after(schema::InspectionClosed{}, inspection), "");
}

// Each queue of a thing may say another sum of it: the one in which it stands has the word.
TEST_F(DeclaredQueues, EachTellsItsOwnAmount) {
  const std::string settlement = "maker_settlement/O-1:haier:1";
  const schema::SettlementGrew grew{.outlet = "O-1", .brand = "haier", .line = 1, .amount = 7500};
  EXPECT_EQ(after(grew, settlement), "settlements_to_submit@O-1=1 ");
  EXPECT_EQ(rows_of(Queue::settlements_to_submit).at(0).amount, 7500);
  EXPECT_EQ(after(schema::SettlementSubmitted{.by = "4001"}, settlement),
            "settlements_at_maker@O-1=1 ");
  EXPECT_EQ(rows_of(Queue::settlements_at_maker).at(0).amount, 7500);
  EXPECT_EQ(after(schema::SettlementAnswered{.newly = 1, .more = 7000}, settlement),
            "settlements_to_be_paid@O-1=1 ");
  EXPECT_EQ(rows_of(Queue::settlements_to_be_paid).at(0).amount, 7000);
}

}  // namespace
}  // namespace kintsugi::tests
