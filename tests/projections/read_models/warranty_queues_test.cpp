// What waits of warranties: drafts of policies, claims to audit.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/rows_queues.h"
#include "schema/warranty_claim.h"
#include "schema/warranty_policy.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

class WarrantyQueues : public testing::Test {
 protected:
  // How many wait where, after one more event.
  template <class Event>
  std::string after(Event event, const std::string& stream) {
    log_.add({on(stream, std::move(event))});
    std::string out;
    const auto counts = count_queues(*folded(queues_projection(), log_), Scope::everything());
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

// Also once it is approved: somebody has to publish it.
TEST_F(WarrantyQueues, ADraftOfAWarrantyPolicyWaitsUntilItIsPublishedOrWithdrawn) {
  const std::string stream = "warranty_policy/haier";
  const std::string waits = "drafts_to_publish@=1 ";
  EXPECT_EQ(after(schema::WarrantyPolicyDrafted{.name = "x", .version = 1}, stream), waits);
  EXPECT_EQ(after(schema::WarrantyPolicyApproved{.version = 1}, stream), waits);
  EXPECT_EQ(after(schema::WarrantyPolicyPublished{.version = 1}, stream), "");
  EXPECT_EQ(after(schema::WarrantyPolicyDrafted{.name = "x", .version = 2}, stream), waits);
  EXPECT_EQ(after(schema::WarrantyDraftWithdrawn{.version = 2}, stream), "");
}

TEST_F(WarrantyQueues, AWarrantyClaimWaitsForItsAuditAndAnewWhereItIsAppealedAgainst) {
  const std::string stream = "warranty_claim/WO-1";
  const std::string waits = "warranty_to_audit@O-1=1 ";
  const schema::WarrantyClaimed claimed{.order = "WO-1",
                                        .outlet = "O-1",
                                        .technician = "T-1",
                                        .claimant = "tech1",
                                        .note = "压缩机"};
  EXPECT_EQ(after(claimed, stream), waits);
  EXPECT_EQ(after(schema::WarrantyRefused{.auditor = "acc"}, stream), "");
  const schema::WarrantyAppealed appealed{.appellant = "disp", .appeal_reason = "有照片"};
  EXPECT_EQ(after(appealed, stream), waits);
  const auto waiting = rows_of(Queue::warranty_to_audit);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].order, "WO-1");
  EXPECT_EQ(waiting[0].technician, "T-1");
  EXPECT_EQ(waiting[0].by, "disp");
  EXPECT_EQ(waiting[0].note, "压缩机");
  EXPECT_EQ(after(schema::WarrantyAccepted{.auditor = "acc2"}, stream), "");
  EXPECT_EQ(after(claimed, "warranty_claim/WO-2"), waits);
  EXPECT_EQ(after(schema::WarrantyClaimWithdrawn{.reason = "重报"}, "warranty_claim/WO-2"), "");
  // Withdrawn, an appeal leaves what was decided.
  EXPECT_EQ(after(appealed, stream), waits);
  EXPECT_EQ(after(schema::WarrantyClaimWithdrawn{.reason = "不申诉"}, stream), "");
}

// Who audits sees whose machine it is, also after the order has left all queues.
TEST_F(WarrantyQueues, AClaimTellsOfItsOrderThatIsOver) {
  const std::string order = "work_order/WO-1";
  after(schema::WorkOrderRegistered{.brand = "haier", .customer = "C-1", .contact = "钱二"}, order);
  after(schema::RegistrationCorrected{.brand = "midea", .customer = "C-1", .contact = "钱一"}, order);
  EXPECT_EQ(after(schema::WorkOrderCanceled{.reason = "已换机"}, order), "");
  after(schema::WarrantyClaimed{.order = "WO-1", .outlet = "O-1"}, "warranty_claim/WO-1");
  const auto waiting = rows_of(Queue::warranty_to_audit);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].customer, "C-1");
  EXPECT_EQ(waiting[0].contact, "钱一");
  EXPECT_EQ(waiting[0].brand, "midea");
}

}  // namespace
}  // namespace kintsugi::tests
