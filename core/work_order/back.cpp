// What was a slip as a whole: an order canceled, completed or opened again by mistake, a way nobody
// went.

#include <algorithm>

#include "core/care_rule/care_rule.h"
#include "core/claims/claim.h"
#include "core/part_request/of_order.h"
#include "core/work_order/exchange_due.h"
#include "core/work_order/home_charge.h"
#include "core/work_order/rules.h"
#include "schema/asset_events.h"
#include "schema/asset_state.h"
#include "schema/follow_up.h"
#include "schema/sale.h"
#include "schema/work_order_appointment_events.h"
#include "schema/work_order_back_dispatch.h"
#include "schema/work_order_life_events.h"
#include "schema/work_order_life_state.h"

namespace kintsugi::core {
namespace {

using schema::FollowUpStatus;
using work_order::BookingStatus;
using work_order::No;
using work_order::Status;

// Another order was registered for the maker's number since.
Result<void> check_maker_number(const std::string& id, const schema::WorkOrder& order,
                                Reads& reads) {
  if (order.maker_number.empty()) return {};
  const auto claim = claims::find<schema::MakerNumber>(
      claims::claim_of_brand(order.brand, order.maker_number), reads);
  if (claim.state == nullptr || claim.state->order.empty() || claim.state->order == id) return {};
  return refuse(No::maker_number_taken, "order " + claim.state->order + " has it");
}

// Somebody worked in this round, or is about to: the reopening was meant.
Result<void> check_nobody_went(const schema::WorkOrder& order) {
  for (const schema::Booking& booking : order.bookings) {
    const bool came_to_nothing =
        booking.status == BookingStatus::declined || booking.status == BookingStatus::canceled ||
        booking.status == BookingStatus::no_show || booking.status == BookingStatus::abnormal;
    if (booking.round == order.round && !came_to_nothing)
      return refuse(No::not_reopened, "booking " + std::to_string(booking.number) + " is " +
                                          std::string(schema::name_of(booking.status)));
  }
  if (order.waits_for == schema::OrderWait::subcontractor)
    return refuse(No::not_reopened, "a third party has it: withdraw the subcontract");
  if (order.unit_in_workshop) return refuse(No::unit_in_workshop, "tell that it is back");
  return {};
}

// The call that was canceled with the reopening, or that had not been planned yet, is due; when.
std::int64_t call_again(const std::string& id, const schema::WorkOrder& order, Reads& reads,
                        Events& events) {
  const auto round = static_cast<std::uint16_t>(order.round - 1);
  const auto* call = reads.find<schema::FollowUp>(id);
  if (call != nullptr && call->round == round && call->status == FollowUpStatus::canceled) {
    events.on(id, schema::FollowUpStandsAgain{.order = id});
    return call->due_at;
  }
  const std::int64_t due = to_ms(judged_at(reads));
  events.on(id, schema::FollowUpScheduled{.order = id,
                                          .round = round,
                                          .due_at = due,
                                          .outlet = order.outlet,
                                          .technician = order.technician,
                                          .customer = order.customer});
  return due;
}

// Of an order that was completed before that was kept: what its completion asked for is not asked.
schema::OpenRound open_round_of(const schema::WorkOrder& order) {
  if (!order.before_completion.empty()) return order.before_completion.front();
  using schema::ClearingStatus;
  using schema::ReviewStatus;
  const bool first = order.first_completed_at == order.completed_at;
  const bool asked = order.clearing == ClearingStatus::asked;
  return {.counts_on = 0,
          .first_completed_at = first ? 0 : order.first_completed_at,
          .escalated_at = 0,
          .review = order.review == ReviewStatus::asked ? ReviewStatus::none : order.review,
          .clearing = asked ? ClearingStatus::none : order.clearing};
}

// What its machine remembers of the completion: the order is open on it, and repaired nothing yet.
void open_on_asset(const std::string& id, const schema::WorkOrder& order, Reads& reads,
                   Events& events) {
  const auto* asset = reads.find<schema::Asset>(order.asset);
  events.on(order.asset, schema::AssetOrderOpened{.order = id, .fault = order.fault});
  if (asset == nullptr) return;
  const bool repaired = std::any_of(
      asset->repairs.begin(), asset->repairs.end(), [&](const schema::AssetRepair& one) {
        return one.order == id && one.at == order.completed_at;
      });
  if (repaired)
    events.on(order.asset,
              schema::AssetRepairWithdrawn{.order = id, .at = order.completed_at});
}

}  // namespace

Result<Events> decide(const schema::ReinstateWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::canceled}, No::not_canceled, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(check_maker_number(command.order, *order, reads));
  Events events;
  events.on(command.order, schema::WorkOrderReinstated{.at = to_ms(reads.business_time()),
                                                       .reason = command.reason,
                                                       .by = reads.actor().operator_id,
                                                       .outlet = order->outlet,
                                                       .customer = order->customer,
                                                       .contact = order->contact,
                                                       .service_type = order->service_type,
                                                       .severity = order->severity,
                                                       .brand = order->brand,
                                                       .category = order->category,
                                                       .area = order->area});
  work_order::leave_to_the_other(command.order, *order, command.reason, reads, events);
  if (!order->asset.empty()) {
    events.on(order->asset,
              schema::AssetOrderOpened{.order = command.order, .fault = order->fault});
    schema::WorkOrder as_it_will_be = *order;
    as_it_will_be.status = Status::registered;
    work_order::tell_exchange_due(command.order, as_it_will_be, reads, events);
  }
  if (!order->sale.empty()) {
    const auto* sale = reads.find<schema::Sale>(order->sale);
    if (sale != nullptr && sale->status == schema::SaleStatus::withdrawn)
      events.on(order->sale, schema::SaleReinstated{.order = command.order});
  }
  return events;
}

