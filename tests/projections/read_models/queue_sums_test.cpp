// Over the outlets of who asks, each queue with what waits longest there.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/rows_queues.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_life.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

// "to_schedule 2 since 5, "
std::string summed(const RowReader& rows, const Scope& scope) {
  std::string out;
  const auto sums = queue_sums(rows, scope);
  for (const auto& [queue, sum] : *sums)
    out += std::string(schema::name_of(queue)) + " " + std::to_string(sum.count) + " since " +
           std::to_string(sum.since) + ", ";
  return out;
}

class QueueSums : public testing::Test {
 protected:
  void SetUp() override {
    register_order("work_order/WO-1", "O-1");
    register_order("work_order/WO-2", "O-2");
    register_order("work_order/WO-3", "O-3");
    register_order("work_order/WO-4", "O-2");
    log_.add({on("work_order/WO-4",
                 schema::BookingScheduled{.booking = 1, .technician = "T-1"})});
    rows_ = folded(queues_projection(), log_);
  }
  void register_order(const std::string& order, const char* outlet) {
    log_.add({on(order, schema::WorkOrderRegistered{})});
    log_.add({on(order, schema::OutletAssigned{.outlet = outlet})});
  }
  std::string since(const char* outlet, Queue queue) const {
    const auto page = list_queue(*rows_, queue, outlet, Scope::everything(), {});
    return std::to_string(page->rows.at(0).since);
  }
  JudgedLog log_;
  std::shared_ptr<const RowReader> rows_;
};

TEST_F(QueueSums, AreOfTheOutletsOfWhoAsks) {
  const std::string first = since("O-1", Queue::to_schedule);
  const std::string second = since("O-2", Queue::to_schedule);
  const std::string booked = since("O-2", Queue::to_accept);
  EXPECT_NE(first, second);
  EXPECT_EQ(summed(*rows_, Scope::everything()),
            "to_schedule 3 since " + first + ", to_accept 1 since " + booked + ", ");
  EXPECT_EQ(summed(*rows_, only({"O-2", "O-3", "O-9"})),
            "to_schedule 2 since " + second + ", to_accept 1 since " + booked + ", ");
  EXPECT_EQ(summed(*rows_, only({})), "");
}

TEST_F(QueueSums, HaveATechniciansOwnBesideThoseOfHisOutlets) {
  Scope technician = only({"O-1"});
  technician.technician = "T-1";
  EXPECT_EQ(summed(*rows_, technician),
            "to_schedule 1 since " + since("O-1", Queue::to_schedule) + ", to_accept 1 since " +
                since("O-2", Queue::to_accept) + ", ");
}

}  // namespace
}  // namespace kintsugi::tests
