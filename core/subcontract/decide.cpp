#include <algorithm>
#include <string>

#include "core/authority/authority.h"
#include "core/events.h"
#include "core/four_eyes/four_eyes.h"
#include "core/part_request/of_order.h"
#include "core/reads.h"
#include "core/subcontract/cost_bounds.h"
#include "core/text/text.h"
#include "core/work_order/cancel_bookings.h"
#include "core/work_order/rules.h"
#include "schema/alarm_state.h"
#include "schema/subcontract_dispatch.h"

namespace kintsugi::core {
namespace {

using No = schema::SubcontractRefusal;
using schema::Subcontract;
using subcontract::check_cost;
using schema::SubcontractStatus;
using work_order::Status;

// A deadline of the order passed, and what it waited for has not happened in time.
Result<void> check_tripped(const std::string& order, const std::string& id, Reads& reads) {
  const auto* alarm = reads.find<schema::Alarm>(id);
  const bool tripped = alarm != nullptr && alarm->order == order &&
                       std::any_of(alarm->trips.begin(), alarm->trips.end(),
                                   [](const schema::AlarmTrip& trip) { return trip.met_at == 0; });
  if (tripped) return {};
  return refuse(No::not_tripped, "alarm " + id);
}

// The subcontract of the order, in the actor's scope.
template <class Command>
Result<const Subcontract*> own(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, reads.require<Subcontract>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, found->outlet, reads));
  return found;
}

template <class Command>
Result<const Subcontract*> to_decide(const Command& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, own(command, reads));
  if (found->status != SubcontractStatus::requested)
    return refuse(No::not_requested, "it is " + std::string(schema::name_of(found->status)));
  if (is_author(found->requested_by, reads)) return refuse(No::same_author, found->requested_by);
  return found;
}

}  // namespace

Result<Events> decide(const schema::SubcontractWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses,
                                    work_order::No::not_registered, reads));
  const auto* before = reads.find<Subcontract>(command.order);
  const bool open = before != nullptr && (before->status == SubcontractStatus::requested ||
                                          before->status == SubcontractStatus::approved);
  if (open)  // one that is done is of a round that is over
    return refuse(No::open, "it is " + std::string(schema::name_of(before->status)));
  if (!is_line(command.contractor, 200)) return refuse(No::contractor_missing, "one line");
  KINTSUGI_TRY_OK(check_tripped(command.order, command.alarm, reads));
  KINTSUGI_TRY_OK(check_cost(command.cost_expected));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.order,
            schema::SubcontractRequested{.order = command.order,
                                         .outlet = order->outlet,
                                         .contractor = command.contractor,
                                         .alarm = command.alarm,
                                         .cost_expected = command.cost_expected,
                                         .reason = command.reason,
                                         .requested_by = reads.actor().operator_id,
                                         .requested_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::ApproveSubcontract& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, to_decide(command, reads));
  KINTSUGI_TRY(const schema::WorkOrder* order, reads.require<schema::WorkOrder>(command.order));
  if (!work_order::is_open(*order))
    return work_order::wrong_status(command.order, order->status, work_order::No::not_registered);
  if (part_request::parts_are_out(*order, reads))
    return refuse(No::parts_out, "take back what was issued first");
  if (!is_note(command.answer)) return refuse(No::bad_text, "at most 4000 characters");
  Events events;
  work_order::cancel_bookings(command.order, *order, reads, events);
  events.on(command.order, schema::WorkOrderSubcontracted{.contractor = found->contractor});
  events.on(command.order, schema::SubcontractApproved{.answer = command.answer,
                                                       .decided_by = reads.actor().operator_id,
                                                       .decided_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::RejectSubcontract& command, Reads& reads) {
  KINTSUGI_TRY([[maybe_unused]] const Subcontract* found, to_decide(command, reads));
  if (command.answer.empty() || !is_note(command.answer))
    return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.order, schema::SubcontractRejected{.answer = command.answer,
                                                       .decided_by = reads.actor().operator_id,
                                                       .decided_at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::WithdrawSubcontract& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, own(command, reads));
  const bool approved = found->status == SubcontractStatus::approved;
  if (!approved && found->status != SubcontractStatus::requested)
    return refuse(No::not_requested, "it is " + std::string(schema::name_of(found->status)));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  Events events;
  events.on(command.order, schema::SubcontractWithdrawn{.reason = command.reason,
                                                        .by = reads.actor().operator_id});
  if (approved) events.on(command.order, schema::WorkOrderTakenBack{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::ReportSubcontract& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, own(command, reads));
  if (found->status != SubcontractStatus::approved)
    return refuse(No::not_approved, "it is " + std::string(schema::name_of(found->status)));
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses,
                                    work_order::No::not_registered, reads));
  KINTSUGI_TRY_OK(check_cost(command.cost));
  if (!is_line(command.invoice, 64) || !is_note(command.result))
    return refuse(No::bad_text, "an invoice is one line of at most 64 characters");
  const std::int64_t at = to_ms(reads.business_time());
  Events events;
  events.on(command.order, schema::SubcontractReported{
                               .cost = command.cost, .invoice = command.invoice, .done_at = at});
  events.on(command.order, schema::SubcontractedWorkReported{
                               .booking = static_cast<std::uint16_t>(order->bookings.size() + 1),
                               .result = command.result,
                               .at = at});
  return events;
}

Result<Events> decide(const schema::WithdrawSubcontractReport& command, Reads& reads) {
  KINTSUGI_TRY(const Subcontract* found, own(command, reads));
  if (found->status != SubcontractStatus::done)
    return refuse(No::not_done, "it is " + std::string(schema::name_of(found->status)));
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::work_reported},
                                    work_order::No::not_reported, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "say why");
  const auto theirs = std::find_if(
      order->bookings.begin(), order->bookings.end(), [&](const schema::Booking& booking) {
        return booking.round == order->round && booking.technician.empty() &&
               booking.status == schema::BookingStatus::completed;
      });
  if (theirs == order->bookings.end())
    return refuse(No::not_done, "the order was reported by one of ours");
  Events events;
  events.on(command.order, schema::SubcontractReportWithdrawn{
                               .was = found->cost, .why = command.reason,
                               .by = reads.actor().operator_id});
  events.on(command.order, schema::SubcontractedWorkWithdrawn{.booking = theirs->number});
  return events;
}

}  // namespace kintsugi::core
