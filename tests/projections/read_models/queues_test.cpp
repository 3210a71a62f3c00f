#include "projections/queues/queues.h"

#include <gtest/gtest.h>

#include "schema/alarm.h"
#include "schema/part_request.h"
#include "schema/rows_queues.h"
#include "schema/stock.h"
#include "schema/tariff.h"
#include "schema/technician.h"
#include "schema/wage.h"
#include "schema/warehouse.h"
#include "schema/work_order.h"
#include "schema/work_order_booking.h"
#include "schema/work_order_correction.h"
#include "schema/work_order_life.h"
#include "schema/work_order_money.h"
#include "schema/work_order_visit.h"
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
  static schema::ChargeAdded manual(std::uint16_t line, std::int64_t amount) {
    return {.line = line, .status = schema::ChargeStatus::pending, .amount = amount};
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
  EXPECT_EQ(after(accepted), "to_visit@O-1=1 ");
  schema::TechnicianCheckedIn checked_in;
  checked_in.booking = 1;
  EXPECT_EQ(after(checked_in), "to_visit@O-1=1 ");
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
}

TEST_F(Queues, AnApprovedPartWaitsUntilItIsIssuedAndThenSignedFor) {
  const auto approved = [&](const std::string& stream) {
    after(schema::PartRequested{.order = "WO-1", .outlet = "O-2", .part = "P-1", .quantity = 2000},
          stream);
    after(schema::PartSourced{.warehouse = "W-1"}, stream);
    return after(schema::PartRequestApproved{}, stream);
  };
  const std::string stream = "part_request/R-1";
  EXPECT_EQ(approved(stream), "parts_to_issue@O-2=1 ");
  const auto waiting = rows_of(Queue::parts_to_issue);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].warehouse, "W-1");
  EXPECT_EQ(waiting[0].quantity, 2000);
  EXPECT_EQ(after(schema::PartIssued{.quantity = 2000}, stream), "parts_to_sign@O-2=1 ");
  EXPECT_EQ(after(schema::PartsSignedFor{.quantity = 2000}, stream), "parts_to_take_back@O-2=1 ");
  // What was taken out has to come back, also after all else is settled.
  EXPECT_EQ(after(schema::RequestedPartUsed{.quantity = 2000}, stream), "old_parts_due@O-2=1 ");
  EXPECT_EQ(after(schema::PartRequestClosed{}, stream), "old_parts_due@O-2=1 ");
  const schema::PartReturned old{.quantity = 2000, .condition = schema::PartCondition::old};
  EXPECT_EQ(after(old, stream), "");
  const std::string canceled = "part_request/R-2";
  EXPECT_EQ(approved(canceled), "parts_to_issue@O-2=1 ");
  EXPECT_EQ(after(schema::PartRequestCanceled{.reason = "x"}, canceled), "");
  const std::string lost = "part_request/R-3";
  approved(lost);
  after(schema::PartIssued{.quantity = 2000}, lost);
  EXPECT_EQ(after(schema::RequestedPartLost{.quantity = 2000}, lost), "parts_to_sign@O-2=1 ");
  EXPECT_EQ(after(schema::PartRequestClosed{}, lost), "");
}

TEST_F(Queues, MissingPartsWaitForTheWarehouseUntilAllAreSettled) {
  const std::string stream = "part_request/R-1";
  after(schema::PartRequested{.order = "WO-1", .outlet = "O-2", .part = "P-1", .quantity = 2000},
        stream);
  const schema::PartMissing missing{.quantity = 2000,
                                    .order = "WO-1",
                                    .outlet = "O-2",
                                    .part = "P-1",
                                    .technician = "T-1",
                                    .warehouse = "W-1",
                                    .missing = 2000};
  EXPECT_EQ(after(missing, stream), "parts_missing@O-2=1 ");
  const auto waiting = rows_of(Queue::parts_missing);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].warehouse, "W-1");
  EXPECT_EQ(waiting[0].quantity, 2000);
  EXPECT_EQ(after(schema::MissingPartSettled{.quantity = 1000, .missing = 1000}, stream),
            "parts_missing@O-2=1 ");
  EXPECT_EQ(after(schema::MissingPartSettled{.quantity = 1000, .missing = 0}, stream), "");
}

