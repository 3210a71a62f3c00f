// Overrides of dispatch checks that somebody is asked for, as a queue.

#include <gtest/gtest.h>

#include "projections/queues/queues.h"
#include "schema/rows_queues.h"
#include "schema/work_order.h"
#include "schema/work_order_board.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_paper.h"
#include "schema/work_order_visit.h"
#include "tests/projections/read_models/folded.h"

namespace kintsugi::tests {
namespace {

using schema::Queue;

std::string counted(JudgedLog& log) {
  std::string out;
  const auto counts = count_queues(*folded(queues_projection(), log), Scope::everything());
  for (const auto& one : *counts)
    out += std::string(schema::name_of(one.queue)) + "@" + one.outlet + "=" +
           std::to_string(one.count) + " ";
  return out;
}
std::vector<schema::QueueRow> rows_in(JudgedLog& log, Queue queue) {
  return list_queue(*folded(queues_projection(), log), queue, "", Scope::everything(), {})->rows;
}
std::vector<schema::QueueRow> asked_in(JudgedLog& log) {
  return rows_in(log, Queue::overrides_asked);
}

// Each check that somebody is asked to override waits by itself, until that is done or the order is
// dispatched all the same.
TEST(Overrides, AnOverrideThatIsAskedForWaitsForAnotherPerson) {
  using schema::DispatchCheck;
  const auto ask = [](DispatchCheck check) {
    return schema::DispatchOverrideAsked{
        .technician = "T-2", .check = check, .reason = "客户点名", .by = "2001"};
  };
  JudgedLog log;
  const auto after = [&](auto event) {
    log.add({on("work_order/WO-1", std::move(event))});
    return counted(log);
  };
  after(schema::WorkOrderRegistered{.customer = "C-1"});
  after(schema::OutletAssigned{.outlet = "O-1"});
  after(ask(DispatchCheck::territory));
  EXPECT_EQ(after(ask(DispatchCheck::debt)), "to_schedule@O-1=1 overrides_asked@O-1=2 ");
  const auto waiting = asked_in(log);
  ASSERT_EQ(waiting.size(), 2u);
  for (const auto& row : waiting) {
    EXPECT_EQ(row.technician, "T-2");
    EXPECT_EQ(row.by, "2001");
    EXPECT_EQ(row.note, "客户点名");
    EXPECT_EQ(row.order, "WO-1");
  }
  EXPECT_EQ(after(schema::DispatchCheckOverridden{.technician = "T-2",
                                                  .check = DispatchCheck::territory,
                                                  .reason = "好",
                                                  .by = "2002"}),
            "to_schedule@O-1=1 overrides_asked@O-1=1 ");
  EXPECT_EQ(asked_in(log)[0].check, DispatchCheck::debt);
  EXPECT_EQ(after(schema::BookingScheduled{.booking = 1, .technician = "T-1"}),
            "to_accept@O-1=1 ");
  after(ask(DispatchCheck::debt));
  EXPECT_EQ(after(schema::WorkOrderCanceled{.reason = "x"}), "");
}

// His own leave is worth nothing to him: somebody else still has to give it.
TEST(Overrides, WhoeverAsksDoesNotAnswerHimself) {
  JudgedLog log;
  log.add({on("work_order/WO-1", schema::WorkOrderRegistered{.customer = "C-1"})});
  log.add({on("work_order/WO-1", schema::OutletAssigned{.outlet = "O-1"})});
  const auto given_by = [&](const char* by) {
    log.add({on("work_order/WO-1",
                schema::DispatchCheckOverridden{.technician = "T-2",
                                                .check = schema::DispatchCheck::travel,
                                                .reason = "好",
                                                .by = by})});
    return asked_in(log).size();
  };
  log.add({on("work_order/WO-1",
              schema::DispatchOverrideAsked{.technician = "T-2",
                                            .check = schema::DispatchCheck::travel,
                                            .reason = "x",
                                            .by = "2001"})});
  EXPECT_EQ(given_by("2001"), 1u);
  EXPECT_EQ(given_by("2002"), 0u);
}

// Whoever was sent before did the work meanwhile: nobody can override anything any more.
TEST(Overrides, NobodyIsAskedAfterTheWorkIsReported) {
  JudgedLog log;
  log.add({on("work_order/WO-1", schema::WorkOrderRegistered{.customer = "C-1"})});
  log.add({on("work_order/WO-1", schema::OutletAssigned{.outlet = "O-1"})});
  log.add({on("work_order/WO-1", schema::BookingScheduled{.booking = 1, .technician = "T-1"})});
  log.add({on("work_order/WO-1",
              schema::DispatchOverrideAsked{.technician = "T-2",
                                            .check = schema::DispatchCheck::travel,
                                            .reason = "x",
                                            .by = "2001"})});
  EXPECT_EQ(asked_in(log).size(), 1u);
  log.add({on("work_order/WO-1", schema::WorkReported{.booking = 1, .technician = "T-1"})});
  EXPECT_EQ(counted(log), "papers_due@O-1=1 ");
}

// A slip that is taken back after the order was completed is owed again.
TEST(Overrides, APaperThatIsTakenBackIsOwedAgain) {
  JudgedLog log;
  const auto after = [&](auto event) {
    log.add({on("work_order/WO-1", std::move(event))});
    return counted(log);
  };
  after(schema::WorkOrderRegistered{.customer = "C-1"});
  after(schema::OutletAssigned{.outlet = "O-1"});
  after(schema::BookingScheduled{.booking = 1, .technician = "T-1"});
  after(schema::WorkReported{.booking = 1, .technician = "T-1"});
  const schema::ServiceSlipWithdrawn withdrawn{.slip = "P-1", .reason = "错单", .by = "acc"};
  EXPECT_EQ(after(withdrawn), "papers_due@O-1=1 ");
  EXPECT_EQ(after(schema::WorkOrderCompleted{}), "to_post@O-1=1 ");
  EXPECT_EQ(after(withdrawn), "papers_due@O-1=1 to_post@O-1=1 ");
  EXPECT_EQ(after(schema::ServiceSlipReturned{.slip = "P-2"}), "to_post@O-1=1 ");
  after(withdrawn);
  EXPECT_EQ(after(schema::WorkOrderPosted{}), "papers_due@O-1=1 ");
  EXPECT_EQ(after(schema::ServiceSlipReturned{.slip = "P-3"}), "");
}

// Of a posted order, too; and each paper is owed for itself.
TEST(Overrides, APaperOfAPostedOrderThatIsTakenBackIsOwedAgain) {
  JudgedLog log;
  const auto after = [&](auto event) {
    log.add({on("work_order/WO-1", std::move(event))});
    return counted(log);
  };
  after(schema::WorkOrderRegistered{.brand = "haier", .customer = "C-1"});
  after(schema::OutletAssigned{.outlet = "O-1"});
  after(schema::BookingScheduled{.booking = 1, .technician = "T-1"});
  after(schema::WorkReported{.booking = 1, .technician = "T-1"});
  after(schema::WorkOrderCompleted{});
  EXPECT_EQ(after(schema::WorkOrderPosted{}), "");
  const schema::ServiceSlipWithdrawn slip{.slip = "P-1", .reason = "错单", .by = "acc"};
  const schema::InstallCardWithdrawn card{.card = "K-1", .reason = "错卡", .by = "acc"};
  EXPECT_EQ(after(slip), "papers_due@O-1=1 ");
  const schema::QueueRow row = rows_in(log, Queue::papers_due).at(0);
  EXPECT_EQ(row.subject, "work_order/WO-1");
  EXPECT_EQ(row.order, "WO-1");
  EXPECT_EQ(row.customer, "C-1");
  EXPECT_EQ(row.brand, "haier");
  EXPECT_EQ(row.note, "错单");
  EXPECT_EQ(row.by, "acc");
  EXPECT_EQ(after(card), "papers_due@O-1=2 ");
  EXPECT_EQ(after(schema::InstallCardHandedBack{.card = "K-2"}), "papers_due@O-1=1 ");
  EXPECT_EQ(after(schema::ServiceSlipReturned{.slip = "P-2"}), "");
}

// Why an order is to be dispatched once more stands in its row.
TEST(Overrides, AnOrderThatIsBackSaysWhy) {
  JudgedLog log;
  const auto note_after = [&](auto event) {
    log.add({on("work_order/WO-1", std::move(event))});
    const auto page = list_queue(*folded(queues_projection(), log), Queue::to_schedule, "",
                                 Scope::everything(), {});
    return page->rows.empty() ? std::string("-") : page->rows[0].note;
  };
  note_after(schema::WorkOrderRegistered{.customer = "C-1"});
  EXPECT_EQ(note_after(schema::OutletAssigned{.outlet = "O-1"}), "");
  note_after(schema::BookingScheduled{.booking = 1, .technician = "T-1"});
  EXPECT_EQ(note_after(schema::BookingDeclined{.booking = 1, .technician = "T-1", .reason = "太远"}),
            "太远");
  EXPECT_EQ(note_after(schema::OutletAssigned{.outlet = "O-2"}), "太远") << "it waits as before";
  note_after(schema::BookingScheduled{.booking = 2, .technician = "T-2"});
  EXPECT_EQ(note_after(schema::WorkReported{
                .booking = 2, .technician = "T-2", .partly = true, .result = "等外机支架"}),
            "等外机支架");
}

}  // namespace
}  // namespace kintsugi::tests
