// The end of an order: completed when its gates are met, posted, canceled, or opened again.

#include <algorithm>
#include <string>

#include "core/calendar/calendar.h"
#include "core/care_rule/care_rule.h"
#include "core/exchange_case/exchange_case.h"
#include "core/maker_settlement/claim.h"
#include "core/part_request/of_order.h"
#include "core/service_policy/service_policy.h"
#include "core/work_order/cancel_bookings.h"
#include "core/work_order/complete.h"
#include "core/work_order/exchange_due.h"
#include "core/work_order/lacks.h"
#include "core/work_order/rules.h"
#include "schema/asset.h"
#include "schema/complaint_state.h"
#include "schema/exchange_case_state.h"
#include "schema/follow_up_events.h"
#include "schema/subcontract_events.h"
#include "schema/subcontract_state.h"
#include "schema/warranty_claim_events.h"
#include "schema/warranty_claim_state.h"
#include "schema/work_order_appointment_events.h"
#include "schema/service_policy_state.h"
#include "schema/sale_events.h"
#include "schema/work_order_life_dispatch.h"
#include "schema/work_order_review_dispatch.h"

namespace kintsugi::core {
namespace {

using schema::CompletionGate;
using schema::ServiceType;
using work_order::No;
using work_order::Status;

Result<void> check_unit(const schema::WorkOrder& order) {
  if (order.unit_in_workshop) return refuse(No::unit_in_workshop, "tell that it is back");
  return {};
}

// What the order lacks first is said with what would help.
std::string helps(const schema::WorkOrder& order, No lack) {
  switch (lack) {
    case No::charges_pending:
      for (const schema::Charge& charge : order.charges)
        if (charge.status == schema::ChargeStatus::pending)
          return "line " + std::to_string(charge.line) + " waits for approval";
      break;
    case No::basis_missing:
      for (const schema::Charge& charge : order.charges)
        if (work_order::is_charged_in_full(order, charge))
          return "replace line " + std::to_string(charge.line);
      break;
    case No::paid_too_much:
      return std::to_string(work_order::paid_of(order) - work_order::due_of(order)) +
             " fen too much are paid";
    case No::card_missing:
      return "hand back the install card";
    case No::slip_missing:
      return "return the service slip";
    default:
      break;
  }
  return "collect what is due, or approve credit";
}

// Paper and money; what is waived of it.
Result<std::vector<CompletionGate>> check_gates(const schema::WorkOrder& order) {
  const std::vector<No> lacks = work_order::lacks_to_clear(order);
  if (!lacks.empty()) return refuse(lacks.front(), helps(order, lacks.front()));
  return work_order::missing_gates(order);
}

// The old unit is in our hands, or it was decided that there is no exchange: by its case, by
// another remedy, by the customer.
Result<void> check_exchange(const std::string& id, const schema::WorkOrder& order, Reads& reads) {
  const auto* found =
      order.asset.empty() ? nullptr : reads.find<schema::ExchangeCase>(order.asset);
  if (found != nullptr && found->order == id) {
    if (exchange_case::is_under_way(*found))
      return refuse(No::exchange_open, std::string(schema::name_of(found->status)));
    return {};
  }
  if (order.warranty.remedy != schema::Remedy::none) return {};
  if (exchange_case::is_declined(id, order, reads)) return {};
  return refuse(No::exchange_missing, order.asset.empty() ? "name its machine" : order.asset);
}

// It may be withdrawn since it was completed.
Result<void> check_handover(const schema::WorkOrder& order) {
  const std::vector<No> lacks = work_order::lacks_of_handover(order);
  if (lacks.empty()) return {};
  return refuse(lacks.front(), lacks.front() == No::training_missing
                                   ? "record the handover of the training"
                                   : "record the handover of the acceptance");
}

// What some kinds of service end with, beside paper and money: a training with who was trained,
// commissioning with the customer's acceptance, an exchange with the old unit in our hands or no
// remedy at all. What the maker pays for it, and when, does not hold up the order.
Result<void> check_kind(const std::string& id, const schema::WorkOrder& order, Reads& reads) {
  if (!is_person(reads) || order.incomplete) return {};
  KINTSUGI_TRY_OK(check_handover(order));
  if (order.service_type != ServiceType::exchange) return {};
  return check_exchange(id, order, reads);
}

// What the service policy asks for from its completion on, beside the order's own way.
void ask_for_closing(const std::string& id, const schema::ServicePolicyVersion& policy,
                     Events& events) {
  const bool review = policy.review_asked == schema::PolicyAnswer::yes;
  const bool clearing = policy.clearing_asked == schema::PolicyAnswer::yes;
  if (!review && !clearing) return;
  using schema::ClearingStatus;
  using schema::ReviewStatus;
  events.on(id, schema::ClosingAsked{
                    .review = review ? ReviewStatus::asked : ReviewStatus::none,
                    .clearing = clearing ? ClearingStatus::asked : ClearingStatus::none});
}

Result<void> check_closing(const schema::WorkOrder& order) {
  if (order.clearing == schema::ClearingStatus::asked)
    return refuse(No::not_cleared, "slip, card and money: clear its ticket");
  const bool reviewed = order.review == schema::ReviewStatus::none ||
                        order.review == schema::ReviewStatus::approved;
  if (!reviewed)
    return refuse(No::not_reviewed, "its review is " + std::string(schema::name_of(order.review)));
  return {};
}

// What an older system canceled lost nothing here.
Result<void> check_cancelable(const schema::WorkOrder& order, const Reads& reads) {
  if (!is_person(reads)) return check_unit(order);
  const std::vector<No> lacks = work_order::lacks_to_cancel(order);
  if (lacks.empty()) return {};
  switch (lacks.front()) {
    case No::completed_before:
      return refuse(lacks.front(), "withdraw the reopening, or say how it was solved");
    case No::paid_too_much:
      return refuse(lacks.front(), std::to_string(work_order::paid_of(order)) +
                                       " fen are paid: give them back, and withdraw the payment");
    default:
      return check_unit(order);
  }
}

// Nobody has to decide any more who else does it, or who pays for it.
void end_what_waits(const schema::CancelWorkOrder& command, Reads& reads, Events& events) {
  const auto* asked = reads.find<schema::Subcontract>(command.order);
  const bool open = asked != nullptr && (asked->status == schema::SubcontractStatus::requested ||
                                         asked->status == schema::SubcontractStatus::approved);
  if (open) {
    events.on(command.order, schema::SubcontractWithdrawn{.reason = command.reason,
                                                          .by = reads.actor().operator_id});
  }
  const auto* claim = reads.find<schema::WarrantyClaim>(command.order);
  if (claim != nullptr && claim->status == schema::WarrantyClaimStatus::waiting)
    events.on(command.order, schema::WarrantyClaimWithdrawn{.reason = command.reason});
}

// What the asset remembers of a completed order.
void close_on_asset(const std::string& id, const schema::WorkOrder& order, bool repaired,
                    std::int64_t at, Events& events) {
  if (order.asset.empty()) return;
  events.on(order.asset, schema::AssetOrderClosed{.order = id});
  if (repaired && order.service_type == ServiceType::repair) {
    events.on(order.asset, schema::AssetRepaired{.order = id,
                                                 .technician = order.technician,
                                                 .fault = order.fault,
                                                 .at = at,
                                                 .fault_code = order.fault_code});
  }
}

}  // namespace

namespace work_order {

Result<Events> complete(const std::string& id, const schema::WorkOrder& order,
                        const std::string& note, Reads& reads) {
  KINTSUGI_TRY(std::vector<CompletionGate> waived, check_gates(order));
  if (part_request::parts_are_out(order, reads)) {
    return refuse(No::open_part_requests, "use, return or report lost what was issued");
  }
  const Instant at = reads.business_time();
  const bool reachable = !order.phone.empty();
  const auto& policy = service_policy::in_force(judged_at(reads), reads);
  const Instant due = judged_at(reads) + std::chrono::hours(policy.follow_up_hours);
  Events events;
  if (reachable) service_policy::note_use(policy, events);
  events.on(id, schema::WorkOrderCompleted{.at = to_ms(at),
                                           .note = note,
                                           .waived = std::move(waived),
                                           .follow_up_due_at = reachable ? to_ms(due) : 0,
                                           .counts_on = day_of(judged_at(reads))});
  if (is_person(reads)) ask_for_closing(id, policy, events);
  close_on_asset(id, order, true, to_ms(at), events);
  if (!order.sale.empty()) events.on(order.sale, schema::SaleInstalled{.order = id});
  part_request::release_requests_of(id, order, "order completed", reads, events);
  care_rule::plan_after(id, order, reads, events);
  return events;
}

}  // namespace work_order

Result<Events> decide(const schema::CompleteWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::work_reported}, No::not_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_note(command.note, "note"));
  KINTSUGI_TRY_OK(check_unit(*order));
  KINTSUGI_TRY_OK(check_kind(command.order, *order, reads));
  return work_order::complete(command.order, *order, command.note, reads);
}