TEST_F(Queues, AnAcceptedOrderThatIsCanceledWaitsNowhere) {
  after(schema::WorkOrderRegistered{});
  after(schema::OutletAssigned{.outlet = "O-1"});
  after(schema::BookingScheduled{.booking = 1, .technician = "T-1"});
  EXPECT_EQ(after(schema::BookingAccepted{.booking = 1}), "to_visit@O-1=1 ");
  EXPECT_EQ(after(schema::WorkOrderCanceled{.reason = "x"}), "");
}

TEST_F(Queues, AManualChargeWaitsBesideItsOrder) {
  const std::string stream = "work_order/WO-1";
  begin_work(stream);
  // At the tariff's price there is nothing to approve.
  EXPECT_EQ(after(schema::ChargeAdded{.line = 1, .status = schema::ChargeStatus::agreed}),
            "in_service@O-1=1 ");
  const std::string both = "in_service@O-1=1 charges_to_approve@O-1=1 ";
  EXPECT_EQ(after(manual(2, 500)), both);
  EXPECT_EQ(after(manual(3, 700)), both);
  const auto waiting = rows_of(Queue::charges_to_approve);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].id, "work_order.charges:WO-1");
  EXPECT_EQ(waiting[0].subject, stream);
  EXPECT_EQ(waiting[0].order, "WO-1");
  EXPECT_EQ(waiting[0].customer, "C-1");
  EXPECT_EQ(waiting[0].technician, "T-1");
  EXPECT_EQ(waiting[0].amount, 1200);
  const auto own = rows_of(Queue::in_service);
  ASSERT_EQ(own.size(), 1u);
  EXPECT_EQ(own[0].id, "work_order:WO-1");
  EXPECT_EQ(own[0].subject, stream);
  EXPECT_EQ(own[0].amount, 0);
  // The order goes on; the charge waits since it did.
  EXPECT_EQ(after(schema::WorkPaused{.booking = 1}), "on_hold@O-1=1 charges_to_approve@O-1=1 ");
  after(schema::SeverityClassified{.severity = schema::Severity::critical});
  EXPECT_EQ(after(schema::SeverityClassified{.severity = schema::Severity::critical}),
            "on_hold@O-1=1 charges_to_approve@O-1=1 grave_orders@O-1=1 ");
  const auto still = rows_of(Queue::charges_to_approve);
  ASSERT_EQ(still.size(), 1u);
  EXPECT_EQ(still[0].since, waiting[0].since);
  EXPECT_EQ(still[0].severity, schema::Severity::critical);
  EXPECT_EQ(waiting[0].number, 2u);
  EXPECT_EQ(after(schema::ChargeApproved{.line = 2}),
            "on_hold@O-1=1 charges_to_approve@O-1=1 grave_orders@O-1=1 ");
  EXPECT_EQ(rows_of(Queue::charges_to_approve).at(0).amount, 700);
  EXPECT_EQ(rows_of(Queue::charges_to_approve).at(0).number, 3u);
  EXPECT_EQ(after(schema::ChargeApproved{.line = 3}), "on_hold@O-1=1 grave_orders@O-1=1 ");
}

TEST_F(Queues, AChargeOfACanceledOrderWaitsNowhere) {
  begin_work("work_order/WO-1");
  EXPECT_EQ(after(manual(1, 500)), "in_service@O-1=1 charges_to_approve@O-1=1 ");
  EXPECT_EQ(after(schema::WorkOrderCanceled{.reason = "x"}), "");
}

TEST_F(Queues, ATechnicianWhoHoldsCashWaitsUntilAllIsRemitted) {
  const std::string stream = "technician/T-1";
  EXPECT_EQ(after(schema::TechnicianRegistered{.name = "x", .outlet = "O-1"}, stream), "");
  EXPECT_EQ(after(schema::CashCollected{.order = "WO-1", .amount = 900}, stream),
            "cash_to_remit@O-1=1 ");
  const auto since = rows_of(Queue::cash_to_remit).at(0).since;
  after(schema::CashCollected{.order = "WO-2", .amount = 100}, stream);
  EXPECT_EQ(after(schema::PaymentRemitted{.amount = 400}, stream), "cash_to_remit@O-1=1 ");
  const auto waiting = rows_of(Queue::cash_to_remit);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].subject, stream);
  EXPECT_EQ(waiting[0].technician, "T-1");
  EXPECT_EQ(waiting[0].amount, 600);
  EXPECT_EQ(waiting[0].since, since);
  EXPECT_EQ(after(schema::PaymentRemitted{.amount = 600}, stream), "");
  EXPECT_EQ(after(schema::CashCollected{.order = "WO-3", .amount = 1}, stream),
            "cash_to_remit@O-1=1 ");
}

