// The end of an order: completed when its gates are met, posted, canceled, or opened again.

#include <string>

#include "core/calendar/calendar.h"
#include "core/part_request/of_order.h"
#include "core/service_policy/service_policy.h"
#include "core/work_order/rules.h"
#include "schema/asset.h"
#include "schema/complaint_state.h"
#include "schema/follow_up_events.h"
#include "schema/technician.h"
#include "schema/work_order_booking_events.h"
#include "schema/work_order_life_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::CompletionGate;
using schema::ServiceType;
using work_order::BookingStatus;
using work_order::No;
using work_order::Status;

bool is_over(BookingStatus status) {
  return status == BookingStatus::completed || status == BookingStatus::partly_completed ||
         status == BookingStatus::declined || status == BookingStatus::canceled;
}

// Each kind of service has its gates: an installation its card, everything else its slip, and the
// money in or credit approved. They are waived for an order that came incomplete from an older
// system.
Result<std::vector<CompletionGate>> check_gates(const schema::WorkOrder& order) {
  std::vector<CompletionGate> missing;
  const bool install = order.service_type == ServiceType::install;
  if (install && order.install_card.empty()) missing.push_back(CompletionGate::install_card);
  if (!install && order.service_slip.empty()) missing.push_back(CompletionGate::service_slip);
  for (const schema::Charge& charge : order.charges) {
    if (charge.status == schema::ChargeStatus::pending) {
      return refuse(No::charges_pending,
                    "line " + std::to_string(charge.line) + " waits for approval");
    }
  }
  const std::int64_t open = work_order::due_of(order) - work_order::paid_of(order);
  if (open < 0 && !order.incomplete)
    return refuse(No::paid_too_much, std::to_string(-open) + " fen too much are paid");
  if (open > 0 && !order.credit) missing.push_back(CompletionGate::payment);
  if (missing.empty() || order.incomplete) return missing;
  switch (missing.front()) {
    case CompletionGate::install_card:
      return refuse(No::card_missing, "hand back the install card");
    case CompletionGate::service_slip:
      return refuse(No::slip_missing, "return the service slip");
    default:
      return refuse(No::payment_missing, "collect what is due, or approve credit");
  }
}

// What the asset remembers of a completed order.
void close_on_asset(const std::string& id, const schema::WorkOrder& order, bool repaired,
                    std::int64_t at, Events& events) {
  if (order.asset.empty()) return;
  events.on(order.asset, schema::AssetOrderClosed{.order = id});
  if (repaired && order.service_type == ServiceType::repair) {
    events.on(order.asset,
              schema::AssetRepaired{
                  .order = id, .technician = order.technician, .fault = order.fault, .at = at});
  }
}

}  // namespace

Result<Events> decide(const schema::CompleteWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::work_reported}, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  KINTSUGI_TRY(std::vector<CompletionGate> waived, check_gates(*order));
  if (part_request::parts_are_out(*order, reads)) {
    return refuse(No::open_part_requests, "use, return or report lost what was issued");
  }
  const Instant at = reads.business_time();
  const bool reachable = !order->phone.empty();
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  const Instant due = judged_at(reads) + std::chrono::hours(policy.follow_up_hours);
  Events events;
  if (reachable) service_policy::note_use(policy, events);
  events.on(command.order,
            schema::WorkOrderCompleted{.at = to_ms(at),
                                       .note = command.note,
                                       .waived = std::move(waived),
                                       .follow_up_due_at = reachable ? to_ms(due) : 0,
                                       .counts_on = day_of(judged_at(reads))});
  close_on_asset(command.order, *order, true, to_ms(at), events);
  part_request::release_requests_of(command.order, *order, "order completed", reads, events);
  return events;
}

Result<Events> decide(const schema::PostWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::completed, Status::followed_up},
                                    No::not_completed, reads));
  if (order->status == Status::completed && order->follow_up != schema::FollowUpStatus::none) {
    return refuse(No::not_followed_up, "the follow-up call is due");
  }
  KINTSUGI_TRY([[maybe_unused]] const std::vector<CompletionGate> waived, check_gates(*order));
  if (part_request::parts_are_out(*order, reads)) {
    return refuse(No::open_part_requests, "use, return or report lost what was issued");
  }
  const auto* complaints = reads.find<schema::OrderComplaints>(command.order);
  if (complaints != nullptr && !complaints->open.empty())
    return refuse(No::open_complaint, complaints->open.front());
  const std::int64_t open = work_order::due_of(*order) - work_order::paid_of(*order);
  if (open > 0) return refuse(No::payment_missing, "what was given on credit is not paid");
  if (open < 0) return refuse(No::paid_too_much, std::to_string(-open) + " fen too much are paid");
  Events events;
  events.on(command.order, schema::WorkOrderPosted{.at = to_ms(reads.business_time())});
  return events;
}

Result<Events> decide(const schema::CancelWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::open_statuses, No::already_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (part_request::parts_are_out(*order, reads)) {
    return refuse(No::open_part_requests, "take back what was issued first");
  }
  Events events;
  for (const schema::Booking& booking : order->bookings) {
    if (booking.round != order->round || is_over(booking.status)) continue;
    events.on(command.order,
              schema::BookingCanceled{.booking = booking.number, .technician = booking.technician});
    if (booking.starts_at != 0) {
      events.on(booking.technician,
                schema::SlotReleased{.order = command.order, .booking = booking.number});
    }
    work_order::disarm_acceptance(command.order, booking.number, reads, events);
  }
  events.on(command.order, schema::WorkOrderCanceled{.reason = command.reason});
  close_on_asset(command.order, *order, false, 0, events);
  part_request::release_requests_of(command.order, *order, command.reason, reads, events);
  return events;
}

Result<Events> decide(const schema::ReopenWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::completed, Status::followed_up},
                                    No::not_completed, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order,
            schema::WorkOrderReopened{.round = static_cast<std::uint16_t>(order->round + 1),
                                      .reason = command.reason});
  if (!order->asset.empty()) {
    events.on(order->asset,
              schema::AssetOrderOpened{.order = command.order, .fault = order->fault});
  }
  const schema::FollowUp* call = reads.find<schema::FollowUp>(command.order);
  const bool waits = call != nullptr && (call->status == schema::FollowUpStatus::due ||
                                         call->status == schema::FollowUpStatus::attempted);
  if (waits) events.on(command.order, schema::FollowUpCanceled{.reason = "order reopened"});
  return events;
}

}  // namespace kintsugi::core
