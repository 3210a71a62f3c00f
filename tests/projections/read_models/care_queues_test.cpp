// Complaints, incidents and appeals in their queues; what is hidden from somebody.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/alarm.h"
#include "schema/complaint.h"
#include "schema/incident.h"
#include "schema/liability.h"
#include "schema/rows_queues.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

std::string care_counts(const RowReader& rows, const Scope& scope = Scope::everything()) {
  std::string out;
  const auto counts = count_queues(rows, scope);
  for (const auto& one : *counts)
    out += std::string(schema::name_of(one.queue)) + "@" + one.outlet + "=" +
           std::to_string(one.count) + " ";
  return out;
}

class CareQueues : public testing::Test {
 protected:
  template <class Event>
  std::string after(Event event, const std::string& stream) {
    log_.add({on(stream, std::move(event))});
    return care_counts(*folded(queues_projection(), log_));
  }
  JudgedLog log_;
};

TEST_F(CareQueues, ComplaintsWaitUntilTheyAreClosedAndAgainWhenReopened) {
  const std::string stream = "complaint/CP-1";
  EXPECT_EQ(after(schema::ComplaintRegistered{.outlet = "O-1", .order = "WO-1", .due_at = 7},
                  stream),
            "complaints@O-1=1 ");
  EXPECT_EQ(after(schema::ComplaintResolved{}, stream), "complaints@O-1=1 ");
  EXPECT_EQ(after(schema::ComplaintClosed{}, stream), "");
  EXPECT_EQ(after(schema::ComplaintReopened{}, stream), "complaints@O-1=1 ");
  EXPECT_EQ(after(schema::ComplaintWithdrawn{}, stream), "");
}

// Not counted for him either, whatever his scope is.
TEST_F(CareQueues, AreHiddenFromWhoIsAccused) {
  const std::string alarm = "alarm/CP-1:x";
  after(schema::ComplaintRegistered{.confidential = true, .hidden_from = "operator/boss"},
        "complaint/CP-1");
  after(schema::ComplaintRegistered{}, "complaint/CP-2");
  after(schema::AlarmArmed{.version = 1, .due_at = 7}, alarm);
  after(schema::AlarmConcerned{.subject = "complaint/CP-1", .hidden_from = "operator/boss"}, alarm);
  after(schema::AlarmTripped{.at = 8}, alarm);
  const auto rows = folded(queues_projection(), log_);
  Scope scope = Scope::everything();
  EXPECT_EQ(care_counts(*rows, scope), "tripped@=1 complaints@=2 ");
  scope.person = "boss";
  EXPECT_EQ(care_counts(*rows, scope), "complaints@=1 ");
  const auto seen = *list_queue(*rows, Queue::complaints, "", scope, {10, {}});
  ASSERT_EQ(seen.rows.size(), 1u);
  EXPECT_EQ(seen.rows[0].subject, "complaint/CP-2");
}

TEST_F(CareQueues, IncidentsWaitUntilTheyAreClosedAndAppealsUntilTheyAreDecided) {
  const std::string incident = "incident/IN-1", liability = "liability/ZR-1";
  EXPECT_EQ(after(schema::IncidentReported{.outlet = "O-1"}, incident), "grave_orders@O-1=1 ");
  EXPECT_EQ(after(schema::IncidentReviewed{.passed = true}, incident), "grave_orders@O-1=1 ");
  EXPECT_EQ(after(schema::IncidentClosed{}, incident), "");
  EXPECT_EQ(after(schema::FaultAttributed{.outlet = "O-1"}, liability), "");
  EXPECT_EQ(after(schema::LiabilityAppealed{}, liability), "liability_appeals@O-1=1 ");
  EXPECT_EQ(after(schema::LiabilityAppealDecided{}, liability), "");
}

}  // namespace
}  // namespace kintsugi::tests