TEST_F(Queues, ACountWaitsUntilTheLastProposalIsApprovedOrRejected) {
  after(schema::WarehouseRegistered{.outlet = "O-3"}, "warehouse/W-1");
  const std::string stream = "stock_item/W-1:P-1:good";
  EXPECT_EQ(after(schema::StockReceived{.quantity = 5000}, stream), "");
  EXPECT_EQ(after(schema::StockAdjustmentProposed{.number = 1, .counted = 4000}, stream),
            "counts_to_approve@O-3=1 ");
  EXPECT_EQ(after(schema::StockAdjustmentProposed{.number = 2, .counted = 3000}, stream),
            "counts_to_approve@O-3=1 ");
  const auto waiting = rows_of(Queue::counts_to_approve);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].subject, stream);
  EXPECT_EQ(waiting[0].warehouse, "W-1");
  EXPECT_EQ(waiting[0].part, "P-1");
  EXPECT_EQ(after(schema::StockAdjustmentRejected{.number = 2, .reason = "x"}, stream),
            "counts_to_approve@O-3=1 ");
  EXPECT_EQ(after(schema::StockAdjusted{.number = 1, .difference = -1000}, stream), "");
  EXPECT_EQ(after(schema::StockAdjustmentProposed{.number = 3}, stream),
            "counts_to_approve@O-3=1 ");
  EXPECT_EQ(after(schema::StockAdjustmentRejected{.number = 3, .reason = "x"}, stream), "");
}

// Everything that the approval needs, and who may not give it.
TEST_F(Queues, ACountSaysWhatItFound) {
  const std::string stream = "stock_item/W-1:P-1:old";
  after(schema::StockAdjustmentProposed{.number = 1,
                                        .counted = 4000,
                                        .book = 5000,
                                        .counted_at = 10,
                                        .reason = "月盘",
                                        .counter = "4001"},
        stream);
  // Told later, but before the count: the book was another.
  after(schema::StockReceived{.quantity = 1000, .happened_at = 5}, stream);
  const auto row = rows_of(Queue::counts_to_approve).at(0);
  EXPECT_EQ(row.number, 1u);
  EXPECT_EQ(row.counted, 4000);
  EXPECT_EQ(row.book, 6000);
  EXPECT_EQ(row.by, "4001");
  EXPECT_EQ(row.note, "月盘");
  EXPECT_EQ(row.condition, schema::PartCondition::old);
}

TEST_F(Queues, AShelfBelowItsMinimumWaitsUntilItIsFilledUp) {
  after(schema::WarehouseRegistered{.outlet = "O-3"}, "warehouse/W-1");
  const std::string stream = "stock_item/W-1:P-1:good";
  after(schema::StockReceived{.quantity = 5000}, stream);
  const schema::StockMinimumSet set{.minimum = 4000, .on_hand = 5000, .reserved = 0};
  EXPECT_EQ(after(set, stream), "");
  EXPECT_EQ(after(schema::StockReserved{.request = "R-1", .quantity = 2000}, stream),
            "below_minimum@O-3=1 ");
  const auto row = rows_of(Queue::below_minimum).at(0);
  EXPECT_EQ(row.id, "stock_item.minimum:W-1:P-1:good");
  EXPECT_EQ(row.subject, stream);
  EXPECT_EQ(row.minimum, 4000);
  EXPECT_EQ(row.book, 3000);
  EXPECT_EQ(row.quantity, 1000) << "what it lacks";
  // One without a minimum is never below it, whatever is known of it.
  after(schema::StockAdjustmentProposed{.number = 1, .counted = 0}, "stock_item/W-1:P-2:good");
  EXPECT_EQ(after(schema::StockAdjusted{.number = 1, .difference = -1000},
                  "stock_item/W-1:P-2:good"),
            "below_minimum@O-3=1 ");
  // A count waits beside it.
  EXPECT_EQ(after(schema::StockAdjustmentProposed{.number = 1, .counted = 4000}, stream),
            "counts_to_approve@O-3=1 below_minimum@O-3=1 ");
  EXPECT_EQ(after(schema::StockAdjusted{.number = 1, .difference = -1000}, stream),
            "below_minimum@O-3=1 ");
  EXPECT_EQ(rows_of(Queue::below_minimum).at(0).quantity, 2000);
  EXPECT_EQ(after(schema::StockReceived{.quantity = 2000}, stream), "");
  EXPECT_EQ(after(schema::StockIssued{.quantity = 3000, .request = "R-1"}, stream),
            "below_minimum@O-3=1 ");
  EXPECT_EQ(after(schema::StockMinimumSet{.minimum = 0, .on_hand = 3000}, stream), "");
}