Result<Events> decide(const schema::WithdrawReopening& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::registered, Status::assigned},
                                    No::not_reopened, reads));
  if (order->before_reopening.empty()) return refuse(No::not_reopened, "it is in its first round");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(check_nobody_went(*order));
  if (part_request::parts_are_out(*order, reads))
    return refuse(No::open_part_requests, "take back what was issued first");
  const schema::ClosedRound& closed = order->before_reopening.front();
  Events events;
  // Whoever has it since has done nothing: it counts where it was done.
  if (!closed.outlet.empty() && closed.outlet != order->outlet)
    events.on(command.order, schema::OutletAssigned{.outlet = closed.outlet,
                                                    .override_reason = command.reason});
  std::int64_t due = 0;
  if (closed.follow_up == FollowUpStatus::due)
    due = call_again(command.order, *order, reads, events);
  events.on(command.order,
            schema::ReopeningWithdrawn{.round = static_cast<std::uint16_t>(order->round - 1),
                                       .closed = closed,
                                       .follow_up_due_at = due,
                                       .reason = command.reason,
                                       .by = reads.actor().operator_id});
  if (order->appointment_from != 0)
    events.on(command.order, schema::AppointmentFreed{.reason = command.reason});
  if (!order->asset.empty()) {
    events.on(order->asset, schema::AssetOrderClosed{.order = command.order});
    schema::WorkOrder as_it_will_be = *order;
    as_it_will_be.status = closed.status;
    as_it_will_be.completed_at = closed.completed_at;
    as_it_will_be.reported_at = closed.reported_at;
    --as_it_will_be.round;
    work_order::tell_exchange_due(command.order, as_it_will_be, reads, events);
  }
  if (!order->sale.empty())
    events.on(order->sale, schema::SaleInstalled{.order = command.order});
  part_request::release_requests_of(command.order, *order, command.reason, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawCompletion& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::completed, Status::followed_up},
                                    No::not_completed, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::CompletionWithdrawn{.completed_at = order->completed_at,
                                                       .open = open_round_of(*order),
                                                       .reason = command.reason,
                                                       .by = reads.actor().operator_id});
  if (!order->asset.empty()) open_on_asset(command.order, *order, reads, events);
  if (!order->sale.empty())
    events.on(order->sale, schema::SaleInstalledAgain{.order = command.order});
  const auto* call = reads.find<schema::FollowUp>(command.order);
  const bool waits = call != nullptr && (call->status == FollowUpStatus::due ||
                                         call->status == FollowUpStatus::attempted);
  if (waits) events.on(command.order, schema::FollowUpCanceled{.reason = command.reason});
  care_rule::stop_after(command.order, *order, command.reason, reads, events);
  return events;
}

Result<Events> decide(const schema::WithdrawTravel& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, work_order::open_statuses, No::not_traveling, reads));
  KINTSUGI_TRY(const schema::Booking* booking,
               work_order::booking_of(*order, command.booking, {BookingStatus::traveling},
                                      No::not_traveling, reads));
  if (booking->checked_in_at != 0)
    return refuse(No::not_traveling, "he has checked in: withdraw the check-in");
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  Events events;
  events.on(command.order, schema::TravelWithdrawn{.booking = booking->number,
                                                   .technician = booking->technician,
                                                   .reason = command.reason,
                                                   .by = reads.actor().operator_id});
  return events;
}

}  // namespace kintsugi::core
