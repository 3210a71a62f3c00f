// What waits of exchange cases, by whose duty the next step is; and exchanges that are due, until a
// case is opened.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/exchange_case.h"
#include "schema/rows_queues.h"
#include "schema/warranty.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
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

class ExchangesDue : public testing::Test {
 protected:
  void SetUp() override {
    schema::WorkOrderRegistered registered;
    registered.customer = "C-1";
    registered.contact = "王女士";
    registered.brand = "haier";
    log_.add({on("work_order/WO-1", std::move(registered))});
    log_.add({on("work_order/WO-1", schema::OutletAssigned{.outlet = "O-1"})});
  }
  // What waits for a case then, as "WO-1@O-1 ".
  template <class Event>
  std::string after(const std::string& stream, Event event) {
    log_.add({on(stream, std::move(event))});
    return waiting();
  }
  std::string waiting() {
    rows_ = list_queue(*folded(queues_projection(), log_), Queue::exchanges_to_open, "",
                       Scope::everything(), {})
                ->rows;
    std::string out;
    for (const auto& row : rows_) out += row.order + "@" + row.outlet + " ";
    return out;
  }
  std::string entitled(schema::WarrantyGate gate = schema::WarrantyGate::failed_repairs) {
    return after("warranty/A-1",
                 schema::ExchangeEntitled{.order = "WO-1", .gate = gate, .asset = "A-1"});
  }
  std::string declined() {
    return after("warranty/A-1", schema::ExchangeDeclined{.order = "WO-1", .at = 7});
  }
  std::string asked() {
    return after("work_order/WO-1", schema::ExchangeBegun{.exchange = "A-1"});
  }
  std::string over(schema::ExchangeStatus outcome) {
    return after("work_order/WO-1", schema::ExchangeOver{.exchange = "A-1", .outcome = outcome});
  }
  JudgedLog log_;
  std::vector<schema::QueueRow> rows_;
};

TEST_F(ExchangesDue, WaitUntilTheEntitlementEnds) {
  EXPECT_EQ(waiting(), "");
  EXPECT_EQ(entitled(), "WO-1@O-1 ");
  ASSERT_EQ(rows_.size(), 1u);
  EXPECT_EQ(rows_[0].id, "work_order.exchange:WO-1");
  EXPECT_EQ(rows_[0].customer, "C-1");
  EXPECT_EQ(rows_[0].contact, "王女士");
  EXPECT_EQ(rows_[0].brand, "haier");
  EXPECT_EQ(rows_[0].gate, schema::WarrantyGate::failed_repairs);
  EXPECT_EQ(after("work_order/WO-1", schema::OutletAssigned{.outlet = "O-2"}), "WO-1@O-2 ");
  EXPECT_EQ(after("warranty/A-1", schema::ExchangeEntitlementEnded{.order = "WO-1"}), "");
}

TEST_F(ExchangesDue, LeaveForACaseAndComeBackWhereItIsWithdrawn) {
  entitled();
  EXPECT_EQ(asked(), "");
  EXPECT_EQ(entitled(schema::WarrantyGate::parts_wait), "") << "its case is under way";
  EXPECT_EQ(over(schema::ExchangeStatus::withdrawn), "WO-1@O-1 ");
  asked();
  EXPECT_EQ(over(schema::ExchangeStatus::refused), "") << "it is decided";
}

// What its order is about, as told last; also where that is over when the case is withdrawn.
TEST_F(ExchangesDue, TellOfTheirOrderWhatItIsAbout) {
  entitled();
  after("work_order/WO-1", schema::SeverityClassified{.severity = schema::Severity::major});
  after("work_order/WO-1", schema::RegistrationCorrected{.brand = "midea", .area = "闵行"});
  ASSERT_EQ(waiting(), "WO-1@O-1 ");
  EXPECT_EQ(rows_[0].severity, schema::Severity::major);
  EXPECT_EQ(rows_[0].brand, "midea");
  asked();
  after("work_order/WO-1", schema::WorkOrderCompleted{.at = 1});
  after("work_order/WO-1", schema::WorkOrderPosted{.at = 2});
  ASSERT_EQ(over(schema::ExchangeStatus::withdrawn), "WO-1@O-1 ");
  EXPECT_EQ(rows_[0].severity, schema::Severity::major);
  EXPECT_EQ(rows_[0].area, "闵行");
}

TEST_F(ExchangesDue, WaitNoLongerWhereTheCustomerDeclines) {
  entitled();
  EXPECT_EQ(declined(), "");
  const schema::ExchangeDeclineWithdrawn again{
      .order = "WO-1", .outlet = "O-1", .customer = "C-1"};
  EXPECT_EQ(after("warranty/A-1", again), "WO-1@O-1 ");
  declined();
  asked();
  EXPECT_EQ(over(schema::ExchangeStatus::withdrawn), "") << "he declined all the same";
  EXPECT_EQ(entitled(schema::WarrantyGate::parts_wait), "WO-1@O-1 ") << "by another gate";
}

// Nobody has asked him yet; what is done about his machine then is done by another order.
TEST_F(ExchangesDue, StayWhereTheOrderIsPosted) {
  entitled();
  EXPECT_EQ(after("work_order/WO-1", schema::WorkOrderPosted{}), "WO-1@O-1 ");
  EXPECT_EQ(declined(), "");
  const schema::ExchangeDeclineWithdrawn again{
      .order = "WO-1", .outlet = "O-1", .customer = "C-1"};
  EXPECT_EQ(after("warranty/A-1", again), "WO-1@O-1 ");
  EXPECT_EQ(rows_[0].customer, "C-1");
}

}  // namespace
}  // namespace kintsugi::tests