Result<Events> decide(const schema::ClearTicket& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(
                   command, {Status::work_reported, Status::completed, Status::followed_up},
                   No::not_reported, reads));
  if (order->clearing == schema::ClearingStatus::cleared)
    return refuse(No::already_cleared, "nothing is left to clear");
  KINTSUGI_TRY([[maybe_unused]] const std::vector<CompletionGate> waived, check_gates(*order));
  Events events;
  events.on(command.order, schema::TicketCleared{.at = to_ms(reads.business_time()),
                                                 .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::PostWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::completed, Status::followed_up},
                                    No::not_completed, reads));
  if (order->status == Status::completed && order->follow_up != schema::FollowUpStatus::none) {
    return refuse(No::not_followed_up, "the follow-up call is due");
  }
  KINTSUGI_TRY_OK(check_closing(*order));
  if (is_person(reads)) KINTSUGI_TRY_OK(check_handover(*order));
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
  const bool complained = complaints != nullptr && complaints->registered > 0;
  const bool unsolved = order->unsolved && !complained;
  if (unsolved && command.reason.empty())
    return refuse(No::not_solved, "open it again, register a complaint, or say why");
  KINTSUGI_TRY_OK(work_order::check_why(command.reason, "reason"));
  Events events;
  if (unsolved)
    events.on(command.order, schema::UnsolvedAccepted{.unsolved_reason = command.reason});
  events.on(command.order, schema::WorkOrderPosted{.at = to_ms(reads.business_time())});
  maker_settlement::claim(command.order, *order,
                          {{.amount = maker_settlement::posted_amount(*order),
                            .posted_on = day_of(judged_at(reads))}},
                          reads, events);
  return events;
}

