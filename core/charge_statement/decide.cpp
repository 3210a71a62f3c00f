#include "core/authority/authority.h"
#include "core/charge_finding/mismatch.h"
#include "core/events.h"
#include "core/text/text.h"
#include "core/work_order/rules.h"
#include "schema/charge_statement_dispatch.h"
#include "schema/charge_statement_refusals.h"

namespace kintsugi::core {
namespace {

using StatementRefusal = schema::ChargeStatementRefusal;
using schema::ChargeStatement;
using StatementStatus = schema::ChargeStatementStatus;

Result<void> check_statement(const schema::StateCharge& c) {
  using enum schema::ChargedAnswer;
  if (c.answer == none || c.answer == unsure)
    return refuse_field(StatementRefusal::answer_missing, "answer", "charged or not charged");
  if (c.amount_said < 0 || (c.amount_said != 0 && c.answer != charged))
    return refuse_field(StatementRefusal::bad_amount, "amount_said", "of the answer 'charged'");
  if (!is_note(c.note))
    return refuse_field(StatementRefusal::bad_text, "note", "at most 4000 characters");
  return {};
}

bool stands(const ChargeStatement* one) {
  return one != nullptr &&
         (one->status == StatementStatus::confirmed || one->status == StatementStatus::disputed);
}

}  // namespace

Result<Events> decide(const schema::StateCharge& command, Reads& reads) {
  using enum schema::WorkOrderStatus;
  KINTSUGI_TRY(const schema::WorkOrder* order,
               work_order::order_of(command, {work_reported, completed, followed_up},
                                    work_order::No::not_reported, reads));
  if (order->status == work_reported && order->service_slip.empty())
    return refuse(StatementRefusal::not_reported, "order " + command.order);
  KINTSUGI_TRY_OK(check_statement(command));
  const auto* before = reads.find<ChargeStatement>(command.order);
  const std::int64_t recorded = work_order::due_of(*order);
  if (stands(before) && before->answer == command.answer &&
      before->amount_said == command.amount_said && before->amount_recorded == recorded)
    return refuse(StatementRefusal::said, "before");
  const bool disputed =
      charge_finding::contradicts(command.answer, command.amount_said, recorded);
  Events events;
  events.on(command.order, schema::ChargeStated{.order = command.order,
                                                .outlet = order->outlet,
                                                .technician = order->technician,
                                                .answer = command.answer,
                                                .amount_said = command.amount_said,
                                                .amount_recorded = recorded,
                                                .disputed = disputed,
                                                .at = to_ms(reads.business_time()),
                                                .note = command.note});
  events.on(command.order, schema::OrderChargeStated{.answer = command.answer,
                                                     .amount_said = command.amount_said,
                                                     .disputed = disputed});
  return events;
}

Result<Events> decide(const schema::WithdrawChargeStatement& command, Reads& reads) {
  KINTSUGI_TRY(const auto* said, reads.require<ChargeStatement>(command.order));
  KINTSUGI_TRY_OK(within_scope(command, said->outlet, reads));
  if (!stands(said)) return refuse(StatementRefusal::withdrawn, command.order);
  if (!is_reason(command.reason))
    return refuse_field(StatementRefusal::bad_text, "reason", "say why");
  Events events;
  events.on(command.order, schema::ChargeStatementWithdrawn{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
