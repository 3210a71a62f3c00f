// What waits of exchange cases, by whose duty the next step is.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/exchange_case.h"
#include "schema/rows_queues.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

TEST(ExchangeQueues, ACaseWaitsWhereItsNextStepIsDone) {
  JudgedLog log;
  const auto after = [&](auto event) {
    log.add({on("exchange_case/A-1", std::move(event))});
    std::string out;
    const auto counts = count_queues(*folded(queues_projection(), log), Scope::everything());
    for (const auto& one : *counts) out += std::string(schema::name_of(one.queue));
    return out;
  };
  const schema::ExchangeRequested asked{.order = "WO-1",
                                        .asset = "A-1",
                                        .outlet = "O-1",
                                        .customer = "C-1",
                                        .brand = "haier",
                                        .remedy = schema::Remedy::refund,
                                        .refund = 332'000,
                                        .requester = "call",
                                        .reason = "两次修不好"};
  const std::string to_appraise = "exchanges_to_appraise", under_way = "exchanges_under_way";
  EXPECT_EQ(after(asked), to_appraise);
  EXPECT_EQ(after(schema::UnitAppraised{.appraiser = "tech1"}), "exchanges_to_approve");
  const auto rows = folded(queues_projection(), log);
  const auto waiting =
      list_queue(*rows, Queue::exchanges_to_approve, "", Scope::everything(), {})->rows;
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].order, "WO-1");
  EXPECT_EQ(waiting[0].customer, "C-1");
  EXPECT_EQ(waiting[0].amount, 332'000);
  EXPECT_EQ(waiting[0].note, "两次修不好");
  EXPECT_EQ(waiting[0].by, "tech1");
  EXPECT_EQ(after(schema::AppraisalAppealed{.by = "call"}), to_appraise);
  EXPECT_EQ(after(schema::UnitAppraised{.appraiser = "tech2"}), "exchanges_to_approve");
  EXPECT_EQ(after(schema::ExchangeApproved{.decided_by = "acc"}), under_way);
  EXPECT_EQ(after(schema::CustomerRefunded{.refund = 332'000}), under_way);
  EXPECT_EQ(after(schema::OldUnitCollected{.serial = "SN1"}), under_way);
  EXPECT_EQ(after(schema::OldUnitReceived{}), under_way);
  EXPECT_EQ(after(schema::ExchangeSettled{}), under_way);
  EXPECT_EQ(after(schema::ExchangeClosed{}), "");
}

}  // namespace
}  // namespace kintsugi::tests