Result<Events> decide(const schema::CancelWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(
      const schema::WorkOrder* order,
      work_order::order_of(command, work_order::open_statuses, No::already_reported, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  KINTSUGI_TRY_OK(check_cancelable(*order, reads));
  if (part_request::parts_are_out(*order, reads)) {
    return refuse(No::open_part_requests, "take back what was issued first");
  }
  Events events;
  work_order::cancel_bookings(command.order, *order, reads, events);
  events.on(command.order, schema::WorkOrderCanceled{.reason = command.reason});
  if (order->appointment_from != 0)
    events.on(command.order, schema::AppointmentFreed{.reason = command.reason});
  end_what_waits(command, reads, events);
  close_on_asset(command.order, *order, false, 0, events);
  schema::WorkOrder as_it_will_be = *order;
  as_it_will_be.status = Status::canceled;
  work_order::tell_exchange_due(command.order, as_it_will_be, reads, events);
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
  if (!order->sale.empty())
    events.on(order->sale, schema::SaleInstalledAgain{.order = command.order});
  if (!order->asset.empty()) {
    events.on(order->asset,
              schema::AssetOrderOpened{.order = command.order, .fault = order->fault});
    schema::WorkOrder as_it_will_be = *order;
    as_it_will_be.status = Status::assigned;
    as_it_will_be.completed_at = as_it_will_be.reported_at = 0;
    ++as_it_will_be.round;
    as_it_will_be.warranty.fault_on = 0;
    work_order::tell_exchange_due(command.order, as_it_will_be, reads, events);
  }
  const schema::FollowUp* call = reads.find<schema::FollowUp>(command.order);
  const bool waits = call != nullptr && (call->status == schema::FollowUpStatus::due ||
                                         call->status == schema::FollowUpStatus::attempted);
  if (waits) events.on(command.order, schema::FollowUpCanceled{.reason = "order reopened"});
  return events;
}

}  // namespace kintsugi::core
