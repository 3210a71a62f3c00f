#pragma once
// WO-1 of company() in each status, and what else may be so of it then: what the table of work
// orders goes through. Each takes the index of its column, of order_columns.

#include <cstddef>

#include "schema/work_order_kinds_state.h"
#include "tests/core/company/company.h"

namespace kintsugi::tests::situations {

inline constexpr schema::WorkOrderStatus order_columns[] = {
    schema::WorkOrderStatus::none,          schema::WorkOrderStatus::registered,
    schema::WorkOrderStatus::assigned,      schema::WorkOrderStatus::scheduled,
    schema::WorkOrderStatus::accepted,      schema::WorkOrderStatus::traveling,
    schema::WorkOrderStatus::in_progress,   schema::WorkOrderStatus::on_hold,
    schema::WorkOrderStatus::work_reported, schema::WorkOrderStatus::completed,
    schema::WorkOrderStatus::followed_up,   schema::WorkOrderStatus::posted,
    schema::WorkOrderStatus::canceled};

// T1 has signed for two pieces of P-1 for the order.
Given with_part_in(std::size_t column);
// 50.00 is charged to the customer, by disp.
Given with_charge_in(std::size_t column);
// It waits for approval.
Given with_pending_charge_in(std::size_t column);
Given on_credit_in(std::size_t column);
// Of which all is paid, in cash, to T1 and told by disp.
Given paid_in(std::size_t column);
// The same, and nothing is charged any more.
Given overpaid_in(std::size_t column);
// One of the two pieces is fitted.
Given with_part_used_in(std::size_t column);
// Opened again since it was completed, where it is assigned.
Given reopened_in(std::size_t column);
// The same, where it is registered: it was solved by telephone, before it had an outlet.
Given reopened_without_outlet_in(std::size_t column);
// What that one replaced is told, too.
Given with_part_removed_in(std::size_t column);
// Nobody is to be called: he has no phone.
Given not_called_in(std::size_t column);
Given corrected_in(std::size_t column);
// Something is promised since, of whatever was not done then.
Given promised_in(std::size_t column);
Given overridden_in(std::size_t column);
// Under way, and not there yet.
Given on_the_way_in(std::size_t column);
Given install_in(std::size_t column);
Given with_card_in(std::size_t column);
Given with_slip_in(std::size_t column);
// T2 goes with T1, for 40 %.
Given with_crew_in(std::size_t column);
Given appointed_in(std::size_t column);
// T2 has done a part of it, by a booking of his own.
Given reported_in_part_in(std::size_t column);
// It waited for a part, and does no more.
Given paused_before_in(std::size_t column);
Given at_the_time_in(std::size_t column);
Given failed_before_in(std::size_t column);
// Of T1, issued to him.
Given with_issued_card_in(std::size_t column);
Given cleared_in(std::size_t column);
Given reviewed_in(std::size_t column);
Given unreviewed_in(std::size_t column);
Given uncleared_in(std::size_t column);
// A unit is out.
Given unit_out_in(std::size_t column);
// With a shelf to send from.
Given with_shelf_in(std::size_t column);
Given without_slip_in(std::size_t column);

}  // namespace kintsugi::tests::situations