TEST_F(Queues, WhatIsLeftComesBackOnceTheWorkIsReported) {
  begin_work("work_order/WO-1");
  const std::string stream = "part_request/R-1";
  after(schema::PartRequested{
            .order = "WO-1", .outlet = "O-1", .part = "P-1", .technician = "T-1", .quantity = 3000},
        stream);
  after(schema::PartRequestLinked{.request = "R-1"});
  after(schema::PartIssued{.quantity = 3000}, stream);
  after(schema::PartsSignedFor{.quantity = 3000}, stream);
  after(schema::RequestedPartUsed{.quantity = 1000, .order = "WO-1"}, stream);
  EXPECT_EQ(after(schema::WorkReported{.booking = 1}),
            "papers_due@O-1=1 parts_to_take_back@O-1=1 old_parts_due@O-1=1 ");
  const auto row = rows_of(Queue::parts_to_take_back).at(0);
  EXPECT_EQ(row.quantity, 2000);
  EXPECT_EQ(row.condition, schema::PartCondition::good);
  EXPECT_EQ(rows_of(Queue::old_parts_due).at(0).condition, schema::PartCondition::old);
  // The report is taken back: he works on, and carries them rightly.
  EXPECT_EQ(after(schema::WorkReportWithdrawn{.booking = 1}),
            "in_service@O-1=1 old_parts_due@O-1=1 ");
  after(schema::WorkReported{.booking = 1});
  const schema::PartReturned good{.quantity = 2000, .condition = schema::PartCondition::good};
  EXPECT_EQ(after(good, stream), "papers_due@O-1=1 old_parts_due@O-1=1 ");
}

TEST_F(Queues, AnOldPartIsDueInTwoMonths) {
  begin_work("work_order/WO-1");
  const std::string stream = "part_request/R-1";
  after(schema::PartRequested{.order = "WO-1", .outlet = "O-1", .part = "P-1"}, stream);
  after(schema::PartIssued{.quantity = 1000}, stream);
  after(schema::PartsSignedFor{.quantity = 1000}, stream);
  after(schema::RequestedPartUsed{.quantity = 1000, .order = "WO-1"}, stream);
  const auto row = rows_of(Queue::old_parts_due).at(0);
  EXPECT_NEAR(static_cast<double>(row.due_at - row.since) / (24 * 3600 * 1000), 60, 2);
  // Its use is withdrawn: nothing was taken out.
  EXPECT_EQ(after(schema::RequestedPartUseWithdrawn{.quantity = 1000}, stream),
            "in_service@O-1=1 ");
}

TEST_F(Queues, AComplaintAndAGraveOrderWaitBesideTheirOwnWay) {
  after(schema::WorkOrderRegistered{.service_type = schema::ServiceType::complaint,
                                    .severity = schema::Severity::major});
  EXPECT_EQ(after(schema::OutletAssigned{.outlet = "O-1"}),
            "to_schedule@O-1=1 complaints@O-1=1 grave_orders@O-1=1 ");
  EXPECT_EQ(after(schema::SeverityClassified{.severity = schema::Severity::normal}),
            "to_schedule@O-1=1 complaints@O-1=1 ");
  EXPECT_EQ(after(schema::WorkOrderCanceled{.reason = "x"}), "");
}

TEST_F(Queues, ACorrectionOfAPostedOrderWaitsForASecondPerson) {
  const schema::WorkOrderCorrected corrected{
      .number = 1, .item = "visit", .amount = -500, .reason = "多收", .by = "5001", .outlet = "O-1"};
  EXPECT_EQ(after(corrected), "corrections_to_decide@O-1=1 ");
  const auto row = rows_of(Queue::corrections_to_decide).at(0);
  EXPECT_EQ(row.subject, "work_order/WO-1");
  EXPECT_EQ(row.amount, -500);
  EXPECT_EQ(row.by, "5001");
  EXPECT_EQ(after(schema::CorrectionDecided{.number = 1}), "");
}

