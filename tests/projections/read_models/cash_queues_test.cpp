// Cash between a technician and his outlet, as queues.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/rows_queues.h"
#include "schema/technician.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

// He handed in what a customer had not paid: he gets it back, or keeps as much of the next.
TEST(CashQueues, ATechnicianWhoHandedInTooMuchWaitsUntilItIsPaidBack) {
  JudgedLog log;
  const auto after = [&](auto event) {
    log.add({on("technician/T-1", std::move(event))});
    std::string out;
    for (const Queue queue : {Queue::cash_to_remit, Queue::cash_to_pay_back}) {
      const auto rows = folded(queues_projection(), log);
      const auto page = *list_queue(*rows, queue, "", Scope::everything(), {});
      for (const auto& row : page.rows)
        out += std::string(schema::name_of(queue)) + " " + row.technician + "@" + row.outlet + " " +
               std::to_string(row.amount);
    }
    return out;
  };
  after(schema::TechnicianRegistered{.name = "x", .outlet = "O-1"});
  EXPECT_EQ(after(schema::CashCollected{.order = "WO-1", .amount = 900}),
            "cash_to_remit T-1@O-1 900");
  EXPECT_EQ(after(schema::PaymentRemitted{.amount = 900}), "");
  EXPECT_EQ(after(schema::CashReturned{.order = "WO-1", .amount = 900}),
            "cash_to_pay_back T-1@O-1 900");
  EXPECT_EQ(after(schema::CashCollected{.order = "WO-2", .amount = 1000}),
            "cash_to_remit T-1@O-1 100");
  EXPECT_EQ(after(schema::CashReturned{.order = "WO-2", .amount = 1000}),
            "cash_to_pay_back T-1@O-1 900");
  EXPECT_EQ(after(schema::PaymentRemitted{.amount = -900}), "");
}

}  // namespace
}  // namespace kintsugi::tests
