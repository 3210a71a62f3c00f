// A settlement as a whole: submitted, recalled, paid, closed.

#include "core/authority/authority.h"
#include "core/calendar/calendar.h"
#include "core/four_eyes/four_eyes.h"
#include "core/maker_settlement/claim.h"
#include "core/maker_settlement/settlement.h"
#include "core/text/text.h"
#include "schema/maker_settlement_dispatch.h"

namespace kintsugi::core {

using maker_settlement::No;
using maker_settlement::settlement_of;
using schema::MakerSettlement;
using schema::SettlementLine;
using schema::SettlementStatus;

Result<Events> decide(const schema::SubmitSettlement& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::open}, No::not_open, reads));
  if (found->waiting == 0) return refuse(No::nothing_to_claim, "each line is taken out");
  Events events;
  events.on(command.settlement, schema::SettlementSubmitted{.day = day_of(reads.now()),
                                                            .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::RecallSettlement& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::submitted}, No::not_submitted, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why it is recalled");
  if (found->answered > 0)
    return refuse(No::answer_begun, std::to_string(found->answered) + " lines");
  Events events;
  events.on(command.settlement, schema::SettlementRecalled{.reason = command.reason});
  return events;
}

Result<Events> decide(const schema::AcceptSettlement& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::submitted}, No::not_submitted, reads));
  Events events;
  std::int64_t more = 0;
  for (std::uint32_t number = 1; number <= found->lines; ++number) {
    const std::string id = maker_settlement::line_id(command.settlement, number);
    KINTSUGI_TRY(const SettlementLine* line, reads.require<SettlementLine>(id));
    if (line->status != schema::SettlementLineStatus::waiting) continue;
    events.on(id, schema::SettlementLineAnswered{.accepted = line->amount, .reason = {}});
    more += line->amount;
  }
  events.on(command.settlement, schema::SettlementAnswered{.newly = found->waiting, .more = more});
  return events;
}

Result<Events> decide(const schema::RecordSettlementPayment& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::answered}, No::not_answered, reads));
  if (!is_line(command.receipt, 64)) return refuse(No::bad_text, "the voucher's number");
  const std::int64_t left = found->accepted - found->paid;
  if (command.amount > left) return refuse(No::too_much, std::to_string(left) + " fen are left");
  const bool fits =
      command.paid_on >= found->submitted_on && command.paid_on <= day_of(reads.now());
  if (!fits) return refuse_field(No::bad_day, "paid_on", "from its submission to today");
  Events events;
  events.on(command.settlement,
            schema::SettlementPaid{.number = static_cast<std::uint32_t>(found->payments.size() + 1),
                                   .amount = command.amount,
                                   .paid_on = command.paid_on,
                                   .receipt = command.receipt,
                                   .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::WithdrawSettlementPayment& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::answered, SettlementStatus::closed},
                             No::not_answered, reads));
  if (command.payment < 1 || command.payment > found->payments.size())
    return refuse(No::no_such_payment, "payment " + std::to_string(command.payment));
  const schema::SettlementPayment& payment = found->payments[command.payment - 1];
  if (payment.withdrawn) return refuse(No::payment_withdrawn, payment.withdrawn_by);
  if (is_author(payment.by, reads)) return refuse(No::same_author, payment.by + " told it");
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why it is withdrawn");
  Events events;
  events.on(command.settlement,
            schema::SettlementPaymentWithdrawn{.number = command.payment,
                                               .reason = command.reason,
                                               .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::CloseSettlement& command, Reads& reads) {
  KINTSUGI_TRY(const MakerSettlement* found,
               settlement_of(command, {SettlementStatus::answered}, No::not_answered, reads));
  if (is_author(found->submitted_by, reads))
    return refuse(No::same_author, found->submitted_by + " submitted it");
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why no more is paid");
  Events events;
  events.on(command.settlement, schema::SettlementClosed{.reason = command.reason,
                                                         .by = reads.actor().operator_id});
  return events;
}

Result<Events> decide(const schema::ReopenSettlement& command, Reads& reads) {
  KINTSUGI_TRY_OK(settlement_of(command, {SettlementStatus::closed}, No::not_closed, reads));
  if (!is_reason(command.reason)) return refuse(No::reason_missing, "why it is opened again");
  Events events;
  events.on(command.settlement, schema::SettlementReopened{.reason = command.reason});
  return events;
}

}  // namespace kintsugi::core