TEST_F(Queues, APauseSaysWhy) {
  begin_work("work_order/WO-1");
  after(schema::WorkPaused{.booking = 1, .why = schema::PauseReason::part, .note = "等主板"});
  const auto row = rows_of(Queue::on_hold).at(0);
  EXPECT_EQ(row.pause, schema::PauseReason::part);
  EXPECT_EQ(row.note, "等主板");
  after(schema::WorkResumed{.booking = 1});
  EXPECT_EQ(rows_of(Queue::in_service).at(0).note, "");
}

TEST_F(Queues, ADraftWaitsUntilItIsPublishedOrWithdrawn) {
  EXPECT_EQ(after(schema::TariffDrafted{.name = "x", .version = 1}, "tariff/T-1"),
            "drafts_to_publish@=1 ");
  EXPECT_EQ(after(schema::TariffPublished{.version = 1}, "tariff/T-1"), "");
  EXPECT_EQ(after(schema::TariffDrafted{.name = "x", .version = 2}, "tariff/T-1"),
            "drafts_to_publish@=1 ");
  EXPECT_EQ(after(schema::TariffDraftWithdrawn{.version = 2, .reason = "x"}, "tariff/T-1"), "");
  // A rule is its outlet's; the one of all others is the company's.
  EXPECT_EQ(after(schema::WageRuleDrafted{.name = "x", .version = 1}, "wage_rule/O-1"),
            "drafts_to_publish@O-1=1 ");
  EXPECT_EQ(after(schema::WageRuleDrafted{.name = "x", .version = 1}, "wage_rule/default"),
            "drafts_to_publish@=1 drafts_to_publish@O-1=1 ");
  EXPECT_EQ(after(schema::WageRuleDraftWithdrawn{.version = 1, .reason = "x"}, "wage_rule/O-1"),
            "drafts_to_publish@=1 ");
  EXPECT_EQ(after(schema::WageRulePublished{.version = 1}, "wage_rule/default"), "");
}

TEST_F(Queues, ACalculatedWageRunWaitsForApproval) {
  const std::string stream = "wage_run/O-1:2026-03";
  const schema::WagesCalculated calculated{.outlet = "O-1", .period = "2026-03", .total = 800};
  EXPECT_EQ(after(calculated, stream), "wage_runs_to_approve@O-1=1 ");
  EXPECT_EQ(after(calculated, stream), "wage_runs_to_approve@O-1=1 ");
  const auto waiting = rows_of(Queue::wage_runs_to_approve);
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].subject, stream);
  EXPECT_EQ(waiting[0].amount, 800);
  EXPECT_EQ(after(schema::WagesApproved{}, stream), "");
}

TEST_F(Queues, TrippedAlarmsWaitUntilCleared) {
  schema::AlarmTripped tripped;
  tripped.order = "WO-1";
  tripped.outlet = "O-1";
  const std::string stream = "alarm/WO-1:booking_acceptance";
  EXPECT_EQ(after(tripped, stream), "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmAcknowledged{}, stream), "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmCleared{}, stream), "");
  EXPECT_EQ(after(schema::AlarmReopened{.order = "WO-1", .outlet = "O-1"}, stream),
            "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmCleared{}, stream), "");
}

TEST_F(Queues, AnAlarmWaitsWhereItsOrderIs) {
  const std::string stream = "alarm/WO-1:arrival";
  EXPECT_EQ(after(schema::AlarmTripped{.order = "WO-1"}, stream), "tripped@=1 ");
  EXPECT_EQ(after(schema::AlarmMoved{.outlet = "O-1"}, stream), "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmAcknowledged{}, stream), "tripped@O-1=1 ");
  EXPECT_EQ(after(schema::AlarmMoved{.outlet = "O-2"}, stream), "tripped@O-2=1 ");
  EXPECT_EQ(after(schema::AlarmCleared{}, stream), "");
}

TEST_F(Queues, AreListedLongestWaitingFirstWithinTheScope) {
  for (int i = 5; i >= 1; --i) {  // by their ids they would come the other way round
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
  EXPECT_EQ(list(Scope::everything(), 50), "WO-5 WO-4 WO-3 WO-2 WO-1 ");
  EXPECT_EQ(list(Scope::everything(), 2), "WO-5 WO-4 WO-3 WO-2 WO-1 ");
  EXPECT_EQ(list(only({"O-1"}), 2), "WO-5 WO-3 WO-1 ");
  EXPECT_EQ(counted(*rows, only({"O-2"})), "to_schedule@O-2=2 ");
}

}  // namespace
}  // namespace kintsugi::tests
