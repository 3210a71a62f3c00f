// The clerk's part of an order: its address read back, help by telephone, an urgent report.

#include <string>

#include "core/calendar/calendar.h"
#include "core/part_request/of_order.h"
#include "core/service_policy/service_policy.h"
#include "core/text/search_key.h"
#include "core/text/text.h"
#include "core/work_order/complete.h"
#include "core/work_order/rules.h"
#include "schema/subcontract_refusals.h"
#include "schema/work_order_appointment_events.h"
#include "schema/work_order_intake_dispatch.h"

namespace kintsugi::core {
namespace {

using work_order::No;
using work_order::Status;

// Nobody has arrived yet.
constexpr work_order::StatusSet before_arrival{
    Status::registered, Status::assigned, Status::scheduled, Status::accepted, Status::traveling};
constexpr work_order::StatusSet not_done = work_order::open_statuses.with(Status::work_reported);

}  // namespace

Result<Events> decide(const schema::ConfirmAddress& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, before_arrival, No::already_under_way, reads));
  KINTSUGI_TRY_OK(work_order::check_line(command.address, 400, "address"));
  if (order->address.empty()) return refuse(No::address_missing, "the order has none");
  if (!command.address.empty() && !same_key(KeyKind::name, command.address, order->address))
    return refuse_field(No::address_differs, "address", "it is not the order's");
  if (order->address_confirmed_at != 0)
    return refuse(No::address_is_confirmed, "it was read back before");
  Events events;
  events.on(command.order,
            schema::AddressConfirmed{.address_confirmed_at = to_ms(reads.business_time()),
                                     .confirmed_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawAddressConfirmation& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, before_arrival, No::already_under_way, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->address_confirmed_at == 0)
    return refuse(No::address_not_confirmed, "it was not read back");
  Events events;
  events.on(command.order, schema::AddressConfirmationWithdrawn{.reason = command.reason});
  return events;
}

// Nobody is sent: no papers are due, no wage is earned, no part may be out.
Result<Events> decide(const schema::ResolveRemotely& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {Status::registered, Status::assigned},
                                    No::already_under_way, reads));
  if (is_person(reads) && order->waits_for == schema::OrderWait::subcontractor)
    return refuse(schema::SubcontractRefusal::at_third_party, "withdraw it first");
  if (command.solution.empty()) return refuse(No::solution_missing, "say what helped");
  KINTSUGI_TRY_OK(work_order::check_note(command.solution, "solution"));
  KINTSUGI_TRY_OK(work_order::check_line(command.fault_code, 64, "fault_code"));
  KINTSUGI_TRY_OK(work_order::check_fault_code(command, reads));
  Events events;
  events.on(command.order,
            schema::WorkOrderResolvedRemotely{.solution = command.solution,
                                              .fault_code = command.fault_code,
                                              .resolved_by = reads.actor().operator_id});
  schema::WorkOrder resolved = *order;
  resolved.resolved_remotely = true;
  if (!command.fault_code.empty()) resolved.fault_code = command.fault_code;
  KINTSUGI_TRY(Events completed, work_order::complete(command.order, resolved, {}, reads));
  events.add(std::move(completed));
  if (order->appointment_from != 0)  // nobody comes
    events.on(command.order, schema::AppointmentFreed{});
  return events;
}

Result<Events> decide(const schema::EscalateWorkOrder& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, not_done, No::not_registered, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->escalated_at != 0) return refuse(No::already_urgent, "since before");
  Events events;
  events.on(command.order, schema::WorkOrderEscalated{.escalated_at = to_ms(reads.business_time()),
                                                      .why = command.reason,
                                                      .escalated_by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::SettleEscalation& command, Reads& reads) {
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, not_done, No::not_registered, reads));
  KINTSUGI_TRY_OK(work_order::check_reason(command.reason));
  if (order->escalated_at == 0) return refuse(No::not_urgent, "nobody escalated it");
  Events events;
  events.on(command.order, schema::EscalationSettled{.why = command.reason});
  return events;
}

}  // namespace kintsugi::core
